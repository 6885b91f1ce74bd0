"""Files of only the rows that are new, and answers of Kolada under an indicator that is not theirs."""

from __future__ import annotations

from scripts.corpus.answers import kolada, text
from scripts.corpus.case import Case, OfIndicator, bad, good
from scripts.corpus.figures import KEY, POP
from scripts.corpus.people import HEADER, LINES, PERSON, PLAIN

EMPLOYED: OfIndicator = {"indicator": "employment_rate_twenty_to_sixtyfive"}
NEW = [line.replace(PERSON, f"{PERSON}ny", 1) for line in LINES[:3]]
COHORT = "gamma,Gamma,Gamma,2480,2024-01-10,2024-06-10,10,12,9\n"
COHORTS = "cohort_id,name_sv,name_en,base_municipality_code,starts_on,ends_on,places,applications,admitted\n"
SURVEYS = "participant_id,cohort_id,wave,area,score,answered_on\n"
PROGRESS = "participant_id,cohort_id,module_id,completed_on\n"


def cases() -> list[Case]:
    """All of them."""
    return [*_only_new(), *_whole(), *_key_figures()]


def _lines(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


def _only_new() -> list[Case]:
    asked = "only_new_rows"
    return [
        bad("people_only_new.csv", "participants", _lines(*NEW), asked),
        bad("people_one_new.csv", "participants", _lines(NEW[0]), asked),
        bad("people_mostly_new.csv", "participants", _lines(*(line.replace(PERSON, f"{PERSON}ny", 1) for line in LINES[:8]), LINES[0]), "mostly_new_rows"),
        bad("cohort_only_new.csv", "cohorts", COHORTS + COHORT, asked),
        bad("module_only_new.csv", "modules", "module_id,position,name_sv,name_en\nm4,4,Modul 4,Module 4\n", asked),
        bad("session_only_new.csv", "sessions", "cohort_id,module_id,planned_on\nbeta,m3,2023-05-01\n", asked),
        bad("progress_only_new.csv", "progress", f"{PROGRESS}{PERSON}12,beta,m3,2023-05-02\n", asked),
        bad("survey_only_new.csv", "surveys", f"{SURVEYS}{PERSON}12,beta,after,context,5,2023-06-20\n", asked),
    ]  # fmt: skip


def _whole() -> list[Case]:
    """The same tables with the rows that stand, too: nothing is asked."""
    return [
        good("people_grown.csv", "participants", PLAIN + NEW[0] + "\n", 13, (f"{PERSON}ny1|alfa", "municipality_code", "2480")),
    ]  # fmt: skip


def _key_figures() -> list[Case]:
    answer = text(kolada(("2480", 2024, {"T": 80.5})))
    own = text(kolada(("2480", 2024, {"T": 80.5}), kpi="N02243"))
    key = KEY.replace("population", EMPLOYED["indicator"])
    return [
        good("kolada_of_another.json", "indicators", answer, 1, (key, "value", "80.5"), asks=("key_figure_other",), **EMPLOYED),
        good("kolada_own.json", "indicators", own, 1, (key, "value", "80.5"), **EMPLOYED),
        good("kolada_anothers_own.json", "indicators", text(kolada(("2480", 2024, {"T": 134249}), kpi="N02243")), 1, (KEY, "value", "134249"), asks=("key_figure_other",), **POP),
    ]  # fmt: skip

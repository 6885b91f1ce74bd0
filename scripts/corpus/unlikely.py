"""Tables of the programme that cannot be right, or hardly: targets out of range, days ahead, steps back."""

from __future__ import annotations

from scripts.corpus.case import Case, bad, good
from scripts.corpus.people import HEADER, LINES, PERSON, PLAIN
from tests import deliveries

TARGETS = "measure,cohort_id,value,due_on,source\n"
COHORTS = "\n".join([deliveries.header("cohorts"), *deliveries._cohorts()]) + "\n"
PROGRESS = "\n".join([deliveries.header("progress"), *deliveries._progress()]) + "\n"
ATTENDANCE = "\n".join([deliveries.header("attendance"), *deliveries._attendance()]) + "\n"
SESSIONS = "cohort_id,module_id,planned_on\n"
SURVEYS = "participant_id,cohort_id,wave,area,score,answered_on\n"


def cases() -> list[Case]:
    """All of them."""
    return [*_targets(), *_ahead(), *_days(), *_back(), *_words(), *_lacking()]


def _targets() -> list[Case]:
    def target(measure: str, value: str, due: str = "2025-12-31") -> str:
        return f'{TARGETS}{measure},,"{value}",{due},Beslut\n'

    named = ("completion_rate||80|2025-12-31|Beslut", "value", "80")
    asked = ("share_or_part",)
    return [
        bad("target_negative.csv", "targets", target("participants", "-60"), "negative_count", 2, "value"),
        bad("target_of_half_a_person.csv", "targets", target("participants", "60,5"), "count_not_whole", 2, "value"),
        bad("target_above_all.csv", "targets", target("completion_rate", "180"), "maximum", 2, "value"),
        bad("target_below_none.csv", "targets", target("completion_rate", "-1"), "minimum", 2, "value"),
        good("target_of_a_fraction.csv", "targets", target("completion_rate", "0.8"), 1, ("completion_rate||0.8|2025-12-31|Beslut", "value", "0.8"), asks=asked),
        good("target_of_1923.csv", "targets", target("participants", "60", "1923-04-30"), 1, ("participants||60|1923-04-30|Beslut", "value", "60"), asks=("day_before",)),
        good("target_by_name.csv", "targets", target("Andel som slutfört", "80"), 1, named),
        good("target_by_name_en.csv", "targets", target("completion rate", "80"), 1, named),
    ]  # fmt: skip


def _ahead() -> list[Case]:
    return [
        bad("completed_2099.csv", "progress", PROGRESS.replace("2022-02-02", "2099-02-02", 1), "date_ahead", 2, "completed_on"),
        bad("answered_2099.csv", "surveys", f"{SURVEYS}{PERSON}1,alfa,before,context,3,2099-01-09\n", "date_ahead", 2, "answered_on"),
        good("session_2099.csv", "sessions", f"{SESSIONS}alfa,m1,2022-02-01\nalfa,m2,2099-03-01\nbeta,m1,2023-02-01\n", 3, ("alfa|m2", "planned_on", "2099-03-01"), asks=("day_after",)),
    ]  # fmt: skip


def _days() -> list[Case]:
    early = PROGRESS.replace("2022-02-02", "2021-02-02", 1)
    late = PROGRESS.replace("2022-02-02", "2025-02-02", 1)
    first = f"{PERSON}1|alfa|m1"
    return [
        good("completed_before_enrolled.csv", "progress", early, len(deliveries._progress()), (first, "completed_on", "2021-02-02"), asks=("day_before",)),
        good("completed_years_after.csv", "progress", late, len(deliveries._progress()), (first, "completed_on", "2025-02-02"), asks=("day_after",)),
        good("answered_before_enrolled.csv", "surveys", f"{SURVEYS}{PERSON}1,alfa,before,context,3,2021-06-10\n", 1, (f"{PERSON}1|alfa|before|context", "answered_on", "2021-06-10"), asks=("day_before",)),
        good("session_before_cohort.csv", "sessions", f"{SESSIONS}alfa,m1,2021-01-01\nalfa,m2,2022-03-01\nbeta,m1,2023-02-01\n", 3, ("alfa|m1", "planned_on", "2021-01-01"), asks=("day_before",)),
        good("cohort_starts_after_its_people.csv", "cohorts", COHORTS.replace("2022-01-10", "2022-05-01"), 2, ("alfa", "starts_on", "2022-05-01"), asks=("day_before",)),
        good("admitted_too_few.csv", "cohorts", COHORTS.replace(",12,9", ",12,3"), 2, ("alfa", "admitted", "3"), asks=("too_few_for",)),
        good("admitted_more_than_applied.csv", "cohorts", COHORTS.replace(",12,9", ",12,99"), 2, ("alfa", "admitted", "99"), asks=("more_than",)),
        good("cohort_elsewhere.csv", "cohorts", COHORTS + "gamma,Gamma,Gamma,2580,2023-01-09,2023-06-16,24,,\n", 2, ("alfa", "places", "10"), unmatched=(4,), asks=("rows_outside",)),
    ]  # fmt: skip


def _back() -> list[Case]:
    back = "\n".join([HEADER, *(_back_to_enrolled(line) for line in LINES)]) + "\n"
    absent = ATTENDANCE.replace(",yes", ",no")
    rows = len(deliveries._attendance())
    no_m3 = "".join(line for line in PROGRESS.splitlines(keepends=True) if ",m3," not in line)
    return [
        good("people_back.csv", "participants", back, 12, (f"{PERSON}1|alfa", "status", "enrolled"), asks=("steps_back", "days_emptied")),
        good("attendance_turned.csv", "attendance", absent, rows, (f"{PERSON}1|alfa|m1", "attended", "no"), asks=("rows_change",)),
        good("progress_without_a_module.csv", "progress", no_m3, no_m3.count("\n") - 1, (f"{PERSON}1|alfa|m1", "completed_on", "2022-02-02"), asks=("module_vanishes",)),
    ]  # fmt: skip


def _back_to_enrolled(line: str) -> str:
    cells = line.split(",")
    return ",".join([*cells[:8], "enrolled", cells[9], "", ""]) if "completed" in cells else line


def _words() -> list[Case]:
    rows = PROGRESS.splitlines()[1:]
    swedish = "\n".join(
        ["Deltagare;Omgång;Modul;Genomförd den", *(r.replace(",", ";") for r in rows)]
    )
    cohorts = "Omgång;Namn;Namn på engelska;Ort;Start;Slut;Platser;Sökande;Antagna\n" + "".join(
        line.replace(",", ";") + "\n" for line in deliveries._cohorts()
    )
    return [
        good("progress_words.csv", "progress", swedish + "\n", len(rows), (f"{PERSON}1|alfa|m1", "completed_on", "2022-02-02")),
        good("cohorts_words.csv", "cohorts", cohorts, 2, ("alfa", "applications", "12")),
    ]  # fmt: skip


def _lacking() -> list[Case]:
    without_beta = COHORTS.replace(deliveries._cohorts()[1] + "\n", "")
    one = SESSIONS + "alfa,m1,2022-02-02\n"
    people = "\n".join([HEADER, *(line for line in LINES if ",beta," not in line)]) + "\n"
    return [
        bad("cohort_gone.csv", "cohorts", without_beta, "rows_needed"),
        bad("session_one_changed.csv", "sessions", one, "rows_needed"),
        bad("people_without_a_cohort.csv", "participants", people, "rows_needed"),
        bad("people_without_one.csv", "participants", PLAIN.replace(LINES[0] + "\n", ""), "rows_needed_unnamed"),
    ]  # fmt: skip

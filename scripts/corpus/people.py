"""Tables of the programme: the small made-up one of tests/deliveries.py, as offices would send it."""

from __future__ import annotations

from scripts.corpus.books import xlsx
from scripts.corpus.case import Case, bad, good
from tests import deliveries

PERSON = deliveries.PERSON
SWEDISH = {
    "participant_id": "Deltagarens id",
    "cohort_id": "Kohort",
    "organisation_id": "Organisationens id",
    "municipality_code": "Hemkommun",
    "gender": "Kön",
    "role": "Roll",
    "sector": "Sektor",
    "size_class": "Storleksklass",
    "status": "Status",
    "enrolled_on": "Inskriven",
    "started_on": "Började",
    "ended_on": "Slutade",
}
HEADER = deliveries.header("participants")
LINES = deliveries._participants()
PLAIN = "\n".join([HEADER, *LINES]) + "\n"
FIRST = (f"{PERSON}1|alfa", "municipality_code", "2480")


def cases() -> list[Case]:
    """All of them."""
    return [*_participants(), *_others(), *_refused()]


def _swedish() -> str:
    names = ";".join(SWEDISH[name] for name in HEADER.split(","))
    words = {"woman": "Kvinna", "man": "Man", "2480": "Umeå kommun", "2481": "2481 Lycksele"}
    lines = []
    for line in LINES:
        cells = [words.get(cell, cell) for cell in line.split(",")]
        lines.append(";".join(cells))
    return "\n".join([names, *lines]) + "\n"


def _participants() -> list[Case]:
    tabbed = PLAIN.replace(",", "\t")
    dates = PLAIN.replace("2022-01-01", "2022-01-01 00:00:00")
    rows = [HEADER.split(","), *(line.split(",") for line in LINES)]
    return [
        good("participants.csv", "participants", PLAIN, 12, FIRST, ("utf-8", ",", ".")),
        good("participants_sv.csv", "participants", _swedish().encode("cp1252"), 12, (FIRST[0], "gender", "woman"), ("cp1252", ";", ",")),
        good("participants.tsv", "participants", tabbed.encode("utf-16"), 12, FIRST, ("utf-16", "\t", ",")),
        good("participants.xlsx", "participants", xlsx(("Blad1", rows)), 12, FIRST),
        good("participants_times.csv", "participants", dates, 12, (FIRST[0], "enrolled_on", "2022-01-01")),
        good("participants_other_order.csv", "participants", _turned(PLAIN), 12, FIRST),
        good("participants_moved.csv", "participants", PLAIN.replace("2403,man", "2401,man"), 12, (f"{PERSON}8|alfa", "municipality_code", "2401"), ("utf-8", ",", ".")),
    ]  # fmt: skip


def _turned(text: str) -> str:
    return "".join(",".join(line.split(",")[::-1]) + "\n" for line in text.splitlines())


def _others() -> list[Case]:
    return [
        good("cohorts.csv", "cohorts", "cohort_id;name_sv;name_en;base_municipality_code;starts_on;ends_on;places;applications;admitted\nalfa;Alfa;Alpha;Umeå;2022-01-10;2022-06-10;10;12;9\nbeta;Beta;Beta;Lycksele;2023/01/10;20230610;6,0;7;4\n", 2, ("beta", "starts_on", "2023-01-10"), ("utf-8", ";", ",")),
        good("modules.csv", "modules", "Modul;Ordning;Namn på svenska;Namn på engelska\nm1;1;Modul 1;Module 1\nm2;2;Modul 2;Module 2\nm3;3;Modul 3;Module 3\n", 3, ("m3", "position", "3")),
        good("formula_in_name.csv", "modules", "module_id;position;name_sv;name_en\nm1;1;=HYPERLINK(\"x\");+1\nm2;2;@SUM(A1);-2+3\nm3;3;Modul 3;Module 3\n".replace('"', ""), 3, ("m2", "name_sv", "@SUM(A1)")),
        good("sessions.csv", "sessions", "cohort_id,module_id,planned_on\nalfa,m1,2022-02-01\nalfa,m2,2022-03-08\nbeta,m1,2023-02-01\n", 3, ("alfa|m2", "planned_on", "2022-03-08")),
        good("progress.csv", "progress", f"participant_id;cohort_id;module_id;completed_on\n{PERSON}1;alfa;m1;2022-02-02\n{PERSON}7;alfa;m1;2022-02-03\n", 2, (f"{PERSON}7|alfa|m1", "completed_on", "2022-02-03")),
        good("surveys.csv", "surveys", f"participant_id;cohort_id;wave;area;score;answered_on\n{PERSON}1;alfa;before;context;4;2022-01-09\n{PERSON}2;alfa;after;context;5;2022-06-20\n", 2, (f"{PERSON}2|alfa|after|context", "score", "5")),
        good("targets.csv", "targets", "Mått;cohort_id;value;due_on;source\ncompletion_rate;;60,5;2025-12-31;Beslut\n".replace("Mått", "measure"), 1, ("completion_rate||60.5|2025-12-31|Beslut", "value", "60.5")),
    ]  # fmt: skip


def _refused() -> list[Case]:
    table = "participants"
    twice = PLAIN + LINES[0] + "\n"
    named = "".join(
        f"{line},{'namn' if i == 0 else 'Eva Exempelson'}\n"
        for i, line in enumerate(PLAIN.splitlines())
    )
    return [
        bad("person_twice.csv", table, twice, "duplicate_key", 14, "participant_id, cohort_id"),
        bad("names_of_people.csv", table, named, "column_unknown", 1, "13"),
        bad("personal_number_as_id.csv", table, PLAIN.replace(f"{PERSON}11,", "198503121234,"), "personal_number", 13, "participant_id"),
        bad("coordination_number.csv", table, PLAIN.replace("leader", "850372-1234", 1), "personal_number", 2, "role"),
        bad("personal_number_in_other_column.csv", table, "".join(f"{line},{'anm' if i == 0 else '850312-1234' if i == 3 else ''}\n" for i, line in enumerate(PLAIN.splitlines())), "personal_number", 4, "13"),
        bad("unknown_gender.csv", table, PLAIN.replace("woman", "lady", 1), "enum", 2, "gender"),
        bad("unknown_cohort.csv", table, PLAIN.replace(f"{PERSON}9,beta", f"{PERSON}9,gamma"), "foreign_key", 11, "cohort_id"),
        bad("person_in_county.csv", table, PLAIN.replace("2403,man", "24,man"), "foreign_key", 9, "municipality_code"),
        bad("person_in_atlantis.csv", table, PLAIN.replace("2403,man", "Atlantis,man"), "place_unknown", 9, "municipality_code", (9,)),
        bad("impossible_day.csv", table, PLAIN.replace("2022-01-01", "2022-02-30", 1), "date", 2, "enrolled_on"),
        bad("american_day.csv", table, PLAIN.replace("2022-01-01", "01/02/2022", 1), "date_unclear", 2, "enrolled_on"),
        bad("ended_before_start.csv", table, PLAIN.replace("2022-06-01", "2021-06-01", 1), "order", 2, "ended_on"),
        bad("two_sectors.csv", table, PLAIN.replace("leader,civil_society", "leader,academia", 1), "consistent", 13, "sector"),
        bad("no_status_column.csv", table, PLAIN.replace(",status,", ",tillstånd,"), "column_unmapped", 1, "status"),
        bad("people_gone_but_not_their_progress.csv", table, "\n".join([HEADER, *LINES[1:]]) + "\n", "rows_needed_unnamed"),
        bad("survey_score_six.csv", "surveys", f"participant_id;cohort_id;wave;area;score;answered_on\n{PERSON}1;alfa;before;context;6;2022-01-09\n", "maximum", 2, "score"),
        bad("survey_half_score.csv", "surveys", f"participant_id;cohort_id;wave;area;score;answered_on\n{PERSON}1;alfa;before;context;3,5;2022-01-09\n", "integer", 2, "score"),
        bad("hidden_characters.csv", "modules", "module_id;position;name_sv;name_en\nm1;1;Mo\u202edul;Module\nm2;2;b;b\nm3;3;c;c\n", "hidden_character", 2, "name_sv"),
        bad("module_twice.csv", "modules", "module_id;position;name_sv;name_en\nm1;1;a;a\nm2;2;b;b\nm3;3;c;c\nm3;4;d;d\n", "duplicate_key", 5, "module_id"),
        bad("target_without_source.csv", "targets", "measure;cohort_id;value;due_on;source\nparticipants;;60;2025-12-31;\n", "required", 2, "source"),
    ]  # fmt: skip

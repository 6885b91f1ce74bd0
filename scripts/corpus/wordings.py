"""Lists of participants in the words and with the dates that people write."""

from __future__ import annotations

from scripts.corpus.books import xlsx
from scripts.corpus.case import Case, bad, good
from scripts.corpus.people import FIRST, HEADER, LINES, PERSON, PLAIN

TABLE = "participants"
FIRST_DAY, SERIAL = "2022-01-01", "44562"
WITHDRAWN = f"{PERSON}7|alfa"
ACTIVE = f"{PERSON}9|beta"


def cases() -> list[Case]:
    """All of them."""
    return [*_words(), *_days()]


def _status(**words: str) -> str:
    text = PLAIN
    for status, word in words.items():
        text = text.replace(f",{status},", f",{word},")
    return text


def _words() -> list[Case]:
    return [
        good("status_avslutad.csv", TABLE, _status(completed="Avslutad"), 12, (FIRST[0], "status", "completed")),
        good("status_slutfort.csv", TABLE, _status(completed="slutfört"), 12, (FIRST[0], "status", "completed")),
        good("status_klar.csv", TABLE, _status(completed="Klar"), 12, (FIRST[0], "status", "completed")),
        good("status_pagaende.csv", TABLE, _status(active="Pågående"), 12, (ACTIVE, "status", "active")),
        good("status_avbrutit.csv", TABLE, _status(withdrawn="Avbrutit"), 12, (WITHDRAWN, "status", "withdrawn")),
        good("status_hoppat_av.csv", TABLE, _status(withdrawn="hoppat  av"), 12, (WITHDRAWN, "status", "withdrawn")),
        good("gender_in_plural.csv", TABLE, PLAIN.replace(",woman,", ",Kvinnor,"), 12, (FIRST[0], "gender", "woman")),
        good("size_with_dash.csv", TABLE, PLAIN.replace(",10-49,", ",10–49 anställda,"), 12, (FIRST[0], "size_class", "10-49")),
        bad("status_in_other_words.csv", TABLE, _status(withdrawn="försvann"), "enum", 8, "status"),
        bad("size_in_other_words.csv", TABLE, PLAIN.replace(",10-49,", ",lagom,", 1), "enum", 2, "size_class"),
    ]  # fmt: skip


def _dated(day: str) -> str:
    return PLAIN.replace(FIRST_DAY, day)


def _days() -> list[Case]:
    day = (FIRST[0], "enrolled_on", FIRST_DAY)
    serials = PLAIN.replace(FIRST_DAY, SERIAL).replace("2023-01-01", "44927")
    rows = [
        HEADER.split(","),
        *(
            line.replace(FIRST_DAY, SERIAL).replace("2023-01-01", "44927").split(",")
            for line in LINES
        ),
    ]
    return [
        good("days_spaced.csv", TABLE, _dated("1/1 2022"), 12, day),
        good("days_pointed.csv", TABLE, _dated("01.01.2022"), 12, day),
        good("days_in_words.csv", TABLE, _dated("1 januari 2022"), 12, day),
        good("days_as_serials.csv", TABLE, serials, 12, day),
        good("days_as_serials.xlsx", TABLE, xlsx(("Blad1", rows)), 12, day),
        bad("one_day_as_serial.csv", TABLE, PLAIN.replace(FIRST_DAY, SERIAL, 1), "date", 2, "enrolled_on"),
        bad("day_of_no_month.csv", TABLE, _dated("1/13 2022"), "date", 2, "enrolled_on"),
        bad("day_of_two_digits.csv", TABLE, _dated("1/1 22"), "date", 2, "enrolled_on"),
        bad("thirtieth_of_february.csv", TABLE, _dated("30.02.2022"), "date", 2, "enrolled_on"),
    ]  # fmt: skip

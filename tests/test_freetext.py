"""What in a free text leads straight to one person, and what only looks as if: both ways, case by case."""

from __future__ import annotations

import time

import pytest

from atlas.freetext import FORMS, kept, names_someone
from tests.freetext import CASES, NOTES, ROLES


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_what_leads_to_a_person_is_found_and_taken_out_whole(rule, text):
    assert FORMS[rule].search(text)
    for note in (text, f"Rättat av Eva, {text}.", f"({text})", f"se {text}, rad 12"):
        assert names_someone(note)
        left = kept(note)
        assert "…" in left
        assert not any(sign.isdigit() for sign in left.replace("rad 12", ""))
        assert "anna" not in left.casefold()
        assert "ex" not in left.casefold()


@pytest.mark.parametrize("text", [*ROLES, *NOTES])
def test_other_words_and_numbers_stay_as_they_are(text):
    for note in (text, f"{text}.", f"Rättat: {text}, rad 12", f"({text})"):
        assert kept(note) == note


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("Eva, 070-123 45 67 eller eva@example.org, bad om det", "Eva, … eller …, bad om det"),
        ("rättat 2022-06-13 efter samtal med 640823-3234", "rättat 2022-06-13 efter samtal med …"),
        ("070-123 45 67/090-12 34 56", "…/…"),
        ("070-123 45 67,090-12 34 56", "…,…"),
        ("070-123 45 67 090-12 34 56", "… …"),
        ("090-12 34 56 08-123 45 67, 3 st", "… …, 3 st"),
        ("+46 70 123 45 67 090-12 34 56", "… …"),
        ("+358 40 123 4567 090-12 34 56", "… …"),
        ("090-12 34 56 2022-06-13", "… 2022-06-13"),
        ("SCB BE0101, 1 234 567 rader; fråga 090-12 34 56", "SCB BE0101, 1 234 567 rader; fråga …"),
        ("", ""),
    ],
)
def test_the_rest_of_a_note_is_kept(note, left):
    assert kept(note) == left
    assert kept(left) == left


@pytest.mark.parametrize(
    "piece", ["0", "1 ", "a", "a.", "070-123", "+4", "0 1-2", "x@a-", "640823-"]
)
def test_a_long_text_takes_no_long_time(piece):
    begin = time.process_time()
    kept(piece * (20_000 // len(piece)))
    assert time.process_time() - begin < 2

"""What a delivery changes: a number whose note alone changes is a change, too."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.publish import difference
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
PEOPLE = ["earlier", "status", "n", "municipality_code", "cohort_id"]


def row(value="12", note="", status="reported"):
    return ["p", "2480", "2022", value, status, note]


def text(*rows):
    return pd.DataFrame(rows, columns=TABLE.columns, dtype="str")


def frames(*rows):
    """The tables of a snapshot in which nobody takes part."""
    none = pd.DataFrame(columns=PEOPLE)
    figures = text(*rows).assign(value=[float(value or "nan") for _, _, _, value, _, _ in rows])
    return {"enrolments": none, "organisations": none, "indicators": figures}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (row(), row(), None),
        (row(), row(note="preliminary"), (12, 12, "", "preliminary")),
        (row(note="preliminary"), row(), (12, 12, "preliminary", "")),
        (row(note="preliminary"), row("13"), (12, 13, "preliminary", "")),
        (row(note="revised"), row("", status="missing"), (12, None, "revised", "")),
        (row(), row("13"), (12, 13, None, None)),
    ],
)
def test_a_number_moves_with_its_note(before, after, moved):
    told = difference.numbers(frames(before), frames(after))
    names = ("before", "after", "note_before", "note_after")
    assert [tuple(move.get(name) for name in names) for move in told["moves"]] == [
        each for each in [moved] if each
    ]
    changed = difference.rows(text(before), text(after), TABLE)["changed"]
    assert changed == told["total"] == int(bool(moved))


def test_a_note_that_changes_comes_after_numbers_that_do():
    other = ["p", "2403", "2022", "5", "reported", ""]
    told = difference.numbers(frames(row(), other), frames(row("13"), [*other[:5], "revised"]))
    assert [move["of"] for move in told["moves"]] == ["2480", "2403"]


def test_a_snapshot_without_notes_is_compared_as_one_that_has_none():
    before = frames(row())
    before["indicators"] = before["indicators"].drop(columns="note")
    assert difference.numbers(before, frames(row()))["total"] == 0

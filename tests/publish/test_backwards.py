"""Steps and days that a new list takes back, and a table most of whose rows change."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.publish import backwards
from tests.deliveries import DATA

CONTRACT = contracts.load(DATA)


def table_of(name, rows):
    table = CONTRACT[name]
    cells = [{**dict.fromkeys(table.columns, ""), **row} for row in rows]
    return pd.DataFrame(cells, columns=table.columns, dtype="str")


def people(*statuses, ended="2022-06-01"):
    return table_of(
        "participants",
        [
            {"participant_id": f"p{at}", "cohort_id": "a", "status": status, "ended_on": ended}
            for at, status in enumerate(statuses)
        ],
    )


def asked(before, after, name="participants", exact=True):
    changed = int((before.to_numpy() != after.to_numpy()).any(axis=1).sum())
    found = backwards.questions(before, after, CONTRACT[name], changed, exact)
    return [(q["rule"], q["came"], q.get("count")) for q in found]


@pytest.mark.parametrize(
    ("was", "now", "back"),
    [
        ("completed", "enrolled", True),
        ("completed", "withdrawn", True),
        ("active", "enrolled", True),
        ("withdrawn", "active", False),  # they came back
        ("paused", "active", False),
        ("active", "completed", False),
        ("active", "active", False),
    ],
)
def test_a_state_that_goes_back(was, now, back):
    expected = [("steps_back", f"{was} → {now}", "1")] if back else []
    assert asked(people(was, "active", "active"), people(now, "active", "active")) == expected


def test_days_that_are_emptied_are_told_by_their_column():
    before, after = people("active", "active"), people("active", "active")
    after.loc[0, "ended_on"] = ""
    assert asked(before, after) == [("days_emptied", "ended_on", "1")]
    assert asked(after, before) == []


def test_the_number_of_people_is_told_only_to_who_may_know_it():
    before, after = people("completed", "active"), people("enrolled", "active")
    assert asked(before, after, exact=False) == [("steps_back", "completed → enrolled", "")]


def test_most_of_a_table_is_another_by_its_columns():
    rows = [{"participant_id": f"p{at}", "cohort_id": "a", "module_id": "m"} for at in range(4)]
    before = table_of("attendance", [row | {"attended": "yes"} for row in rows])
    half, most = before.copy(), before.copy()
    half.loc[:1, "attended"] = "no"
    most.loc[:2, "attended"] = "no"
    assert asked(before, half, "attendance") == []
    assert asked(before, most, "attendance") == [("rows_change", "attended", None)]

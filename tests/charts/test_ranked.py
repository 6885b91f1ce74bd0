"""The ranked chart: what has no number has no mark, only its words."""

from __future__ import annotations

import dataclasses

import pytest

from atlas.charts import ranked
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words

EN = Words("en")


@pytest.fixture
def all_of_few(counted):
    """Ten of ten completed in one place."""
    cells = counted.public["enrolments"]
    raised = cells.assign(n=cells["n"].where(cells["status"] != "completed", 10))
    tables = {**counted.public.tables, "enrolments": raised}
    return dataclasses.replace(counted.public, tables=tables)


def test_a_share_that_is_not_told_is_a_sign_and_no_mark(all_of_few):
    selection = Selection(cohorts=("alfa",))
    values = registry.values(all_of_few, "completion_rate", selection)
    figure = ranked.ranked(EN, all_of_few, values, selection, "light")
    for trace in figure.data:
        assert [x for x in trace.x if x is not None and x == x] == []
    told = [a.text for a in figure.layout.annotations]
    # the fifteen municipalities and the county
    assert told == ["&nbsp;.."] * 16

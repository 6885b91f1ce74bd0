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
def nearly_all(counted):
    """Ten of ten completed in one place: over 90 per cent is all that may be said."""
    cells = counted.public["enrolments"]
    raised = cells.assign(n=cells["n"].where(cells["status"] != "completed", 10))
    tables = {**counted.public.tables, "enrolments": raised}
    return dataclasses.replace(counted.public, tables=tables)


def test_a_share_of_which_only_a_bound_is_told_is_words_and_no_mark(nearly_all):
    selection = Selection(cohorts=("alfa",))
    values = registry.values(nearly_all, "completion_rate", selection)
    figure = ranked.ranked(EN, nearly_all, values, selection, "light")
    for trace in figure.data:
        assert [x for x in trace.x if x is not None and x == x] == []
    told = [a.text for a in figure.layout.annotations]
    # Umeå and the county; the fourteen others have too few to say anything
    assert sum("over 90%" in text for text in told) == 2
    assert sum(".." in text for text in told) == 14

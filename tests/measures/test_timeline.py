"""Periods in time: where they lie, and what a line may join."""

from __future__ import annotations

import pytest

from atlas.measures.timeline import BREAK, GAP, JOINED, comparable, moment, spaced, ties


@pytest.mark.parametrize(
    ("period", "when"),
    [("2024", 2024), ("2024-Q3", 2024.5), ("2025-07", 2025.5), ("2016/17", 2016), ("–", 0)],
)
def test_a_period_lies_where_it_begins(period, when):
    assert moment(period) == when


def test_years_that_follow_each_other_are_joined_and_others_are_not():
    periods = ["2005", "2009", "2018", "2019"]
    assert ties(periods) == [GAP, GAP, GAP, JOINED]


def test_a_series_of_every_second_year_has_no_gaps_between_them():
    assert ties(["2007", "2009", "2013"], every=2) == [GAP, JOINED, GAP]


def test_months_and_quarters_follow_each_other():
    assert ties(["2024-12", "2025-01", "2025-03"]) == [GAP, JOINED, GAP]
    assert ties(["2024-Q4", "2025-Q1", "2025-Q3"]) == [GAP, JOINED, GAP]


def test_a_break_lies_before_the_first_period_of_the_new_definition():
    assert ties(["2017", "2018", "2019"], ["2019"]) == [GAP, JOINED, BREAK]


def test_a_break_in_a_year_without_figures_still_cuts():
    assert ties(["2017", "2020"], ["2019"]) == [GAP, BREAK]
    assert ties(["2019", "2020"], ["2019"]) == [GAP, JOINED]


def test_no_periods_have_no_ties():
    assert ties([]) == []


def test_what_may_be_compared_stands_on_one_side_of_a_break():
    periods = ["2017", "2018", "2019", "2020"]
    assert comparable(periods, ["2019"], "2020") == ["2019", "2020"]
    assert comparable(periods, ["2019"], "2018") == ["2017", "2018"]
    assert comparable(periods, [], "2020") == periods


def test_as_many_are_written_as_have_room_and_always_the_last():
    assert spaced(["2005", "2009", "2013", "2018", "2019", "2020"], 5) == [
        "2005",
        "2009",
        "2013",
        "2020",
    ]
    assert spaced(["2020"], 5) == ["2020"]

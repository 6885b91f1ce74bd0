"""Published indicators: what is told, what is missing, and what only the county has."""

from __future__ import annotations

import math

import pytest

from atlas.errors import UnknownMeasure
from atlas.measures import registry
from atlas.measures.indicators import nearest
from atlas.measures.selection import Selection
from tests.deliveries import GAP, SHARE, SILENT, register


def values(counted, measure, selection=None, period=None):
    return registry.values(counted.public, measure, selection or Selection(), period)


def test_a_figure_comes_through_as_delivered(counted):
    row = values(counted, SHARE).at().loc["2403"]
    assert (row["value"], row["status"]) == (2.0, "reported")


@pytest.mark.parametrize("code", [GAP, SILENT])
def test_a_figure_said_to_be_missing_and_one_never_mentioned_are_both_missing(counted, code):
    row = values(counted, SHARE).at().loc[code]
    assert row["status"] == "missing"
    assert math.isnan(row["value"])


def test_a_published_zero_is_a_number(counted):
    assert values(counted, "new_enterprises").benchmark("24") == 0.0


def test_a_series_of_the_county_is_never_spread_over_municipalities(counted):
    made = values(counted, "new_enterprises")
    assert set(made.table["status"]) == {"not_applicable"}
    assert made.table["value"].isna().all()
    assert made.at().index.tolist() == register()


def test_county_and_country_stand_beside(counted):
    made = values(counted, "population")
    assert made.benchmark("24") == 200_000
    assert made.benchmark("00") == 10_000_000


def test_a_benchmark_that_nobody_published_is_none(counted):
    assert values(counted, SHARE).benchmark("00") is None


def test_the_latest_year_is_shown_first(counted):
    made = values(counted, "population")
    assert (made.periods, made.period) == (["2022", "2023"], "2023")


def test_a_chosen_year_is_shown_where_the_measure_has_it(counted):
    assert values(counted, "population", period="2022").period == "2022"
    assert values(counted, SHARE, period="2023").period == "2022"


def test_the_years_of_a_selection_leave_out_the_others(counted):
    assert values(counted, "population", Selection(years=(2022, 2022))).periods == ["2022"]


def test_years_without_a_figure_give_fifteen_times_missing(counted):
    made = values(counted, SHARE, Selection(years=(2023, 2023)))
    assert set(made.table["status"]) == {"missing"}
    assert len(made.at()) == 15


def test_a_quarter_belongs_to_its_year(shipped):
    made = registry.values(shipped.public, "unemployment_rate", Selection(years=(2024, 2024)))
    assert made.periods == ["2024-Q3"]


def test_a_measure_that_nobody_declared_is_refused_with_those_that_are(counted):
    with pytest.raises(UnknownMeasure, match="participants"):
        values(counted, "happiness")


def test_a_view_opens_on_the_declared_year_and_earlier_ones_can_be_chosen(shipped):
    made = registry.values(shipped.public, "new_enterprises", Selection())
    assert (made.periods[0], made.periods[-1]) == ("2005", "2022")
    made = registry.values(shipped.public, "new_enterprises", Selection(years=(1997, 2026)))
    assert made.periods[0] == "1997"


def test_the_nearest_years_lie_on_either_side():
    assert nearest({2005, 2009, 2013, 2018}, (2010, 2012)) == [2009, 2013]
    assert nearest({2005, 2009}, (2010, 2012)) == [2009]
    assert nearest({2013, 2018}, (2010, 2012)) == [2013]
    assert nearest({2011}, (2010, 2012)) == []
    assert nearest(set(), (2010, 2012)) == []

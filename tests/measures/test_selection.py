"""What a viewer has chosen."""

from __future__ import annotations

import pytest

from atlas.errors import UnknownCode
from atlas.measures import registry
from atlas.measures.selection import Selection, year_of


@pytest.mark.parametrize(
    ("period", "year"), [("2022", 2022), ("2024-Q3", 2024), ("2025-03", 2025), ("2016/17", 2016)]
)
def test_a_period_begins_in_a_year(period, year):
    assert year_of(period) == year


@pytest.mark.parametrize(
    ("years", "covered"), [(None, True), ((2022, 2022), True), ((2020, 2021), False)]
)
def test_years_are_inclusive(years, covered):
    assert Selection(years=years).covers("2022-Q4") is covered


def test_a_map_of_all_keeps_cohorts_and_years():
    chosen = Selection(("2480",), ("alfa",), (2022, 2023))
    assert chosen.everywhere() == Selection((), ("alfa",), (2022, 2023))
    assert chosen.of("2481").municipalities == ("2481",)


@pytest.mark.parametrize(
    ("selection", "what"),
    [(Selection(("9999",)), "municipality"), (Selection(cohorts=("gamma",)), "cohort")],
)
def test_a_code_that_the_snapshot_lacks_is_refused(counted, selection, what):
    with pytest.raises(UnknownCode, match=f"no {what} is called"):
        registry.check_codes(counted.public, selection)


def test_county_and_country_are_codes_too(counted):
    registry.check_codes(counted.public, Selection(("24", "00", "2480"), ("alfa",)))

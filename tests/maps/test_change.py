"""The scene of a change: one scale for every pair of years, and never of protected numbers."""

from __future__ import annotations

import dataclasses

import pandas as pd

from atlas.maps.change import change, unit
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.theme import theme
from atlas.words import Words
from tests.deliveries import SHARE

SV, EN = Words("sv"), Words("en")


def values(data, measure, **declared):
    made = registry.values(data, measure, Selection())
    return dataclasses.replace(made, measure=dataclasses.replace(made.measure, **declared))


def two_years(data, **declared):
    """A share of two places over two years: one rises by 2, the other falls by 3."""
    rows = [("a", "2021", 10.0), ("b", "2021", 9.0), ("a", "2022", 12.0), ("b", "2022", 6.0)]
    table = pd.DataFrame(rows, columns=["code", "period", "value"]).assign(
        status="reported", lower=None, upper=None, n=None
    )
    return dataclasses.replace(values(data, SHARE, **declared), table=table)


def test_the_scale_holds_the_largest_change_on_both_sides(counted):
    made = change(two_years(counted.public), SV)
    assert made["breaks"] == [-3, -1.8, -0.6, 0.6, 1.8, 3]
    assert made["bubbleMax"] == 3
    assert made["signed"]


def test_a_difference_of_shares_is_in_percentage_points(counted):
    measure = counted.public.catalogue[SHARE]
    assert (unit(measure, SV), unit(measure, EN)) == ("procentenheter", "percentage points")
    assert change(two_years(counted.public), SV)["unit"] == "procentenheter"


def test_the_colour_of_better_is_on_the_better_side(counted):
    blue = theme()["light"]["diverging"][-1]
    assert change(two_years(counted.public), SV)["colors"][-1] == blue
    assert change(two_years(counted.public, direction="lower"), SV)["colors"][0] == blue


def test_without_a_direction_there_are_no_two_hues(counted):
    made = change(two_years(counted.public, direction="none"), SV)
    assert made["pivot"] is None
    assert made["colors"] == theme()["light"]["sequence"]


def test_a_count_changes_in_bubbles_and_has_no_classes(counted):
    made = change(values(counted.public, "population"), SV)
    assert (made["breaks"], len(made["colors"]), made["pivot"]) == ([], 2, None)


def test_one_year_has_no_change(counted):
    assert change(values(counted.public, SHARE), SV) is None


def test_the_programmes_own_numbers_are_never_subtracted(counted):
    # 7 - 5 = 2: two protected counts may differ by one to four people
    assert change(two_years(counted.public, programme=True), SV) is None

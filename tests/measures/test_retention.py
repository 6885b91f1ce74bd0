"""Retention: against a published worked example, and by hand."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from atlas.measures import retention
from atlas.measures.selection import Selection

# Weeks in remission of the 21 patients who had 6-mercaptopurine (Freireich et al. 1963, Blood 21:699-716),
# a worked example of many textbooks; the estimate is the one that the R package survival prints of
# them (summary(survfit(...))), with its three decimals.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PRINTED = {
    6: (21, 3, 0.857),
    7: (17, 1, 0.807),
    10: (15, 1, 0.753),
    13: (12, 1, 0.690),
    16: (11, 1, 0.627),
    22: (7, 1, 0.538),
    23: (6, 1, 0.448),
}


def cells(left, stayed):
    rows = [(t, True, 1) for t in left] + [(t, False, 1) for t in stayed]
    return pd.DataFrame(rows, columns=["time", "left", "n"])


def test_the_published_example_to_its_printed_decimals():
    made = retention.kaplan_meier(cells(RELAPSED, CENSORED))
    found = {row.time: (row.at_risk, row.left, round(row.share, 3)) for row in made.itertuples()}
    assert found == PRINTED


def test_cells_of_several_are_the_same_as_one_by_one():
    one = cells(RELAPSED, CENSORED)
    several = one.groupby(["time", "left"], as_index=False)["n"].sum()
    assert len(several) < len(one)
    pd.testing.assert_frame_equal(retention.kaplan_meier(several), retention.kaplan_meier(one))


def test_four_people_by_hand():
    # one of four leaves at 2, one is followed to 3 only, one of the two left goes at 5
    made = retention.kaplan_meier(cells([2, 5], [3, 9]))
    assert made["share"].tolist() == [0.75, 0.375]
    assert made["at_risk"].tolist() == [4, 2]


def test_everyone_withdrawn_ends_at_nothing_and_nobody_makes_no_curve():
    assert retention.kaplan_meier(cells([1, 2], []))["share"].tolist() == [0.5, 0.0]
    assert retention.kaplan_meier(cells([], [])).empty
    assert retention.kaplan_meier(cells([], [4, 5])).empty


def curve(data, cohort="a"):
    table = retention.retention(data, Selection())
    return table[table["cohort_id"] == cohort]


@pytest.fixture
def of(counted):
    """Data with one cohort and these people: exact weeks, or public half-years."""

    def made(rows, exact=True):
        data = counted.exact if exact else counted.public
        unit = "week" if exact else "half_year"
        table = pd.DataFrame(rows, columns=["status", unit, "n"]).assign(
            cohort_id="a", started=True
        )
        cohorts = data["cohorts"].iloc[[0]].assign(cohort_id="a")
        name = "durations" if exact else "exits"
        tables = {**data.tables, "cohorts": cohorts, name: table}
        return dataclasses.replace(data, tables=tables)

    return made


def test_ten_people_week_by_week(of):
    # ten start; two leave in week 4, one in week 10, seven complete in week 25
    rows = curve(of([("withdrawn", 4, 2), ("withdrawn", 10, 1), ("completed", 25, 7)]))
    assert rows["time"].tolist() == [0, 4, 10, 25]
    assert rows["at_risk"].tolist() == [10, 10, 8, 7]
    assert rows["value"].tolist() == pytest.approx([100, 80, 70, 70])


def test_who_is_still_in_it_is_followed_so_far(of):
    # six of twelve are followed for 5 weeks only: of the six left, three leave
    rows = curve(of([("active", 5, 6), ("withdrawn", 8, 3), ("completed", 25, 3)]))
    assert rows["value"].tolist() == pytest.approx([100, 50, 50])


def test_nine_have_no_curve_but_steps(of):
    data = of([("withdrawn", 4, 2), ("completed", 25, 7)])
    assert curve(data).empty
    assert retention.too_few(data, Selection()) == ["a"]


def test_the_public_curve_steps_by_half_years(of):
    # twenty-five of thirty are there after the first half-year, 83 %
    data = of([("withdrawn", 0, 5), ("completed", 0, 5), ("completed", 1, 20)], exact=False)
    rows = curve(data)
    assert rows["time"].tolist() == [0, 26, 52]
    assert rows["value"].tolist() == [100, 83, 83]


def test_of_fewer_than_twenty_it_is_never_said_that_all_stayed(of):
    rows = curve(of([("completed", 0, 12)], exact=False))
    # everyone is there at the start; what follows is not told
    assert rows["time"].tolist() == [0, 26]
    assert rows["status"].tolist() == ["reported", "protected"]
    assert rows["value"].iloc[0] == 100
    assert pd.isna(rows["value"].iloc[1])


def test_an_empty_programme_has_neither(of):
    data = of([])
    assert curve(data).empty
    assert retention.too_few(data, Selection()) == ["a"]

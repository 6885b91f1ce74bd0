"""Retention: against a published worked example of competing events, and by hand."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from atlas.measures import durations, retention
from atlas.measures.selection import Selection

# The 18 patients with acute myeloid leukaemia of Scrucca, Santucci and Aversa (2007), "Competing risk
# analysis using R: an easy guide for clinicians", Bone Marrow Transplantation 40:381-387: months to
# a death from the transplant, to a relapse (which competes with it), or followed so far. The cumulative
# incidences are those that the tests of scikit-survival have of them, to their eight decimals.
DIED = [3, 3, 3, 4, 4, 8]
RELAPSED = [2, 7, 10]
FOLLOWED = [2, 4, 7, 8, 32, 35, 67, 68, 70]
OF_DEATH = {
    2: 0.0,
    3: 0.17708333,
    4: 0.29513889,
    7: 0.29513889,
    8: 0.36818576,
    10: 0.36818576,
}
OF_RELAPSE = {
    2: 0.05555556,
    3: 0.05555556,
    4: 0.05555556,
    7: 0.12048611,
    8: 0.12048611,
    10: 0.20570747,
}


def cells(left, completed=(), followed=()):
    rows = [(t, "withdrawn", 1) for t in left]
    rows += [(t, "completed", 1) for t in completed]
    rows += [(t, "active", 1) for t in followed]
    return pd.DataFrame(rows, columns=["time", "status", "n"])


@pytest.mark.parametrize(
    ("left", "competing", "published"),
    [(DIED, RELAPSED, OF_DEATH), (RELAPSED, DIED, OF_RELAPSE)],
    ids=["death", "relapse"],
)
def test_the_published_example_to_its_decimals(left, competing, published):
    made = retention.not_withdrawn(cells(left, competing, FOLLOWED)).set_index("time")["share"]
    assert (1 - made).to_dict() == pytest.approx(published, abs=5e-9)


def test_at_risk_are_those_who_were_still_in_it_just_before():
    made = retention.not_withdrawn(cells(DIED, RELAPSED, FOLLOWED))
    found = made.set_index("time")[["at_risk", "left", "completed", "censored"]]
    assert [tuple(row) for row in found.to_numpy()] == [
        (18, 0, 1, 1), (16, 3, 0, 0), (13, 2, 0, 1), (10, 0, 1, 1), (8, 1, 0, 1), (6, 0, 1, 0),
    ]  # fmt: skip


def test_one_who_leaves_when_nineteen_have_completed_is_one_of_twenty():
    made = retention.not_withdrawn(cells([25], [23] * 19))
    assert made["time"].tolist() == [23, 25]
    assert made["at_risk"].tolist() == [20, 1]
    assert made["share"].tolist() == pytest.approx([1.0, 0.95])


def test_cells_of_several_are_the_same_as_one_by_one():
    one = cells(DIED, RELAPSED, FOLLOWED)
    several = one.groupby(["time", "status"], as_index=False)["n"].sum()
    assert len(several) < len(one)
    pd.testing.assert_frame_equal(retention.not_withdrawn(several), retention.not_withdrawn(one))


def test_four_people_by_hand():
    # one of four leaves at 2 (a quarter), one is followed to 3 only; of the two then left, who stand for
    # the other three quarters, one leaves at 5: three eighths more
    made = retention.not_withdrawn(cells([2, 5], followed=[3, 9]))
    assert made["share"].tolist() == [0.75, 0.375]
    assert made["at_risk"].tolist() == [4, 2]


def test_everyone_withdrawn_ends_at_nothing_and_nobody_makes_no_curve():
    assert retention.not_withdrawn(cells([1, 2]))["share"].tolist() == [0.5, 0.0]
    assert retention.not_withdrawn(cells([])).empty
    assert retention.not_withdrawn(cells([], followed=[4, 5])).empty


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
    assert rows["completed"].tolist() == [0, 0, 0, 7]
    assert rows["value"].tolist() == pytest.approx([100, 80, 70, 70])


def test_completion_is_not_a_loss_and_not_a_censoring(of):
    rows = curve(of([("completed", 23, 19), ("withdrawn", 25, 1)]))
    assert rows["time"].tolist() == [0, 23, 25]
    assert rows["value"].tolist() == pytest.approx([100, 100, 95])


def test_who_is_still_in_it_is_followed_so_far(of):
    # six of twelve are followed for 5 weeks only: of the six left, three leave
    rows = curve(of([("active", 5, 6), ("withdrawn", 8, 3), ("completed", 25, 3)]))
    assert rows["time"].tolist() == [0, 8, 25]
    assert rows["value"].tolist() == pytest.approx([100, 50, 50])


def test_the_end_of_what_is_known_is_told_where_nobody_leaves_then(of):
    rows = curve(of([("withdrawn", 8, 2), ("active", 30, 8)]))
    assert rows["time"].tolist() == [0, 8, 30]
    assert rows["at_risk"].tolist() == [10, 10, 8]
    assert rows["value"].tolist() == pytest.approx([100, 80, 80])


def test_whose_last_day_is_not_recorded_is_in_no_curve(of):
    # of the ten who are followed two leave; five completed, and one left, nobody knows when
    rows = [("withdrawn", 4, 2), ("completed", 25, 8), ("completed", -1, 5), ("withdrawn", -1, 1)]
    data = of(rows)
    assert curve(data)["time"].tolist() == [0, 4, 25]
    assert curve(data)["value"].tolist() == pytest.approx([100, 80, 80])
    assert retention.unrecorded(data, Selection()) == 6
    assert retention.unrecorded(data, Selection(), ("completed",)) == 5


def test_nine_have_no_curve_but_steps(of):
    data = of([("withdrawn", 4, 2), ("completed", 25, 7), ("completed", -1, 3)])
    assert curve(data).empty
    assert retention.too_few(data, Selection()) == ["a"]


def test_the_public_curve_steps_by_half_years(of):
    # five of thirty leave in the first half-year: 83 % are there, and still when all have completed
    data = of([("withdrawn", 0, 5), ("completed", 0, 5), ("completed", 1, 20)], exact=False)
    rows = curve(data)
    assert rows["time"].tolist() == [0, 26, 52]
    assert rows["value"].tolist() == [100, 83, 83]


def test_a_public_share_of_some_who_are_followed_so_far_is_a_whole_per_cent(of):
    # ten of thirty are followed for a half-year only; of the twenty left five leave: three quarters
    data = of([("active", 0, 10), ("withdrawn", 1, 5), ("completed", 1, 15)], exact=False)
    assert curve(data)["value"].tolist() == [100, 75]
    # five of thirty leave at first; of twenty-five ten are followed no longer; then five of fifteen
    data = of(
        [("withdrawn", 0, 5), ("active", 0, 10), ("withdrawn", 1, 5), ("completed", 1, 10)],
        exact=False,
    )
    assert curve(data)["value"].tolist() == [100, 83, 56]  # 5/6, and 5/6 less 5/6 of a third


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
    assert retention.unrecorded(data, Selection()) == 0


@pytest.mark.parametrize(
    ("known", "told"),
    [
        # twelve took 20 weeks, three nobody knows: counted low 12 - 4 - 4, too few
        ([(0, 20, 6), (1, 30, 6), (-1, -1, 30)], None),
        ([(0, 20, 15), (-1, -1, 30)], 20),
    ],
)
def test_a_median_is_of_those_whose_time_is_known(counted, known, told):
    weeks = pd.DataFrame(known, columns=["half_year", "week", "n"]).assign(cohort_id="alfa")
    people = (
        counted.public["enrolments"]
        .iloc[[0]]
        .assign(cohort_id="alfa", status="completed", started=True, n=45)
    )
    tables = {**counted.public.tables, "weeks": weeks, "enrolments": people}
    data = dataclasses.replace(counted.public, tables=tables)
    row = durations.time_to_complete(data, Selection(cohorts=("alfa",))).iloc[0]
    assert (None if pd.isna(row["value"]) else row["value"]) == told
    assert pd.isna(row["n"]) if told is None else row["n"] == 15

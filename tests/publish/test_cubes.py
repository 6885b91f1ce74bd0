"""The exact cubes, counted by hand; and the public ones of the shipped programme share their sums."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.protection import Protection
from atlas.publish import cubes, rounded
from atlas.publish.histories import kinds

M, C, S = "municipality_code", "cohort_id", "status"


@pytest.fixture
def exact(counted):
    return cubes.exact(counted.delivery)


def test_the_exact_cubes_hold_every_enrolment_and_organisation(exact):
    assert {name: int(cube["n"].sum()) for name, cube in exact.items()} == {
        "enrolments": 12,
        # seven organisations, in ten places and cohorts
        "organisations": 10,
        "profile": 4 * 12,
        "modules_reached": 12,
        "employers": 7,
        "capable": 7,
        "exits": 12,
        "durations": 12,
        # six completed in alfa
        "weeks": 6,
        "replies": 12,
        "attended": 2 * 8,
        # alfa: 12 applied, 9 admitted, 8 enrolled; beta 7, 4 and 4
        "admission": 3 + 1 + 3,
        "scores": 0,
    }


def test_weeks_lie_in_their_half_year(exact):
    # from 10 January to 1 June: 142 days, 20 whole weeks
    assert exact["weeks"].to_dict("records") == [
        {"cohort_id": "alfa", "half_year": 0, "week": 20, "n": 6}
    ]


def test_those_admitted_are_the_enrolled_and_who_never_came(exact):
    cells = exact["admission"].set_index(["cohort_id", "step"])["n"].to_dict()
    assert cells == {
        ("alfa", "not_admitted"): 3,
        ("beta", "not_admitted"): 3,
        ("alfa", "not_enrolled"): 1,
    }


def test_a_cohort_that_does_not_say_how_many_applied_has_nobody_there(counted):
    tables = counted.delivery.tables
    cohorts = tables["cohorts"].assign(applications=[pd.NA, 7], admitted=[pd.NA, 2])
    cells = cubes._admission(cohorts, tables["participants"])
    # beta admitted two but four came: four were admitted, and three of seven were not
    assert cells.to_dict("records") == [{"cohort_id": "beta", "step": "not_admitted", "n": 3}]


def test_public_cubes_share_their_sums(shipped):
    public = shipped.public
    started = public["enrolments"].query("started").groupby("cohort_id")["n"].sum().to_dict()
    for name in ("exits", "replies"):
        told = public[name].query("started").groupby("cohort_id")["n"].sum().to_dict()
        assert told == started
    sessions = public["attended"].query("started").groupby(["cohort_id", "module_id"])["n"].sum()
    assert len(sessions) == 18
    assert all(n == started[cohort] for (cohort, _), n in sessions.items())
    women = public["profile"].query("dimension == 'gender' and started")
    assert women.groupby("cohort_id")["n"].sum().to_dict() == started
    once = public["organisations"].query("earlier == ''")
    owned = once.groupby("enterprise")["n"].sum().to_dict()
    for name in ("employers", "capable"):
        assert public[name].groupby("enterprise")["n"].sum().to_dict() == owned


def test_the_last_modules_of_those_who_completed_are_as_many_as_completed(shipped):
    tables = shipped.public
    done = tables["modules_reached"].query("completed")["n"].sum()
    assert done == tables["enrolments"].query("status == 'completed'")["n"].sum() > 0


def test_those_who_started_minus_those_who_came_to_a_module_is_no_small_count(shipped):
    reached = shipped.public["modules_reached"]
    started = shipped.public["enrolments"].query("started")["n"].sum()
    rest = started - reached.query("position >= 1")["n"].sum()
    assert rest == reached.query("started and position == 0")["n"].sum() - (
        reached.query("not started and position >= 1")["n"].sum()
    )
    assert not 1 <= rest <= 4


def test_people_are_kept_close_in_all_and_by_municipality():
    margins = rounded.enrolment_margins(Protection())
    assert margins[-2:] == (("new",), (M, "new_here"))


def test_moves_of_organisations_are_of_each_once():
    # an organisation in two places: one of one is shown as none, however many cells there are
    exact = pd.DataFrame(
        [("A", "alfa", True, "", 1), ("B", "alfa", True, "alfa@A", 1)],
        columns=[M, C, "enterprise", "earlier", "n"],
    )
    report = rounded._cost_of_owners(kinds(exact), kinds(exact.iloc[:0]))
    assert report.cells == 2
    assert report.moved == {"total": (1, 1.0), M: (1, 1.0), C: (1, 1.0)}

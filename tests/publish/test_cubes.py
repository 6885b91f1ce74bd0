"""The public cubes: sums of protected cells that share their totals, and no finer than declared."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.protection import Protection
from atlas.publish import cubes

SECRET = b"a secret for tests"
M, C, S = "municipality_code", "cohort_id", "status"


@pytest.fixture
def exact(counted):
    return cubes.exact(counted.delivery)


def public(exact, **changes):
    return cubes.protected(exact, replace(Protection(), **changes), SECRET)[0]


def test_the_exact_cubes_hold_every_enrolment_and_organisation(exact):
    assert {name: int(cube["n"].sum()) for name, cube in exact.items()} == {
        "enrolments": 12,
        "organisations": 7,
        "profile": 4 * 12,
        "modules_reached": 12,
        "employers": 7,
        "capable": 7,
        "exits": 12,
        "durations": 12,
        "replies": 12,
        "attended": 2 * 8,
        # alfa: 12 applied, 9 admitted, 8 enrolled; beta 7, 4 and 4
        "admission": 3 + 1 + 3,
        # six completed in alfa, so six in the whole: twelve in two lines
        "times": 2 * 6,
        "scores": 0,
    }


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
    # beta admitted two but four came: nobody is left over, and not minus two
    assert cells.to_dict("records") == [{"cohort_id": "beta", "step": "not_admitted", "n": 5}]


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
    owned = public["organisations"].groupby("enterprise")["n"].sum().to_dict()
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


def test_without_municipalities_the_total_is_known_and_no_place_is(exact):
    made = public(exact, cross=(C, S), margins=((), (C,), (S,)))
    for name in ("enrolments", "organisations"):
        assert set(made[name][M]) == {""}
    # six completed; four active; a single one withdrew and one only enrolled
    assert made["enrolments"]["n"].sum() in (11, 12)


def test_without_status_nobody_is_said_to_have_completed(exact):
    made = public(exact, cross=(M, C), margins=((), (M,), (C,)))
    assert set(made["enrolments"][S]) == {""}
    assert not made["enrolments"]["started"].any()
    assert not made["modules_reached"]["completed"].any()
    # eight in alfa, four in beta: beta's place with three goes to five, or the other way about
    assert made["modules_reached"]["n"].sum() == made["enrolments"]["n"].sum()


def test_a_property_told_for_the_county_is_not_told_by_cohort(exact):
    made = public(exact, properties=(("gender", "county"), ("role", "never")))
    assert set(made["profile"]["dimension"]) == {"gender"}
    assert set(made["profile"]["cohort_id"]) == {""}
    # published: 11 in all; seven women and five men in truth
    assert made["profile"].set_index("category")["n"].to_dict() in ({"woman": 6, "man": 5},)


def test_no_property_at_all_leaves_an_empty_table_with_its_columns(exact):
    made = public(exact, properties=(("gender", "never"),))
    assert list(made["profile"].columns) == [
        "cohort_id", "dimension", "category", "started", "completed", "n",
    ]  # fmt: skip
    assert made["profile"].empty


def test_coarse_changes_nothing_where_every_dimension_is_published(exact):
    assert cubes.coarse(exact["enrolments"], (M, C, S)) is exact["enrolments"]


def test_people_are_kept_close_in_all_and_by_municipality():
    margins = cubes.enrolment_margins(Protection())
    assert margins[-2:] == (("first",), (M, "first"))
    assert cubes.enrolment_margins(replace(Protection(), cross=(C, S), margins=((),))) == (
        (),
        ("first",),
    )


def test_enterprises_are_kept_close_where_organisations_are():
    assert cubes.organisation_margins(Protection()) == (
        (),
        (M,),
        (C,),
        (M, C),
        ("enterprise",),
        (M, "enterprise"),
        (C, "enterprise"),
    )

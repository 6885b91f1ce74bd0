"""Cohorts: places, states and how far they came, counted by head."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pandas as pd

from atlas.measures import cohorts, profile
from atlas.measures.selection import Selection

ALFA = Selection(cohorts=("alfa",))


def figures(data, selection):
    table = cohorts.states(data, selection)
    return {
        (r.cohort_id, r.key_figure): r.value for r in table.itertuples() if r.status == "reported"
    }


def test_the_states_of_a_cohort_by_head(counted):
    assert figures(counted.exact, ALFA) == {
        ("alfa", "places"): 10,
        ("alfa", "participants"): 8,
        ("alfa", "started"): 7,
        ("alfa", "active"): 0,
        ("alfa", "paused"): 0,
        ("alfa", "completed"): 6,
        ("alfa", "withdrawn"): 1,
    }


def test_only_what_is_large_enough_is_public_but_places_are_no_people(counted):
    assert figures(counted.public, Selection()) == {
        ("alfa", "places"): 10,
        ("alfa", "participants"): 5,
        ("alfa", "started"): 5,
        ("alfa", "completed"): 5,
        ("beta", "places"): 6,
        ("beta", "participants"): 5,
        ("beta", "started"): 5,
        ("beta", "active"): 5,
    }


def test_a_state_that_is_not_shown_is_protected_and_has_no_value(counted):
    table = cohorts.states(counted.public, ALFA).set_index("key_figure")
    assert table.loc["withdrawn", "status"] == "protected"
    assert pd.isna(table.loc["withdrawn", "value"])


def test_the_years_choose_the_cohorts(counted):
    table = cohorts.states(counted.exact, Selection(years=(2023, 2023)))
    assert set(table["cohort_id"]) == {"beta"}


def test_the_funnel_counts_who_came_at_least_to_each_module(counted):
    table = cohorts.funnel(counted.exact, Selection())
    assert table["position"].tolist() == [0, 1, 2, 3]
    assert table["value"].tolist() == [12, 9, 7, 6]


def test_the_funnel_says_when_each_module_was_planned(counted):
    table = cohorts.funnel(counted.exact, Selection()).set_index("position")
    assert str(table.loc[1, "planned_first"].date()) == "2022-02-01"
    assert str(table.loc[1, "planned_last"].date()) == "2023-02-01"
    assert pd.isna(table.loc[3, "planned_first"])


def test_the_public_funnel_falls_and_has_no_small_step(counted):
    # published: 5 in alfa, 5 in beta; the five of alfa completed all three
    told = cohorts.funnel(counted.public, Selection())["value"].tolist()
    assert told[0] == 10
    assert told[3] == 5
    steps = [a - b for a, b in pairwise(told)]
    assert all(step == 0 or step >= 5 for step in steps)


def test_a_profile_has_every_declared_category(counted):
    table = profile.profile(counted.exact, "gender", Selection())
    assert dict(zip(table["category"], table["value"], strict=True)) == {
        "woman": 7,
        "man": 5,
        "other": 0,
        "unknown": 0,
    }


def test_a_category_of_few_is_protected(counted):
    # alfa is published as 5 (exact: 6 women, 2 men) and beta as 5 (1 woman, 3 men)
    table = profile.profile(counted.public, "gender", Selection()).set_index("category")
    assert table["value"].sum() == 10
    assert table.loc["woman", "value"] == 5
    assert table.loc["man", "value"] == 5
    assert table.loc["other", "status"] == "protected"
    assert pd.isna(table.loc["other", "value"])


def test_a_property_told_for_the_county_is_protected_under_a_choice_of_cohorts(counted):
    whole = counted.public["profile"].query("dimension == 'gender'").assign(cohort_id="")
    data = dataclasses.replace(counted.public, tables={**counted.public.tables, "profile": whole})
    assert profile.profile(data, "gender", Selection())["value"].sum() == 10
    for chosen in (ALFA, Selection(years=(2022, 2023))):
        assert set(profile.profile(data, "gender", chosen)["status"]) == {"protected"}

"""Targets on file, and none where none is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from atlas.measures.selection import Selection
from atlas.measures.targets import Target, on_file, pace, paces, target

DUE = pd.Timestamp("2024-12-31")
WHOLE = Target(60.0, dt.date(2024, 12, 31), "Decision 1")
ALFAS = Target(20.0, None, "Decision 2")


@pytest.fixture
def promised(counted):
    """The counted data with a target for the project and one for alfa."""
    table = pd.DataFrame(
        {
            "measure": ["participants", "participants"],
            "cohort_id": pd.Series([None, "alfa"], dtype="str"),
            "value": [60.0, 20.0],
            "due_on": [DUE, pd.NaT],
            "source": ["Decision 1", "Decision 2"],
        }
    )
    return replace(counted.public, tables=counted.public.tables | {"targets": table})


def test_no_target_on_file_is_no_target(counted):
    assert target(counted.public, "participants", Selection()) is None


def test_the_shipped_delivery_promises_nothing(shipped):
    assert all(
        target(shipped.public, measure, Selection()) is None
        for measure in shipped.public.catalogue.measures
    )


def test_the_projects_target_belongs_to_the_whole(promised):
    assert target(promised, "participants", Selection()) == WHOLE


def test_a_cohorts_target_belongs_to_that_cohort(promised):
    assert target(promised, "participants", Selection(cohorts=("alfa",))) == ALFAS


@pytest.mark.parametrize(
    "selection",
    [
        Selection(cohorts=("beta",)),
        Selection(cohorts=("alfa", "beta")),
        Selection(municipalities=("2480",)),
    ],
)
def test_another_selection_has_no_target_and_borrows_none(promised, selection):
    assert target(promised, "participants", selection) is None


def test_another_measure_has_no_target(promised):
    assert target(promised, "completed", Selection()) is None


@pytest.fixture
def staged(counted):
    """The counted data with a target for each of three years, not in their order."""
    years = [2025, 2023, 2024]
    table = pd.DataFrame(
        {
            "measure": "participants",
            "cohort_id": pd.Series([None] * 3, dtype="str"),
            "value": [60.0, 20.0, 40.0],
            "due_on": pd.to_datetime([f"{year}-12-31" for year in years]),
            "source": [f"Decision {year}" for year in years],
        }
    )
    return replace(counted.public, tables=counted.public.tables | {"targets": table})


@pytest.mark.parametrize(
    ("today", "value"),
    [
        (dt.date(2022, 1, 1), 20),
        (dt.date(2023, 12, 31), 20),  # its day has not passed
        (dt.date(2024, 1, 1), 40),
        (dt.date(2025, 6, 1), 60),
        (dt.date(2026, 1, 1), 60),  # all have passed: the last
    ],
)
def test_the_target_that_is_due_next_wins(staged, today, value):
    assert target(staged, "participants", Selection(), today).value == value
    assert pace(staged, "participants", Selection(), today).target.value == value


def test_without_a_day_it_is_that_of_the_numbers_of_people(staged):
    # counts are as of 1 March 2024
    assert target(staged, "participants", Selection()).value == 40


def test_all_targets_are_listed_the_first_due_first(staged):
    assert [t.value for t in on_file(staged, "participants", Selection())] == [20, 40, 60]
    listed = paces(staged, "participants", Selection(), dt.date(2024, 3, 1))
    assert [(p.target.value, p.actual.value) for p in listed] == [(20, 10), (40, 10), (60, 10)]


def test_a_measure_that_may_not_have_a_target_has_none(promised):
    rows = promised.tables["targets"].assign(measure="withdrawn")
    data = replace(promised, tables=promised.tables | {"targets": rows})
    assert on_file(data, "withdrawn", Selection()) == []

"""Targets on file, and none where none is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from atlas.measures.selection import Selection
from atlas.measures.targets import Target, target

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

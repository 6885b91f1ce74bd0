"""Targets on file, and whether we keep pace. Where none is, the answer is ``None``: never made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from atlas.measures import programme
from atlas.measures.derived import Amount
from atlas.measures.selection import Selection
from atlas.warehouse import Data


@dataclass(frozen=True)
class Target:
    """What was promised: a value, when it is due, and where that is written."""

    value: float
    due_on: dt.date | None
    source: str


@dataclass(frozen=True)
class Pace:
    """An actual amount beside its target.

    ``expected`` is where a straight line from nothing at the start to the target at its due date is
    on the as-of date; ``None`` for what does not grow by the day (a share), where the target has no
    due date, and when ``over``: then it is the outcome against the target, and no pace.
    """

    actual: Amount
    target: Target
    expected: float | None
    as_of: dt.date
    over: bool


def target(data: Data, measure: str, selection: Selection) -> Target | None:
    """The target of a measure for the selection: a cohort's own, else the whole project's.

    Targets are set for cohorts or the project, so a choice of municipalities or years has none.
    """
    if selection.municipalities or selection.years is not None or len(selection.cohorts) > 1:
        return None
    rows = data["targets"]
    rows = rows[rows["measure"] == measure]
    wanted = selection.cohorts[0] if selection.cohorts else None
    mine = rows["cohort_id"].isna() if wanted is None else rows["cohort_id"] == wanted
    found = rows[mine]
    if found.empty:
        return None
    row = found.iloc[-1]
    due = None if pd.isna(row["due_on"]) else row["due_on"].date()
    return Target(float(row["value"]), due, str(row["source"]))


def pace(
    data: Data, measure: str, selection: Selection, as_of: dt.date | None = None
) -> Pace | None:
    """The amount of a measure beside its target on the as-of date (that of the numbers of people
    unless said); ``None`` where no target is on file. It is over when the target is due or the project
    has ended."""
    goal = target(data, measure, selection)
    if goal is None:
        return None
    today = as_of or data.people_as_of.date()
    due = goal.due_on or data.region.project_ends
    over = today >= min(due, data.region.project_ends)
    expected = None
    if not over and goal.due_on and "whole" not in data.catalogue[measure].declared:
        start = _start(data, selection)
        days = (goal.due_on - start).days
        part = (today - start).days / days if days > 0 else 1.0
        expected = goal.value * min(max(part, 0.0), 1.0)
    return Pace(programme.amount(data, measure, selection), goal, expected, today, over)


def _start(data: Data, selection: Selection) -> dt.date:
    """The day from which the line rises: the cohort's first, or the project's."""
    if selection.cohorts:
        first: pd.Timestamp = programme.cohorts_in(data, selection)["starts_on"].min()
        return first.date()
    return data.region.project_starts

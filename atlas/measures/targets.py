"""Targets on file, and whether we keep pace. Without a target the answer is ``None``: none is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from atlas.frames import each
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

    ``expected`` is where a straight line from zero at the start to the target at its due date is on the
    as-of date. It is ``None`` for what does not grow by the day (a share), where the target has no due
    date, and when the time is ``over``: then the outcome is compared with the target.
    """

    actual: Amount
    target: Target
    expected: float | None
    as_of: dt.date
    over: bool


def on_file(data: Data, measure: str, selection: Selection) -> list[Target]:
    """The targets of a measure for the selection, the first due first: those of a cohort if one is chosen,
    else those of the whole project; none for a measure that may not have any.

    Targets are set for cohorts or the project, so a selection of municipalities or years has none.
    """
    if selection.municipalities or selection.years is not None or len(selection.cohorts) > 1:
        return []
    if not data.catalogue[measure].targeted:
        return []
    rows = data["targets"]
    rows = rows[rows["measure"] == measure]
    cohort = selection.cohorts[0] if selection.cohorts else None
    mine = rows["cohort_id"].isna() if cohort is None else rows["cohort_id"] == cohort
    goals = [
        Target(
            float(row.value), None if pd.isna(row.due_on) else row.due_on.date(), str(row.source)
        )
        for row in each(rows[mine])
    ]
    return sorted(goals, key=lambda goal: _due(data, goal))


def target(
    data: Data, measure: str, selection: Selection, as_of: dt.date | None = None
) -> Target | None:
    """The target that is due next: the first whose day has not passed on the as-of date, or the last one
    when all have passed."""
    goals = on_file(data, measure, selection)
    today = _as_of(data, as_of)
    ahead = [goal for goal in goals if _due(data, goal) >= today]
    return next(iter(ahead or goals[-1:]), None)


def pace(
    data: Data, measure: str, selection: Selection, as_of: dt.date | None = None
) -> Pace | None:
    """The amount of a measure beside the target that is due next, on the as-of date (by default that of
    the numbers of people); ``None`` where no target is on file."""
    goal = target(data, measure, selection, as_of)
    return None if goal is None else _beside(data, measure, selection, goal, as_of)


def paces(
    data: Data, measure: str, selection: Selection, as_of: dt.date | None = None
) -> list[Pace]:
    """The amount of a measure beside each of its targets, the first due first."""
    goals = on_file(data, measure, selection)
    return [_beside(data, measure, selection, goal, as_of) for goal in goals]


def _beside(
    data: Data, measure: str, selection: Selection, goal: Target, as_of: dt.date | None
) -> Pace:
    """The amount beside a target; the time is over when the target is due or the project has ended."""
    today = _as_of(data, as_of)
    over = today >= min(_due(data, goal), data.region.project_ends)
    expected = None
    if not over and goal.due_on and "whole" not in data.catalogue[measure].declared:
        start = _start(data, selection)
        days = (goal.due_on - start).days
        part = (today - start).days / days if days > 0 else 1.0
        expected = goal.value * min(max(part, 0.0), 1.0)
    return Pace(programme.amount(data, measure, selection), goal, expected, today, over)


def _due(data: Data, goal: Target) -> dt.date:
    """The day a target is due; without one of its own, the end of the project."""
    return goal.due_on or data.region.project_ends


def _as_of(data: Data, as_of: dt.date | None) -> dt.date:
    return as_of or data.people_as_of.date()


def _start(data: Data, selection: Selection) -> dt.date:
    """The day from which the line rises: the cohort's first, or the project's."""
    if selection.cohorts:
        first: pd.Timestamp = programme.cohorts_in(data, selection)["starts_on"].min()
        return first.date()
    return data.region.project_starts

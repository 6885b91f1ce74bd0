"""Targets on file. Where none is, the answer is ``None``: a target is never made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from atlas.measures.selection import Selection
from atlas.warehouse import Data


@dataclass(frozen=True)
class Target:
    """What was promised: a value, when it is due, and where that is written."""

    value: float
    due_on: dt.date | None
    source: str


def target(data: Data, measure: str, selection: Selection) -> Target | None:
    """The target of a measure for the selection: a cohort's own, else the whole project's.

    Targets are set for cohorts or the project, so a choice of municipalities or years has none.
    """
    if selection.municipalities or len(selection.cohorts) > 1:
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

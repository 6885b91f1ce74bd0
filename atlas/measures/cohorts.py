"""Cohorts: their places, where their participants stand now, and how far they came."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from atlas.frames import each
from atlas.measures import derived, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import REPORTED
from atlas.warehouse import Data

STATES = ("enrolled", "active", "paused", "withdrawn", "completed")
# completed, but nobody wrote down when they began: in no share of those who started
UNDATED = "completed_undated"
DAYS_IN_WEEK = 7
MODULES = "modules_reached"
COLUMNS = [*derived.Amount._fields, *derived.Span._fields]
FIGURES = ("places", "participants", "started", "active", "paused", "completed", "withdrawn")


@lru_cache(maxsize=REMEMBERED)
def states(data: Data, selection: Selection) -> pd.DataFrame:
    """One row per chosen cohort and figure: ``cohort_id, figure, value, status, lower, upper``.

    Figures are the places offered, the participants and those of them who started, are active,
    pause, completed or withdrew. The states are mutually exclusive; ``started`` counts all who
    began, whatever came after. ``completed`` are those of them who completed, as in every share;
    whoever completed without a day on which they started is ``completed_undated``, a figure that is
    there only where a chosen cohort has such people. ``lower`` and ``upper`` are what a protected
    number could truly be; places are not protected.
    """
    cells = programme.enrolments_in(data, selection)
    undated = cells[(cells["status"] == "completed") & ~cells["started"]]
    figures = FIGURES[1:] if undated.empty else (*FIGURES[1:], UNDATED)
    rows: list[tuple[object, ...]] = []
    for cohort in each(programme.cohorts_in(data, selection)):
        mine = cells[cells["cohort_id"] == cohort.cohort_id]
        numbers = {"participants": mine["n"].sum(), "started": mine.loc[mine["started"], "n"].sum()}
        numbers |= {state: mine.loc[mine["status"] == state, "n"].sum() for state in STATES}
        numbers[UNDATED] = undated.loc[undated["cohort_id"] == cohort.cohort_id, "n"].sum()
        numbers["completed"] -= numbers[UNDATED]
        of = programme.sums(
            data, programme.ENROLMENTS, replace(selection, cohorts=(cohort.cohort_id,))
        )
        places = float(cohort.places)
        rows.append((cohort.cohort_id, "places", places, REPORTED, *derived.NO_SPAN))
        for figure in figures:
            told = derived.count(data, int(numbers[figure]))
            span = derived.beside(data, derived.around(data, numbers[figure], of))
            rows.append((cohort.cohort_id, figure, *told, *span))
    return pd.DataFrame(rows, columns=["cohort_id", "figure", *COLUMNS])


@lru_cache(maxsize=REMEMBERED)
def funnel(data: Data, selection: Selection) -> pd.DataFrame:
    """How many came at least to each module, for the chosen cohorts together.

    Rows ``module_id, position, value, status, lower, upper, planned_first, planned_last`` in order,
    position 0 being all participants, ``lower`` and ``upper`` what a protected number could truly be.
    It knows cohorts, not municipalities: modules by place would be too few.
    """
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cells = data[MODULES]
    cells = cells[cells["cohort_id"].isin(chosen)]
    sessions = data["sessions"]
    sessions = sessions[sessions["cohort_id"].isin(chosen)]
    planned = sessions.groupby("module_id")["planned_on"].agg(["min", "max"])
    rows: list[tuple[object, ...]] = []
    modules = data["modules"].sort_values("position")
    steps = [("", 0), *zip(modules["module_id"], modules["position"], strict=True)]
    for module, position in steps:
        came = int(cells.loc[cells["position"] >= position, "n"].sum())
        span = derived.around_part(data, came, MODULES, len(chosen))
        known = module in planned.index
        rows.append(
            (
                module,
                int(position),
                *derived.count(data, came),
                *derived.beside(data, span),
                planned.loc[module, "min"] if known else pd.NaT,
                planned.loc[module, "max"] if known else pd.NaT,
            )
        )
    columns = ["module_id", "position", *COLUMNS, "planned_first", "planned_last"]
    return pd.DataFrame(rows, columns=columns)


@lru_cache(maxsize=REMEMBERED)
def aligned(data: Data, selection: Selection) -> pd.DataFrame:
    """How far each chosen cohort came, on one scale of weeks since its own start.

    Rows ``cohort_id, module_id, position, week, value, status, lower, upper``: at week 0 all who
    started (100), then for each planned module, at the week it was planned, the share of those who
    started who completed it or a later one, in whole per cent under the rules of shares. A module that
    lies ahead of the numbers (:attr:`~atlas.warehouse.Data.people_as_of`) is left out, and so is a
    cohort in which nobody has started.
    """
    rows: list[tuple[object, ...]] = []
    modules = data["modules"].sort_values("position")
    today = pd.Timestamp(data.people_as_of.date())
    for cohort in each(programme.cohorts_in(data, selection)):
        cells = data[MODULES]
        cells = cells[(cells["cohort_id"] == cohort.cohort_id) & cells["started"]]
        started = int(cells["n"].sum())
        if not started:
            continue
        planned = data["sessions"]
        planned = planned[planned["cohort_id"] == cohort.cohort_id]
        steps = modules.merge(planned, on="module_id")
        steps = steps[steps["planned_on"] <= today]
        told = []
        for step in each(steps):
            weeks = max(0, (step.planned_on - cohort.starts_on).days // DAYS_IN_WEEK)
            came = int(cells.loc[cells["position"] >= step.position, "n"].sum())
            share = derived.share(data, came, started)
            pair = (derived.around_part(data, n, MODULES, 1) for n in (came, started))
            span = derived.beside(data, derived.share_span(share, *pair))
            told.append(
                (cohort.cohort_id, step.module_id, int(step.position), weeks, *share, *span)
            )
        if told:
            rows.append((cohort.cohort_id, "", 0, 0, 100.0, REPORTED, *derived.NO_SPAN))
            rows += told
    columns = ["cohort_id", "module_id", "position", "week", *COLUMNS]
    return pd.DataFrame(rows, columns=columns)

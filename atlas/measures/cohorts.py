"""Cohorts: their places, the present states of their participants, and how far these have come."""

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
# completed, but without a recorded start: in no share of those who started
UNDATED = "completed_undated"
DAYS_IN_WEEK = 7
MODULES = "modules_reached"
COLUMNS = [*derived.Amount._fields, *derived.Span._fields]
KEY_FIGURES = ("places", "participants", "started", "active", "paused", "completed", "withdrawn")


@lru_cache(maxsize=REMEMBERED)
def states(data: Data, selection: Selection) -> pd.DataFrame:
    """One row per chosen cohort and key figure: ``cohort_id, key_figure, value, status, lower, upper``.

    Key figures are the places offered, the participants, and those of them who started, are active,
    have paused, completed or withdrew. The states are mutually exclusive; ``started`` counts all who
    began, whatever followed. ``completed`` counts those of them who completed, as in every share; those
    who completed without a recorded start are ``completed_undated``, a key figure that is there only
    where a chosen cohort has such people. ``lower`` and ``upper`` bound the truth behind a protected
    number; places are not protected.
    """
    cells = programme.enrolments_in(data, selection)
    undated = cells[(cells["status"] == "completed") & ~cells["started"]]
    of_people = KEY_FIGURES[1:] if undated.empty else (*KEY_FIGURES[1:], UNDATED)
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
        for key_figure in of_people:
            amount = derived.count(data, int(numbers[key_figure]))
            span = derived.beside(data, derived.around(data, numbers[key_figure], of))
            rows.append((cohort.cohort_id, key_figure, *amount, *span))
    return pd.DataFrame(rows, columns=["cohort_id", "key_figure", *COLUMNS])


@lru_cache(maxsize=REMEMBERED)
def funnel(data: Data, selection: Selection) -> pd.DataFrame:
    """How many reached each module or a later one, for the chosen cohorts together.

    Rows ``module_id, position, value, status, lower, upper, planned_first, planned_last`` in order;
    position 0 is all participants; ``lower`` and ``upper`` bound the truth behind a protected number.
    Cohorts are selected, not municipalities: modules by place would have too few people.
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
        reached = int(cells.loc[cells["position"] >= position, "n"].sum())
        span = derived.around_part(data, reached, MODULES, len(chosen))
        known = module in planned.index
        rows.append(
            (
                module,
                int(position),
                *derived.count(data, reached),
                *derived.beside(data, span),
                planned.loc[module, "min"] if known else pd.NaT,
                planned.loc[module, "max"] if known else pd.NaT,
            )
        )
    columns = ["module_id", "position", *COLUMNS, "planned_first", "planned_last"]
    return pd.DataFrame(rows, columns=columns)


@lru_cache(maxsize=REMEMBERED)
def aligned(data: Data, selection: Selection) -> pd.DataFrame:
    """How far each chosen cohort has come, on one scale of weeks since its own start.

    Rows ``cohort_id, module_id, position, week, value, status, lower, upper``: at week 0 all who
    started (100), then for each planned module, at the week it was planned, the share of those who
    started who completed it or a later one, in whole per cent under the rules of shares. A module planned
    after the date of the numbers (:attr:`~atlas.warehouse.Data.people_as_of`) is left out, and so is a
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
        points = []
        for step in each(steps):
            weeks = max(0, (step.planned_on - cohort.starts_on).days // DAYS_IN_WEEK)
            reached = int(cells.loc[cells["position"] >= step.position, "n"].sum())
            share = derived.share(data, reached, started)
            pair = (derived.around_part(data, n, MODULES, 1) for n in (reached, started))
            span = derived.beside(data, derived.share_span(share, *pair))
            points.append(
                (cohort.cohort_id, step.module_id, int(step.position), weeks, *share, *span)
            )
        if points:
            rows.append((cohort.cohort_id, "", 0, 0, 100.0, REPORTED, *derived.NO_SPAN))
            rows += points
    columns = ["cohort_id", "module_id", "position", "week", *COLUMNS]
    return pd.DataFrame(rows, columns=columns)

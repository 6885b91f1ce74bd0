"""The exact cubes of a delivery: its rows, counted. Nothing of this is public.

The only way out of here is through :mod:`~atlas.publish.rounded`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from atlas.contract import Delivery, columns
from atlas.contract.categories import release
from atlas.protection import COHORT, PROPERTIES
from atlas.publish import aggregate, cells, histories, spans
from atlas.publish.cells import BY_STEP

DURATIONS = "durations"
KEY = aggregate.ENROLMENT
NOT_ADMITTED, NOT_ENROLLED = "not_admitted", "not_enrolled"

Cubes = dict[str, pd.DataFrame]


def exact(delivery: Delivery, today: dt.date | None = None) -> Cubes:
    """The cubes counted from the rows, by name (:data:`~atlas.publish.cells.NAMES`): dimensions and one
    count column ``n`` each; and ``durations`` in weeks, which have no public counterpart.

    Those still in the training are followed to the last recorded day, at most ``today``.
    """
    rows = delivery.tables
    people = rows["participants"]
    # a query on pandas tables returns pandas tables; one on another engine's tables, that engine's
    properties: list[Any] = [
        aggregate.profile(people, name, name in BY_STEP) for name in PROPERTIES
    ]
    spanned = spans.spans(people, spans.recorded_until(rows, today))
    durations: Any = aggregate.exits(spanned, "week")
    half_years = aggregate.exits(spanned, "half_year")
    del spanned
    queries: dict[str, Callable[[], Any]] = {
        cells.ENROLMENTS: lambda: aggregate.enrolments(_with_earlier(people)),
        cells.ORGANISATIONS: lambda: _organisations(people),
        cells.PROFILE: lambda: pd.concat(properties, ignore_index=True),
        cells.MODULES: lambda: aggregate.modules(
            people, columns(rows, "progress", *KEY, "module_id"), rows["modules"]
        ),
        cells.EMPLOYERS: lambda: aggregate.employers(people),
        cells.CAPABLE: lambda: aggregate.capable(people),
        cells.EXITS: lambda: half_years,
        cells.WEEKS: lambda: _weeks(durations),
        cells.REPLIES: lambda: aggregate.replies(people, columns(rows, "surveys", *KEY, "wave")),
        cells.SCORES: lambda: _scores(columns(rows, "surveys", *KEY, "wave", "area", "score")),
        cells.ADMISSION: lambda: _admission(rows["cohorts"], people),
        cells.ATTENDED: lambda: aggregate.attendance(
            people,
            columns(rows, "attendance", *KEY, "module_id", "attended"),
            rows["modules"]["module_id"].tolist(),
        ),
        DURATIONS: lambda: durations,
    }
    result: Cubes = {}
    for name, query in queries.items():
        result[name] = _plain(query())
        release()  # joins of millions of rows hold on to memory that the next one needs
    return result


def _plain(cube: pd.DataFrame) -> pd.DataFrame:
    """A cube with categories as plain text, so that its cells compare with those of another day."""
    texts = {c: "str" for c in cube.columns if isinstance(cube[c].dtype, pd.CategoricalDtype)}
    return cube.astype(texts | {"n": "int64"})


def _with_earlier(people: pd.DataFrame) -> pd.DataFrame:
    known = people[[*histories.ORDER, "participant_id", "status", "started_on"]]
    return histories.with_earlier(known, "participant_id")


def _organisations(people: pd.DataFrame) -> Any:
    owners: Any = aggregate.owners(people)
    return aggregate.organisations(histories.with_earlier(owners, "organisation_id"))


def _weeks(durations: pd.DataFrame) -> pd.DataFrame:
    """The whole weeks that those took who started and completed, each within its half-year."""
    done = cells.finished(durations)
    weeks = done.assign(half_year=done["week"] // spans.HALF_YEAR)
    return weeks[[COHORT, "half_year", "week", "n"]].reset_index(drop=True)


def _scores(surveys: pd.DataFrame) -> Any:
    areas = sorted(str(area) for area in surveys["area"].dropna().unique())
    return aggregate.scores(surveys, areas)


def _admission(cohorts: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Those who only applied, or were admitted but not enrolled: cohort totals, since no row says who.

    Everyone enrolled was admitted, and everyone admitted had applied: a total below that is raised to
    it, so that nobody is counted twice. In a cohort without a number of admitted, nobody is counted as
    admitted but not enrolled.
    """
    sizes = people.groupby(COHORT).size().reindex(cohorts[COHORT], fill_value=0)
    enrolled = sizes.astype("Float64")
    totals = cohorts.set_index(COHORT)[["applications", "admitted"]].astype("Float64")
    admitted = totals["admitted"].fillna(enrolled).clip(lower=enrolled)
    steps = {NOT_ADMITTED: totals["applications"] - admitted, NOT_ENROLLED: admitted - enrolled}
    rows = [
        (cohort, step, int(n))
        for step, numbers in steps.items()
        for cohort, n in numbers.items()
        if pd.notna(n) and n > 0
    ]
    return pd.DataFrame(rows, columns=[COHORT, "step", "n"]).astype({"n": "int64"})

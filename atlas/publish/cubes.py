"""The exact cubes of a delivery: what is counted of its rows. Nothing of this is public.

:mod:`~atlas.publish.rounded` is the only way out of here.
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
    """The cubes as the rows give them, by name (:data:`~atlas.publish.cells.NAMES`): dimensions and one
    count column ``n`` each; and ``durations`` in weeks, which no public table is like.

    Whoever is still in the training is followed to the last recorded day, at most ``today``.
    """
    given = delivery.tables
    people = given["participants"]
    # what is asked of tables of pandas is answered with such tables; of another engine's, with its own
    properties: list[Any] = [
        aggregate.profile(people, name, name in BY_STEP) for name in PROPERTIES
    ]
    spanned = spans.spans(people, spans.recorded_until(given, today))
    durations: Any = aggregate.exits(spanned, "week")
    half_years = aggregate.exits(spanned, "half_year")
    del spanned
    questions: dict[str, Callable[[], Any]] = {
        cells.ENROLMENTS: lambda: aggregate.enrolments(_with_earlier(people)),
        cells.ORGANISATIONS: lambda: _organisations(people),
        cells.PROFILE: lambda: pd.concat(properties, ignore_index=True),
        cells.MODULES: lambda: aggregate.modules(
            people, columns(given, "progress", *KEY, "module_id"), given["modules"]
        ),
        cells.EMPLOYERS: lambda: aggregate.employers(people),
        cells.CAPABLE: lambda: aggregate.capable(people),
        cells.EXITS: lambda: half_years,
        cells.WEEKS: lambda: _weeks(durations),
        cells.REPLIES: lambda: aggregate.replies(people, columns(given, "surveys", *KEY, "wave")),
        cells.SCORES: lambda: _scores(columns(given, "surveys", *KEY, "wave", "area", "score")),
        cells.ADMISSION: lambda: _admission(given["cohorts"], people),
        cells.ATTENDED: lambda: aggregate.attendance(
            people,
            columns(given, "attendance", *KEY, "module_id", "attended"),
            given["modules"]["module_id"].tolist(),
        ),
        DURATIONS: lambda: durations,
    }
    made: Cubes = {}
    for name, asked in questions.items():
        made[name] = _plain(asked())
        release()  # joins of millions of rows leave room behind them that the next one needs
    return made


def _plain(cube: pd.DataFrame) -> pd.DataFrame:
    """Categories as the text that they stand for: cells are compared with those of another day."""
    texts = {c: "str" for c in cube.columns if isinstance(cube[c].dtype, pd.CategoricalDtype)}
    return cube.astype(texts | {"n": "int64"})


def _with_earlier(people: pd.DataFrame) -> pd.DataFrame:
    known = people[[*histories.ORDER, "participant_id", "status", "started_on"]]
    return histories.with_earlier(known, "participant_id")


def _organisations(people: pd.DataFrame) -> Any:
    owners: Any = aggregate.owners(people)
    return aggregate.organisations(histories.with_earlier(owners, "organisation_id"))


def _weeks(durations: pd.DataFrame) -> pd.DataFrame:
    """How long those took who started and completed: whole weeks, each within its half-year."""
    done = cells.finished(durations)
    weeks = done.assign(half_year=done["week"] // spans.HALF_YEAR)
    return weeks[[COHORT, "half_year", "week", "n"]].reset_index(drop=True)


def _scores(surveys: pd.DataFrame) -> Any:
    areas = sorted(str(area) for area in surveys["area"].dropna().unique())
    return aggregate.scores(surveys, areas)


def _admission(cohorts: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Those who came no further than to apply, or to be admitted: cohort totals, for no row says who.

    Whoever is enrolled was admitted and had applied, and whoever was admitted had applied: a total that
    says fewer is taken to be as many, so that nobody is told twice. A cohort that does not say how many
    it admitted has nobody between them and those enrolled.
    """
    sizes = people.groupby(COHORT).size().reindex(cohorts[COHORT], fill_value=0)
    enrolled = sizes.astype("Float64")
    said = cohorts.set_index(COHORT)[["applications", "admitted"]].astype("Float64")
    admitted = said["admitted"].fillna(enrolled).clip(lower=enrolled)
    steps = {NOT_ADMITTED: said["applications"] - admitted, NOT_ENROLLED: admitted - enrolled}
    rows = [
        (cohort, step, int(n))
        for step, numbers in steps.items()
        for cohort, n in numbers.items()
        if pd.notna(n) and n > 0
    ]
    return pd.DataFrame(rows, columns=[COHORT, "step", "n"]).astype({"n": "int64"})

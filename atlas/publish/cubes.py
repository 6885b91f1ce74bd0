"""The programme's cubes: exact from the rows, and the public ones, which share their sums.

Everything public about people and organisations is a sum of the cells made here.

- ``enrolments`` and ``organisations`` are rounded (:func:`~atlas.publish.protect.protect`).
- ``profile``, ``modules_reached``, ``exits``, ``replies`` and ``attended`` are fitted within the public
  enrolments: a property within its cohort, a last module (and a gender, the answered surveys, and who
  was at a session) within those who started or not and completed or not, a half-year within its
  status. So neither "participants minus women" nor "started minus came to the first module" gives
  1..k-1.
- ``employers`` and ``capable`` are fitted within the public organisations, for the county alone.
- ``admission`` holds who came no further than to apply or to be admitted, rounded by itself: those
  admitted are its people and the enrolled together.
- ``times`` and ``scores`` are medians and means of at least ten (:mod:`~atlas.publish.summaries`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from atlas.contract import Delivery, columns
from atlas.contract.categories import release
from atlas.protection import (
    BY_COHORT,
    BY_COUNTY,
    COHORT,
    FREE_TEXT,
    MUNICIPALITY,
    NEVER,
    STATUS,
    Protection,
)
from atlas.publish import aggregate, protect, spans, summaries

ENROLMENTS, ORGANISATIONS = "enrolments", "organisations"
PROFILE, MODULES = "profile", "modules_reached"
EMPLOYERS, CAPABLE, EXITS, REPLIES = "employers", "capable", "exits", "replies"
ADMISSION, TIMES, SCORES = "admission", "times", "scores"
DURATIONS, ATTENDED = "durations", "attended"
REPORTED = (ENROLMENTS, ORGANISATIONS)
NAMES = (
    ENROLMENTS, ORGANISATIONS, PROFILE, MODULES, EMPLOYERS, CAPABLE, EXITS, REPLIES, ADMISSION,
    TIMES, SCORES, ATTENDED,
)  # fmt: skip
# what is told of a property step by step: who was enrolled, who started, who completed
BY_STEP = ("gender",)
# what a cell says in a dimension that is not published: nothing, the same for all
UNTOLD = {
    MUNICIPALITY: "", STATUS: "", "started": False, "completed": False, COHORT: "", "half_year": 0,
    "several": False, "sector": "", "size_class": "",
}  # fmt: skip
WITH_STATUS = (STATUS, "started", "completed", "half_year", "several")
KEY = aggregate.ENROLMENT
MODULE_PARENTS = (COHORT, "started", "completed")
EXIT_PARENTS = (COHORT, STATUS, "started")
NOT_ADMITTED, NOT_ENROLLED = "not_admitted", "not_enrolled"

# a category of those who have none in common with enough others
OTHER = "other"

Cubes = dict[str, pd.DataFrame]


def _scores(surveys: pd.DataFrame) -> Any:
    areas = sorted(str(area) for area in surveys["area"].dropna().unique())
    return aggregate.scores(surveys, areas)


def exact(delivery: Delivery, today: dt.date | None = None) -> Cubes:
    """The cubes as the rows give them, by name: dimensions and one count column ``n`` each, and what
    is summarised of them. ``durations`` (in weeks) is for the exact part alone.

    Whoever is still in the training is followed to the last recorded day, at most ``today``.
    """
    given = delivery.tables
    people = given["participants"]
    properties = [
        aggregate.profile(people, name, name in BY_STEP)
        for name, _ in delivery.region.protection.properties
    ]
    spanned = spans.spans(people, spans.recorded_until(given, today))
    durations, half_years = (aggregate.exits(spanned, unit) for unit in ("week", "half_year"))
    del spanned
    questions: dict[str, Callable[[], Any]] = {
        ENROLMENTS: lambda: aggregate.enrolments(people),
        ORGANISATIONS: lambda: aggregate.organisations(people),
        PROFILE: lambda: pd.concat(properties, ignore_index=True),
        MODULES: lambda: aggregate.modules(
            people, columns(given, "progress", *KEY, "module_id"), given["modules"]
        ),
        EMPLOYERS: lambda: aggregate.employers(people),
        CAPABLE: lambda: aggregate.capable(people),
        EXITS: lambda: half_years,
        REPLIES: lambda: aggregate.replies(people, columns(given, "surveys", *KEY, "wave")),
        ADMISSION: lambda: _admission(given["cohorts"], people),
        ATTENDED: lambda: aggregate.attendance(
            people,
            columns(given, "attendance", *KEY, "module_id", "attended"),
            given["modules"]["module_id"].tolist(),
        ),
        DURATIONS: lambda: durations,
        TIMES: lambda: summaries.times(durations),
        SCORES: lambda: _scores(columns(given, "surveys", *KEY, "wave", "area", "score")),
    }
    made: Cubes = {}
    for name, asked in questions.items():
        made[name] = asked()
        release()  # joins of millions of rows leave room behind them that the next one needs
    return made


def summarised(cubes: Cubes) -> Cubes:
    """The exact cubes with their scores as means: what the exact part of a snapshot holds."""
    return cubes | {SCORES: summaries.scores(cubes[SCORES])}


def protected(cubes: Cubes, protection: Protection, secret: bytes) -> tuple[Cubes, dict[str, Any]]:
    """The public cubes, each count 0 (no row) or at least k, and what rounding cost.

    A dimension outside of the declared cross is empty in every cell: sums over it stay, questions
    about it find nobody.
    """
    k, cross = protection.k, protection.cross
    enrolments, people = protect.protect(
        coarse(cubes[ENROLMENTS], cross), enrolment_margins(protection), k, secret
    )
    organisations, owners = protect.protect(
        coarse(cubes[ORGANISATIONS], cross), organisation_margins(protection), k, secret
    )
    admission, _ = protect.protect(cubes[ADMISSION], ((), (COHORT,), ("step",)), k, secret)
    courses = _with_completed(enrolments).groupby(list(MODULE_PARENTS))["n"].sum()
    owned = organisations.groupby("enterprise")["n"].sum()

    def within(name: str, totals: pd.Series, by: tuple[str, ...]) -> pd.DataFrame:
        return protect.fit_within(coarse(cubes[name], cross), totals, k, secret, by)

    public = {
        ENROLMENTS: enrolments,
        ORGANISATIONS: organisations,
        PROFILE: _profile(cubes[PROFILE], protection, courses, secret),
        MODULES: within(MODULES, courses, MODULE_PARENTS),
        EMPLOYERS: protect.fit_within(
            _told_of_employers(cubes[EMPLOYERS], protection), owned, k, secret, ("enterprise",)
        ),
        CAPABLE: within(CAPABLE, owned, ("enterprise",)),
        EXITS: within(EXITS, enrolments.groupby(list(EXIT_PARENTS))["n"].sum(), EXIT_PARENTS),
        REPLIES: within(REPLIES, courses, MODULE_PARENTS),
        ADMISSION: admission,
        ATTENDED: _by_session(coarse(cubes[ATTENDED], cross), courses, k, secret),
    }
    public |= _summaries(cubes, public, protection)
    return public, {ENROLMENTS: people.as_dict(), ORGANISATIONS: owners.as_dict()}


def coarse(cube: pd.DataFrame, cross: tuple[str, ...]) -> pd.DataFrame:
    """A cube in which nobody can be told apart by a dimension outside of ``cross``."""
    left_out = [MUNICIPALITY] if MUNICIPALITY not in cross else []
    left_out += WITH_STATUS if STATUS not in cross else ()
    return _summed(cube, {name: UNTOLD[name] for name in left_out if name in cube.columns})


def enrolment_margins(protection: Protection) -> tuple[tuple[str, ...], ...]:
    """The sums to keep close: those declared, and people (each once) in all and by municipality."""
    once = [("first",), (MUNICIPALITY, "first")]
    return tuple(
        [*protection.margins, *(m for m in once if set(m) <= {*protection.cross, "first"})]
    )


def organisation_margins(protection: Protection) -> tuple[tuple[str, ...], ...]:
    """The declared sums that organisations have, of all and of enterprises."""
    every = [m for m in protection.margins if STATUS not in m]
    return tuple([*every, *((*m, "enterprise") for m in every if len(m) < 2)])


def _profile(
    cube: pd.DataFrame, protection: Protection, courses: pd.Series, secret: bytes
) -> pd.DataFrame:
    """Each property as it is declared to be told, fitted within the published enrolments."""
    parts = []
    by_cohort = courses.groupby(COHORT).sum()
    for name, level in protection.properties:
        if level == NEVER:
            continue
        assert level in (BY_COHORT, BY_COUNTY)
        mine, totals = cube[cube["dimension"] == name], by_cohort
        if name in FREE_TEXT:
            mine = _common(mine, protection.k)
        by: tuple[str, ...] = (COHORT,)
        if name in BY_STEP:
            mine, by, totals = coarse(mine, protection.cross), MODULE_PARENTS, courses
        if level == BY_COUNTY:
            mine = _summed(mine, {COHORT: UNTOLD[COHORT]})
            totals = _county(totals, by)
        parts.append(protect.fit_within(mine, totals, protection.k, secret, by))
    told = [part for part in parts if len(part)]
    return pd.concat(told, ignore_index=True) if told else cube.iloc[:0]


def _common(cube: pd.DataFrame, k: int) -> pd.DataFrame:
    """A property in free words, without what fewer than k people have: it could be anything, a name
    too. They are together as ``other``, in the order of the cells."""
    people = cube.groupby("category")["n"].transform("sum")
    known = cube.assign(category=cube["category"].where(people >= k, OTHER))
    dimensions = [column for column in cube.columns if column != "n"]
    return known.groupby(dimensions, as_index=False, sort=False)["n"].sum()


def _by_session(cube: pd.DataFrame, courses: pd.Series, k: int, secret: bytes) -> pd.DataFrame:
    """Each session fitted by itself within the published enrolments: all of its cohort stand in it."""
    parts = [
        protect.fit_within(mine, courses, k, secret, MODULE_PARENTS)
        for _, mine in cube.groupby("module_id", sort=True, observed=True)
    ]
    return pd.concat(parts, ignore_index=True) if parts else cube.iloc[:0]


def _county(totals: pd.Series, by: tuple[str, ...]) -> pd.Series:
    """Totals by cohort (and more) as totals of the county."""
    if len(by) == 1:
        return pd.Series({UNTOLD[COHORT]: totals.sum()})
    whole = totals.reset_index(name="n").assign(**{COHORT: UNTOLD[COHORT]})
    return whole.groupby(list(by))["n"].sum()


def _told_of_employers(cube: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    levels = dict(protection.properties)
    return _summed(
        cube, {n: UNTOLD[n] for n in ("sector", "size_class") if levels.get(n, NEVER) == NEVER}
    )


def _summed(cube: pd.DataFrame, untold: dict[str, Any]) -> pd.DataFrame:
    if not untold:
        return cube
    dimensions = [c for c in cube.columns if c != "n"]
    return cube.assign(**untold).groupby(dimensions, as_index=False, observed=True)["n"].sum()


def _admission(cohorts: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Those who came no further than to apply, or to be admitted: cohort totals, for no row says who.

    A cohort that has more enrolled than admitted, or does not say, has nobody there.
    """
    enrolled = people.groupby(COHORT).size().reindex(cohorts[COHORT], fill_value=0)
    applied, admitted = (
        cohorts.set_index(COHORT)[name].astype("Float64") for name in ("applications", "admitted")
    )
    steps = {
        NOT_ADMITTED: applied - admitted.fillna(enrolled.astype("Float64")),
        NOT_ENROLLED: admitted - enrolled,
    }
    rows = [
        (cohort, step, int(n))
        for step, numbers in steps.items()
        for cohort, n in numbers.items()
        if pd.notna(n) and n > 0
    ]
    return pd.DataFrame(rows, columns=[COHORT, "step", "n"]).astype({"n": "int64"})


def _summaries(cubes: Cubes, public: Cubes, protection: Protection) -> Cubes:
    """Medians and means that may be told, each with the published count of those behind it."""
    floor = summaries.least(protection.k)
    if STATUS not in protection.cross:
        floor = 10**9  # nobody is said to have completed, so nobody's time or answers are told
    enrolments, replies = public[ENROLMENTS], public[REPLIES]
    done = enrolments[(enrolments[STATUS] == aggregate.COMPLETED) & enrolments["started"]]
    pairs = [
        replies[replies[aggregate.WAVES[0]] & replies[wave]]
        .groupby(COHORT, as_index=False)["n"]
        .sum()
        .assign(wave=wave)
        for wave in aggregate.WAVES[1:]
    ]
    return {
        TIMES: summaries.times(cubes[DURATIONS], floor, done.groupby(COHORT)["n"].sum()),
        SCORES: summaries.scores(cubes[SCORES], floor, pd.concat(pairs, ignore_index=True)),
    }


def _with_completed(enrolments: pd.DataFrame) -> pd.DataFrame:
    return enrolments.assign(completed=enrolments[STATUS] == aggregate.COMPLETED)

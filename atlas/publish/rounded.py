"""The door between the two rooms: exact cells go in, rounded ones come out, and nothing else does.

- ``enrolments``, ``organisations`` and ``admission`` are rounded so that the sums of their cells move
  least, with a memory (:func:`~atlas.publish.protect.protect`). A cohort of which nothing has been
  shown yet begins without one.
- The other tables are apportioned within their published totals
  (:func:`~atlas.publish.apportion.apportion`): a property within its cohort; the last module (and
  gender, the surveys answered, attendance) within those who started or not and completed or not;
  half-years within their status, weeks within their half-year; scores within those who answered;
  employers within the organisations. So neither "participants minus women" nor "started minus reached
  the first module" is a small count.
- Rules that hold between the tables hold in the published ones, too (:mod:`~atlas.publish.joint`): no
  place has organisations without people.

It is always the finest cells that are rounded, however much of them is shown, and they are remembered
with the snapshot: a setting that shows less, or more, does not round anything a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from atlas.memberships import EARLIER
from atlas.protection import COHORT, FREE_TEXT, MUNICIPALITY, Protection
from atlas.publish import joint
from atlas.publish.apportion import apportion
from atlas.publish.cells import (
    ADMISSION,
    ATTENDED,
    BY_STEP,
    CAPABLE,
    COURSE_PARENTS,
    EMPLOYERS,
    ENROLMENTS,
    EXIT_PARENTS,
    EXITS,
    MODULES,
    ORGANISATIONS,
    PROFILE,
    REPLIES,
    SCORES,
    UNRECORDED,
    WEEK_PARENTS,
    WEEKS,
    Cells,
    beside,
    courses,
    finished,
)
from atlas.publish.enrolments import enrolments
from atlas.publish.histories import NEW, NEW_HERE, NEW_THEN, kinds
from atlas.publish.organisations import organisations
from atlas.publish.protect import Past, Report, cost, protect
from atlas.publish.scores import scores

SECTOR, SIZE, ENTERPRISE = "sector", "size_class", "enterprise"
# the category of those whose own is shared by too few
OTHER = "other"


@dataclass(frozen=True)
class Memory:
    """The cells shown last, their cohorts, and how far the truth may be from a cell before that moves
    (less than ``reach``)."""

    cells: Cells
    k: int
    reach: int
    cohorts: frozenset[str]
    # the exact cells that they were made of, where these are still there
    exact: Cells | None = None


@dataclass(frozen=True)
class Rounded:
    """Rounded cells by table, how far the truth may be from one (less than ``reach``), and the report of
    what rounding cost, for those who publish."""

    cells: dict[str, pd.DataFrame]
    reach: int
    report: dict[str, Any]
    # whether they are what was shown, rounded to another k: then they count nobody new
    turned: bool = False


def rounded(
    exact: Cells, protection: Protection, secret: bytes, memory: Memory | None = None
) -> Rounded:
    """The cells of every table, each a multiple of k.

    ``exact`` has the tables of :data:`~atlas.publish.cells.NAMES`; a table that it lacks is not
    published. With a ``memory`` of another k, what was shown is rounded as if it were the truth, and
    nothing else is shown this time: it says nothing new. From the next time on, a cell stays until the
    truth has moved by more than both roundings can have moved it.
    """
    if memory is not None and not _on_grid(memory.cells, protection.k):
        # a table that an earlier edition did not have is empty in what it showed
        last = {name: memory.cells.get(name, cells.iloc[:0]) for name, cells in exact.items()}
        turned = _rounded(last, protection, secret, None)
        reach = memory.reach + protection.k - 1
        return Rounded(turned.cells, reach, turned.report, turned=True)
    return _rounded(exact, protection, secret, memory)


def _on_grid(cells: Cells, k: int) -> bool:
    return all(bool((frame["n"] % k == 0).all()) for frame in cells.values())


def _rounded(exact: Cells, protection: Protection, secret: bytes, memory: Memory | None) -> Rounded:
    k = protection.k
    reach = k if memory is None else memory.reach
    before = None if memory is None else memory.cells
    known = exact[ENROLMENTS][COHORT] if memory is None else pd.Series(sorted(memory.cohorts))
    fresh = pd.DataFrame(
        {COHORT: sorted({*exact[ADMISSION][COHORT], *exact[ENROLMENTS][COHORT]} - {*known})}
    )
    cells: dict[str, pd.DataFrame] = {}

    def were(name: str) -> pd.DataFrame | None:
        if memory is None or not memory.exact:
            return None
        then, now = memory.exact[name], exact[name]
        # a cohort that was gone and is back counts as unchanged: its people are not rounded a second time
        back = now[~now[COHORT].isin([*then[COHORT], *fresh[COHORT]])]
        return pd.concat([then[now.columns], back], ignore_index=True)

    def last(name: str) -> pd.DataFrame | None:
        return None if before is None else before.get(name, exact[name].iloc[:0])

    def past(name: str) -> Past:
        return Past(last(name), were(name), reach, fresh)

    def within(name: str, totals: pd.Series, by: tuple[str, ...]) -> pd.DataFrame:
        return apportion(exact[name], totals, by, k, last(name), reach)

    people = enrolments(exact[ENROLMENTS], k, secret, past(ENROLMENTS))
    owners = organisations(exact[ORGANISATIONS], people, k, secret, past(ORGANISATIONS))
    cells |= {ENROLMENTS: people, ORGANISATIONS: owners}
    steps = ((), (COHORT,), ("step",))
    cells[ADMISSION] = protect(exact[ADMISSION], steps, k, secret, past(ADMISSION))
    by_course = courses(people)
    owned = owners[owners[EARLIER] == ""].groupby(ENTERPRISE)["n"].sum()
    cells[EMPLOYERS] = within(EMPLOYERS, owned, (ENTERPRISE,))
    cells[PROFILE] = _profile(exact[PROFILE], last(PROFILE), cells, k, reach)
    for name in (MODULES, REPLIES):
        cells[name] = within(name, by_course, COURSE_PARENTS)
    cells[ATTENDED] = _by_session(
        exact[ATTENDED], last(ATTENDED), by_course, exact[ENROLMENTS][COHORT], k, reach
    )
    cells[EXITS] = within(EXITS, people.groupby(list(EXIT_PARENTS))["n"].sum(), EXIT_PARENTS)
    if WEEKS in exact:
        took = finished(cells[EXITS]).groupby(list(WEEK_PARENTS))["n"].sum()
        cells[WEEKS] = within(WEEKS, took, WEEK_PARENTS)
    if SCORES in exact:
        cells[SCORES] = scores(exact, before, cells[REPLIES], k, reach)
    trained = int(by_course[by_course.index.get_level_values("completed")].sum())
    for name in (SECTOR, SIZE):
        cells[EMPLOYERS] = joint.under_profile(cells[EMPLOYERS], cells[PROFILE], name, k)
    capable = within(CAPABLE, owned, (ENTERPRISE,))
    cells[CAPABLE] = joint.two_each(capable, _by_class(cells[PROFILE]), trained, k)
    margins = enrolment_margins(protection)
    report = {
        ENROLMENTS: cost(kinds(exact[ENROLMENTS]), kinds(people), margins).as_dict(),
        ORGANISATIONS: _cost_of_owners(kinds(exact[ORGANISATIONS]), kinds(owners)).as_dict(),
    }
    return Rounded(cells, reach, report)


def enrolment_margins(protection: Protection) -> tuple[tuple[str, ...], ...]:
    """The sums whose moves are reported: the declared ones, and people, each counted once, in all and by
    municipality."""
    return (*protection.margins, (NEW,), (MUNICIPALITY, NEW_HERE))


def _cost_of_owners(exact: pd.DataFrame, shown: pd.DataFrame) -> Report:
    """The cost of rounding organisations, each counted once: in all, in a municipality, in a cohort."""
    once = {(): NEW, (MUNICIPALITY,): NEW_HERE, (COHORT,): NEW_THEN}
    moved = [cost(exact[exact[new]], shown[shown[new]], (of,)).moved for of, new in once.items()]
    return replace(cost(exact, shown, ()), moved={k: v for part in moved for k, v in part.items()})


def _profile(
    cube: pd.DataFrame, before: pd.DataFrame | None, public: Cells, k: int, reach: int
) -> pd.DataFrame:
    """Each property within the published enrolments; of an organisation's properties no fewer people
    than organisations."""
    people, owners, employers = public[ENROLMENTS], public[ORGANISATIONS], public[EMPLOYERS]
    by_cohort, by_course = people.groupby(COHORT)["n"].sum(), courses(people)
    parts = []
    names = cube["dimension"] if before is None else [*cube["dimension"], *before["dimension"]]
    for name in sorted(set(names)):
        mine = cube[cube["dimension"] == name]
        shown = None if before is None else before[before["dimension"] == name]
        cells = _common(mine, k) if name in FREE_TEXT else mine
        totals, by = (by_course, COURSE_PARENTS) if name in BY_STEP else (by_cohort, (COHORT,))
        part = apportion(cells, totals, by, k, shown, reach)
        known = cells if shown is None else _ever(cells, shown)
        if name == SECTOR:
            part = joint.over_owners(part, owners, known, k)
        if name in (SECTOR, SIZE):
            part = joint.over_employers(part, employers.groupby(name)["n"].sum(), known, k)
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else cube


def _ever(cells: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Cells, and after them those that were shown last and are empty now."""
    both = beside(cells, shown)
    return both.sort_values("n", key=lambda n: n == 0, kind="stable")[cells.columns]


def _by_class(profile: pd.DataFrame) -> pd.Series:
    """People by whether they come from an enterprise."""
    sectors = profile[profile["dimension"] == SECTOR]
    return sectors.groupby(sectors["category"].eq(ENTERPRISE).rename(ENTERPRISE))["n"].sum()


def _common(cube: pd.DataFrame, k: int) -> pd.DataFrame:
    """A property in free words, with categories of fewer than k people joined as ``other``: such a word
    could be anything, even a name."""
    people = cube.groupby("category")["n"].transform("sum")
    known = cube.assign(category=cube["category"].where(people >= k, OTHER))
    dimensions = [column for column in cube.columns if column != "n"]
    return known.groupby(dimensions, as_index=False)[["n"]].sum()[cube.columns]


def _by_session(
    cube: pd.DataFrame,
    before: pd.DataFrame | None,
    by_course: pd.Series,
    enrolled: pd.Series,
    k: int,
    reach: int,
) -> pd.DataFrame:
    """Each session by itself within the published enrolments: everyone of its cohort is in it.

    A session in which everyone would be shown as not recorded has no cells at all: that it is there would
    reveal that somebody has recorded something. Nor has a session without records any more; but the
    sessions of a cohort in which nobody is now (``enrolled`` are the cohorts with people) stand as long
    as the cohort does.
    """
    stands = cube.iloc[:0]
    if before is not None:
        stands = before[~before[COHORT].isin(enrolled)]
    parts = []
    for module in sorted({*cube["module_id"], *stands["module_id"]}):
        mine = cube[cube["module_id"] == module]
        shown = None
        if before is not None:
            held = before[COHORT].isin(mine[COHORT]) | before.index.isin(stands.index)
            shown = before[held & (before["module_id"] == module)]
        part = apportion(mine, by_course, COURSE_PARENTS, k, shown, reach)
        recorded = part.loc[part["attended"] != UNRECORDED, COHORT]
        parts.append(part[part[COHORT].isin(recorded)])
    return pd.concat(parts, ignore_index=True) if parts else cube.iloc[:0]

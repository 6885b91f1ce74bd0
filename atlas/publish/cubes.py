"""The programme's cubes: exact from the rows, and the public ones, which share their sums.

Everything public about people and organisations is a sum of the cells made here.

- ``enrolments`` and ``organisations`` are rounded (:func:`~atlas.publish.protect.protect`).
- ``profile`` and ``modules_reached`` are fitted within the public enrolments: a property within
  its cohort, a last module within those who started or not and completed or not. So neither
  "participants minus women" nor "started minus came to the first module" gives 1..k-1.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.contract import Delivery
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
from atlas.publish import aggregate, protect

ENROLMENTS, ORGANISATIONS = "enrolments", "organisations"
PROFILE, MODULES = "profile", "modules_reached"
REPORTED = (ENROLMENTS, ORGANISATIONS)
NAMES = (ENROLMENTS, ORGANISATIONS, PROFILE, MODULES)
# what a cell says in a dimension that is not published: nothing, the same for all
UNTOLD = {MUNICIPALITY: "", STATUS: "", "started": False, "completed": False, COHORT: ""}
WITH_STATUS = (STATUS, "started", "completed")
MODULE_PARENTS = (COHORT, "started", "completed")

# a category of those who have none in common with enough others
OTHER = "other"

Cubes = dict[str, pd.DataFrame]


def exact(delivery: Delivery) -> Cubes:
    """The cubes as the rows give them, by name: dimensions and one count column ``n`` each."""
    given = delivery.tables
    people = given["participants"]
    properties = [
        aggregate.profile(people, name) for name, _ in delivery.region.protection.properties
    ]
    return {
        ENROLMENTS: aggregate.enrolments(people),
        ORGANISATIONS: aggregate.organisations(people),
        PROFILE: pd.concat(properties, ignore_index=True),
        MODULES: aggregate.modules(people, given["progress"], given["modules"]),
    }


def protected(cubes: Cubes, protection: Protection, secret: bytes) -> tuple[Cubes, dict[str, Any]]:
    """The public cubes, each count 0 (no row) or at least k, and what rounding cost.

    A dimension outside of the declared cross is empty in every cell: sums over it stay, questions
    about it find nobody.
    """
    k = protection.k
    enrolments, people = protect.protect(
        coarse(cubes[ENROLMENTS], protection.cross), enrolment_margins(protection), k, secret
    )
    organisations, owners = protect.protect(
        coarse(cubes[ORGANISATIONS], protection.cross), organisation_margins(protection), k, secret
    )
    totals = enrolments.groupby(COHORT)["n"].sum()
    public = {
        ENROLMENTS: enrolments,
        ORGANISATIONS: organisations,
        PROFILE: _profile(cubes[PROFILE], protection, totals, secret),
        MODULES: protect.fit_within(
            coarse(cubes[MODULES], protection.cross),
            _with_completed(enrolments).groupby(list(MODULE_PARENTS))["n"].sum(),
            k,
            secret,
            MODULE_PARENTS,
        ),
    }
    return public, {ENROLMENTS: people.as_dict(), ORGANISATIONS: owners.as_dict()}


def coarse(cube: pd.DataFrame, cross: tuple[str, ...]) -> pd.DataFrame:
    """A cube in which nobody can be told apart by a dimension outside of ``cross``."""
    left_out = [MUNICIPALITY] if MUNICIPALITY not in cross else []
    left_out += WITH_STATUS if STATUS not in cross else ()
    untold = {name: UNTOLD[name] for name in left_out if name in cube.columns}
    if not untold:
        return cube
    dimensions = [c for c in cube.columns if c != "n"]
    return cube.assign(**untold).groupby(dimensions, as_index=False, observed=True)["n"].sum()


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
    cube: pd.DataFrame, protection: Protection, totals: pd.Series, secret: bytes
) -> pd.DataFrame:
    parts = []
    county = pd.Series({UNTOLD[COHORT]: totals.sum()})
    for name, level in protection.properties:
        mine = cube[cube["dimension"] == name]
        if name in FREE_TEXT:
            mine = _common(mine, protection.k)
        if level == BY_COHORT:
            parts.append(protect.fit_within(mine, totals, protection.k, secret))
        elif level == BY_COUNTY:
            whole = mine.assign(**{COHORT: UNTOLD[COHORT]})
            whole = whole.groupby([COHORT, "dimension", "category"], as_index=False)["n"].sum()
            parts.append(protect.fit_within(whole, county, protection.k, secret))
        else:
            assert level == NEVER
    told = [part for part in parts if len(part)]
    return pd.concat(told, ignore_index=True) if told else cube.iloc[:0]


def _common(cube: pd.DataFrame, k: int) -> pd.DataFrame:
    """A property in free words, without what fewer than k people have: it could be anything, a name
    too. They are together as ``other``, in the order of the cells."""
    people = cube.groupby("category")["n"].transform("sum")
    known = cube.assign(category=cube["category"].where(people >= k, OTHER))
    dimensions = [column for column in cube.columns if column != "n"]
    return known.groupby(dimensions, as_index=False, sort=False)["n"].sum()


def _with_completed(enrolments: pd.DataFrame) -> pd.DataFrame:
    return enrolments.assign(completed=enrolments[STATUS] == aggregate.COMPLETED)

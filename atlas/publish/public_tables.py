"""The public tables about people: what the declared settings let be shown of the rounded cells.

This is the public room. It is given rounded cells and settings, and may not know anything exact:
an import rule says so. Medians, means, shares and curves are worked out from these tables later, by
the measures.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.memberships import EARLIER, without_places
from atlas.protection import BY_COUNTY, COHORT, MUNICIPALITY, NEVER, STATUS, Protection
from atlas.publish.cells import EMPLOYERS, PROFILE, SCORES, WEEKS, Cells, in_pairs

# the value of a cell in a dimension that is not shown: the same for all
NOT_SHOWN: dict[str, Any] = {
    MUNICIPALITY: "", STATUS: "", "started": False, "completed": False, COHORT: "", "half_year": 0,
    "several": False, "sector": "", "size_class": "",
}  # fmt: skip
WITH_STATUS = (STATUS, "started", "completed", "half_year", "several")
# tables of those who completed: empty where it is not shown who completed
OF_COMPLETED = (WEEKS, SCORES)


def public_tables(cells: Cells, protection: Protection) -> dict[str, pd.DataFrame]:
    """The public tables: sums of the rounded cells over everything that is not to be shown.

    A dimension outside the declared cross has one and the same value in every cell: sums over it stay
    right, and nobody can be selected by it.
    """
    public = {name: coarse(frame, protection.cross) for name, frame in cells.items()}
    public[SCORES] = in_pairs(public[SCORES])
    if STATUS not in protection.cross:
        public |= {name: public[name].iloc[:0] for name in OF_COMPLETED}
    public[PROFILE] = _profile(public[PROFILE], protection)
    public[EMPLOYERS] = _employers(public[EMPLOYERS], protection)
    return public


def coarse(cube: pd.DataFrame, cross: tuple[str, ...]) -> pd.DataFrame:
    """Cells summed over the dimensions outside ``cross``."""
    left_out = [MUNICIPALITY] if MUNICIPALITY not in cross else []
    left_out += WITH_STATUS if STATUS not in cross else ()
    if EARLIER in cube.columns and MUNICIPALITY in left_out:
        cube = cube.assign(**{EARLIER: cube[EARLIER].map(without_places)})
    return _summed(cube, {name: NOT_SHOWN[name] for name in left_out if name in cube.columns})


def _profile(cells: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    parts = []
    for name, level in protection.properties:
        if level == NEVER:
            continue
        mine = cells[cells["dimension"] == name]
        parts.append(_summed(mine, {COHORT: NOT_SHOWN[COHORT]}) if level == BY_COUNTY else mine)
    shown = [part for part in parts if len(part)]
    return pd.concat(shown, ignore_index=True) if shown else cells.iloc[:0]


def _employers(cells: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    levels = dict(protection.properties)
    hidden = [n for n in ("sector", "size_class") if levels.get(n, NEVER) == NEVER]
    return _summed(cells, {name: NOT_SHOWN[name] for name in hidden})


def _summed(cells: pd.DataFrame, values: dict[str, Any]) -> pd.DataFrame:
    """Cells with these values in place of their own, and those that are now alike added up."""
    if not values:
        return cells
    dimensions = [c for c in cells.columns if c != "n"]
    return cells.assign(**values).groupby(dimensions, as_index=False, observed=True)[["n"]].sum()

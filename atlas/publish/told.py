"""What is told of the rounded cells, by the declared settings: the public tables about people.

This is the public room. It is given rounded cells and settings, and may not know of anything exact:
an import rule says so. Medians, means, shares and curves are worked out from these tables still later,
by the measures.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.memberships import EARLIER, without_places
from atlas.protection import BY_COUNTY, COHORT, MUNICIPALITY, NEVER, STATUS, Protection
from atlas.publish.cells import EMPLOYERS, PROFILE, SCORES, WEEKS, Cells, in_pairs

# what a cell says in a dimension that is not told: nothing, the same for all
UNTOLD: dict[str, Any] = {
    MUNICIPALITY: "", STATUS: "", "started": False, "completed": False, COHORT: "", "half_year": 0,
    "several": False, "sector": "", "size_class": "",
}  # fmt: skip
WITH_STATUS = (STATUS, "started", "completed", "half_year", "several")
# tables of those who completed: where nobody is said to have, they are empty
OF_COMPLETED = (WEEKS, SCORES)


def told(cells: Cells, protection: Protection) -> dict[str, pd.DataFrame]:
    """The public tables: sums of the rounded cells over everything that is not to be told.

    A dimension outside of the declared cross is empty in every cell: sums over it stay, questions
    about it find nobody.
    """
    public = {name: coarse(frame, protection.cross) for name, frame in cells.items()}
    public[SCORES] = in_pairs(public[SCORES])
    if STATUS not in protection.cross:
        public |= {name: public[name].iloc[:0] for name in OF_COMPLETED}
    public[PROFILE] = _profile(public[PROFILE], protection)
    public[EMPLOYERS] = _employers(public[EMPLOYERS], protection)
    return public


def coarse(cube: pd.DataFrame, cross: tuple[str, ...]) -> pd.DataFrame:
    """Cells in which nobody can be told apart by a dimension outside of ``cross``."""
    left_out = [MUNICIPALITY] if MUNICIPALITY not in cross else []
    left_out += WITH_STATUS if STATUS not in cross else ()
    if EARLIER in cube.columns and MUNICIPALITY in left_out:
        cube = cube.assign(**{EARLIER: cube[EARLIER].map(without_places)})
    return _summed(cube, {name: UNTOLD[name] for name in left_out if name in cube.columns})


def _profile(cells: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    parts = []
    for name, level in protection.properties:
        if level == NEVER:
            continue
        mine = cells[cells["dimension"] == name]
        parts.append(_summed(mine, {COHORT: UNTOLD[COHORT]}) if level == BY_COUNTY else mine)
    shown = [part for part in parts if len(part)]
    return pd.concat(shown, ignore_index=True) if shown else cells.iloc[:0]


def _employers(cells: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    levels = dict(protection.properties)
    hidden = [n for n in ("sector", "size_class") if levels.get(n, NEVER) == NEVER]
    return _summed(cells, {name: UNTOLD[name] for name in hidden})


def _summed(cells: pd.DataFrame, untold: dict[str, Any]) -> pd.DataFrame:
    if not untold:
        return cells
    dimensions = [c for c in cells.columns if c != "n"]
    return cells.assign(**untold).groupby(dimensions, as_index=False, observed=True)[["n"]].sum()

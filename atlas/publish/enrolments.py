"""Enrolments, rounded: who is enrolled where, and where they stand in the training.

What must not follow a single person is that somebody of a place is in a cohort at all: so the cells of
place and cohort are rounded one by one, with a memory. Where people stand (enrolled, active,
completed …) changes for a whole cohort at a time. Rounded cell by cell as well, a cohort would
vanish as it completes: few in each place leave one small cell for another. So the cohort's total
is shared out among its states, and the cells between both margins are found together.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.protection import COHORT, MUNICIPALITY, STATUS
from atlas.publish import joint
from atlas.publish.apportion import apportion
from atlas.publish.cells import beside
from atlas.publish.crossing import crossed
from atlas.publish.protect import protect

PLACES, STATES = [MUNICIPALITY, COHORT, "first"], [COHORT, STATUS, "started"]
ROW, COLUMN = [MUNICIPALITY, "first"], [STATUS, "started"]
MARGINS = (
    (), (MUNICIPALITY,), (COHORT,), (MUNICIPALITY, COHORT), ("first",), (MUNICIPALITY, "first"),
)  # fmt: skip


def enrolments(
    exact: pd.DataFrame,
    k: int,
    secret: bytes,
    before: pd.DataFrame | None,
    reach: int,
    fresh: pd.DataFrame,
) -> pd.DataFrame:
    """The cells of the enrolment cube as multiples of ``k``.

    ``before`` holds the cells shown last, ``fresh`` the cohorts of which nothing was told yet.
    """
    last = None if before is None else _summed(before, PLACES)
    places = protect(_summed(exact, PLACES), MARGINS, k, secret, last, reach, fresh=fresh)
    places = joint.with_firsts(places, k)
    totals = places.groupby(COHORT)["n"].sum()
    last = None if before is None else _summed(before, STATES)
    states = apportion(_summed(exact, STATES), totals, (COHORT,), k, last, reach)
    parts = [
        _crossed(
            exact[exact[COHORT] == cohort],
            places[places[COHORT] == cohort],
            states[states[COHORT] == cohort],
            k,
            None if before is None else before[before[COHORT] == cohort],
            reach,
        )
        for cohort in totals.index
    ]
    if not parts:
        return exact.iloc[:0]
    cells = pd.concat(parts, ignore_index=True)[exact.columns]
    return cells.sort_values([c for c in cells.columns if c != "n"], ignore_index=True)


def _summed(cells: pd.DataFrame, dimensions: list[str]) -> pd.DataFrame:
    return cells.groupby(dimensions, as_index=False, observed=True)["n"].sum()


def _crossed(
    exact: pd.DataFrame,
    places: pd.DataFrame,
    states: pd.DataFrame,
    k: int,
    before: pd.DataFrame | None,
    reach: int,
) -> pd.DataFrame:
    """The cells of one cohort between its places and its states."""
    rows, columns = (pd.MultiIndex.from_frame(f[n]) for f, n in ((places, ROW), (states, COLUMN)))
    both = beside(exact, exact.iloc[:0] if before is None else before)

    def table(name: str) -> np.ndarray:
        wide = both.pivot_table(name, ROW, COLUMN, aggfunc="sum", fill_value=0, observed=True)
        return wide.reindex(index=rows, columns=columns, fill_value=0).to_numpy(dtype=np.int64)

    shown = table("_shown")
    made = crossed(
        table("n"),
        places["n"].to_numpy(),
        states["n"].to_numpy(),
        k,
        shown if shown.any() else None,
        reach,
    )
    at_row, at_column = np.nonzero(made)
    out = pd.concat(
        [
            places[PLACES].iloc[at_row].reset_index(drop=True),
            states[COLUMN].iloc[at_column].reset_index(drop=True),
        ],
        axis=1,
    )
    return out.assign(n=made[at_row, at_column])

"""Enrolments, rounded: who is enrolled where, and where they stand in the training.

All sums that readers look at are kept close together: of a place, a cohort, those who began, each
state. What stands is that so many of a place are in a cohort at all; where they stand in the training
changes for a whole cohort at a time and follows.
"""

from __future__ import annotations

import pandas as pd

from atlas.memberships import EARLIER
from atlas.protection import COHORT, MUNICIPALITY, STATUS
from atlas.publish import joint
from atlas.publish.apportion import apportion
from atlas.publish.histories import NEW, NEW_HERE, kinds
from atlas.publish.protect import Key, protect

STARTED = "started"
# how often cells are found anew where more would go on than came
AGAIN = 5
GROUP = (MUNICIPALITY, COHORT, EARLIER)
PLACE_AND_COHORT = (MUNICIPALITY, COHORT)
# what is told of all, of a place, of a cohort, and of a place in a cohort; and each person once
MARGINS = (
    *(
        (*of, *what)
        for of in ((), (MUNICIPALITY,), (COHORT,), PLACE_AND_COHORT)
        for what in ((), (STARTED,), (STATUS,), (STATUS, STARTED))
    ),
    (NEW,), (MUNICIPALITY, NEW_HERE), (EARLIER,),
)  # fmt: skip


def enrolments(
    exact: pd.DataFrame,
    k: int,
    secret: bytes,
    before: pd.DataFrame | None,
    reach: int,
    fresh: pd.DataFrame,
    was: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The cells of the enrolment cube as multiples of ``k``.

    ``before`` holds the cells shown last, ``was`` the exact ones behind them, ``fresh`` the cohorts of
    which nothing was told yet. Where the ``reach`` is longer than ``k``, a place's people in a cohort stay
    by themselves, and where they stand is shared out among them.
    """
    if reach > k:
        return joint.after_others(_slowly(exact, k, secret, before, reach, fresh), k)[0]
    known, were = (None if cells is None else kinds(cells) for cells in (before, was))
    most: dict[Key, int] = {}
    for _ in range(AGAIN):
        cells = protect(
            kinds(exact), MARGINS, k, secret, known,
            fresh=fresh, standing=(GROUP,), most=most, was=were,
        )  # fmt: skip
        cells, too_many = joint.after_others(cells[exact.columns], k)
        if not too_many:
            break
        # once more, with so many: what others show makes up for it
        most |= {((EARLIER,), (earlier,)): came for earlier, came in too_many.items()}
    return cells


def _slowly(
    exact: pd.DataFrame,
    k: int,
    secret: bytes,
    before: pd.DataFrame | None,
    reach: int,
    fresh: pd.DataFrame,
) -> pd.DataFrame:
    """Cells that wait until the truth has moved by the whole reach."""
    last = None if before is None else _summed(before)
    places = protect(
        _summed(exact), ((), (MUNICIPALITY,), (COHORT,)), k, secret, last, reach, fresh=fresh
    )
    totals = places.set_index(list(GROUP))["n"]
    return apportion(exact, totals, GROUP, k, before, reach)


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.groupby(list(GROUP), as_index=False, observed=True)["n"].sum()

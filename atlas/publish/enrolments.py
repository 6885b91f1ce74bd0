"""Enrolments, rounded: who is enrolled where, and how far they are in the training.

All sums that readers look at are kept close to the truth: of a place, a cohort, those who began, each
state. What is held fixed from one publication to the next is how many people of a place are in a cohort;
how far they are changes for a whole cohort at a time, and follows.
"""

from __future__ import annotations

import pandas as pd

from atlas.memberships import EARLIER
from atlas.protection import COHORT, MUNICIPALITY, STATUS
from atlas.publish import joint
from atlas.publish.apportion import apportion
from atlas.publish.histories import NEW, NEW_HERE, kinds
from atlas.publish.protect import Key, Past, protect

STARTED = "started"
# how many times cells are rounded again where more people would go on than are shown to be there
AGAIN = 5
GROUP = (MUNICIPALITY, COHORT, EARLIER)
PLACE_AND_COHORT = (MUNICIPALITY, COHORT)
# sums over all, a place, a cohort, and a place in a cohort; and those that count each person once
MARGINS = (
    *(
        (*of, *what)
        for of in ((), (MUNICIPALITY,), (COHORT,), PLACE_AND_COHORT)
        for what in ((), (STARTED,), (STATUS,), (STATUS, STARTED))
    ),
    (NEW,),
    (MUNICIPALITY, NEW_HERE),
    (EARLIER,),
)


def enrolments(exact: pd.DataFrame, k: int, secret: bytes, past: Past) -> pd.DataFrame:
    """The cells of the enrolment cube as multiples of ``k``.

    Where the reach of the ``past`` is longer than ``k``, the number of a place's people in a cohort is
    rounded first, and how far they are is apportioned within it.
    """
    if past.reach and past.reach > k:
        return joint.after_others(_slowly(exact, k, secret, past), k)[0]
    known = past.mapped(kinds)
    most: dict[Key, int] = {}
    for _ in range(AGAIN):
        cells = protect(kinds(exact), MARGINS, k, secret, known, standing=(GROUP,), most=most)
        cells, too_many = joint.after_others(cells[exact.columns], k)
        if not too_many:
            break
        # once more, with this upper limit: other cells make up for it
        most |= {((EARLIER,), (earlier,)): limit for earlier, limit in too_many.items()}
    return cells


def _slowly(exact: pd.DataFrame, k: int, secret: bytes, past: Past) -> pd.DataFrame:
    """Cells that stay until the truth has moved by the whole reach."""
    margins = ((), (MUNICIPALITY,), (COHORT,))
    places = protect(_summed(exact), margins, k, secret, past.mapped(_summed))
    totals = places.set_index(list(GROUP))["n"]
    return apportion(exact, totals, GROUP, k, past.before, past.reach)


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.groupby(list(GROUP), as_index=False, observed=True)[["n"]].sum()

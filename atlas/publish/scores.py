"""Scores, rounded: what the same people answered before and later, in each area.

Someone who answered a survey may have left an area out. So the people who gave a score in an area are
apportioned first, by when: at both later waves, within those who answered all three surveys; at the
first of them alone, within what is left of these and those who answered that one; and at the other
alone, within the rest. Scores before are apportioned within each of the three, and are shown beside
either later wave; so the two sides are always of the same people.
"""

from __future__ import annotations

import pandas as pd

from atlas.protection import COHORT
from atlas.publish.apportion import apportion
from atlas.publish.cells import (
    AFTER,
    BEFORE,
    BOTH,
    FOLLOWUP,
    LATER,
    REPLIES,
    SCORE_PARENTS,
    SCORES,
    Cells,
    pairs,
)

GROUP = (COHORT, "area")
# in the order in which they are apportioned
WHEN = (BOTH, AFTER, FOLLOWUP)


def scores(
    exact: Cells, before: Cells | None, replies: pd.DataFrame, k: int, reach: int
) -> pd.DataFrame:
    """The cells of the scores as multiples of ``k``, within the published ``replies``; ``before`` holds
    the cells shown last."""
    true = exact[SCORES]
    shown = true.iloc[:0] if before is None else before.get(SCORES, true.iloc[:0])
    areas = pd.MultiIndex.from_frame(pd.concat([true, shown])[list(GROUP)].drop_duplicates())
    gave, answered = _gave(true, areas), pairs(exact[REPLIES])
    givers, room = pd.DataFrame(index=areas), pairs(replies)
    for when in WHEN:
        last = None
        if before is not None:
            last = _split(_gave(shown, areas), pairs(before[REPLIES]), when)
        cells = _split(gave, answered, when)
        cells = apportion(cells, _room(givers, room, when), GROUP, k, last, reach)
        mine = cells[cells["silent"] == 0].set_index(list(GROUP))["n"]
        givers[when] = mine.reindex(areas, fill_value=0)
    last = None if before is None else shown
    return apportion(true, _totals(givers), SCORE_PARENTS, k, last, reach)


def _gave(cells: pd.DataFrame, areas: pd.MultiIndex) -> pd.DataFrame:
    """How many gave a score before and later, by cohort and area (rows) and by when (columns)."""
    first = cells[cells["wave"] == BEFORE]
    counts = {
        when: first[first[LATER] == when].groupby(list(GROUP))["n"].sum().reindex(areas)
        for when in WHEN
    }
    return pd.DataFrame(counts, index=areas).fillna(0).astype("int64")


def _room(gave: pd.DataFrame, answered: pd.DataFrame, when: str) -> pd.Series:
    """How many may have given a score ``when``: of those who ``answered``, by cohort, without those who
    gave theirs at the times that come first."""
    cohorts = gave.index.get_level_values(COHORT)
    there = answered.reindex(cohorts, fill_value=0).set_index(gave.index)
    if when == BOTH:
        return there[BOTH]
    room = there[when] + there[BOTH] - gave[BOTH]
    if when == FOLLOWUP:
        room -= (gave[AFTER] - there[AFTER]).clip(lower=0)
    return room


def _split(gave: pd.DataFrame, answered: pd.DataFrame, when: str) -> pd.DataFrame:
    """Those who may have given a score, as cells: who did (``silent`` 0), and who did not (1)."""
    rest = (_room(gave, answered, when) - gave[when]).clip(lower=0)
    parts = [n.rename("n").reset_index().assign(silent=i) for i, n in enumerate((gave[when], rest))]
    return pd.concat(parts, ignore_index=True)[[*GROUP, "silent", "n"]]


def _totals(gave: pd.DataFrame) -> pd.Series:
    """How many scores there are by cohort, area and wave; of those before also by when they gave one
    later."""
    totals = {(BEFORE, when): gave[when] for when in WHEN}
    totals |= {(wave, ""): gave[BOTH] + gave[wave] for wave in (AFTER, FOLLOWUP)}
    parts = [
        n.rename("n").reset_index().assign(wave=wave, **{LATER: when})
        for (wave, when), n in totals.items()
    ]
    return pd.concat(parts).set_index(list(SCORE_PARENTS))["n"]

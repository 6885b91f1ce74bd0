"""Which tables of counted people and organisations there are, exact and rounded: names, keys, parents.

Everything public about people is a sum of the rounded cells of these tables, or is worked out from
them. Both rooms know this page: the one that rounds (:mod:`~atlas.publish.rounded`) and the one that
tells (:mod:`~atlas.publish.told`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.protection import COHORT, STATUS

ENROLMENTS, ORGANISATIONS, ADMISSION = "enrolments", "organisations", "admission"
PROFILE, MODULES, REPLIES, ATTENDED = "profile", "modules_reached", "replies", "attended"
EXITS, WEEKS, SCORES = "exits", "weeks", "scores"
EMPLOYERS, CAPABLE = "employers", "capable"
NAMES = (
    ENROLMENTS, ORGANISATIONS, ADMISSION, PROFILE, MODULES, REPLIES, ATTENDED, EXITS, WEEKS, SCORES,
    EMPLOYERS, CAPABLE,
)  # fmt: skip
# what rounding reports to whoever publishes
REPORTED = (ENROLMENTS, ORGANISATIONS)

COMPLETED = "completed"
# of whom nobody wrote down whether they were at a session
UNRECORDED = "unknown"
WAVES, SIDES = ("before", "after", "followup"), ("before", "now")
# the groups within whose published totals a table is shared out
COURSE_PARENTS = (COHORT, "started", COMPLETED)
EXIT_PARENTS = (COHORT, STATUS, "started")
WEEK_PARENTS = (COHORT, "half_year")
SCORE_PARENTS = (COHORT, "wave", "area")
# what is told of a property step by step: who was enrolled, who started, who completed
BY_STEP = ("gender",)

Cells = Mapping[str, pd.DataFrame]


def courses(enrolments: pd.DataFrame) -> pd.Series:
    """Enrolments by cohort, whether they started and completed."""
    known = enrolments.assign(completed=enrolments[STATUS] == COMPLETED)
    return known.groupby(list(COURSE_PARENTS))["n"].sum()


def finished(exits: pd.DataFrame) -> pd.DataFrame:
    """Those of whom it is told how many weeks they took: who started and completed."""
    return exits[(exits[STATUS] == COMPLETED) & exits["started"]]


def pairs(replies: pd.DataFrame) -> pd.Series:
    """Enrolments that answered before and at a later wave, by cohort and wave."""
    both = [
        replies[replies[WAVES[0]] & replies[wave]]
        .groupby(COHORT, as_index=False)["n"]
        .sum()
        .assign(wave=wave)
        for wave in WAVES[1:]
    ]
    return pd.concat(both).set_index([COHORT, "wave"])["n"]


def beside(cells: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Cells with what was ``shown`` of them last, also those that nobody is in now: ``_shown`` and
    ``n``, 0 where there is none."""
    dimensions = [c for c in cells.columns if c != "n"]
    now = cells.assign(_shown=0)
    last = shown[[*dimensions, "n"]].rename(columns={"n": "_shown"}).assign(n=0)
    either = [part[now.columns] for part in (now, last) if len(part)]
    if not either:
        return now
    both = pd.concat(either, ignore_index=True)
    return both.groupby(dimensions, as_index=False, observed=True)[["n", "_shown"]].sum()

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
BEFORE, AFTER, FOLLOWUP = WAVES = ("before", "after", "followup")
# when someone gave a score later, who gave one before: a dimension of the scores, and what it says
LATER, BOTH = "later", "both"
# the groups within whose published totals a table is shared out
COURSE_PARENTS = (COHORT, "started", COMPLETED)
EXIT_PARENTS = (COHORT, STATUS, "started")
WEEK_PARENTS = (COHORT, "half_year")
SCORE_PARENTS = (COHORT, "area", "wave", LATER)
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


def pairs(replies: pd.DataFrame) -> pd.DataFrame:
    """Enrolments that answered before and later, by cohort: ``both`` later surveys, only the one
    ``after``, or only the ``followup``."""
    twice = replies[replies[BEFORE]]
    when = {
        BOTH: twice[AFTER] & twice[FOLLOWUP],
        AFTER: twice[AFTER] & ~twice[FOLLOWUP],
        FOLLOWUP: ~twice[AFTER] & twice[FOLLOWUP],
    }
    counts = {later: twice[those].groupby(COHORT)["n"].sum() for later, those in when.items()}
    return pd.DataFrame(counts).fillna(0).astype("int64")


def in_pairs(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores as they are told: of each later wave, and on its ``side`` before of those who gave one
    then as well."""
    parts = []
    for wave in (AFTER, FOLLOWUP):
        first = (scores["wave"] == BEFORE) & scores[LATER].isin([wave, BOTH])
        sides = {"before": first, "now": scores["wave"] == wave}
        parts += [scores[those].assign(side=side, wave=wave) for side, those in sides.items()]
    keys = [COHORT, "wave", "area", "side", "score"]
    return pd.concat(parts).groupby(keys, as_index=False, observed=True)[["n"]].sum()


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

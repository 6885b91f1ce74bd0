"""The tables that count people and organisations, exact and rounded: names, keys, parents.

Everything public about people is a sum of the rounded cells of these tables, or is worked out from
them. Both rooms use this module: the one that rounds (:mod:`~atlas.publish.rounded`) and the one that
makes public tables (:mod:`~atlas.publish.public_tables`).
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
# the tables whose rounding is reported to those who publish
REPORTED = (ENROLMENTS, ORGANISATIONS)

COMPLETED = "completed"
# people of whom nobody recorded whether they attended a session
UNRECORDED = "unknown"
BEFORE, AFTER, FOLLOWUP = WAVES = ("before", "after", "followup")
# a dimension of the scores before: when the same person gave a score later
LATER, BOTH = "later", "both"
# the groups within whose published totals a table is apportioned
COURSE_PARENTS = (COHORT, "started", COMPLETED)
EXIT_PARENTS = (COHORT, STATUS, "started")
WEEK_PARENTS = (COHORT, "half_year")
SCORE_PARENTS = (COHORT, "area", "wave", LATER)
# properties that are shown step by step: of those enrolled, started and completed
BY_STEP = ("gender",)

Cells = Mapping[str, pd.DataFrame]


def courses(enrolments: pd.DataFrame) -> pd.Series:
    """Enrolments by cohort, whether they started and completed."""
    known = enrolments.assign(completed=enrolments[STATUS] == COMPLETED)
    return known.groupby(list(COURSE_PARENTS))["n"].sum()


def finished(exits: pd.DataFrame) -> pd.DataFrame:
    """The cells of those whose number of weeks is shown: who started and completed."""
    return exits[(exits[STATUS] == COMPLETED) & exits["started"]]


def pairs(replies: pd.DataFrame) -> pd.DataFrame:
    """Enrolments that answered before and later, by cohort: in ``both`` later surveys, only in the one
    ``after``, or only in the ``followup``."""
    twice = replies[replies[BEFORE]]
    when = {
        BOTH: twice[AFTER] & twice[FOLLOWUP],
        AFTER: twice[AFTER] & ~twice[FOLLOWUP],
        FOLLOWUP: ~twice[AFTER] & twice[FOLLOWUP],
    }
    counts = {later: twice[those].groupby(COHORT)["n"].sum() for later, those in when.items()}
    return pd.DataFrame(counts).fillna(0).astype("int64")


def in_pairs(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores as they are shown: for each later ``wave``, on the ``side`` "now" its scores and on the side
    "before" the earlier scores of the same people."""
    parts = []
    for wave in (AFTER, FOLLOWUP):
        first = (scores["wave"] == BEFORE) & scores[LATER].isin([wave, BOTH])
        sides = {"before": first, "now": scores["wave"] == wave}
        parts += [scores[those].assign(side=side, wave=wave) for side, those in sides.items()]
    keys = [COHORT, "wave", "area", "side", "score"]
    return pd.concat(parts).groupby(keys, as_index=False, observed=True)[["n"]].sum()


def beside(cells: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Cells with what was ``shown`` of them last, also those that are empty now: ``_shown`` and ``n``, 0
    where there is none."""
    dimensions = [c for c in cells.columns if c != "n"]
    now = cells.assign(_shown=0)
    last = shown[[*dimensions, "n"]].rename(columns={"n": "_shown"}).assign(n=0)
    either = [part[now.columns] for part in (now, last) if len(part)]
    if not either:
        return now
    both = pd.concat(either, ignore_index=True)
    return both.groupby(dimensions, as_index=False, observed=True)[["n", "_shown"]].sum()

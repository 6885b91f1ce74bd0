"""How long people stay: their dates become whole weeks and half-years here, at publish, and never later.

No date of a person leaves the exact part; the public cubes have half-years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from atlas.contract import columns

WEEK, HALF_YEAR = 7, 26
ENDED = ("withdrawn", "completed")
# the weeks and the half-year of those whose last day is not recorded: a category, not a time
UNRECORDED = -1
DATED = {
    "participants": ("enrolled_on", "started_on", "ended_on"),
    "progress": ("completed_on",),
    "surveys": ("answered_on",),
}


def recorded_until(
    tables: Mapping[str, pd.DataFrame], today: dt.date | None = None
) -> pd.Timestamp | None:
    """The last day on which anything about anyone is recorded, at most ``today``.

    People who are still in the training are followed until then. ``None`` where nothing is dated.
    """
    days: list[pd.Timestamp] = [
        columns(tables, name, column)[column].max()
        for name, dated in DATED.items()
        for column in dated
    ]
    known = [day for day in days if pd.notna(day)]
    if not known:
        return None
    last = max(known)
    return last if today is None else min(last, pd.Timestamp(today))


def spans(participants: pd.DataFrame, until: pd.Timestamp | None) -> pd.DataFrame:
    """The enrolments with ``week`` and ``half_year``: whole ones from each one's first day to the last.

    The last day is the one on which they withdrew or completed. Those still in the training, or whose
    last day lies ahead, are followed until the last recorded day. Someone who came back after a break
    has not ended, whatever last day is on file. Those who ended on a day that is not recorded have
    :data:`UNRECORDED` in both: no day is made up for them. Without a first day both are 0.
    """
    ended = participants["status"].isin(ENDED)
    last = participants["ended_on"].where(ended)
    if until is not None:
        last = last.where(last < until, until)
    days = (last - participants["started_on"]).dt.days.clip(lower=0).fillna(0).astype("int64")
    weeks = (days // WEEK).mask(ended & participants["ended_on"].isna(), UNRECORDED)
    return participants.assign(week=weeks, half_year=weeks // HALF_YEAR)

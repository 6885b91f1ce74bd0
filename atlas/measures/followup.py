"""Needs follow-up: who is in the training and has not been heard of for some weeks. For staff only."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from atlas.errors import ExactRefused
from atlas.measures import programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

STILL_IN = ("enrolled", "active", "paused")
KEY = ["participant_id", "cohort_id"]
DAYS = 7


@lru_cache(maxsize=REMEMBERED)
def needs_follow_up(data: Data, selection: Selection, as_of: dt.date | None = None) -> pd.DataFrame:
    """Enrolments without activity for the region's number of weeks, longest silence first: rows
    ``participant_id, cohort_id, municipality_code, status, last_on, weeks``.

    Activity is an enrolment, a start, a completed module, a session attended or a survey answer.
    ``as_of`` is the day from which weeks are counted (by default that of publication). Activity after it
    does not count yet, and those who enrol or begin later are not silent. Raises
    :class:`~atlas.errors.ExactRefused` for anything but exact data.
    """
    if not data.exact:
        raise ExactRefused
    today = pd.Timestamp(as_of or data.published_at.date())
    people = data["participants"]
    people = people[
        people["status"].isin(STILL_IN)
        & people["cohort_id"].isin(programme.cohorts_in(data, selection)["cohort_id"])
    ]
    if selection.municipalities:
        people = people[people["municipality_code"].isin(selection.municipalities)]
    dated = [
        people[[*KEY, "enrolled_on"]].set_axis([*KEY, "on"], axis=1),
        people[[*KEY, "started_on"]].set_axis([*KEY, "on"], axis=1),
        data["progress"][[*KEY, "completed_on"]].set_axis([*KEY, "on"], axis=1),
        _attended(data)[[*KEY, "planned_on"]].set_axis([*KEY, "on"], axis=1),
        data["surveys"][[*KEY, "answered_on"]].set_axis([*KEY, "on"], axis=1),
    ]
    activity = pd.concat(dated, ignore_index=True).dropna()
    last = (
        activity[activity["on"] <= today].groupby(KEY)["on"].max().rename("last_on").reset_index()
    )
    rows = people[[*KEY, "municipality_code", "status"]].merge(last, on=KEY, how="inner")
    rows = rows.assign(weeks=(today - rows["last_on"]).dt.days // DAYS)
    silent = rows[rows["weeks"] >= data.region.follow_up_weeks]
    return silent.sort_values(["weeks", *KEY], ascending=[False, True, True], ignore_index=True)


def _attended(data: Data) -> pd.DataFrame:
    """The sessions that each person attended, with the day for which each was planned."""
    there = data["attendance"]
    there = there[there["attended"] == "yes"].astype({"cohort_id": "str", "module_id": "str"})
    return there.merge(data["sessions"], on=["cohort_id", "module_id"])

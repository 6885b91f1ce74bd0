"""What changed since an earlier publication: totals, cohorts, indicators, events and targets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from atlas.errors import UnknownMeasure
from atlas.frames import each
from atlas.measures import order, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import REPORTED
from atlas.warehouse import Data

COUNT, COHORT_NEW, COHORT_GONE = "count", "cohort_new", "cohort_gone"
INDICATOR_PERIOD, INDICATOR_REVISED = "indicator_period", "indicator_revised"
EVENT_NEW, TARGET_NEW = "event_new", "target_new"


@dataclass(frozen=True)
class Change:
    """One difference: its ``kind``, what it is ``about`` (an id or a date), and the facts.

    ``before`` and ``after`` are the amounts of a count or a share; ``facts`` holds what else a sentence
    needs.
    """

    kind: str
    about: str
    before: Amount | None = None
    after: Amount | None = None
    facts: dict[str, Any] = field(default_factory=dict, hash=False)


@lru_cache(maxsize=REMEMBERED)
def changes(before: Data, after: Data, selection: Selection) -> tuple[Change, ...]:
    """Everything that a viewer of ``after`` sees differently than one of ``before``, for a selection.

    Both must be of one kind, protected or exact; otherwise ``ValueError`` is raised. Protected numbers are
    compared with protected ones only, so nothing is shown that the two publications did not show. A
    protected number counts as changed only where its spans before and after do not overlap.
    """
    if before.exact != after.exact:
        raise ValueError("an exact and a protected publication cannot be compared")
    return (
        *_counts(before, after, selection),
        *_cohorts(before, after),
        *_targets(before, after),
        *_events(before, after),
        *_indicators(before, after),
    )


def _counts(before: Data, after: Data, selection: Selection) -> list[Change]:
    result = []
    for measure in after.catalogue.programme():
        if "per" in measure.declared:
            continue  # a rate says nothing that its count does not
        try:
            was = programme.amount(before, measure.id, selection)
        except UnknownMeasure:
            continue  # it was not declared then
        now = programme.amount(after, measure.id, selection)
        if was == now or REPORTED not in (was.status, now.status):
            continue
        spans = [programme.span(data, measure.id, selection) for data in (before, after)]
        if _surely(*spans):
            result.append(Change(COUNT, measure.id, was, now))
    return result


def _surely(was: Span | None, now: Span | None) -> bool:
    """Whether two numbers surely differ. Numbers without a span do: they are exact, or only one of the two
    is shown, which is a change by itself."""
    return was is None or now is None or order.apart(was, now)


def _cohorts(before: Data, after: Data) -> list[Change]:
    was, now = (list(data["cohorts"]["cohort_id"]) for data in (before, after))
    return [
        *(Change(COHORT_NEW, str(cohort)) for cohort in now if cohort not in was),
        *(Change(COHORT_GONE, str(cohort)) for cohort in was if cohort not in now),
    ]


def _targets(before: Data, after: Data) -> list[Change]:
    key = ["measure", "cohort_id", "value"]
    old = {tuple(row) for row in before["targets"][key].astype("str").to_numpy()}
    return [
        Change(TARGET_NEW, str(row.measure), facts={"value": float(row.value)})
        for row in each(after["targets"])
        if (str(row.measure), str(row.cohort_id), str(row.value)) not in old
    ]


def _events(before: Data, after: Data) -> list[Change]:
    key = ["date", "text_sv", "text_en"]
    old = {tuple(row) for row in before["events"][key].astype("str").to_numpy()}
    rows = after["events"]
    new = [tuple(row) not in old for row in rows[key].astype("str").to_numpy()]
    return [
        Change(
            EVENT_NEW,
            f"{row.date:%Y-%m-%d}",
            facts={"date": _day(row.date), "sv": row.text_sv, "en": row.text_en},
        )
        for row in each(rows[np.array(new, dtype=bool)].sort_values("date"))
    ]


def _indicators(before: Data, after: Data) -> list[Change]:
    """New periods of an indicator, and values that differ from what was published before."""
    key = ["indicator_id", "municipality_code", "year"]
    old, new = (data["indicators"][[*key, "value", "status"]] for data in (before, after))
    both = new.merge(old, on=key, how="left", suffixes=("", "_before"), indicator=True)
    known = set(zip(old["indicator_id"], old["year"], strict=True))
    result = []
    for indicator, part in both.groupby("indicator_id", sort=False):
        reported = part[part["status"] == REPORTED]
        fresh = [y for y in sorted(reported["year"].unique()) if (indicator, y) not in known]
        if fresh:
            span = fresh[0] if len(fresh) == 1 else f"{fresh[0]}–{fresh[-1]}"
            result.append(Change(INDICATOR_PERIOD, str(indicator), facts={"period": span}))
        stood = part[(part["_merge"] == "both") & (part["status_before"] == REPORTED)]
        differs = (stood["value"] != stood["value_before"]) | (stood["status"] != REPORTED)
        if differs.any():
            facts = {"n": int(differs.sum())}
            result.append(Change(INDICATOR_REVISED, str(indicator), facts=facts))
    return result


def _day(moment: pd.Timestamp) -> dt.date:
    return moment.date()

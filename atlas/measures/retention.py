"""Retention: how many are still in the training, week by week, those still on their way followed so far."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.derived import Amount
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

WITHDRAWN = "withdrawn"
WEEKS_IN_HALF_YEAR = 26
# a share of fewer than ten says more about each of them than about the training
LEAST = 10
CURVE = ["time", "at_risk", "left", "censored", "share"]
COLUMNS = ["cohort_id", *CURVE[:-1], *Amount._fields]


def kaplan_meier(cells: pd.DataFrame) -> pd.DataFrame:
    """The product-limit estimate of the share still there (Kaplan and Meier 1958).

    ``cells`` has ``time`` (any unit), ``left`` (whether they left then, or were followed no longer)
    and ``n``. Returns rows ``time, at_risk, left, censored, share`` for each time of a leaving, share
    1 at the start falling; ``at_risk`` are those still there just before. Who was censored at the
    same time as someone left was still there. Without anyone the frame is empty.
    """
    rows = cells[cells["n"] > 0]
    at_risk, share = int(rows["n"].sum()), 1.0
    out = []
    for time, part in rows.groupby("time", sort=True):
        gone = int(part.loc[part["left"], "n"].sum())
        every = int(part["n"].sum())
        if gone:
            share *= 1 - gone / at_risk
            out.append((time, at_risk, gone, every - gone, share))
        at_risk -= every
    return pd.DataFrame(out, columns=CURVE)


@lru_cache(maxsize=REMEMBERED)
def retention(data: Data, selection: Selection) -> pd.DataFrame:
    """The share still in the training by weeks since each one's own start, for each chosen cohort.

    Rows ``cohort_id, time, at_risk, left, censored, value, status``: ``time`` in weeks,
    a first row at 0 with everyone who started, then one for each time at which someone left, and a
    last one at the end of what is known (``left`` 0). ``value`` in per cent. Who completed is
    followed to that day, who is still in it to the last recorded day. Exact data step by week;
    protected data by half-year, where a day or a week would tell of someone, and under the rules of
    shares. A cohort of fewer than ten has no rows: its states are told instead.
    """
    rows: list[tuple[object, ...]] = []
    for cohort in programme.cohorts_in(data, selection)["cohort_id"]:
        cells = _cells(data, str(cohort))
        total = int(cells["n"].sum())
        if total >= LEAST:
            rows += _steps(data, str(cohort), cells, total)
    return pd.DataFrame(rows, columns=COLUMNS)


def too_few(data: Data, selection: Selection) -> list[str]:
    """The chosen cohorts that have fewer than ten who started: steps are told of them, no curve."""
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    return [str(c) for c in chosen if int(_cells(data, str(c))["n"].sum()) < LEAST]


def _cells(data: Data, cohort: str) -> pd.DataFrame:
    """Those who started: time of the last thing known of them, and whether they left then."""
    cube = data["durations" if data.exact else "exits"]
    mine = cube[(cube["cohort_id"] == cohort) & cube["started"]]
    # a half-year is told by its end: nobody has left before they have
    time = mine["week"] if data.exact else (mine["half_year"] + 1) * WEEKS_IN_HALF_YEAR
    return pd.DataFrame({"time": time, "left": mine["status"] == WITHDRAWN, "n": mine["n"]})


def _steps(data: Data, cohort: str, cells: pd.DataFrame, total: int) -> list[tuple[object, ...]]:
    steps = kaplan_meier(cells)
    out: list[tuple[object, ...]] = [(cohort, 0, total, 0, 0, *_told(data, 1.0, total, 0))]
    share = 1.0
    for row in steps.itertuples():
        share = float(row.share)
        told = _told(data, share, int(row.at_risk), row.time)
        out.append(
            (cohort, int(row.time), int(row.at_risk), int(row.left), int(row.censored), *told)
        )
    last = int(cells["time"].max())
    if last > int(out[-1][1]):  # type: ignore[call-overload]
        there = int(cells.loc[cells["time"] >= last, "n"].sum())
        out.append((cohort, last, there, 0, there, *_told(data, share, total, last)))
    return out


def _told(data: Data, share: float, at_risk: int, time: float) -> Amount:
    """A point of the curve under the rules of shares; that everyone is there at the start is known."""
    if data.exact or time == 0:
        return Amount(100 * share, derived.REPORTED)
    return derived.share(data, round(share * at_risk), at_risk)

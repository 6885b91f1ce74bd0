"""Retention: how many have not withdrawn, week by week, those still on their way followed so far."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.frames import each
from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import REPORTED
from atlas.warehouse import Data

WITHDRAWN, COMPLETED = "withdrawn", "completed"
WEEKS_IN_HALF_YEAR = 26
# a share of fewer than ten says more about each of them than about the training
LEAST = 10
CURVE = ["time", "at_risk", "left", "completed", "censored", "share"]
COLUMNS = ["cohort_id", *CURVE[:-1], *Amount._fields, *Span._fields]


def not_withdrawn(cells: pd.DataFrame) -> pd.DataFrame:
    """One minus the cumulative incidence of withdrawal: the share of those who started who have not
    withdrawn, whether they have completed or are still on their way.

    The estimate of Aalen and Johansen (1978, *Scandinavian Journal of Statistics* 5, 141-150) with
    completion as a competing event: whoever has completed can no longer withdraw. To censor them
    instead (Kaplan and Meier) would ask what became of them had they stayed, and one who leaves when
    all others have completed would bring the curve to nought.

    ``cells`` has ``time`` (any unit), ``status`` (``withdrawn``, ``completed``, or any other of who is
    followed so far only) and ``n``. Returns rows ``time, at_risk, left, completed, censored, share``,
    one for each time at which someone withdrew or completed, share 1 at the start falling; ``at_risk``
    are those still in the training just before. Who was censored at the same time was still in it.
    Without anyone the frame is empty.
    """
    rows = cells[cells["n"] > 0]
    at_risk, within, withdrawn = int(rows["n"].sum()), 1.0, 0.0
    out = []
    for time, part in rows.groupby("time", sort=True):
        left, done = (
            int(part.loc[part["status"] == status, "n"].sum()) for status in (WITHDRAWN, COMPLETED)
        )
        every = int(part["n"].sum())
        if left or done:
            withdrawn += within * left / at_risk
            within *= 1 - (left + done) / at_risk
            out.append((time, at_risk, left, done, every - left - done, 1 - withdrawn))
        at_risk -= every
    return pd.DataFrame(out, columns=CURVE)


@lru_cache(maxsize=REMEMBERED)
def retention(data: Data, selection: Selection) -> pd.DataFrame:
    """The share that has not withdrawn by weeks since each one's own start, for each chosen cohort.

    Rows ``cohort_id, time, at_risk, left, completed, censored, value, status, lower, upper``: ``time``
    in weeks, a first row at 0 with everyone who is followed, then one for each time at which someone
    left or completed, and a last one at the end of what is known. ``value`` in per cent of those at 0.
    Who is still in it is followed to the last recorded day; whose last day is not recorded
    (:func:`unrecorded`) is in no row. Exact data step by week; protected data by half-year, where a day
    or a week would tell of someone, and under the rules of shares, ``lower`` and ``upper`` what a share
    could truly be. A cohort with fewer than ten to follow has no rows: its states are told instead.
    """
    rows: list[tuple[object, ...]] = []
    for cohort in programme.cohorts_in(data, selection)["cohort_id"]:
        cells = _cells(data, str(cohort))
        total = int(cells["n"].sum())
        if total >= LEAST:
            rows += _steps(data, str(cohort), cells, total)
    return pd.DataFrame(rows, columns=COLUMNS)


def too_few(data: Data, selection: Selection) -> list[str]:
    """The chosen cohorts with fewer than ten to follow: steps are told of them, no curve."""
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    return [str(c) for c in chosen if int(_cells(data, str(c))["n"].sum()) < LEAST]


def unrecorded(
    data: Data, selection: Selection, ended: tuple[str, ...] = (WITHDRAWN, COMPLETED)
) -> int:
    """How many of the chosen cohorts started and ended like that on a day that is not recorded: they
    are in no curve and no time. In protected data a nought may be a few."""
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cube, unit = _cube(data)
    without = cube["started"] & (cube[unit] < 0) & cube["status"].isin(ended)
    return int(cube.loc[without & cube["cohort_id"].isin(chosen), "n"].sum())


def _cube(data: Data) -> tuple[pd.DataFrame, str]:
    """The cells of how long people were there, and their unit of time: below 0 where nobody knows."""
    return (data["durations"], "week") if data.exact else (data["exits"], "half_year")


def _cells(data: Data, cohort: str) -> pd.DataFrame:
    """Those who started and are followed: time of the last thing known of them, and their status."""
    cube, unit = _cube(data)
    mine = cube[(cube["cohort_id"] == cohort) & cube["started"] & (cube[unit] >= 0)]
    # a half-year is told by its end: nobody has left before they have
    time = mine["week"] if data.exact else (mine["half_year"] + 1) * WEEKS_IN_HALF_YEAR
    return pd.DataFrame({"time": time, "status": mine["status"], "n": mine["n"]})


def _steps(data: Data, cohort: str, cells: pd.DataFrame, total: int) -> list[tuple[object, ...]]:
    out: list[tuple[object, ...]] = [(cohort, 0, total, 0, 0, 0, 100.0, REPORTED, *derived.NO_SPAN)]
    share, time = 1.0, 0
    for row in each(not_withdrawn(cells)):
        share, time = float(row.share), int(row.time)
        numbers = (int(n) for n in (row.at_risk, row.left, row.completed, row.censored))
        out.append((cohort, time, *numbers, *_told(data, share, total)))
    last = int(cells["time"].max())
    if last > time:
        there = int(cells.loc[cells["time"] >= last, "n"].sum())
        out.append((cohort, last, there, 0, 0, there, *_told(data, share, total)))
    return out


def _told(data: Data, share: float, total: int) -> tuple[float | str | None, ...]:
    """A point of the curve, of all who are followed, under the rules of shares, and its span."""
    if data.exact:
        return 100 * share, REPORTED, *derived.NO_SPAN
    told = derived.share(data, round(share * total), total)
    if told.status != REPORTED:
        return *told, *derived.ANY_SHARE
    left = derived.around_part(data, (1 - share) * total, "exits", 1)
    gone = derived.around_share(left, derived.around(data, total))
    # where some are followed so far only, it is no share of whole people
    return float(round(100 * share)), REPORTED, 100 - gone.upper, 100 - gone.lower

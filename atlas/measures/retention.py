"""Retention: how many have not withdrawn, week by week; those still in the training count so far."""

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
    withdrawn, whether they have completed or are still in the training.

    The estimate of Aalen and Johansen (1978, *Scandinavian Journal of Statistics* 5, 141-150) with
    completion as a competing event: someone who has completed can no longer withdraw. Censoring them
    instead (Kaplan and Meier) would ask what would have become of them had they stayed, and one person
    leaving after all others have completed would bring the curve to zero.

    ``cells`` has ``time`` (any unit), ``status`` (``withdrawn``, ``completed``, or any other for people
    who are only followed so far) and ``n``. Returns rows ``time, at_risk, left, completed, censored,
    share``, one for each time at which someone withdrew or completed; the share falls from 1;
    ``at_risk`` are those still in the training just before, including those censored at the same time.
    Without people the frame is empty.
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
    in weeks, with a first row at 0 for everyone who is followed, then one for each time at which someone
    left or completed, and a last one at the end of what is known. ``value`` is in per cent of those at 0.
    Those still in the training are followed to the last recorded day; those whose last day is not
    recorded (:func:`unrecorded`) are in no row. Exact data go by week. Protected data go by half-year,
    since a day or a week could reveal someone, and under the rules of shares; ``lower`` and ``upper``
    bound the true share. A cohort with fewer than ten to follow has no rows: its states are shown
    instead.
    """
    rows: list[tuple[object, ...]] = []
    for cohort in programme.cohorts_in(data, selection)["cohort_id"]:
        cells = _cells(data, str(cohort))
        total = int(cells["n"].sum())
        if total >= LEAST:
            rows += _steps(data, str(cohort), cells, total)
    return pd.DataFrame(rows, columns=COLUMNS)


def too_few(data: Data, selection: Selection) -> list[str]:
    """The chosen cohorts with fewer than ten to follow: they have states, but no curve."""
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    return [str(c) for c in chosen if int(_cells(data, str(c))["n"].sum()) < LEAST]


def unrecorded(
    data: Data, selection: Selection, ended: tuple[str, ...] = (WITHDRAWN, COMPLETED)
) -> int:
    """How many of the chosen cohorts started and ``ended`` in one of these ways on a day that is not
    recorded: they are in no curve and no time. In protected data a zero may be a few."""
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cube, unit = _cube(data)
    without = cube["started"] & (cube[unit] < 0) & cube["status"].isin(ended)
    return int(cube.loc[without & cube["cohort_id"].isin(chosen), "n"].sum())


def _cube(data: Data) -> tuple[pd.DataFrame, str]:
    """The cells of how long people stayed, and their unit of time: below 0 where it is not recorded."""
    return (data["durations"], "week") if data.exact else (data["exits"], "half_year")


def _cells(data: Data, cohort: str) -> pd.DataFrame:
    """Those who started and are followed: how long they are known to have stayed, and their status."""
    cube, unit = _cube(data)
    mine = cube[(cube["cohort_id"] == cohort) & cube["started"] & (cube[unit] >= 0)]
    # a half-year counts as its end: so nobody leaves the curve before they have left
    time = mine["week"] if data.exact else (mine["half_year"] + 1) * WEEKS_IN_HALF_YEAR
    return pd.DataFrame({"time": time, "status": mine["status"], "n": mine["n"]})


def _steps(data: Data, cohort: str, cells: pd.DataFrame, total: int) -> list[tuple[object, ...]]:
    out: list[tuple[object, ...]] = [(cohort, 0, total, 0, 0, 0, 100.0, REPORTED, *derived.NO_SPAN)]
    share, time = 1.0, 0
    for row in each(not_withdrawn(cells)):
        share, time = float(row.share), int(row.time)
        numbers = (int(n) for n in (row.at_risk, row.left, row.completed, row.censored))
        out.append((cohort, time, *numbers, *_point(data, share, total)))
    last = int(cells["time"].max())
    if last > time:
        there = int(cells.loc[cells["time"] >= last, "n"].sum())
        out.append((cohort, last, there, 0, 0, there, *_point(data, share, total)))
    return out


def _point(data: Data, share: float, total: int) -> tuple[float | str | None, ...]:
    """A point of the curve: the share of all who are followed, under the rules of shares, and its span."""
    if data.exact:
        return 100 * share, REPORTED, *derived.NO_SPAN
    amount = derived.share(data, round(share * total), total)
    if amount.status != REPORTED:
        return *amount, *derived.ANY_SHARE
    left = derived.around_part(data, (1 - share) * total, "exits", 1)
    gone = derived.around_share(left, derived.around(data, total))
    # where some are only followed so far, it need not be a share of a whole number of people
    return float(round(100 * share)), REPORTED, 100 - gone.upper, 100 - gone.lower

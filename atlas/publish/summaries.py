"""Means and medians of people, told for groups of at least ten: how long they took, what they answered.

They are made of exact rows, so each is told only where enough people are behind it, exactly and as
published, and the whole only where those whose group is not told are nobody, or enough as well.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

LEAST = 10
WHOLE = ""
TIMES, SCORES = ("cohort_id", "n", "median", "lower", "upper"), (
    "cohort_id", "wave", "area", "n", "before", "now", "change",
)  # fmt: skip
QUARTILES = (0.5, 0.25, 0.75)


def least(k: int) -> int:
    """The fewest people behind a mean or a median that everyone may see."""
    return max(LEAST, 2 * k)


def times(durations: pd.DataFrame, floor: int = 0, told: pd.Series | None = None) -> pd.DataFrame:
    """Weeks from start to completion: ``cohort_id, n, median, lower, upper`` (quartiles), each cohort
    and the whole (``""``).

    ``durations`` has ``cohort_id, status, started, week, n``. With a ``floor`` and the counts that
    are published, ``told`` by cohort, it is the public table.
    """
    done = durations[(durations["status"] == "completed") & durations["started"]]
    counts = done.groupby("cohort_id")["n"].sum()
    rows: list[list[object]] = []
    for cohort, shown in _groups(counts, floor, told):
        mine = done if cohort == WHOLE else done[done["cohort_id"] == cohort]
        weeks = np.repeat(mine["week"].to_numpy(dtype=float), mine["n"].to_numpy())
        rows.append([cohort, shown, *(float(q) for q in np.quantile(weeks, QUARTILES))])
    made = pd.DataFrame(rows, columns=list(TIMES))
    return made.round({"median": 0, "lower": 0, "upper": 0}) if floor else made


def scores(sums: pd.DataFrame, floor: int = 0, told: pd.DataFrame | None = None) -> pd.DataFrame:
    """Mean scores of the same people before and later, by wave and area, each cohort and the whole.

    ``sums`` has ``cohort_id, wave, area, n, before, now`` (sums over n pairs). ``told`` has the
    published number who answered both, by cohort and wave. Means come with one decimal where a floor holds.
    """
    rows: list[list[object]] = []
    for (wave, area), part in sums.groupby(["wave", "area"], sort=True):
        counts = part.set_index("cohort_id")["n"]
        published = (
            None if told is None else told.loc[told["wave"] == wave].set_index("cohort_id")["n"]
        )
        for cohort, shown in _groups(counts, floor, published):
            mine = part if cohort == WHOLE else part[part["cohort_id"] == cohort]
            people = mine["n"].sum()
            before, now = mine["before"].sum() / people, mine["now"].sum() / people
            if floor:
                before, now = round(before, 1), round(now, 1)
            rows.append([cohort, wave, area, shown, before, now, round(now - before, 10)])
    return pd.DataFrame(rows, columns=list(SCORES))


def _groups(counts: pd.Series, floor: int, told: pd.Series | None) -> list[tuple[str, int]]:
    """The cohorts, and the whole, that may be told, each with the count to show."""
    shown = counts if told is None else told.reindex(counts.index, fill_value=0)
    apart = [c for c in counts.index if counts[c] >= max(floor, 1) and shown[c] >= floor]
    left = int(counts.drop(index=apart).sum())
    groups = [(str(c), int(shown[c])) for c in apart]
    enough = counts.sum() >= max(floor, 1) and shown.sum() >= floor
    if enough and (left == 0 or left >= floor):
        groups.append((WHOLE, int(shown.sum())))
    return groups

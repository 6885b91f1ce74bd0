"""Time to complete: the median and the middle half, in weeks from each one's own start."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.rounding import half_up
from atlas.warehouse import Data

WHOLE = ""
QUARTILES = (0.5, 0.25, 0.75)


@lru_cache(maxsize=REMEMBERED)
def time_to_complete(data: Data, selection: Selection) -> pd.DataFrame:
    """Rows ``cohort_id, value, lower, upper, n, status``: the median weeks and the quartiles of those who
    started and completed, for each chosen cohort, and for all of them together (``""``) where there are
    several.

    Where data are protected the weeks are those of the public cells, the times are whole weeks, and they
    are shown if enough have completed even when every cell counts as the lowest number that may be behind
    it. Those still in the training, and those who completed on a day that is not recorded, are in no
    median: it is the time of those who have completed and whose time is known.
    """
    chosen = [str(c) for c in programme.cohorts_in(data, selection)["cohort_id"]]
    groups = {cohort: [cohort] for cohort in chosen}
    if len(chosen) > 1:
        groups[WHOLE] = chosen
    rows = [(name, *_times(data, cohorts)) for name, cohorts in groups.items()]
    columns = ["cohort_id", "value", "lower", "upper", "n", "status"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"value": "float64", "lower": "float64", "upper": "float64", "n": "float64"}
    )


def _times(
    data: Data, cohorts: list[str]
) -> tuple[float | None, float | None, float | None, float | None, str]:
    people = data["enrolments"]
    people = people[people["cohort_id"].isin(cohorts) & people["started"]]
    completed = data["weeks"][data["weeks"]["cohort_id"].isin(cohorts)]
    weeks = completed[completed["week"] >= 0]
    n = int(weeks["n"].sum())
    enough = derived.enough(data, people.loc[people["status"] == "completed", "n"])
    if len(weeks) < len(completed):
        timed = weeks.groupby(["cohort_id", "half_year"])["n"].sum()
        enough = enough and derived.enough(data, timed)
    if not n or not enough:
        return None, None, None, None, MISSING if data.exact else PROTECTED
    each = np.repeat(weeks["week"].to_numpy(dtype=float), weeks["n"].to_numpy())
    quartiles = np.quantile(each, QUARTILES)
    median, lower, upper = (float(q if data.exact else half_up(q)) for q in quartiles)
    return median, lower, upper, float(n), REPORTED

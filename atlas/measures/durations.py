"""Time to complete: the median and the middle half, in weeks from each one's own start."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.warehouse import Data

WHOLE = ""


@lru_cache(maxsize=REMEMBERED)
def time_to_complete(data: Data, selection: Selection) -> pd.DataFrame:
    """Rows ``cohort_id, value, lower, upper, n, status``: the median weeks and the quartiles of those who
    started and completed, for each chosen cohort, and the whole (``""``) where all are chosen.

    It is told of ten people or more (2k, if that is more) where data are protected. Whoever is
    still in the training is in no median: it is the time of those who have completed.
    """
    table = data["times"].set_index("cohort_id")
    chosen = [str(c) for c in programme.cohorts_in(data, selection)["cohort_id"]]
    if len(chosen) > 1 and set(chosen) == set(data["cohorts"]["cohort_id"]):
        chosen.append(WHOLE)
    rows = []
    for cohort in chosen:
        if cohort in table.index:
            row = table.loc[cohort]
            rows.append((cohort, row["median"], row["lower"], row["upper"], row["n"], REPORTED))
        else:
            rows.append((cohort, None, None, None, None, MISSING if data.exact else PROTECTED))
    columns = ["cohort_id", "value", "lower", "upper", "n", "status"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"value": "float64", "lower": "float64", "upper": "float64", "n": "float64"}
    )

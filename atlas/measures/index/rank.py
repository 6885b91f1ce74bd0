"""Places: 1 for the highest score."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

DIGITS = 10  # scores that differ by rounding of the machine only are equal
METHODS = {"competition": "min", "average": "average"}


def rank(scores: pd.DataFrame, ties: str = "competition") -> pd.DataFrame:
    """Units x groups of places from 1; NaN where there is no score. Equal scores share a place: the best of
    theirs (``competition``: 1, 2, 2, 4) or the mean of theirs (``average``: 1, 2.5, 2.5, 4)."""
    places = places_of(scores.to_numpy(dtype="float64"), ties)
    return pd.DataFrame(places, index=scores.index, columns=scores.columns)


def places_of(scores: NDArray[np.float64], ties: str) -> NDArray[np.float64]:
    """Places within each column, by scores rounded to ten digits of the column's largest."""
    missing = np.isnan(scores)
    filled = np.where(missing, -np.inf, scores)
    largest = np.where(missing, 0.0, np.abs(scores)).max(axis=0)
    rounded = np.round(filled / np.where(largest > 0, largest, 1.0), DIGITS)
    # each column in a row of its own, where a sort finds its numbers side by side
    rows = np.ascontiguousarray(-rounded.T)
    places = stats.rankdata(rows, method=METHODS[ties], axis=1).T.astype("float64")
    return np.where(missing, np.nan, places)

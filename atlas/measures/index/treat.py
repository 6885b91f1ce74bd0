"""Rein in outliers, so that one unit does not decide the scale of all the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from atlas.composites.spec import Outliers

Floats = NDArray[np.float64]
NOISE = 1e-12  # of binary fractions, in proportion to the numbers
FEWEST = 4  # the bias-corrected kurtosis needs four values
COLUMNS = ["skewness", "kurtosis", "status", "points", "skewness_after", "kurtosis_after"]
KEPT, WINSORISED, LOGARITHM, TOLD = "kept", "winsorised", "logarithm", "outliers remain"


def treat(table: pd.DataFrame, outliers: Outliers) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The treated units x indicators, and per indicator what was found and done (``COLUMNS``).

    An indicator is treated when ``|skewness| > 2`` and ``kurtosis > 3.5``: bias-corrected skewness G1
    and excess kurtosis G2, as Excel's SKEW and KURT, SAS, and COINr's ``check_SkewKurt`` have them
    (Joanes and Gill 1998, type 2). As COINr's ``winsorise``, the most extreme value on the side of
    the skew becomes the next one, until the test is passed; never more than ``at_most`` points.
    An indicator that needs more is left as it came and its status tells so, or, with
    ``otherwise = "log"``, becomes ``log(x - min + 0.01 (max - min))`` (COINr's ``log_CT``).
    """
    treated, rows = {}, {}
    for name in table.columns:
        values = table[name].to_numpy(dtype="float64")
        before = shape(values)
        after, status, points = values, KEPT, 0
        if outliers.treat and _outlying(values, outliers):
            after, status, points = _treated(values, outliers)
        treated[name] = after
        rows[name] = (*before, status, points, *shape(after))
    told = pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)
    return pd.DataFrame(treated, index=table.index), told


def shape(values: Floats) -> tuple[float, float]:
    """Skewness and excess kurtosis, bias-corrected; NaN for fewer than four values or no spread."""
    known = values[~np.isnan(values)]
    if len(known) < FEWEST or np.ptp(known) <= NOISE * np.abs(known).max():
        return float("nan"), float("nan")
    return float(stats.skew(known, bias=False)), float(stats.kurtosis(known, bias=False))


def _outlying(values: Floats, outliers: Outliers) -> bool:
    skewness, kurtosis = shape(values)
    return abs(skewness) > outliers.skewness and kurtosis > outliers.kurtosis


def _treated(values: Floats, outliers: Outliers) -> tuple[Floats, str, int]:
    made = values.copy()
    touched = np.zeros(len(values), dtype=bool)
    while _outlying(made, outliers):
        high = shape(made)[0] >= 0
        extreme = np.nanmax(made) if high else np.nanmin(made)
        at = made == extreme
        if (touched | at).sum() > outliers.at_most:
            return _otherwise(values, outliers)
        touched |= at
        made[at] = np.nanmax(made[~at]) if high else np.nanmin(made[~at])
    return made, WINSORISED, int(touched.sum())


def _otherwise(values: Floats, outliers: Outliers) -> tuple[Floats, str, int]:
    if outliers.otherwise == "tell":
        return values, TOLD, 0
    least = np.nanmin(values)
    logs = np.log(values - least + 0.01 * (np.nanmax(values) - least))
    return logs, LOGARITHM, int((~np.isnan(values)).sum())

"""Class edges of the filled maps: made once at publish, the same for every year, at most five classes."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.catalogue import Measure
from atlas.scales import about_zero

CLASSES = 5
FILLED = ("rate", "index", "ordinal")
# natural breaks take time with the square of the values; more than these are represented by as many of them
MOST_VALUES = 500
COLUMNS = ["measure", "position", "edge"]


def edges(
    measures: list[Measure],
    indicators: pd.DataFrame,
    codes: list[str],
    benchmarks: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Edges of each filled measure: rows ``measure, position, edge``; n classes have n + 1 edges.

    A declaration may state its own ``breaks``, or how they are made (``classes``, by mapclassify):
    ``natural`` (Fisher-Jenks, the default), ``quantiles`` or ``equal`` (of one width), over all
    municipalities and years together; where these have more than ``MOST_VALUES`` values, over so many of
    them. Classes are half-open, ``[edge, next)``; the last one is closed. A measure that is ``around`` a
    benchmark has edges of the difference from it, where the benchmark has a value for every year;
    ``benchmarks`` says the code of ``county`` and ``country``.
    """
    known = benchmarks or {}
    rows = []
    for measure in measures:
        if measure.kind not in FILLED or measure.level != "municipality":
            continue
        declared = measure.declared.get("breaks")
        own = [float(e) for e in declared] if declared else []
        if not own and measure.around in known:
            own = _around(measure, indicators, codes, known[measure.around])
        own = own or _classified(measure, indicators, codes)
        rows += [(measure.id, i, edge) for i, edge in enumerate(own)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _around(
    measure: Measure, indicators: pd.DataFrame, codes: list[str], benchmark: str
) -> list[float]:
    mine = indicators[indicators["indicator_id"] == measure.id]
    middle = mine[mine["municipality_code"] == benchmark].set_index("year")["value"]
    rows = mine[mine["municipality_code"].isin(codes)].dropna(subset="value")
    away = rows["value"] - rows["year"].map(middle).astype("float64")
    if away.empty or away.isna().any():
        return []
    return about_zero(float(away.abs().max()), measure.decimals)


def _spread(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The values in order, or so many of them, evenly from the lowest to the highest."""
    ordered = np.sort(values)
    if len(ordered) <= MOST_VALUES:
        return ordered
    evenly = np.linspace(0, len(ordered) - 1, MOST_VALUES).round().astype(int)
    return np.take(ordered, evenly)


def _classified(measure: Measure, indicators: pd.DataFrame, codes: list[str]) -> list[float]:
    import mapclassify  # it loads scikit-learn: only publishing should wait for that

    mine = indicators[
        (indicators["indicator_id"] == measure.id) & indicators["municipality_code"].isin(codes)
    ]
    values = mine["value"].dropna().to_numpy()
    if not len(values):
        return []
    unit = 10.0**measure.decimals
    classes = min(CLASSES, len(set(values.tolist())))
    if classes < 2:
        return [math.floor(values.min() * unit) / unit, math.ceil(values.max() * unit) / unit]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it recommends numba: no need at this size
        make = mapclassify.Quantiles if measure.classes == "quantiles" else mapclassify.FisherJenks
        spread = _spread(values)
        groups = make(spread, k=classes).yb
    top = math.ceil(values.max() * unit) / unit
    if measure.classes == "equal":
        wide = np.linspace(math.floor(values.min() * unit) / unit, top, classes + 1)
        return sorted({round(float(edge), measure.decimals) for edge in wide})
    held = [spread[groups == i] for i in range(classes) if (groups == i).any()]
    lows = [math.floor(inside.min() * unit) / unit for inside in held]
    return sorted({*lows, top})

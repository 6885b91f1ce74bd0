"""Class edges of the filled maps: made once at publish, the same for every year, at most five classes."""

from __future__ import annotations

import math
import warnings

import pandas as pd

from atlas.catalogue import Measure

CLASSES = 5
FILLED = ("rate", "index", "ordinal")
COLUMNS = ["measure", "position", "edge"]


def edges(measures: list[Measure], indicators: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """Edges of each filled measure: rows ``measure, position, edge``; n classes have n + 1 edges.

    A declaration may state its own ``breaks``. Otherwise Fisher-Jenks natural breaks (mapclassify)
    over all municipalities and years together. Classes are half-open, ``[edge, next)``; the last one
    is closed.
    """
    rows = []
    for measure in measures:
        if measure.kind not in FILLED or measure.level != "municipality":
            continue
        declared = measure.declared.get("breaks")
        found = [float(e) for e in declared] if declared else _natural(measure, indicators, codes)
        rows += [(measure.id, i, edge) for i, edge in enumerate(found)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _natural(measure: Measure, indicators: pd.DataFrame, codes: list[str]) -> list[float]:
    import mapclassify  # it brings scikit-learn with it: only publishing should wait for that

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
        groups = mapclassify.FisherJenks(values, k=classes).yb
    lows = [math.floor(values[groups == i].min() * unit) / unit for i in range(classes)]
    top = math.ceil(values.max() * unit) / unit
    return sorted({*lows, top})

"""The organisations behind the participants: sector by size, and where two or more are trained."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived
from atlas.measures.derived import Amount
from atlas.measures.selection import REMEMBERED
from atlas.warehouse import Data

UNKNOWN = "unknown"


@lru_cache(maxsize=REMEMBERED)
def by_sector_and_size(data: Data) -> pd.DataFrame:
    """Organisations, each once over the whole project: rows ``sector, size_class, value, status``, every
    declared pair, the unknown size last where there is one. For the county; it knows no filter."""
    cube = data["employers"]
    fields = data.contract["participants"]
    sizes = [*fields["size_class"].enum]
    if (cube["size_class"] == UNKNOWN).any():
        sizes.append(UNKNOWN)
    sums = cube.groupby(["sector", "size_class"])["n"].sum()
    rows = []
    for sector in fields["sector"].enum:
        for size in sizes:
            told = derived.count(data, int(sums.get((sector, size), 0)))
            rows.append((sector, size, told.value, told.status))
    return pd.DataFrame(rows, columns=["sector", "size_class", "value", "status"])


@lru_cache(maxsize=REMEMBERED)
def capable(data: Data) -> Amount:
    """Organisations in which two people or more have completed: what is left when the project ends."""
    cube = data["capable"]
    return derived.count(data, int(cube.loc[cube["several"], "n"].sum()))

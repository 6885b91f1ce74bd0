"""The organisations behind the participants: sector by size, and where two or more are trained."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED
from atlas.warehouse import Data

UNKNOWN = "unknown"
# of the whole project
SEVERAL = 2


@lru_cache(maxsize=REMEMBERED)
def by_sector_and_size(data: Data) -> pd.DataFrame:
    """Organisations, each once over the whole project: rows ``sector, size_class, value, status, lower,
    upper`` for every declared pair, the unknown size last where there is one. ``lower`` and ``upper`` bound
    the truth behind a protected number. For the whole county; no filter applies."""
    cube = data["employers"]
    fields = data.contract["participants"]
    sizes = [*fields["size_class"].enum]
    if (cube["size_class"] == UNKNOWN).any():
        sizes.append(UNKNOWN)
    sums = cube.groupby(["sector", "size_class"])["n"].sum()
    rows = []
    for sector in fields["sector"].enum:
        for size in sizes:
            amount = derived.count(data, int(sums.get((sector, size), 0)))
            span = derived.around_part(data, amount.value or 0, "employers", SEVERAL)
            rows.append((sector, size, *amount, *derived.beside(data, span)))
    columns = ["sector", "size_class", *Amount._fields, *Span._fields]
    return pd.DataFrame(rows, columns=columns)


@lru_cache(maxsize=REMEMBERED)
def capable(data: Data) -> Amount:
    """Organisations in which two or more people have completed: what remains when the project ends."""
    cube = data["capable"]
    return derived.count(data, int(cube.loc[cube["several"], "n"].sum()))


@lru_cache(maxsize=REMEMBERED)
def capable_span(data: Data) -> Span | None:
    """The span of :func:`capable`; ``None`` for exact data, and where the number is not shown."""
    number = capable(data)
    if data.exact or number.value is None:
        return None
    return derived.around_part(data, number.value, "capable", SEVERAL)

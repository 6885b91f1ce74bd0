"""Who the participants are: gender, role, sector and size of their organisation, by cohort."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import PROTECTED, REPORTED
from atlas.warehouse import Data

GENDER, ROLE, SECTOR, SIZE = "gender", "role", "sector", "size_class"


@lru_cache(maxsize=REMEMBERED)
def profile(data: Data, dimension: str, selection: Selection) -> pd.DataFrame:
    """Participants by one property: ``category, value, status`` with every declared category.

    It knows cohorts, not municipalities: a property within a place would point at people.
    """
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cells = data["profile"]
    cells = cells[(cells["dimension"] == dimension) & cells["cohort_id"].isin(chosen)]
    sums = cells.groupby("category")["n"].sum()
    declared = list(data.contract["participants"][dimension].enum)
    order = declared + [c for c in sums.index if c not in declared]
    numbers = sums.reindex(order, fill_value=0)
    hidden = (numbers == 0) & (not data.exact)
    return pd.DataFrame(
        {
            "category": order,
            "value": numbers.astype(float).where(~hidden).to_numpy(),
            "status": [PROTECTED if hide else REPORTED for hide in hidden],
        }
    )

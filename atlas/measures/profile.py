"""Who the participants are: gender, role, sector and size of their organisation, by cohort."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

GENDER, ROLE, SECTOR, SIZE = "gender", "role", "sector", "size_class"

# the cohort of a cell that is shown for the county alone
WHOLE_COUNTY = ""


@lru_cache(maxsize=REMEMBERED)
def profile(data: Data, dimension: str, selection: Selection) -> pd.DataFrame:
    """Enrolments by one property: ``category, value, status, lower, upper`` for every declared category;
    ``lower`` and ``upper`` bound the truth behind a protected number.

    Cohorts are selected, not municipalities: a property within a place would point at people. A property
    that is published for the county alone is protected when cohorts or years are chosen.
    """
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cells = data["profile"]
    cells = cells[cells["dimension"] == dimension]
    whole = cells["cohort_id"] == WHOLE_COUNTY
    everyone = not selection.cohorts and selection.years is None
    cells = cells[cells["cohort_id"].isin(chosen) | (whole & everyone)]
    sums = cells.groupby("category")["n"].sum()
    declared = list(data.contract["participants"][dimension].enum)
    order = declared + [c for c in sums.index if c not in declared]
    numbers = [int(n) for n in sums.reindex(order, fill_value=0)]
    amounts = [derived.count(data, n) for n in numbers]
    spans = [
        derived.beside(data, derived.around_part(data, n, "profile", len(chosen))) for n in numbers
    ]
    return pd.DataFrame(
        {
            "category": order,
            "value": pd.Series([amount.value for amount in amounts], dtype="float64"),
            "status": [amount.status for amount in amounts],
            "lower": [lower for lower, _ in spans],
            "upper": [upper for _, upper in spans],
        }
    )

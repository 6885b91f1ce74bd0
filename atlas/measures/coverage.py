"""What published figures there are: for each indicator, how many municipalities have one in each year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures.selection import year_of
from atlas.measures.values import REPORTED
from atlas.warehouse import Data


def figures(data: Data, measures: Sequence[Measure]) -> pd.DataFrame:
    """Every figure that municipalities have, as rows ``indicator, code, year``, each once; a year in which a
    place has several figures, as of its quarters, is one."""
    table = data["indicators"]
    named = [measure.id for measure in measures]
    mine = table["indicator_id"].isin(named) & table["municipality_code"].isin(data.codes)
    told = table[mine & (table["status"] == REPORTED)]
    rows = pd.DataFrame(
        {
            "indicator": told["indicator_id"].astype(str),
            "code": told["municipality_code"].astype(str),
            "year": told["year"].map(year_of).astype(int),
        }
    )
    return rows.drop_duplicates().sort_values(["indicator", "code", "year"], ignore_index=True)


def by_year(data: Data, measures: Sequence[Measure]) -> pd.DataFrame:
    """How many municipalities have a figure: a row for each of the measures, in their order, and a column for
    each year in which there are any."""
    told = figures(data, measures)
    if told.empty:
        return pd.DataFrame(index=[measure.id for measure in measures])
    counted = told.groupby(["indicator", "year"]).size().unstack(fill_value=0)
    return counted.reindex([measure.id for measure in measures], fill_value=0)

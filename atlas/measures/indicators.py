"""Published indicators: every municipality in every period, the county and the country beside them."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures.selection import Selection
from atlas.measures.values import MISSING, NOT_APPLICABLE, REPORTED, Values, complete
from atlas.warehouse import Data


def indicator(data: Data, measure: Measure, selection: Selection) -> Values:
    """The values of a published indicator within the chosen years.

    A municipality without a figure has the status ``missing``; a series that exists for the county
    alone is ``not_applicable`` for every municipality, and never spread over them.
    """
    rows = _rows(data, measure.id)
    periods = [p for p in sorted(rows["period"].unique()) if selection.covers(p)]
    if not periods:
        periods = [str(selection.years[1])] if selection.years else ["–"]
        rows = rows.iloc[:0]
    absent = NOT_APPLICABLE if measure.level == "county" else MISSING
    table = complete(rows[rows["code"].isin(data.codes)], data.codes, periods, absent)
    others = list(data.region.benchmark_codes())
    benchmarks = complete(rows[rows["code"].isin(others)], others, periods, MISSING)
    return Values(measure, table, benchmarks, _latest(table, benchmarks, periods), data.exact)


def _rows(data: Data, indicator_id: str) -> pd.DataFrame:
    table = data["indicators"]
    rows = table.loc[
        table["indicator_id"] == indicator_id, ["municipality_code", "year", "value", "status"]
    ]
    return rows.rename(columns={"municipality_code": "code", "year": "period"})


def _latest(table: pd.DataFrame, benchmarks: pd.DataFrame, periods: list[str]) -> str:
    """The last period in which anything is reported."""
    told = pd.concat([table, benchmarks])
    told = told.loc[told["status"] == REPORTED, "period"]
    return str(told.max()) if len(told) else periods[-1]

"""Published indicators: every municipality in every period, the county and the country beside them."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures.selection import Selection, year_of
from atlas.measures.values import MISSING, NOT_APPLICABLE, REPORTED, Values, complete
from atlas.warehouse import Data


def indicator(data: Data, measure: Measure, selection: Selection) -> Values:
    """The values of a published indicator within the chosen years; where none are chosen, from the
    year with which the region's views open (earlier years if there are no others).

    A municipality without a value has the status ``missing``; a series that exists for the county
    alone is ``not_applicable`` for every municipality, and never spread over them.
    """
    rows = _rows(data, measure.id)
    periods = [p for p in _periods(data, rows, selection) if selection.covers(p)]
    if not periods:
        periods = [str(selection.years[1])] if selection.years else ["–"]
        rows = rows.iloc[:0]
    absent = NOT_APPLICABLE if measure.level == "county" else MISSING
    table = complete(rows[rows["code"].isin(data.codes)], data.codes, periods, absent)
    others = list(data.region.benchmark_codes())
    benchmarks = complete(rows[rows["code"].isin(others)], others, periods, MISSING)
    return Values(measure, table, benchmarks, _latest(table, benchmarks, periods), data.exact)


def nearest_years(data: Data, measure: Measure, years: tuple[int, int]) -> list[int]:
    """The last year before ``years`` and the first after them in which the indicator has a value for any
    area, as far as there are such years; empty where it has one within ``years``."""
    rows = _rows(data, measure.id)
    reported = {year_of(p) for p in rows.loc[rows["status"] == REPORTED, "period"]}
    return nearest(reported, years)


def nearest(known: set[int], years: tuple[int, int]) -> list[int]:
    """The known years next to ``years`` on either side; empty where one lies within them."""
    first, last = years
    if any(first <= year <= last for year in known):
        return []
    before, after = {y for y in known if y < first}, {y for y in known if y > last}
    return sorted({max(before, default=0), min(after, default=0)} & known)


def _periods(data: Data, rows: pd.DataFrame, selection: Selection) -> list[str]:
    periods = sorted(rows["period"].unique())
    late = [p for p in periods if year_of(p) >= data.region.opens_on]
    return periods if selection.years else late or periods


def _rows(data: Data, indicator_id: str) -> pd.DataFrame:
    table = data["indicators"]
    columns = ["municipality_code", "year", "value", "status", "note"]
    # a snapshot of an earlier version may have no column for notes
    columns = [name for name in columns if name in table]
    rows = table.loc[table["indicator_id"] == indicator_id, columns]
    return rows.rename(columns={"municipality_code": "code", "year": "period"})


def _latest(table: pd.DataFrame, benchmarks: pd.DataFrame, periods: list[str]) -> str:
    """The last period in which anything is reported."""
    every = pd.concat([table, benchmarks])
    reported = every.loc[every["status"] == REPORTED, "period"]
    return str(reported.max()) if len(reported) else periods[-1]

"""Every municipality in order of its value, named, with the county and the country among them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.figures import scale
from atlas.figures.dots import known_signs
from atlas.figures.spec import Ends, Row, Rows
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words, collation


def ranked(words: Words, data: Data, values: Values, selection: Selection) -> Rows:
    """A row per area, the best on top (the highest, where neither more nor less is better), those without a
    value last with their symbol; equals by name.
    Municipalities whose numbers are protected share one row, which says how many and which they are;
    a chosen one keeps its own.

    Counts are bars from zero; other measures are dots. Chosen places and benchmarks differ in form
    as well as colour.
    """
    measure = values.measure
    table = display.table(words, data, values, selection)
    numbers = pd.concat([values.at()["value"], _benchmark_values(values)])
    table["number"] = table["code"].map(numbers)
    for side in ("lower", "upper"):
        table[side] = table["code"].map(display.shown(values.at())[side])
    beside = set(data.region.benchmark_codes())
    if measure.kind == "count":
        # a county total would press all the others against the axis
        table = table[~table["code"].isin(beside)]
    table = table.sort_values("name", key=lambda names: names.map(collation), kind="stable")
    least_first = measure.direction == "lower"
    table = table.sort_values("number", ascending=least_first, na_position="last", kind="stable")
    span = _span(table, from_nought=measure.kind == "count")
    ticks = scale.ticks(span, scale.in_unit_of(words, measure), measure.decimals)
    counted = measure.kind == "count"
    protected = table["code"].map(values.at()["status"]) == PROTECTED
    folded = protected & ~table["chosen"].astype(bool)
    rows = tuple(_row(row, beside, counted) for row in table[~folded].itertuples())
    if folded.any():
        rows = (*rows, _protected(words, table.loc[folded, "name"].tolist()))
    known = [("reach", display.interval_name(words, values))] if any(r.reach for r in rows) else []
    return Rows(rows, span, ticks, legend=(*known, *known_signs(words, [row.sign for row in rows])))


def _row(row: Any, beside: set[str], counted: bool) -> Row:
    said = f"{row.name}: {row.value}" + (f" ({row.interval})" if row.interval else "")
    look = "strong" if row.chosen else "beside" if row.code in beside else ""
    if pd.isna(row.number):
        said = f"{said}\n{row.note}" if row.note else said
        return Row(row.name, said, sign=row.value, look=look)
    number = float(row.number)
    return Row(
        row.name,
        said,
        text=row.value,
        look=look,
        bar=number if counted else None,
        dot=None if counted else number,
        reach=None if pd.isna(row.upper) else (float(row.lower), float(row.upper)),
    )


def _protected(words: Words, names: list[str]) -> Row:
    """The row of all municipalities with protected numbers: how many, and when pointed at, which."""
    text = words("sentence.places_protected", n=str(len(names)))
    return Row("", f"{text}\n{words.listed(names)}", sign=text)


def _span(table: pd.DataFrame, from_nought: bool) -> Ends:
    """The scale: of counts from nought, of others as wide as what is drawn and a little."""
    drawn = table[["number", "lower", "upper"]]
    if drawn["number"].isna().all():
        return 0.0, 1.0
    low, high = float(drawn.min().min()), float(drawn.max().max())
    if from_nought:
        return min(0.0, low), max(0.0, high) or 1.0
    width = (high - low) or abs(high) or 1.0
    return low - 0.06 * width, high + 0.02 * width


def _benchmark_values(values: Values) -> pd.Series:
    rows = values.benchmarks
    rows = rows[(rows["period"] == values.period) & (rows["status"] == REPORTED)]
    return rows.set_index("code")["value"]

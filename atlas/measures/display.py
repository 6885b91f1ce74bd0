"""Values as a reader sees them: the same text in table, sentence, map and file."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures.derived import Amount
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, NOT_APPLICABLE, PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words

SYMBOLS = {PROTECTED: "..", MISSING: "-", NOT_APPLICABLE: "."}


def figure(
    words: Words,
    measure: Measure,
    value: float | None,
    status: str,
    lower: float | None = None,
    upper: float | None = None,
) -> str:
    """A value without its unit (but with its percent sign), or the symbol of its status.

    A protected share of which only a bound may be told is "under 10 %" or "over 90 %".
    """
    if status != REPORTED or value is None or pd.isna(value):
        return _bound(words, measure, status, lower, upper) or SYMBOLS.get(status, SYMBOLS[MISSING])
    unit = "%" if measure.unit(words.language) == "%" else ""
    return words.quantity(value, measure.decimals, unit)


def quantity(
    words: Words,
    measure: Measure,
    value: float | None,
    status: str,
    lower: float | None = None,
    upper: float | None = None,
) -> str:
    """A value with its unit, the bound that may be told, or the status in words."""
    if status != REPORTED or value is None or pd.isna(value):
        return _bound(words, measure, status, lower, upper) or words(f"status.{status}")
    return words.quantity(value, measure.decimals, measure.unit(words.language))


def _bound(
    words: Words, measure: Measure, status: str, lower: float | None, upper: float | None
) -> str:
    if status != PROTECTED or lower is None or upper is None or pd.isna(lower) or pd.isna(upper):
        return ""
    side, end = ("under", upper) if lower == 0 else ("over", lower)
    return words(f"bound.{side}", bound=words.quantity(end, 0, measure.unit(words.language)))


def share(
    words: Words,
    value: float | None,
    status: str,
    lower: float | None = None,
    upper: float | None = None,
) -> str:
    """A share in whole per cent, the bound that may be told, or the symbol of its status."""
    if status == REPORTED and value is not None and not pd.isna(value):
        return words.quantity(value, 0, "%")
    if status == PROTECTED and lower is not None and upper is not None and not pd.isna(lower):
        side, end = ("under", upper) if lower == 0 else ("over", lower)
        return words(f"bound.{side}", bound=words.quantity(end, 0, "%"))
    return SYMBOLS.get(status, SYMBOLS[MISSING])


def number(words: Words, value: float | None, status: str) -> str:
    """A count of people or organisations, or the symbol of its status."""
    if status == REPORTED and value is not None and not pd.isna(value):
        return words.number(value)
    return SYMBOLS.get(status, SYMBOLS[MISSING])


def interval(words: Words, measure: Measure, lower: float, upper: float) -> str:
    """A range in the measure's own decimals, or nothing where there is none."""
    if pd.isna(lower) or pd.isna(upper):
        return ""
    return f"{words.number(lower, measure.decimals)}–{words.number(upper, measure.decimals)}"


@lru_cache(maxsize=REMEMBERED)
def table(words: Words, data: Data, values: Values, selection: Selection) -> pd.DataFrame:
    """The values of the shown period as text, one row per municipality in register order, then the
    county and the country. Columns: ``code, name, value, interval, note, chosen``."""
    measure = values.measure
    rows = []
    shown = pd.concat([values.at(), _benchmarks(values)])
    for code, row in shown.iterrows():
        rows.append(
            {
                "code": str(code),
                "name": data.name_of(str(code), words.language),
                "value": figure(words, measure, *row[list(Amount._fields)]),
                "interval": interval(words, measure, row["lower"], row["upper"])
                if row["status"] == REPORTED
                else "",
                "note": "" if row["status"] == REPORTED else words(f"status.{row['status']}"),
                "chosen": code in selection.municipalities,
            }
        )
    return pd.DataFrame(rows)


def _benchmarks(values: Values) -> pd.DataFrame:
    rows = values.benchmarks
    if rows.empty:
        return rows.set_index("code")
    return rows[rows["period"] == values.period].set_index("code")

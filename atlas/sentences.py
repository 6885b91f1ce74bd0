"""What values say, in words. Templates only, in both languages, and never a cause."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import display
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words


@lru_cache(maxsize=REMEMBERED)
def describe(words: Words, data: Data, values: Values, selection: Selection) -> str:
    """One sentence or a few: the chosen places, highest and lowest, the county, what is not shown."""
    rows = values.at()
    parts = [
        words(
            "sentence.place",
            name=data.name_of(code, words.language),
            value=display.quantity(words, values.measure, *rows.loc[code, ["value", "status"]]),
        )
        for code in selection.municipalities
        if code in rows.index
    ]
    told = rows[rows["status"] == REPORTED].sort_values("value", kind="stable")
    if values.measure.level == "county":
        parts.append(words("sentence.county_only"))
    elif told.empty:
        parts.append(words("sentence.nothing"))
    elif len(told) == 1:
        parts.append(
            words(
                "sentence.only",
                name=_name(data, words, told, 0),
                value=_value(words, values, told, 0),
            )
        )
    elif told["value"].nunique() == 1:
        high, value = _name(data, words, told, -1), _value(words, values, told, -1)
        parts.append(words("sentence.alike", name=high, value=value))
    elif (rows["status"] == PROTECTED).any():
        # what is not shown may be lower than all that is
        high, value = _name(data, words, told, -1), _value(words, values, told, -1)
        parts.append(words("sentence.highest", name=high, value=value))
    else:
        parts.append(
            words(
                "sentence.range",
                high=_name(data, words, told, -1),
                high_value=_value(words, values, told, -1),
                low=_name(data, words, told, 0),
                low_value=_value(words, values, told, 0),
            )
        )
    parts += _beside(words, data, values)
    parts += _hidden(words, rows)
    return " ".join(parts)


@lru_cache(maxsize=REMEMBERED)
def headline(words: Words, data: Data, values: Values, selection: Selection) -> str:
    """A card's title: the measure and what to take away, the chosen place's value or who is highest."""
    name = values.measure.name(words.language)
    rows = values.at()
    chosen = [code for code in selection.municipalities if code in rows.index]
    told = rows.loc[chosen] if len(chosen) > 1 else rows
    told = told[told["status"] == REPORTED].sort_values("value", kind="stable")
    if len(chosen) == 1:
        row = rows.loc[chosen[0]]
        place = data.name_of(chosen[0], words.language)
        value = display.quantity(words, values.measure, row["value"], str(row["status"]))
        return words("headline.place", measure=name, name=place, value=value)
    if told.empty:
        return name
    high, value = _name(data, words, told, -1), _value(words, values, told, -1)
    return words("headline.highest", measure=name, name=high, value=value)


def _name(data: Data, words: Words, rows: pd.DataFrame, at: int) -> str:
    value = rows["value"].iloc[at]
    same = [data.names[str(c)] for c in rows.index[rows["value"] == value]]
    if len(same) > 3:
        return words("sentence.several", n=str(len(same)))
    return words.listed(words.sorted(same))


def _value(words: Words, values: Values, rows: pd.DataFrame, at: int) -> str:
    return display.figure(words, values.measure, float(rows["value"].iloc[at]), REPORTED)


def _beside(words: Words, data: Data, values: Values) -> list[str]:
    beside = values.benchmarks
    beside = beside[beside["period"] == values.period].set_index("code")
    parts = []
    for code in data.region.benchmark_codes():
        if code not in beside.index:
            continue
        row = beside.loc[code]
        if row["status"] == REPORTED:
            parts.append(
                words(
                    "sentence.beside",
                    name=data.name_of(code, words.language),
                    value=display.quantity(words, values.measure, row["value"], REPORTED),
                )
            )
    return parts


def _hidden(words: Words, rows: pd.DataFrame) -> list[str]:
    parts = []
    for status in (PROTECTED, MISSING):
        number = int((rows["status"] == status).sum())
        if number:
            parts.append(words(f"sentence.{status}", n=str(number), total=str(len(rows))))
    return parts

"""Values as a reader sees them: the same text in table, sentence, map and file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from atlas.catalogue import Measure
from atlas.frames import each
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, NOT_APPLICABLE, PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words, collation

SYMBOLS = {PROTECTED: "..", MISSING: "-", NOT_APPLICABLE: "."}


def text(words: Words, measure: Measure, value: float | None, status: str) -> str:
    """A value as text without its unit (but with its percent sign), or the symbol of its status."""
    if status != REPORTED or value is None or pd.isna(value):
        return SYMBOLS.get(status, SYMBOLS[MISSING])
    unit = "%" if measure.unit(words.language) == "%" else ""
    return words.quantity(value, measure.decimals, unit)


def quantity(words: Words, measure: Measure, value: float | None, status: str) -> str:
    """A value with its unit, or the status in words."""
    if status != REPORTED or value is None or pd.isna(value):
        return words(f"status.{status}")
    language = words.language
    return words.quantity(
        value, measure.decimals, measure.unit(language), measure.unit_one(language)
    )


def share(words: Words, value: float | None, status: str) -> str:
    """A share in whole per cent, or the symbol of its status."""
    if status == REPORTED and value is not None and not pd.isna(value):
        return words.quantity(value, 0, "%")
    return SYMBOLS.get(status, SYMBOLS[MISSING])


def share_in_words(words: Words, value: float | None, status: str) -> str:
    """A share in a sentence, or its status in words: before a full stop ``..`` would not be seen."""
    if status != REPORTED or value is None or pd.isna(value):
        return words(f"status.{status}")
    return words.quantity(value, 0, "%")


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


def interval_name(words: Words, values: Values) -> str:
    """What the interval of a measure's values is called: that of an estimate, or the range in which the
    number behind a rounded one lies."""
    estimated = values.measure.declared.get("form") == "density"
    return words("table.interval" if estimated else "table.span")


def said(words: Words, status: str, note: str) -> str:
    """What is to be said of a value in words: why there is none, or what the source notes of it; ``""`` of a
    plain one."""
    if status != REPORTED:
        return words(f"status.{status}")
    return words(f"note.{note}") if note else ""


def noted(words: Words, measure: Measure, row: pd.Series) -> str:
    """The value of a row as text, with what the source notes of it: ``12,3 (preliminär)``."""
    told = text(words, measure, row["value"], str(row["status"]))
    note = said(words, REPORTED, row["note"])
    return f"{told} ({note})" if note else told


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of values with the intervals of those values that are shown."""
    reported = rows["status"] == REPORTED
    return rows.assign(lower=rows["lower"].where(reported), upper=rows["upper"].where(reported))


@lru_cache(maxsize=REMEMBERED)
def table(words: Words, data: Data, values: Values, selection: Selection) -> pd.DataFrame:
    """The values of the shown period as text, one row per municipality by name, then the county and the
    country. Columns: ``code, name, value, interval, note, chosen``."""
    rows = _table(words, data, values)
    return rows.assign(chosen=[code in selection.municipalities for code in rows["code"]])


@lru_cache(maxsize=REMEMBERED)
def _table(words: Words, data: Data, values: Values) -> pd.DataFrame:
    """The same for whoever is chosen."""
    measure = values.measure
    places = values.at().reindex(by_name(words, data))
    return pd.DataFrame(
        {
            "code": str(row.Index),
            "name": data.name_of(str(row.Index), words.language),
            "value": text(words, measure, row.value, row.status),
            "interval": interval(words, measure, row.lower, row.upper),
            "note": said(words, row.status, row.note),
        }
        for row in each(shown(pd.concat([places, _benchmarks(values)])))
    )


@lru_cache(maxsize=REMEMBERED)
def over_years(words: Words, data: Data, values: Values) -> pd.DataFrame:
    """The values of every period as text: one row per area as :func:`in_order` has them, indexed by code,
    and one column per period in order. Where nothing is said of an area in a period, it is missing."""
    told = by_area(words, data, values)
    cells = {period: [own[at] for own in told.values()] for at, period in enumerate(values.periods)}
    return pd.DataFrame(cells, index=list(told))


@lru_cache(maxsize=REMEMBERED)
def by_area(words: Words, data: Data, values: Values) -> Mapping[str, list[str]]:
    """The values of every period as text, a list for each area, by code in the order of :func:`in_order`. A
    borrowed book."""
    told: dict[str, dict[str, str]] = {}
    for row in each(in_order(words, data, values)):
        own = told.setdefault(str(row.code), {})
        own[str(row.period)] = text(words, values.measure, row.value, str(row.status))
    absent = SYMBOLS[MISSING]
    return {
        code: [own.get(period, absent) for period in values.periods] for code, own in told.items()
    }


def in_order(words: Words, data: Data, values: Values) -> pd.DataFrame:
    """All rows of values in the order in which tables and files tell them: municipalities by name, then the
    county and the country, each with its periods in order. Of a series that the county alone has,
    no municipality has a row."""
    rows = values.benchmarks
    if values.measure.level != "county":
        rows = pd.concat([values.table, rows])
    areas = [*by_name(words, data), *data.region.benchmark_codes()]
    place = rows["code"].map({code: at for at, code in enumerate(areas)})
    return rows.iloc[place.argsort(kind="stable")]


@lru_cache(maxsize=REMEMBERED)
def by_name(words: Words, data: Data) -> list[str]:
    """The municipalities' codes in the alphabet of the language. A borrowed book."""
    return sorted(data.codes, key=lambda code: collation(data.name_of(code, words.language)))


def _benchmarks(values: Values) -> pd.DataFrame:
    rows = values.benchmarks
    if rows.empty:
        return rows.set_index("code")
    return rows[rows["period"] == values.period].set_index("code")

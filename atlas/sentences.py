"""What values say, in words: from templates, in both languages, and never about causes.

The truth behind a protected number may be another number, so it is written with "about", and the places with
most or least are only named by the rule of :mod:`atlas.measures.order`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from atlas.frames import one
from atlas.measures import display, order, timeline
from atlas.measures.derived import Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words


def about(words: Words, data: Data, number: str) -> str:
    """A number in a sentence, with "about" before a protected one."""
    return number if data.exact else words("sentence.about", value=number)


def listed(words: Words, names: Iterable[str], first: order.First) -> str:
    """The names of those that are first: "A and B", or "A or B" where it is uncertain which."""
    return words.listed(names) if first.sure else words.either(names)


def could_be(words: Words, span: Span | None, unit: str = "") -> list[str]:
    """The small line under a number that is not exact: what it could be."""
    if span is None or pd.isna(span.lower):
        return []
    return [
        words(
            "sentence.could_be",
            low=words.number(span.lower),
            high=words.quantity(span.upper, 0, unit),
        )
    ]


@lru_cache(maxsize=REMEMBERED)
def describe(words: Words, data: Data, values: Values, selection: Selection) -> str:
    """A few sentences: the chosen places, highest and lowest, county and country, what is not shown."""
    rows = values.at()
    parts = [
        words(
            "sentence.place",
            name=data.name_of(code, words.language),
            value=_number(words, values, one(rows, code)),
        )
        for code in selection.municipalities
        if code in rows.index
    ]
    return " ".join([*parts, *_of_all(words, data, values)])


@lru_cache(maxsize=REMEMBERED)
def _of_all(words: Words, data: Data, values: Values) -> tuple[str, ...]:
    """What is said whoever is chosen: highest and lowest, county and country, what is not shown."""
    rows, parts = values.at(), []
    reported = rows[rows["status"] == REPORTED].sort_values("value", kind="stable")
    if values.measure.level == "county":
        parts.append(words("sentence.county_only"))
    elif reported.empty:
        parts.append(words("sentence.nothing"))
    elif len(reported) == 1 and len(rows) > 1:
        only = order.First(reported, False)
        parts.append(words("sentence.only", **_named(words, data, values, only)))
    elif reported["value"].nunique() == 1 and len(reported) == len(rows):
        parts.append(words("sentence.all_alike", value=_value(words, values, reported)))
    else:
        parts += _extremes(words, data, values, rows)
    parts += _beside(words, data, values)
    parts += _hidden(words, rows)
    return tuple(parts)


@lru_cache(maxsize=REMEMBERED)
def headline(words: Words, data: Data, values: Values, selection: Selection) -> str:
    """A card's title: the measure and its takeaway. That is the value of the chosen place, or which place is
    highest (among the chosen ones if there are several)."""
    name = values.measure.name(words.language)
    rows = values.at()
    chosen = [code for code in selection.municipalities if code in rows.index]
    if len(chosen) == 1:
        row = one(rows, chosen[0])
        place = data.name_of(chosen[0], words.language)
        # "per 10 000 inhabitants" is not said again after a name that ends so
        number = _number(words, values, row, values.measure.unit(words.language) not in name)
        return words("headline.place", measure=name, name=place, value=number)
    among = rows.loc[chosen] if chosen else rows
    reported = among[among["status"] == REPORTED]
    if reported.empty:
        return name
    of = words("headline.of_chosen", n=str(len(chosen))) if chosen else ""
    if reported["value"].nunique() == 1 and len(reported) == len(among):
        alike = {"measure": name, "value": _value(words, values, reported)}
        if chosen:
            each = words("headline.each_chosen", n=str(len(chosen)))
            return words("headline.alike_chosen", **alike, of=each)
        return words("headline.alike", **alike)
    return _highest_of(words, data, values, among, "headline", measure=name, of=of)


def development(words: Words, data: Data, values: Values, selection: Selection) -> str:
    """The title of a card of published values over the years: what they were at both ends for the one chosen
    place, or else the county, as far back as the years can be compared; the measure's name where there are no
    two such years."""
    measure, chosen = values.measure, selection.municipalities
    name = measure.name(words.language)
    chosen_one = len(chosen) == 1
    code = chosen[0] if chosen_one else data.region.county_code
    years = timeline.comparable(values.periods, measure.series_breaks, values.periods[-1])
    rows = pd.concat([values.table, values.benchmarks])
    told = rows[(rows["code"] == code) & (rows["status"] == REPORTED)].set_index("period")["value"]
    told = told.reindex([year for year in years if year in told.index])
    if len(told) < 2:
        return name
    before, after = (display.quantity(words, measure, told.iloc[at], REPORTED) for at in (0, -1))
    here = data.name_of(code, words.language) if chosen_one else words("verdict.county")
    return words(
        "headline.development", measure=name, name=here,
        before=before, first=told.index[0], after=after, last=told.index[-1],
    )  # fmt: skip


def _extremes(words: Words, data: Data, values: Values, rows: pd.DataFrame) -> list[str]:
    """Which places are highest and lowest, as far as that is certain."""
    parts = [_highest_of(words, data, values, rows, "sentence")]
    low = order.first(rows, least=True, certain=values.exact)
    if low.sure:
        parts.append(words("sentence.lowest", **_named(words, data, values, low)))
    return [part for part in parts if part]


def _highest_of(
    words: Words, data: Data, values: Values, rows: pd.DataFrame, section: str, **more: str
) -> str:
    """That a place is highest, that it is one of a few, or that it cannot be known."""
    high = order.first(rows, certain=values.exact)
    if not (high.sure or high.few):
        return words(f"{section}.open", **more)
    key = "highest" if high.sure else "among"
    return words(f"{section}.{key}", **more, **_named(words, data, values, high))


def _named(words: Words, data: Data, values: Values, first: order.First) -> dict[str, str]:
    """The names of the places that are or may be first, and their value."""
    names = words.sorted(data.names[str(code)] for code in first.rows.index)
    several = len(names) > order.NAMED
    name = words("sentence.several", n=str(len(names))) if several else listed(words, names, first)
    return {"name": name, "value": _value(words, values, first.rows)}


def _value(words: Words, values: Values, rows: pd.DataFrame) -> str:
    """The value that some rows share, or their lowest and highest; with "about" if they are protected."""
    low, high = rows["value"].min(), rows["value"].max()
    if low == high:
        return _number(words, values, rows.iloc[0], unit=False)
    ends = (display.text(words, values.measure, end, REPORTED) for end in (low, high))
    return words("sentence.about", value="–".join(ends))


def _number(words: Words, values: Values, row: pd.Series, unit: bool = True) -> str:
    """The value of a row as text, with "about" before a protected one."""
    written = display.quantity if unit else display.text
    number = written(words, values.measure, row["value"], str(row["status"]))
    rounded = values.measure.programme and not values.exact and row["status"] == REPORTED
    return words("sentence.about", value=number) if rounded else number


def _beside(words: Words, data: Data, values: Values) -> list[str]:
    beside = values.benchmarks
    beside = beside[beside["period"] == values.period].set_index("code")
    parts = []
    for code in data.region.benchmark_codes():
        if code not in beside.index:
            continue
        row = one(beside, code)
        if row["status"] == REPORTED:
            parts.append(
                words(
                    "sentence.beside",
                    name=data.name_of(code, words.language),
                    value=_number(words, values, row),
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

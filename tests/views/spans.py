"""What protected numbers could be, and what they truly are."""

from __future__ import annotations

import re

import pandas as pd

from atlas import sentences
from atlas.measures import programme, registry
from atlas.words import Words
from tests.views.worlds import COUNTS, SHARES

SV = Words("sv")
DENSITIES = {
    "participants_per_10000": "participants",
    "participants_per_1000_aged_25_64": "participants",
    "enterprises_per_1000_workplaces": "enterprises",
}
HIGHEST = re.compile(r"högst i (?P<names>.+?) \(")
LOWEST = re.compile(r"Lägst har (?P<names>.+?) \(")
# a share is told in whole per cent
HALF = 0.5


def misses(data, rows, selections, measures=(*COUNTS, *SHARES)):
    """Every number whose span does not hold the truth, and how many were looked at."""
    found, looked = [], 0
    for selection in selections:
        for measure in measures:
            span = programme.span(data, measure, selection)
            true = rows.number(measure, selection)
            if span is None or true is None:
                continue
            looked += 1
            room = HALF if measure in SHARES else 0
            if not span.lower - room <= true <= span.upper + room:
                found.append((measure, selection, span, true))
    return found, looked


def table_misses(data, rows, selection, measures):
    """The same of what a map and a table are made from, hidden places too."""
    found, looked = [], 0
    for measure in measures:
        values = registry.values(data, measure, selection)
        part = DENSITIES.get(measure, measure)
        stock = {}
        if measure in DENSITIES:
            stock = programme.stock_of(data, values.measure, selection)
        for code, row in values.at().iterrows():
            true = rows.number(part, selection.of(str(code)))
            if pd.isna(row["upper"]) or true is None:
                continue
            if measure in DENSITIES:
                true = true / stock[code] * values.measure.declared["per"]
            looked += 1
            room = HALF if measure in SHARES else 1e-9
            if not row["lower"] - room <= true <= row["upper"] + room:
                found.append((measure, selection, code, row.to_dict(), true))
    return found, looked


def truth(data, rows, values, selection):
    """The exact value of every municipality in the measure of some values."""
    measure = values.measure
    part = DENSITIES.get(measure.id, measure.id)
    exact = {code: rows.number(part, selection.of(code)) for code in data.codes}
    if measure.id in DENSITIES:
        stock = programme.stock_of(data, measure, selection)
        exact = {c: n / stock[c] for c, n in exact.items() if c in stock}
    return {c: n for c, n in exact.items() if n is not None}


def named(pattern, text):
    """Who is named, and whether it is one of them or all."""
    found = pattern.search(text)
    return [] if found is None else re.split(r", | och | eller ", found["names"])


def wrong_winners(data, rows, selection, measures):
    """Every headline and sentence in which someone is named who does not have most (or least): of
    several names joined by "eller" one has to have it, of others each."""
    found, looked = [], 0
    names = {name: code for code, name in data.names.items()}
    for measure in measures:
        values = registry.values(data, measure, selection.everywhere())
        exact = truth(data, rows, values, selection.everywhere())
        said = sentences.headline(SV, data, values, selection)
        told = sentences.describe(SV, data, values, selection)
        among = {c: exact[c] for c in selection.municipalities or data.codes if c in exact}
        for text, pattern, of, best in (
            (said, HIGHEST, among, max),
            (told.replace("Högst har", "högst i"), HIGHEST, exact, max),
            (told, LOWEST, exact, min),
        ):
            those = [names[n] for n in named(pattern, text) if n in names]
            if not those:
                continue
            looked += 1
            top = [c for c, n in of.items() if n == best(of.values())]
            either = " eller " in pattern.search(text)["names"]
            if not (set(top) & set(those) if either else set(those) <= set(top)):
                found.append((measure, selection, text, exact))
    return found, looked

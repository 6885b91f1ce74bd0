"""The published numbers that a delivery changes, as a table: before it is published, and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from atlas import catalogue as catalogues
from atlas import folders
from atlas.views import card
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

SHOWN = 200
MOST_DECIMALS = 4
WHEN = ("before", "after")


def table(here: Here, figures: Mapping[str, Any], key: str, under: str = "") -> Part:
    """The numbers that change most, each before and after, of those that a difference tells
    (:func:`atlas.publish.difference.numbers`)."""
    words = here.words
    moves = figures["moves"][:SHOWN]
    measures = names(here)
    values: defaultdict[str, list[float | None]] = defaultdict(list)
    for move in moves:
        values[move["figure"]] += [move[when] for when in WHEN]
    places = {figure: decimals(of) for figure, of in values.items()}
    rows = [
        [
            measures.get(move["figure"], move["figure"]),
            here.name(move["of"]) if move["of"] else "",
            str(move["period"] or ""),
            *(number(here, move[when], places[move["figure"]]) for when in WHEN),
            _note(here, move),
        ]
        for move in moves
    ]
    columns = ("figure", "of", "period", "before", "after", "note")
    shown = pd.DataFrame(rows, columns=[words(f"intake.column.{c}") for c in columns])
    if shown.empty or not shown.iloc[:, -1].any():
        shown = shown.iloc[:, :-1]
    return card.table(key, words(f"intake.{key}"), under, shown)


def decimals(values: Iterable[float | None]) -> int:
    """How many decimals show every one of these numbers apart, at most :data:`MOST_DECIMALS`: what is beside
    each other is written alike, and no change is hidden by rounding."""
    texts = (
        f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
        for value in values
        if value is not None
    )
    return max(map(len, texts), default=0)


def number(here: Here, value: float | None, places: int) -> str:
    """A number before or after, with a dash where there is none."""
    return "–" if value is None else here.words.number(value, places)


def _note(here: Here, move: Mapping[str, Any]) -> str:
    """The note that a number has afterwards, and the one before it where that was another."""
    before, after = (
        here.words(f"note.{note}") if note else ""
        for note in (move.get("note_before"), move.get("note_after"))
    )
    return after if before in ("", after) else f"{before} → {after or '–'}"


def names(here: Here) -> dict[str, str]:
    """The name of every measure that is declared: a figure that comes for the first time has no place among
    the published ones yet."""
    declared = {**catalogues.load(folders.data()).measures, **here.data.catalogue.measures}
    return {name: measure.name(here.words.language) for name, measure in declared.items()}

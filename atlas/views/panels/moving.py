"""The published numbers that a delivery changes, as a table: before it is published, and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from atlas.views import card
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

SHOWN = 200


def table(here: Here, figures: Mapping[str, Any], key: str, under: str = "") -> Part:
    """The numbers that change most, each before and after, of those that a difference tells
    (:func:`atlas.publish.difference.numbers`)."""
    words = here.words
    rows = [
        [
            _measure(here, move["figure"]),
            here.name(move["of"]) if move["of"] else "",
            str(move["period"] or ""),
            *(number(here, move[when]) for when in ("before", "after")),
            _note(here, move),
        ]
        for move in figures["moves"][:SHOWN]
    ]
    names = ("figure", "of", "period", "before", "after", "note")
    shown = pd.DataFrame(rows, columns=[words(f"intake.column.{c}") for c in names])
    if shown.empty or not shown.iloc[:, -1].any():
        shown = shown.iloc[:, :-1]
    return card.table(key, words(f"intake.{key}"), under, shown)


def number(here: Here, value: float | None) -> str:
    """A number before or after, with a dash where there is none."""
    return "–" if value is None else here.words.number(value, 0 if value == int(value) else 2)


def _note(here: Here, move: Mapping[str, Any]) -> str:
    """The note that a number has afterwards, and the one before it where that was another."""
    before, after = (
        here.words(f"note.{note}") if note else ""
        for note in (move.get("note_before"), move.get("note_after"))
    )
    return after if before in ("", after) else f"{before} → {after or '–'}"


def _measure(here: Here, measure_id: str) -> str:
    known = here.data.catalogue.measures
    return known[measure_id].name(here.words.language) if measure_id in known else measure_id

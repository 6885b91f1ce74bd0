"""What shown numbers could truly be: as a column of a table, as the whiskers of a chart, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from atlas.exports import filed
from atlas.figures.spec import Ends
from atlas.measures import display
from atlas.rounding import half_up
from atlas.views.card import Card, plain
from atlas.views.run.visit import Here


def column(here: Here, table: pd.DataFrame) -> dict[str, list[str]]:
    """A column, under its title, of what each shown number of a table (``status, lower, upper``) could truly
    be; empty where no number has a span."""
    told = texts(here, table)
    return {here.words("table.span"): told} if any(told) else {}


def texts(here: Here, table: pd.DataFrame) -> list[str]:
    """What each shown number of a table could truly be, as text; ``""`` where it has no span."""
    words = here.words
    shown = display.shown(table)
    return [
        "" if pd.isna(upper) else f"{words.number(lower)}–{words.number(upper)}"
        for lower, upper in zip(shown["lower"], shown["upper"], strict=True)
    ]


def ends(table: pd.DataFrame) -> tuple[list[float | None], list[float | None]] | None:
    """What each shown number of a table could truly be, for a chart, rounded as in :func:`column`; ``None``
    where no number has a span."""
    shown = display.shown(table)[["lower", "upper"]]
    if shown["upper"].isna().all():
        return None
    rounded = shown.map(lambda end: end if pd.isna(end) else half_up(float(end), 0))
    return plain(rounded["lower"]), plain(rounded["upper"])


def of_parts(parts: Mapping[str, pd.DataFrame]) -> dict[str, list[Ends | None]]:
    """What each number of a stack's parts could truly be. Each part is a table, with its rows in order."""
    both_ends = {name: ends(table) for name, table in parts.items()}
    return {
        name: [
            None if low is None or high is None else (low, high)
            for low, high in zip(*both, strict=True)
        ]
        for name, both in both_ends.items()
        if both
    }


def in_file(here: Here, card: Card, parts: Mapping[str, pd.DataFrame]) -> Card:
    """The card of a stack whose file has one more column for each part: what its numbers could be."""
    told = {name: texts(here, table) for name, table in parts.items()}
    more = {here.words("table.span_of", name=n): t for n, t in told.items() if any(t)}
    told_more = card.shown.assign(**more)
    return replace(
        card, data=lambda: filed.of_frame(here.words, here.data, card.title, "", told_more)
    )


def bound(here: Here, sums: int = 1) -> list[str]:
    """How far the numbers of a larger table may be from the true ones; empty for exact numbers."""
    if here.data.exact:
        return []
    return [here.words("card.bound", n=here.words.number(sums * (here.data.reach - 1)))]


def part_bound(here: Here, sums: int = 1) -> list[str]:
    """The same for a stack, where a line under each part shows it."""
    said = bound(here, sums)
    return [*said, here.words("card.part_line")] if said else []

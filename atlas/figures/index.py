"""An index drawn: places with their ranges, what each theme gives to a score, the scores of one place."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

from atlas.figures import scale
from atlas.figures.spec import Row, Rows
from atlas.measures.display import SYMBOLS
from atlas.measures.values import MISSING
from atlas.words import Words

FULL = (0.0, 100.0)
TALL = 2.6  # em: a name, and under the dot what it rests on


class Placed(NamedTuple):
    """A municipality in the ranking: its name, what is told of it at its mark and when one points at it, its
    place and the ends of its range (NaN without a score), and whether it is chosen."""

    name: str
    text: str
    said: str
    place: float
    low: float
    high: float
    chosen: bool


class Scored(NamedTuple):
    """An indicator of one municipality: its name, its score (``None`` where it has none), what it rests on,
    and both in words."""

    name: str
    score: float | None
    note: str
    said: str


def ranking(words: Words, placed: Sequence[Placed]) -> Rows:
    """A row for each municipality, the first on top: its place as a dot, its range as a whisker. Equal places
    lie under each other."""
    rows = [
        Row(one.name, one.said, sign=SYMBOLS[MISSING], look="strong" if one.chosen else "")
        if isnan(one.place)
        else Row(
            one.name,
            one.said,
            text=one.text,
            look="strong" if one.chosen else "",
            dot=one.place,
            reach=(one.low, one.high),
        )
        for one in placed
    ]
    last = len(rows)
    ticks = [n for n in (1, *range(5, last, 5), last) if n == last or last - n > 1]
    legend = (("dot", words("index.legend_place")), ("reach", words("index.legend_range")))
    return Rows(
        tuple(rows),
        (0.5, last + 0.5),
        tuple((float(n), str(n)) for n in dict.fromkeys(ticks)),
        legend=legend,
    )


def contributions(
    words: Words,
    themes: Sequence[str],
    bars: Sequence[tuple[str, bool, Sequence[float] | None]],
    paint: Sequence[tuple[str, str]],
) -> Rows:
    """A bar for each municipality of what each theme gives to its score. ``bars`` are its name, whether it is
    chosen, and the parts by theme, rounded so that they add up (``None`` without a score)."""
    rows = []
    for name, chosen, parts in bars:
        look = "strong" if chosen else ""
        if parts is None:
            rows.append(Row(name, sign=SYMBOLS[MISSING], look=look))
            continue
        texts = [words.number(part, 1) for part in parts]
        drawn = tuple(
            (part, text, f"{theme}: {text}", None)
            for theme, part, text in zip(themes, parts, texts, strict=True)
        )
        total = words.number(sum(parts), 1)
        rows.append(Row(name, f"{name}: {total}", text=total, look=look, parts=drawn))
    painted = tuple((theme, *paint[i % len(paint)]) for i, theme in enumerate(themes))
    return Rows(tuple(rows), FULL, scale.ticks(FULL, words.number), parts=painted)


def scores(words: Words, scored: Sequence[Scored]) -> Rows:
    """The scores of one municipality, a row for each indicator, from 0 to 100."""
    rows = [
        Row(one.name, one.said, note=one.note, sign=SYMBOLS[MISSING])
        if one.score is None
        else Row(one.name, one.said, note=one.note, text=words.number(one.score, 1), dot=one.score)
        for one in scored
    ]
    return Rows(tuple(rows), FULL, scale.ticks(FULL, words.number), tall=TALL)

"""Bars of people by step or by property: what is shown is drawn, what is protected is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from atlas.figures import scale
from atlas.figures.spec import Row, Rows
from atlas.words import Words

TALL = 3.1  # em
TALLEST = 4.6


@dataclass(frozen=True)
class Stack:
    """One bar a row, of named parts in their order; ``None`` is not drawn.

    A part's name is the title of its column in the card's table. ``painted`` has the colour of each
    part and of the number upon it, ``could_be`` says of each number what it could truly be: parts lie
    end to end, so that a whisker at the end of one would be read as that of them all.
    """

    labels: Sequence[str]
    parts: Mapping[str, Sequence[float | None]]
    painted: Mapping[str, tuple[str, str]]
    could_be: Mapping[str, Sequence[str]] = field(default_factory=dict)


def bars(
    words: Words,
    labels: Sequence[str],
    numbers: Sequence[float | None],
    texts: Sequence[str],
    mark: int | None = None,
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None,
) -> Rows:
    """Horizontal bars in the given order, first on top. ``None`` draws no bar, only its text.

    ``mark`` is the index of a bar to set off (the largest drop of a funnel); ``reach`` are the lower and
    upper ends of what each could truly be, drawn as whiskers.
    """
    ends = [*zip(*reach, strict=True)] if reach else [(None, None)] * len(labels)
    rows = [
        Row(
            label,
            f"{label}: {text}",
            text=text,
            sign=text if number is None else "",
            look="strong" if at == mark else "",
            bar=number,
            reach=None if number is None or low is None or high is None else (low, high),
        )
        for at, (label, number, text, (low, high)) in enumerate(
            zip(labels, numbers, texts, ends, strict=True)
        )
    ]
    drawn = [n for row in rows for n in (row.bar, *(row.reach or ())) if n is not None]
    span = (0.0, max(drawn, default=0.0) or 1.0)
    return Rows(tuple(rows), span, scale.ticks(span, words.number))


def states(words: Words, stack: Stack) -> Rows:
    """One stacked bar per cohort of the states that can be shown, in the order given."""
    return stacked(words, stack, TALLEST)


def stacked(words: Words, stack: Stack, tall: float = TALL) -> Rows:
    """One stacked bar per row, ``tall`` em high, of the parts that can be shown."""
    shown = [part for part, numbers in stack.parts.items() if any(n is not None for n in numbers)]
    rows = [
        Row(label, parts=tuple(_part(words, stack, part, at) for part in shown))
        for at, label in enumerate(stack.labels)
    ]
    longest = max((sum(number for number, *_ in row.parts) for row in rows), default=0.0)
    span = (0.0, longest or 1.0)
    parts = tuple((part, *stack.painted[part]) for part in shown)
    return Rows(tuple(rows), span, scale.ticks(span, words.number), tall=tall, parts=parts)


def _part(words: Words, stack: Stack, part: str, at: int) -> tuple[float, str, str]:
    """A part of a bar: its number (0 where it is not told), its text, and what is said of it."""
    number = stack.parts[part][at]
    if number is None:
        return 0.0, "", ""
    text = words.number(number)
    spans = stack.could_be.get(part)
    span = f" ({spans[at]})" if spans and spans[at] else ""
    return number, text, f"{part}: {text}{span}"

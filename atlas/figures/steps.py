"""Bars of people by step or by property: what is shown is drawn, what is protected is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from atlas.figures import scale
from atlas.figures.spec import Ends, Part, Row, Rows
from atlas.words import Words

TALL = 3.1  # em
TALLEST = 4.6


@dataclass(frozen=True)
class Stack:
    """One bar a row, of named parts in their order; ``None`` is not drawn.

    A part's name is the title of its column in the card's table. ``painted`` has the colour of each
    part and of the number upon it, ``reach`` has the lower and upper end of what each could truly be,
    ``notes`` what else there is to be said of each row.
    """

    labels: Sequence[str]
    parts: Mapping[str, Sequence[float | None]]
    painted: Mapping[str, tuple[str, str]]
    reach: Mapping[str, Sequence[Ends | None]] = field(default_factory=dict)
    notes: Sequence[str] = ()


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
        Row(
            label,
            note=stack.notes[at] if stack.notes else "",
            parts=tuple(_part(words, stack, part, at) for part in shown),
        )
        for at, label in enumerate(stack.labels)
    ]
    longest = max((end for row in rows for end in _ends(row)), default=0.0)
    span = (0.0, longest or 1.0)
    parts = tuple((part, *stack.painted[part]) for part in shown)
    return Rows(tuple(rows), span, scale.ticks(span, words.number), tall=tall, parts=parts)


def _part(words: Words, stack: Stack, part: str, at: int) -> Part:
    """A part of a bar: its number (0 where it is not told), its text, what is said of it, and the ends
    of what it could be."""
    number = stack.parts[part][at]
    if number is None:
        return 0.0, "", "", None
    text = words.number(number)
    reach = stack.reach[part][at] if part in stack.reach else None
    if reach is None:
        return number, text, f"{part}: {text}", None
    span = "–".join(words.number(end) for end in reach)
    return number, text, f"{part}: {text} ({words('table.could_be', span=span)})", reach


def _ends(row: Row) -> Iterator[float]:
    """Where the parts of a bar end, and where each could end, counted from its own beginning."""
    begin = 0.0
    for number, _, _, reach in row.parts:
        yield begin + max(number, reach[1] if reach else 0.0)
        begin += number

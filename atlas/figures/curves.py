"""Step curves by week since the start, a line for each cohort, and dates in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.figures import scale
from atlas.figures.spec import Colors, Line, Lines, Row, Rows
from atlas.measures import display
from atlas.measures.values import PROTECTED
from atlas.theme import paints
from atlas.words import Words


@dataclass(frozen=True)
class Curve:
    """A line: its name, weeks, per cent (``None`` where it may not be told), words for each point, the
    text of the last one (``end``), and ``reach``, the lower and upper ends of what each point could
    truly be."""

    name: str
    weeks: Sequence[float]
    values: Sequence[float | None]
    texts: Sequence[str]
    end: str = ""
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None


@dataclass(frozen=True)
class Span:
    """A stretch of time with a name; an open one goes on, and is drawn so far only."""

    name: str
    first: dt.date
    last: dt.date
    text: str
    is_open: bool = False


def curves(words: Words, lines: Sequence[Curve], *, step: bool, axis: str) -> Lines:
    """Per cent by week, each line named at its end with its last number. ``step`` draws stairs (a value
    holds until the next); else straight lines with marks. Where a line breaks off because what follows
    may not be told, its last mark has the sign of that, or its name has if no number follows.
    ``axis`` names the weeks."""
    weeks = [week for line in lines for week in line.weeks]
    first, last = float(min(weeks, default=0)), float(max(weeks, default=1))
    wide = last - first or 1.0
    marks = scale.ticks((first, first + wide), words.number)
    return Lines(
        tuple(_curve(line, at, step) for at, line in enumerate(lines)),
        across=(first - 0.02 * wide, first + 1.04 * wide),
        high=(0.0, 106.0),
        ticks=tuple((float(n), words.quantity(n, 0, "%")) for n in range(0, 101, 20)),
        marks=marks,
        axis=axis,
    )


def _curve(line: Curve, at: int, step: bool) -> Line:
    points = [
        None if value is None else (float(week), value, text)
        for week, value, text in zip(line.weeks, line.values, line.texts, strict=True)
    ]
    ends = zip(line.weeks, *line.reach, strict=True) if line.reach else ()
    return Line(
        line.name,
        f"cohort-{at % len(palette())}",
        tuple(points),
        end=f"{line.name} {line.end}".strip(),
        paint=palette()[at % len(palette())],
        steps=step,
        reach=tuple(
            (float(week), low, high)
            for week, low, high in ends
            if low is not None and high is not None
        ),
        broken=_broken_off(line.values),
    )


def _broken_off(values: Sequence[float | None]) -> tuple[tuple[int, str], ...]:
    """The sign of a protected number at each value that is followed by one that may not be told, where
    the line goes on later; where it does not, its name has the sign."""
    last = max((at for at, value in enumerate(values) if value is not None), default=-1)
    return tuple(
        (at, display.SYMBOLS[PROTECTED])
        for at in range(last)
        if values[at] is not None and values[at + 1] is None
    )


def palette() -> list[Colors]:
    """The colours of cohorts in their order, the same on all pages: by day, by night."""
    return paints("cohorts")


def calendar(
    words: Words,
    spans: Sequence[Span],
    events: Sequence[tuple[dt.date, str]],
    ticks: Sequence[tuple[dt.date, str]],
) -> Rows:
    """When each cohort ran, one bar each, and the dated events as marks in a row of their own below."""
    rows = [
        Row(
            span.name,
            span.text,
            stretch=(span.first.toordinal(), span.last.toordinal(), span.is_open),
            paint=palette()[at % len(palette())],
        )
        for at, span in enumerate(spans)
    ]
    dated = tuple((float(day.toordinal()), text) for day, text in events)
    rows.append(Row(words("calendar.events"), events=dated))
    days = [
        *(float(day.toordinal()) for span in spans for day in (span.first, span.last)),
        *(day for day, _ in dated),
    ]
    room = 0.03 * (max(days) - min(days)) or 1.0
    marks = tuple((float(day.toordinal()), text) for day, text in ticks)
    return Rows(tuple(rows), (min(days) - room, max(days) + room), marks)

"""Rows of a figure: names to the left, marks on one scale, what they say to the right."""

from __future__ import annotations

from typing import NamedTuple

from atlas.exports.svg import legend, stack
from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import trail
from atlas.exports.svg.marks import Place, ends, has_bar, marks
from atlas.exports.svg.plot import LINE, Plot, Scale, spaced
from atlas.figures.spec import Row, Rows

ROW = 1.93  # em
LABEL = 0.42  # of the width, at most
ASIDE = 0.9  # em from the axis to a sign


class Texts(NamedTuple):
    """The texts of a row in lines: its name, what stands in place of marks, and what stands under it."""

    name: list[str]
    sign: list[str]
    notes: list[str]


class Scaled(NamedTuple):
    """Where the numbers lie: each at ``x``; the least is ``low``, and the names of the rows end at
    ``left``."""

    x: Scale
    low: float
    left: float


def rows(figure: Rows, plot: Plot) -> float:
    """Draw the rows; gives how high they are."""
    em = plot.size
    names = [plot.wrapped(row.label, LABEL * plot.width, bool(row.look)) for row in figure.rows]
    scale = _scale(figure, names, plot)
    room = plot.width - scale.left
    texts = [
        Texts(name, _sign(row, room, plot), _notes(row, figure, scale.x, room, plot))
        for row, name in zip(figure.rows, names, strict=True)
    ]
    begin = legend.legend(figure, plot)
    deep = stack.below(figure.rows)
    tall = figure.tall or ROW
    highs = [(max(tall, max(len(t.name), len(t.sign)) * LINE + 0.35) + deep) * em for t in texts]
    bottom = begin + sum(highs) + (sum(len(t.notes) for t in texts) * LINE + 0.3) * em

    _ground(figure, scale, begin, bottom, plot)
    top = begin
    for row, text, high in zip(figure.rows, texts, highs, strict=True):
        _row(row, text, figure, scale, Place(scale.x, top + high / 2, high, deep), plot)
        top += high + len(text.notes) * LINE * em
    return bottom + 1.7 * em


def _sign(row: Row, room: float, plot: Plot) -> list[str]:
    """What stands in a row that has nothing to draw, in lines."""
    empty = not (ends(row) or row.parts or row.stretch or row.events)
    return plot.wrapped(row.sign, room - ASIDE * plot.size) if row.sign and empty else []


def _scale(figure: Rows, names: list[list[str]], plot: Plot) -> Scaled:
    """The scale, between the room for the names and what stands before the marks, and that for what stands
    behind."""
    em = plot.size

    def beside(text: str) -> float:
        return plot.wide(text) + 0.9 * em if text else 0

    named = [
        plot.wide(line, bool(row.look))
        for row, name in zip(figure.rows, names, strict=True)
        for line in name
    ]
    left = max(named, default=0) + 0.7 * em
    before = max((beside(row.before) for row in figure.rows), default=0)
    last = plot.wide(figure.ticks[-1][1]) / 2 + 2 if figure.ticks else 0
    right = max(0.9 * em, last, *(beside(row.text) for row in figure.rows))
    low, high = figure.span
    room = plot.width - left - before - right
    return Scaled(lambda n: left + before + room * (n - low) / ((high - low) or 1), low, left)


def _notes(row: Row, figure: Rows, x: Scale, room: float, plot: Plot) -> list[str]:
    """What stands under a row: numbers of parts that have no room upon them, what its
    events are, and its note."""
    beside = [
        f"{figure.parts[at][0]} {text}"
        for at, (number, text, _, _) in enumerate(row.parts)
        if number and not stack.has_room(plot.wide(text), x(number) - x(0), plot.size)
    ]
    # on a page an event is told when one points at it
    events = [told.replace("\n", " ") for _, told in row.events]
    said = " · ".join([*beside, *events, *([row.note] if row.note else [])])
    return plot.wrapped(said, room - plot.size) if said else []


def _ground(figure: Rows, scale: Scaled, top: float, bottom: float, plot: Plot) -> None:
    """What lies behind the rows: the band, the ticks with their rules, the axis, and nought where bars
    begin."""
    x, grid = scale.x, colour("grid")
    if figure.band:
        low, high = map(x, figure.band)
        plot.on.rect(low, top, high - low, bottom - top, fill=grid, fill_opacity=0.6)
    for number, text in spaced(figure.ticks, x, plot):
        plot.stroke(trail("M", x(number), top, "V", bottom), grid, 0.071)
        plot.write(x(number), bottom + 1.2 * plot.size, text, "middle")
    plot.stroke(trail("M", scale.left, top, "V", bottom), grid, 0.071)
    if any(map(has_bar, figure.rows)):
        plot.stroke(trail("M", x(0), top, "V", bottom), colour("muted"), 0.107)


def _row(row: Row, texts: Texts, figure: Rows, scale: Scaled, place: Place, plot: Plot) -> None:
    """A row: its name, its marks, its numbers, and what stands under it."""
    em, y, quiet = plot.size, place.y, colour("muted")
    for line, at in _centred(texts.name, y, em):
        plot.write(scale.left - 0.5 * em, at, line, "end", bold=bool(row.look))
    marks(row, figure, place, plot)
    _numbers(row, scale.x, y + 0.35 * em, plot)
    foot = y + place.height / 2
    for nth, line in enumerate(texts.notes):
        plot.write(
            scale.left + 0.4 * em, foot + (0.8 + LINE * nth) * em, line, fill=quiet, halo=True
        )
    for line, at in _centred(texts.sign, y, em):
        plot.write(scale.x(scale.low) + ASIDE * em, at, line, fill=quiet, halo=True)


def _centred(lines: list[str], y: float, em: float) -> list[tuple[str, float]]:
    """Lines around a middle, each with its foot."""
    middle = (len(lines) - 1) / 2
    return [(line, y + (0.35 + LINE * (at - middle)) * em) for at, line in enumerate(lines)]


def _numbers(row: Row, x: Scale, y: float, plot: Plot) -> None:
    """What stands at the end of a row's marks, and before them."""
    numbers = ends(row) + ([sum(number for number, *_ in row.parts)] if row.parts else [])
    if row.text and numbers:
        plot.write(x(max(numbers)) + 0.7 * plot.size, y, row.text)
    if row.before and numbers:
        first = min([*numbers, *(row.reach or ())])
        plot.write(x(first) - 0.7 * plot.size, y, row.before, "end")

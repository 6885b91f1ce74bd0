"""The marks of a row, each where the row has it, in the order in which they lie upon each other."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import trail
from atlas.exports.svg.plot import END, Plot, Scale, along, painted
from atlas.exports.svg.stack import stack
from atlas.figures.spec import Row, Rows

THICK = 0.62  # of a row's height: a bar
RADIUS = 0.42  # em


@dataclass(frozen=True)
class Place:
    """Where the marks of a row stand: on the scale ``x``, around the middle ``y``, as high as ``height``;
    ``deep`` is the room for lines under its bar, in em."""

    x: Scale
    y: float
    height: float
    deep: float


def ends(row: Row) -> list[float]:
    """The numbers at which the marks of a row end, so far as it has any."""
    marks = (row.bar, row.dot, row.reach[1] if row.reach else None, row.ring)
    return [mark for mark in marks if mark is not None]


def has_bar(row: Row) -> bool:
    """Whether what is drawn of a row begins at nought."""
    return row.bar is not None or bool(row.parts)


def marks(row: Row, figure: Rows, place: Place, plot: Plot) -> None:
    """Draw the marks of a row."""
    if row.bar is not None:
        _bar(row.bar, row, place, plot)
    if row.parts:
        stack(row, figure, place.x, place.y, place.height, place.deep, plot)
    if row.way and row.ring is not None and row.dot is not None:
        d = trail("M", place.x(row.ring), place.y, "H", place.x(row.dot))
        plot.stroke(d, colour("muted"), 0.143)
    if row.reach:
        d = along(row.reach, place.y, place.x, END * plot.size)
        on_bar = row.bar is not None
        plot.stroke(d, colour("text" if on_bar else "muted"), 0.093 if on_bar else 0.143)
    if row.stretch:
        _stretch(row, place, plot)
    for at, _ in row.events:
        plot.event(place.x(at), place.y)
    if row.ring is not None:
        ring(place.x(row.ring), place.y, plot)
    if row.dot is not None:
        _dot(row.dot, row, figure, place, plot)


def ring(x: float, y: float, plot: Plot) -> None:
    """A ring around a point."""
    look = {"fill": colour("background"), "stroke": colour("text")}
    plot.on.circle(x, y, RADIUS * plot.size, **look, stroke_width=0.143 * plot.size)


def _look(row: Row) -> str:
    """The colour of a mark, in a row that may stand out."""
    return colour({"strong": "strong", "beside": "muted"}.get(row.look, "bubble"))


def _bar(bar: float, row: Row, place: Place, plot: Plot) -> None:
    thick, (low, high) = THICK * place.height, sorted((place.x(0), place.x(bar)))
    plot.on.rect(low, place.y - thick / 2, high - low, thick, fill=_look(row))


def _stretch(row: Row, place: Place, plot: Plot) -> None:
    """A stretch of time, with a point where it goes on."""
    begin, end, is_open = row.stretch or (0, 0, False)
    paint, y, em = painted(row.paint, "text"), place.y, plot.size
    d = trail("M", place.x(begin), y, "H", place.x(end))
    line = {"fill": "none", "stroke": paint, "stroke_linecap": "round"}
    plot.on.path(d, **line, stroke_width=0.5 * em)
    if is_open:
        half = 0.57 * em
        d = trail("M", place.x(end), y - half, "l", em, half, "l", -em, half, "z")
        plot.on.path(d, fill=paint)


def _dot(dot: float, row: Row, figure: Rows, place: Place, plot: Plot) -> None:
    """Round; of the county and the country, which stand beside, a diamond."""
    x, y, r = place.x(dot), place.y, RADIUS * plot.size
    if row.look == "beside":
        plot.on.path(diamond(x, y, 1.2 * r), fill=_look(row))
    else:
        plot.on.circle(x, y, r, fill=colour("strong") if figure.paired else _look(row))


def diamond(x: float, y: float, side: float) -> str:
    """A square on its corner."""
    return trail("M", x, y - side, "l", side, side, "l", -side, side, "l", -side, -side, "z")

"""Spots of a figure on two scales, each named where there is room beside it, and with what its number
could be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.exports.svg.boxes import Box
from atlas.exports.svg.colours import colour
from atlas.exports.svg.plane import Plane, axis, plane_of, scales
from atlas.exports.svg.plot import LINE, Plot, whiskers
from atlas.figures.spec import Spot, Spots

TALL = 24  # em
RADIUS = 0.42  # em
AWAY = 0.75  # em from a spot to its name


def spots(figure: Spots, plot: Plot) -> float:
    """Draw the spots; gives how high the figure is."""
    em = plot.size
    side = plot.wrapped(figure.side, plot.width)
    top = (LINE * len(side) + 0.6) * em
    height = TALL * em + top
    bottom = height - (2 + LINE * len(axis(figure, plot))) * em
    plane = plane_of(figure, (), top, bottom, plot)
    for nth, line in enumerate(side):
        plot.write(0, (0.9 + LINE * nth) * em, line, fill=colour("muted"))
    scales(figure, plane, bottom, plot)
    for spot in figure.spots:
        x, y = plane.x(spot.across), plane.y(spot.up)
        if spot.reach:
            d = whiskers([(spot.across, *spot.reach)], plane.x, plane.y, em)
            plot.stroke(d, colour("muted"), 0.143)
        fill = colour("strong" if spot.look == "strong" else "bubble")
        plot.on.circle(x, y, RADIUS * em, fill=fill)
    _named(figure.spots, plane, plot)
    return height


def _named(every: Iterable[Spot], plane: Plane, plot: Plot) -> None:
    """Names beside their spots: the chosen ones first, and none over a spot, a whisker or another name."""
    em = plot.size
    taken = [box for spot in every for box in _boxes(spot, plane, em)]
    room = Box(plane.left, plane.top - 8, plot.width, plane.bottom)
    for spot in sorted(every, key=lambda spot: not spot.look):
        bold = bool(spot.look)
        long = plot.wide(spot.label, bold)
        tried = (
            Box(left, middle - LINE * em / 2, left + long, middle + LINE * em / 2)
            for left, middle in _tries(spot, long, plane, em)
        )
        free = next((b for b in tried if b.within(room) and not any(map(b.meets, taken))), None)
        if free:
            taken.append(free)
            plot.write(free.left, (free.top + free.bottom) / 2 + 0.35 * em, spot.label, bold=bold)


def _tries(spot: Spot, long: float, plane: Plane, em: float) -> Iterator[tuple[float, float]]:
    """Where a name so long could begin, and its middle, the best first."""
    x, y, away = plane.x(spot.across), plane.y(spot.up), AWAY * em
    low, high = map(plane.y, spot.reach or (spot.up, spot.up))
    yield from ((x + away, y), (x - away - long, y))
    yield from ((x + away, y - 0.9 * em), (x + away, y + 0.9 * em))
    yield from ((x - away - long, y - 0.9 * em), (x - away - long, y + 0.9 * em))
    yield from ((x - long / 2, high - 0.8 * em), (x - long / 2, low + 0.8 * em))


def _boxes(spot: Spot, plane: Plane, em: float) -> list[Box]:
    """What no name may stand on: the spot and its whisker."""
    x, y, r = plane.x(spot.across), plane.y(spot.up), RADIUS * em
    dot = Box(x, y - r, x + 2 * r, y + r)
    if not spot.reach:
        return [dot]
    low, high = map(plane.y, spot.reach)
    return [dot, Box(x - 0.3 * em, high, x + 0.3 * em, low)]

"""Lines of a figure: over the years, or by week. What may not be told is a gap, which no line leads
over."""

from __future__ import annotations

from collections.abc import Callable

from atlas.exports.svg import names
from atlas.exports.svg.boxes import Box
from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import trail
from atlas.exports.svg.marks import diamond
from atlas.exports.svg.plane import Plane, axis, plane_of, scales
from atlas.exports.svg.plot import LINE, Plot, painted, whiskers
from atlas.figures.spec import Line, Lines

TALL = 22  # em
OF_COLUMNS = 13  # em
BREAK = 1.2  # em: a line of what is told at breaks
AWAY = 5  # px of a text from what it is written at
DASHES = {
    "beside-0": (0.64, 0.43),
    "cohort-1": (0.64, 0.43),
    "beside-1": (0.14, 0.36),
    "cohort-2": (0.14, 0.36),
    "cohort-3": (0.71, 0.29, 0.14, 0.29),
}
BROAD = {"quiet": 0.086, "strong": 0.214, "outer": 0.129}  # em
USUAL = 0.171  # em
SHAPES: tuple[Callable[[float, float, float], str], ...] = (
    lambda x, y, r: trail("M", x - r, y, "a", r, r, 0, 1, 0, 2 * r, 0, "a", r, r, 0, 1, 0, -2 * r, 0, "z"),
    lambda x, y, r: diamond(x, y, 1.3 * r),
    lambda x, y, r: trail("M", x - r, y - r, "h", 2 * r, "v", 2 * r, "h", -2 * r, "z"),
    lambda x, y, r: trail("M", x, y - 1.2 * r, "l", 1.2 * r, 2.2 * r, "h", -2.4 * r, "z"),
)  # fmt: skip


def lines(figure: Lines, plot: Plot) -> float:
    """Draw the lines; gives how high the figure is."""
    em = plot.size
    drawn = [line for line in figure.lines if any(line.points)]
    ends = [text for line in drawn for text in names.name_of(line, plot)]
    front = sum(len(names.name_of(line, plot)) for line in drawn if names.stands_out(line))
    needed = names.HIGH * (front + 1)
    written = names.untold(figure.lines, plot)
    told = _told_breaks(figure, ends, plot)
    top = written + BREAK * em * max((box.bottom for box, _ in told), default=0)
    height = top + max(OF_COLUMNS if figure.columns else TALL, needed) * em
    below = (1.7 + (1.5 if figure.axis else 0)) * em
    bottom = height - below - (1.4 * em if figure.events else 0)
    plane = plane_of(figure, ends, top, bottom, plot)

    scales(figure, plane, height - below, plot)
    _breaks(figure, told, plane, plot)
    _columns(figure, plane, plot)
    for nth, line in enumerate(figure.lines):
        _line(line, nth, plane, plot)
    names.named(figure.lines, plane, plot)
    for place, _ in figure.events:
        plot.event(plane.x(place), bottom + 0.7 * em)
    return height + max(0, len(axis(figure, plot)) - 1) * LINE * em


def _told_breaks(figure: Lines, ends: list[str], plot: Plot) -> list[tuple[Box, str]]:
    """What is told at each break, as high as on the line at ``bottom`` above the plane: texts that would
    meet stand on different ones. A text stands where there is more room."""
    plane = plane_of(figure, ends, 0, 1, plot)
    middle = (plane.left + plane.right) / 2
    made: list[tuple[Box, str]] = []
    for place, text in figure.breaks:
        x, long = plane.x(place), plot.wide(text)
        left = x + AWAY if x < middle else x - AWAY - long
        left = max(0, min(left, plot.width - long))
        tries = (Box(left, step, left + long, step + 1) for step in range(len(figure.breaks)))
        made.append((next(b for b in tries if not any(b.meets(other) for other, _ in made)), text))
    return made


def _breaks(figure: Lines, told: list[tuple[Box, str]], plane: Plane, plot: Plot) -> None:
    """Where what is told is not the same on both sides, and what is written there."""
    em, quiet = plot.size, colour("muted")
    for (place, _), (box, text) in zip(figure.breaks, told, strict=True):
        x = plane.x(place)
        d = trail("M", x, plane.top - BREAK * box.bottom * em, "V", plane.bottom)
        plot.stroke(d, quiet, 0.143, (0.43, 0.36))
        plot.write(box.left, plane.top - (0.4 + BREAK * box.top) * em, text, fill=quiet, halo=True)


def _columns(figure: Lines, plane: Plane, plot: Plot) -> None:
    """Columns from the line at nought."""
    if not figure.columns:
        return
    nought = plane.y(0)
    plot.stroke(trail("M", plane.left, nought, "H", plane.right), colour("muted"), 0.107)
    begin = figure.across[0]
    thick = plane.x(begin + (figure.wide or 1)) - plane.x(begin)
    for place, number, _ in figure.columns:
        top, high = plane.y(max(number, 0)), abs(plane.y(number) - nought)
        plot.on.rect(plane.x(place) - thick / 2, top, thick, high, fill=colour("bubble"))


def _line(line: Line, nth: int, plane: Plane, plot: Plot) -> None:
    """One line with its marks."""
    em, (x, y) = plot.size, (plane.x, plane.y)
    quiet = line.look == "quiet"
    paint = colour("muted") if quiet else painted(line.paint, names.usual(line))
    opacity = 0.5 if quiet else 1
    if line.reach:
        plot.stroke(whiskers(line.reach, x, y, em), painted(line.paint, "text"), 0.086)
    broad = BROAD.get(line.look, USUAL)
    plot.stroke(_way(line, plane), paint, broad, DASHES.get(line.look, ()), opacity)
    shape = SHAPES[nth % len(SHAPES) if line.paint else 0]
    r = (0.15 if quiet else 0.26) * em
    dots = " ".join(shape(x(p[0]), y(p[1]), r) for p in line.points if p)
    plot.on.path(dots, fill=paint, fill_opacity=opacity)
    told = [point for point in line.points if point]
    for at, sign in line.broken:
        point = line.points[at]
        if point:
            last = point is told[-1]  # to its right stands the name of the line
            side = (x(point[0]) - 6, "end") if last else (x(point[0]) + 6, "start")
            plot.write(side[0], y(point[1]) + em, sign, side[1], fill=paint, halo=True)


def _way(line: Line, plane: Plane) -> str:
    """Along its points, and over no gap."""
    parts: list[str] = []
    before = None
    for point in line.points:
        if point:
            x, y = plane.x(point[0]), plane.y(point[1])
            if not before:
                parts.append(trail("M", x, y))
            else:
                parts.append(trail("H", x, "V", y) if line.steps else trail("L", x, y))
        before = point
    return " ".join(parts)

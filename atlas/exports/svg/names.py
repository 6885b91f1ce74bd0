"""The names of lines: at their ends, where they make room for each other, or above all lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.exports.svg.colours import colour
from atlas.exports.svg.plane import Plane
from atlas.exports.svg.plot import Plot, painted
from atlas.figures.spec import Line

AT_END = 0.32  # of the width, at most: a name at the end of a line
HIGH = 1.25  # em: a line of it


@dataclass
class Name:
    """A name at the end of a line: where it begins, and how high it is."""

    line: Line
    told: list[str]
    left: float
    top: float
    tall: float

    def meets(self, other: Name) -> bool:
        """Whether two names would lie on each other."""
        return self.top < other.top + other.tall and other.top < self.top + self.tall


def stands_out(line: Line) -> bool:
    """Whether the name of a line must be written."""
    return line.look != "quiet"


def usual(line: Line) -> str:
    """What the colour of a line is called that has none of its own."""
    return "strong" if line.look == "strong" else "text"


def name_of(line: Line, plot: Plot) -> list[str]:
    """What stands at the end of a line, in lines of text."""
    return plot.wrapped(line.end, AT_END * plot.width, True) if line.end else []


def named(every: Iterable[Line], plane: Plane, plot: Plot) -> None:
    """Write the names at the ends of lines. Those of lines that stand out make room for each other; a quiet
    one has its name where there is room left beside its end."""
    places = sorted((at for line in every for at in _place(line, plane, plot)), key=lambda n: n.top)
    if not places:
        return
    front = [name for name in places if stands_out(name.line)]
    for above, name in itertools.pairwise(front):
        name.top = max(name.top, above.top + above.tall)
    foot = plane.bottom + plot.size
    for name in reversed(front):
        name.top = min(name.top, foot - name.tall)
        foot = name.top
    shown, edge = list(front), max(name.left for name in places)
    for name in _outermost_first([name for name in places if not stands_out(name.line)]):
        if name.left == edge and not any(name.meets(other) for other in shown):
            shown.append(name)
    for name in shown:
        _write(name, plot)


def _place(line: Line, plane: Plane, plot: Plot) -> list[Name]:
    """Beside the last point of a line, if it has one, and a name."""
    told = name_of(line, plot)
    last = next((point for point in reversed(line.points) if point), None)
    if not last or not told:
        return []
    return [Name(line, told, plane.x(last[0]), plane.y(last[1]), HIGH * plot.size * len(told))]


def _outermost_first(names: list[Name]) -> list[Name]:
    """From above, but the lowest as the second."""
    return [*names[:1], *names[1:][-1:], *names[1:-1]]


def _write(name: Name, plot: Plot) -> None:
    quiet = not stands_out(name.line)
    fill = colour("muted") if quiet else painted(name.line.paint, usual(name.line))
    for nth, text in enumerate(name.told):
        foot = name.top + (0.35 + HIGH * nth) * plot.size
        plot.write(name.left + 0.6 * plot.size, foot, text, fill=fill, halo=True)


def untold(every: Iterable[Line], plot: Plot) -> float:
    """Write the names of lines that have no point to stand at above the others; gives where these begin."""
    em = plot.size
    nameless = [line for line in every if line.end and not any(line.points)]
    if not nameless:
        return 0.7 * em
    left, top = 0.0, 0.8 * em
    for line in nameless:
        first, *rest = plot.wrapped(line.end, plot.width, True)
        room = plot.wide(first, True)
        if left and (rest or left + room > plot.width):
            left, top = 0.0, top + 1.5 * em
        fill = painted(line.paint, "text")
        plot.write(left, top + 0.35 * em, first, fill=fill)
        for text in rest:
            top += HIGH * em
            plot.write(left, top + 0.35 * em, text, fill=fill)
        left = plot.width if rest else left + room + 1.6 * em
    return top + 1.4 * em

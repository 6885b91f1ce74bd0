"""The plane that points lie on: its two scales, with the room for their numbers and for what is named
beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import trail
from atlas.exports.svg.plot import LINE, Plot, Scale, spaced
from atlas.figures.spec import Lines, Spots


class Plane(NamedTuple):
    """Each point lies at ``x`` and ``y``, within these sides."""

    x: Scale
    y: Scale
    left: float
    right: float
    top: float
    bottom: float


def plane_of(
    figure: Lines | Spots, names: Sequence[str], top: float, bottom: float, plot: Plot
) -> Plane:
    """The plane, between the room for the numbers of its scale and that for what is named at its right."""
    em = plot.size
    left = max((plot.wide(text) for _, text in figure.ticks), default=0) + 0.7 * em
    last = plot.wide(figure.marks[-1][1]) / 2 if figure.marks else 0
    beside = max(0.6 * em, last, *(plot.wide(name, True) + 0.9 * em for name in names))
    (first, final), (low, high) = figure.across, figure.high
    across, up = plot.width - left - beside, bottom - top
    return Plane(
        lambda place: left + across * (place - first) / ((final - first) or 1),
        lambda number: bottom - up * (number - low) / ((high - low) or 1),
        left,
        plot.width - beside,
        top,
        bottom,
    )


def scales(figure: Lines | Spots, plane: Plane, foot: float, plot: Plot) -> None:
    """The numbers of the scale with their rules, those of the other at the ``foot``, and what these are."""
    em, middle = plot.size, (plane.left + plane.right) / 2
    for number, text in figure.ticks:
        high = plane.y(number)
        plot.stroke(trail("M", plane.left, high, "H", plane.right), colour("grid"), 0.071)
        plot.write(plane.left - 0.5 * em, high + 0.35 * em, text, "end")
    for place, text in spaced(figure.marks, plane.x, plot):
        plot.write(plane.x(place), foot + 1.3 * em, text, "middle")
    for nth, line in enumerate(axis(figure, plot)):
        half = plot.wide(line) / 2
        at = min(max(middle, half), plot.width - half)
        plot.write(at, foot + (2.8 + LINE * nth) * em, line, "middle")


def axis(figure: Lines | Spots, plot: Plot) -> list[str]:
    """What the scale across is, in lines."""
    return plot.wrapped(figure.axis, plot.width) if figure.axis else []

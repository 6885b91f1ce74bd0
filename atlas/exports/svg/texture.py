"""What lies on an area that has no value, drawn as lines and dots: not every program knows patterns."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import Drawing, stroked, trail

STEP = 7  # px between two lines
INSET = 1.2  # px that a dot stands clear of the edge
FAINT = 0.3


def hatch(on: Drawing, shape: BaseGeometry) -> None:
    """Lines from the lower left to the upper right: what is protected."""
    on.path(_stripes(shape), fill="none", **stroked(colour("text"), 0.7, stroke_opacity=FAINT))


def veil(on: Drawing, shape: BaseGeometry) -> None:
    """Broad pale stripes on a class that is uncertain."""
    on.path(
        _stripes(shape), fill="none", **stroked(colour("background"), 2.2, stroke_opacity=FAINT)
    )


def dots(on: Drawing, shape: BaseGeometry) -> None:
    """Dots: what is missing."""
    d = "".join(_dots(shape))
    look = stroked(colour("text"), 2, stroke_linecap="round", stroke_opacity=FAINT)
    on.path(d, fill="none", **look)


def _stripes(shape: BaseGeometry) -> str:
    """Slanting lines within a shape, the same ones whatever it is, so that neighbours meet."""
    if shape.is_empty:
        return ""
    left, top, right, bottom = shape.bounds
    step = STEP * math.sqrt(2)
    first, last = math.ceil((left + top) / step), math.floor((right + bottom) / step)
    slanting = [
        LineString([(n * step - top, top), (n * step - bottom, bottom)])
        for n in range(first, last + 1)
    ]
    if not slanting:
        return ""
    cut = MultiLineString(slanting).intersection(shape)
    parts = (part for part in shapely.get_parts(cut) if isinstance(part, LineString))
    ends = (shapely.get_coordinates(part) for part in parts)
    return "".join(trail("M", *map(float, end[0]), "L", *map(float, end[-1])) for end in ends)


def _dots(shape: BaseGeometry) -> Iterator[str]:
    """Points of a slanting grid within a shape, each a line of nearly no length with round ends."""
    if shape.is_empty:
        return
    left, top, right, bottom = shape.bounds
    step = STEP / math.sqrt(2)
    across = np.arange(math.ceil(left / step), math.floor(right / step) + 1)
    down = np.arange(math.ceil(top / step), math.floor(bottom / step) + 1)
    columns, lines = (grid.ravel() for grid in np.meshgrid(across, down))
    chosen = (columns + lines) % 2 == 0
    points = shapely.points(columns[chosen] * step, lines[chosen] * step)
    inner = shape.buffer(-INSET)
    shapely.prepare(inner)
    for x, y in shapely.get_coordinates(points[shapely.contains(inner, points)]):
        yield trail("M", float(x), float(y), "h", 0.01)

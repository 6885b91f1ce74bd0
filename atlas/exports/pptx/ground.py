"""The drawing of a map on a slide: where its points lie, and the corners of its outlines."""

from __future__ import annotations

import re
from typing import NamedTuple

from atlas.exports.pptx.page import Box
from atlas.maps.types import Area, Geometry

Corner = tuple[float, float]


class Ground(NamedTuple):
    """Where a drawing lies on a slide: its corner, and EMU for a unit."""

    left: float
    top: float
    unit: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing on the slide."""
        return self.left + x * self.unit, self.top + y * self.unit

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of the slide in the drawing."""
        return (x - self.left) / self.unit, (y - self.top) / self.unit


def ground(geometry: Geometry, box: Box) -> Ground:
    """The drawing as large as it fits into a box, in its middle."""
    x, y, wide, tall = geometry["viewBox"]
    unit = min(box.width / wide, box.height / tall)
    left = box.left + (box.width - wide * unit) / 2 - x * unit
    return Ground(left, box.top + (box.height - tall * unit) / 2 - y * unit, unit)


def rings(area: Area) -> list[list[Corner]]:
    """The corners of an area's land, ring by ring."""
    return [_corners(ring) for ring in re.findall(r"M([^MZ]*)", area["d"])]


def _corners(ring: str) -> list[Corner]:
    points = (point.split(",") for point in ring.split("L") if point)
    return [(float(x), float(y)) for x, y in points]

"""Land as it lies on a map of a size: outlines in px of the map, as land or as tiles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from atlas.exports.svg.boxes import Box
from atlas.exports.svg.drawing import short
from atlas.maps.types import Area, Geometry

PAD = 10  # px around the land
GAP = 0.06  # of a tile's side, between two tiles
REMEMBERED = 1024


@dataclass(frozen=True)
class Lie:
    """Where an area lies: its land, the point where its name stands, and the side of its tile, if it is
    one."""

    code: str
    name: str
    land: BaseGeometry
    x: float
    y: float
    side: float = 0


@dataclass(frozen=True)
class Land:
    """All areas, the outline of them together, and the land around, within a ``room``; ``whole`` is how
    many units of the geometry a px is."""

    areas: list[Lie]
    outline: BaseGeometry
    around: BaseGeometry
    room: Box


def shape_of(d: str) -> BaseGeometry:
    """What a path covers, where a ring within another one is a hole in it. Raises ``ValueError`` for a
    path of anything but straight lines between given points."""
    return _shape_of(d)


@lru_cache(maxsize=REMEMBERED)
def _shape_of(d: str) -> BaseGeometry:
    if re.search(r"[^MLZ\d\s.,eE+-]", d):
        raise ValueError("only M, L and Z are drawn")
    covered: BaseGeometry = MultiPolygon()
    for part in d.split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", part)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if len(points) > 2:
            covered = covered.symmetric_difference(shapely.make_valid(Polygon(points)))
    return covered


def lay(geometry: Geometry, tiled: bool, width: float, height: float) -> Land:
    """The areas of a geometry, as large as they have room; as tiles where it has them and they are
    wanted."""
    left, top, wide, tall = geometry["viewBox"]
    whole = max(wide / (width - 2 * PAD), tall / (height - 2 * PAD))
    corner = (left + wide / 2 - width * whole / 2, top + tall / 2 - height * whole / 2)

    def px(shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape, lambda points: (points - corner) / whole)

    room = shapely.box(0, 0, width, height)
    as_tiles = tiled and all("tile" in area for area in geometry["areas"])
    lies = _tiles(geometry) if as_tiles else map(_as_land, geometry["areas"])
    areas = []
    for lie in lies:
        x, y = shapely.get_coordinates(px(Point(lie.x, lie.y)))[0]
        areas.append(Lie(lie.code, lie.name, px(lie.land), float(x), float(y), lie.side / whole))
    nothing = MultiPolygon()
    return Land(
        areas,
        nothing if as_tiles else px(shape_of(geometry["outline"])),
        nothing if as_tiles else px(shape_of(geometry.get("around", ""))).intersection(room),
        Box(0, 0, width, height),
    )


def _as_land(area: Area) -> Lie:
    return Lie(area["code"], area["name"], shape_of(area["d"]), area["x"], area["y"])


def _tiles(geometry: Geometry) -> Iterator[Lie]:
    """Every area as a square, where the geometry has its column and row, within the same box as the
    land."""
    left, top, wide, tall = geometry["viewBox"]
    places = [area["tile"] for area in geometry["areas"]]
    across, down = (1 + max(place[axis] for place in places) for axis in (0, 1))
    step = min(wide / across, tall / down)
    side = step * (1 - GAP)
    begin = (left + (wide - across * step) / 2, top + (tall - down * step) / 2)
    for area in geometry["areas"]:
        x, y = (begin[axis] + (area["tile"][axis] + 0.5) * step for axis in (0, 1))
        square = shapely.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        yield Lie(area["code"], area["name"], square, x, y, side)


def path_of(shape: BaseGeometry) -> str:
    """The outline of a shape as a path, to a hundredth of a px."""
    return "".join(_ring(ring) for ring in _rings(shape))


def _rings(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield part.exterior
            yield from part.interiors


def _ring(ring: BaseGeometry) -> str:
    points = [f"{short(x)},{short(y)}" for x, y in shapely.get_coordinates(ring)[:-1]]
    kept = [point for at, point in enumerate(points) if not at or point != points[at - 1]]
    return f"M{'L'.join(kept)}Z"

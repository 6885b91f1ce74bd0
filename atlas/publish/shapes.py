"""Areas as the browser draws them: one SVG path each, simplified together, in a box 1 000 wide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from atlas.publish.tiles import layout

WIDTH = 1000
ENOUGH_VERTICES = 12_000
DECIMALS = 1


def drawing(
    areas: pd.DataFrame,
    tiles: Mapping[str, tuple[int, int]] | None = None,
    around: BaseGeometry | None = None,
    groups: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The geometry document: ``viewBox``, ``outline`` and per area its path, label point, size and
    tile (column and row; ``tiles`` is the declared layout, see :mod:`atlas.publish.tiles`). ``around``, the
    land around the areas, is one path more, where it is known; ``groups`` names the group of each area by
    code, and they are drawn as areas of their own.

    ``areas`` has ``code``, ``name`` and ``geometry`` in metres. Neighbours are simplified together
    (``shapely.coverage_simplify``), so shared borders stay shared, and only where a delivery has more
    vertices than a screen needs. North is up.
    """
    geometry = np.asarray(areas["geometry"].to_list(), dtype=object)
    left, bottom, right, top = shapely.total_bounds(geometry)
    scale = WIDTH / (right - left)
    if int(shapely.get_num_coordinates(geometry).sum()) > ENOUGH_VERTICES:
        geometry = shapely.coverage_simplify(geometry, 1 / scale)

    def place(points: np.ndarray) -> np.ndarray:
        return np.column_stack([(points[:, 0] - left) * scale, (top - points[:, 1]) * scale])

    placed = shapely.transform(geometry, place)
    rows = [
        {"code": code, "name": name} | _drawn(area)
        for code, name, area in zip(areas["code"], areas["name"], placed, strict=True)
    ]
    points = np.array([(row["x"], row["y"]) for row in rows])
    places = layout([row["code"] for row in rows], points, dict(tiles or {}))
    for row in rows:
        row["tile"] = list(places[row["code"]])
    height = round((top - bottom) * scale, DECIMALS)
    drawn: dict[str, Any] = {
        "viewBox": [0, 0, WIDTH, height],
        "outline": path(shapely.union_all(placed)),
        "areas": rows,
    }
    if groups:
        named = areas["code"].map(groups)
        drawn["groups"] = [
            {"code": group} | _drawn(shapely.union_all(placed[(named == group).to_numpy()]))
            for group in named.dropna().unique()
        ]
    if around is not None:
        drawn["around"] = path(shapely.transform(around, place))
    return drawn


def _drawn(area: BaseGeometry) -> dict[str, Any]:
    label = shapely.get_point(shapely.maximum_inscribed_circle(area, tolerance=1.0), 0)
    return {
        "d": path(area),
        "x": round(label.x, DECIMALS),
        "y": round(label.y, DECIMALS),
        "area": round(float(area.area)),
    }


def path(area: BaseGeometry) -> str:
    """A polygon or multipolygon as SVG path data, one decimal."""
    rings = []
    for part in shapely.get_parts(area):
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            points = np.round(shapely.get_coordinates(ring)[:-1], DECIMALS)
            rings.append("M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z")
    return "".join(rings)

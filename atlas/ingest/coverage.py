"""Areas that belong together: rings are repaired, and neither gaps nor overlaps accepted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from atlas.errors import FileRefused

SQUARE_KM = 1_000_000.0
MOST_SHARED = SQUARE_KM  # less is only the difference between two drawings of one border


def repaired(polygons: np.ndarray) -> np.ndarray:
    """Valid polygons: rings that cross themselves are split, lines and points are dropped."""
    valid = shapely.make_valid(polygons, method="structure")
    return np.array([_surface(polygon) for polygon in valid], dtype=object)


def _surface(polygon: shapely.Geometry) -> shapely.Geometry:
    if polygon.geom_type in ("Polygon", "MultiPolygon"):
        return polygon
    parts = [p for p in shapely.get_parts(polygon) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def check(areas: pd.DataFrame, file: str) -> None:
    """Refuse (:class:`~atlas.errors.FileRefused`) areas without surface, areas that overlap, and areas
    with land between them that belongs to none. ``areas`` has ``code`` and ``geometry`` in metres."""
    polygons = np.asarray(areas["geometry"].to_list(), dtype=object)
    codes = areas["code"].to_list()
    empty = [c for c, polygon in zip(codes, polygons, strict=True) if polygon.area <= 0]
    if empty:
        raise FileRefused(file, "area_empty", ", ".join(empty))
    for one, other in shapely.STRtree(polygons).query(polygons, predicate="intersects").T:
        if one < other:
            both = float(shapely.intersection(polygons[one], polygons[other]).area)
            if both > MOST_SHARED:
                pair = f"{codes[one]}, {codes[other]}"
                raise FileRefused(file, "areas_overlap", pair, f"{both / SQUARE_KM:.0f}")
    left_over = _left_over(polygons)
    if left_over > MOST_SHARED:
        raise FileRefused(file, "areas_gap", f"{left_over / SQUARE_KM:.0f}")


def _left_over(polygons: np.ndarray) -> float:
    """The land enclosed by the areas together that belongs to none of them, in square metres."""
    whole = shapely.union_all(polygons)
    holes = [
        shapely.Polygon(ring)
        for part in shapely.get_parts(whole)
        for ring in part.interiors
        if part.geom_type == "Polygon"
    ]
    return float(sum(hole.area for hole in holes))

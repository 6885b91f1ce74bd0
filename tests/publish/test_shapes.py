"""The geometry that the browser draws: one path an area, neighbours together, north up."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
import shapely

from atlas.publish import shapes
from tests.deliveries import register

NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


def points(path):
    """The corners of a path, ring by ring."""
    rings = path.removesuffix("Z").split("Z")
    assert all(ring.startswith("M") for ring in rings)
    return [
        [tuple(map(float, pair)) for pair in re.findall(rf"({NUMBER}),({NUMBER})", ring)]
        for ring in rings
    ]


def areas(**polygons):
    return pd.DataFrame(
        {"code": list(polygons), "name": list(polygons), "geometry": list(polygons.values())}
    )


@pytest.fixture(scope="module")
def pair():
    """Two areas of one square kilometre with 20 000 vertices on their common, wavy border.

    The ring of the eastern one begins in the middle of that border: simplified alone, it would keep
    that corner and its neighbour would not.
    """
    y = np.linspace(0, 1000, 20_000)
    border = np.column_stack([1000 + 40 * np.sin(y / 60) + 0.01 * np.sin(y * 50), y])
    west = shapely.Polygon([(0, 0), *border, (0, 1000)])
    middle = 7_777
    east = shapely.Polygon([*border[middle::-1], (2000, 0), (2000, 1000), *border[:middle:-1]])
    return areas(west=west, east=east)


def test_each_municipality_has_its_path_in_register_order(shipped):
    drawn = shapes.drawing(shipped.delivery.areas)
    assert [area["code"] for area in drawn["areas"]] == register()
    assert all(area["d"].startswith("M") and area["d"].endswith("Z") for area in drawn["areas"])


def test_every_corner_lies_inside_the_box_and_the_box_is_a_thousand_wide(shipped):
    drawn = shapes.drawing(shipped.delivery.areas)
    x0, y0, width, height = drawn["viewBox"]
    every = [p for area in drawn["areas"] for ring in points(area["d"]) for p in ring]
    assert (x0, y0, width) == (0, 0, 1000)
    assert min(x for x, _ in every) == 0
    assert max(x for x, _ in every) == 1000
    assert min(y for _, y in every) == 0
    assert max(y for _, y in every) == pytest.approx(height)


def test_north_is_up_and_east_is_right(shipped):
    at = {area["code"]: area for area in shapes.drawing(shipped.delivery.areas)["areas"]}
    sorsele, nordmaling, skelleftea = at["2422"], at["2401"], at["2482"]
    assert sorsele["y"] < nordmaling["y"]
    assert sorsele["x"] < skelleftea["x"]


def test_a_label_stands_inside_its_area(shipped):
    for area in shapes.drawing(shipped.delivery.areas)["areas"]:
        shape = shapely.MultiPolygon([shapely.Polygon(ring) for ring in points(area["d"])])
        assert shapely.make_valid(shape).contains(shapely.Point(area["x"], area["y"]))


def test_a_square_is_drawn_as_one():
    drawn = shapes.drawing(areas(a=shapely.box(0, 0, 5000, 5000)))
    assert drawn["viewBox"] == [0, 0, 1000, 1000]
    assert set(points(drawn["areas"][0]["d"])[0]) == {(0, 0), (0, 1000), (1000, 0), (1000, 1000)}
    assert drawn["areas"][0]["area"] == 1_000_000


def test_a_hole_is_a_ring_of_its_own():
    ring = shapely.box(0, 0, 900, 900).difference(shapely.box(300, 300, 600, 600))
    assert len(points(shapes.drawing(areas(a=ring))["areas"][0]["d"])) == 2


def test_a_delivery_of_few_vertices_keeps_them_all(shipped):
    given = int(shapely.get_num_coordinates(shipped.delivery.areas["geometry"].to_list()).sum())
    drawn = shapes.drawing(shipped.delivery.areas)["areas"]
    rings = [ring for area in drawn for ring in points(area["d"])]
    # a closed ring repeats its first corner; a path does not
    assert sum(map(len, rings)) == given - len(rings)


def test_a_dense_delivery_is_simplified(pair):
    given = int(shapely.get_num_coordinates(pair["geometry"].to_list()).sum())
    drawn = [len(points(area["d"])[0]) for area in shapes.drawing(pair)["areas"]]
    assert given > 40_000
    assert sum(drawn) < 1000


def test_a_border_that_is_shared_stays_shared_when_it_is_simplified(pair):
    west, east = (points(area["d"])[0] for area in shapes.drawing(pair)["areas"])
    frame = {0.0, 1000.0}
    border = {p for p in west if p[0] not in frame}
    assert len(border) > 20
    assert border == {p for p in east if p[0] not in frame}


def test_simplified_neighbours_leave_no_gap_and_no_overlap(pair):
    west, east = (shapely.Polygon(points(area["d"])[0]) for area in shapes.drawing(pair)["areas"])
    assert west.intersection(east).area == pytest.approx(0, abs=1e-6)
    assert west.union(east).area == pytest.approx(1000 * 500, abs=1e-6)


def test_the_land_around_holds_all_areas_and_is_one_path_more(shipped):
    around = shipped.delivery.around
    own = shapely.union_all(shipped.delivery.areas["geometry"].to_list())
    assert own.difference(around).area < 5e6, "the two are one coast but for rounding: under 5 km²"
    left, _, right, _ = own.bounds
    assert around.bounds[0] < left - (right - left), "a map three times as wide shows no edge"
    drawn = shapes.drawing(shipped.delivery.areas, around=around)
    assert drawn["around"].startswith("M")
    assert "around" not in shapes.drawing(shipped.delivery.areas)

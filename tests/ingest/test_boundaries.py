"""Areas from a shapefile: by code, in metres, in the region's projection."""

from __future__ import annotations

import pyproj
import pytest
import shapefile

from atlas.errors import BoundariesError
from atlas.ingest import boundaries
from tests.deliveries import GEO, register, squares

CRS = "EPSG:3006"


def test_the_shipped_areas_come_by_code_with_their_names():
    areas = boundaries.read(GEO, CRS)
    assert areas["code"].tolist() == register()
    assert dict(zip(areas["code"], areas["name"], strict=True))["2463"] == "Åsele"


def test_a_square_of_ten_kilometres_measures_a_hundred_square_kilometres(tmp_path):
    areas = boundaries.read(squares(tmp_path, ["2401"]), CRS)
    assert areas["geometry"].iloc[0].area == 10_000 * 10_000


def test_degrees_are_moved_into_metres(tmp_path):
    squares(tmp_path, ["2401"])
    with shapefile.Writer(str(tmp_path / "municipalities"), shapeType=shapefile.POLYGON) as layer:
        layer.field("code", "C", 8)
        layer.field("name", "C", 40)
        layer.poly([[[15, 64], [15, 65], [16, 65], [16, 64], [15, 64]]])
        layer.record("2401", "Plats")
    (tmp_path / "municipalities.prj").write_text(pyproj.CRS("EPSG:4326").to_wkt("WKT1_ESRI"))
    left, _, _, _ = boundaries.read(tmp_path, CRS)["geometry"].iloc[0].bounds
    # 15° E is the central meridian of SWEREF 99 TM: its false easting is 500 000 m
    assert left == pytest.approx(500_000, abs=1)


@pytest.mark.parametrize(
    ("part", "content", "rule"),
    [
        (".shx", None, "part_missing"),
        (".prj", b"somewhere", "projection_unknown"),
        (".cpg", b"klingon", "encoding_unknown"),
        (".dbf", b"", "shapefile_broken"),
    ],
)
def test_a_part_that_cannot_be_used_is_named(tmp_path, part, content, rule):
    path = squares(tmp_path, ["2401"]) / f"municipalities{part}"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(BoundariesError) as refused:
        boundaries.read(tmp_path, CRS)
    assert refused.value.rule == rule


def test_a_code_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(BoundariesError) as refused:
        boundaries.read(squares(tmp_path, ["2401", "2401"]), CRS)
    assert (refused.value.rule, refused.value.actual) == ("code_twice", "2401")


def test_a_layer_of_points_is_refused(tmp_path):
    squares(tmp_path, ["2401"])
    with shapefile.Writer(str(tmp_path / "municipalities"), shapeType=shapefile.POINT) as layer:
        layer.field("code", "C", 8)
        layer.field("name", "C", 40)
        layer.point(1, 2)
        layer.record("2401", "Plats")
    with pytest.raises(BoundariesError) as refused:
        boundaries.read(tmp_path, CRS)
    assert refused.value.rule == "not_polygons"


@pytest.mark.parametrize(
    "text", ["", "[]", '{"geometry": {"type": "Point", "coordinates": [1, 2]}}']
)
def test_land_around_that_is_no_land_is_told(tmp_path, text):
    assert boundaries.around(tmp_path, "EPSG:3006") is None
    (tmp_path / boundaries.AROUND).write_text(text, "utf-8")
    with pytest.raises(BoundariesError, match=r"around\.geojson"):
        boundaries.around(tmp_path, "EPSG:3006")

"""A boundary shapefile read from bytes with pyshp, and the land around it from GeoJSON. No file name and
no driver guessing reaches GDAL."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pyproj
import shapefile
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from atlas.errors import BoundariesError, safe_code, safe_key

FILE = "municipalities.shp"
AROUND = "around.geojson"
DEGREES = "EPSG:4326"  # GeoJSON knows no other coordinates
PARTS = (".shp", ".shx", ".dbf", ".prj")
ENCODING = ".cpg"
FIELDS = ("code", "name")
POLYGONS = (shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM)


def read(folder: Path, crs: str) -> pd.DataFrame:
    """The areas of ``municipalities.shp`` in a folder, sorted by code.

    Returns ``code``, ``name`` (text) and ``geometry`` (valid shapely polygons in ``crs``, metres).
    Raises :class:`BoundariesError` when a part is missing, the layer holds no polygons, the
    projection is unknown, a code occurs twice or a ring cannot be used.
    """
    stem = folder / Path(FILE).stem
    content = {}
    for part in PARTS:
        try:
            content[part] = stem.with_suffix(part).read_bytes()
        except OSError:
            raise BoundariesError(
                FILE.replace(".shp", part), "part_missing", expected=", ".join(PARTS)
            ) from None
    return _areas(content, _encoding(stem), _projection(content[".prj"]), crs)


def around(folder: Path, crs: str) -> BaseGeometry | None:
    """The land around the areas, in ``crs``: the one feature of ``around.geojson`` in a folder; ``None``
    where there is no such file, for it is only a ground to see the areas on.

    Raises :class:`BoundariesError` when it holds no valid polygons.
    """
    path = folder / AROUND
    if not path.exists():
        return None
    try:
        land = shape(json.loads(path.read_bytes())["geometry"])
    except Exception:
        # whatever is wrong with such a file, one sentence is enough
        raise BoundariesError(AROUND, "not_polygons", expected="Polygon, MultiPolygon") from None
    if land.geom_type not in ("Polygon", "MultiPolygon") or not bool(shapely.is_valid(land)):
        raise BoundariesError(AROUND, "not_polygons", land.geom_type, "Polygon, MultiPolygon")
    move = pyproj.Transformer.from_crs(DEGREES, pyproj.CRS(crs), always_xy=True).transform
    return shapely.transform(land, move, interleaved=False)


def _encoding(stem: Path) -> str:
    declared = stem.with_suffix(ENCODING)
    name = declared.read_text("ascii", "replace").strip() if declared.exists() else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        raise BoundariesError(declared.name, "encoding_unknown", expected="UTF-8") from None
    return name


def _projection(prj: bytes) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_wkt(prj.decode("utf-8", "replace"))
    except pyproj.exceptions.CRSError:
        raise BoundariesError(FILE.replace(".shp", ".prj"), "projection_unknown") from None


def _areas(
    content: dict[str, bytes], encoding: str, projection: pyproj.CRS, crs: str
) -> pd.DataFrame:
    try:
        reader = shapefile.Reader(
            shp=io.BytesIO(content[".shp"]),
            shx=io.BytesIO(content[".shx"]),
            dbf=io.BytesIO(content[".dbf"]),
            encoding=encoding,
        )
        if reader.shapeType not in POLYGONS:
            raise BoundariesError(FILE, "not_polygons", reader.shapeTypeName, "POLYGON")
        fields = [field[0] for field in reader.fields[1:]]
        records = [(record.record.as_dict(), record.shape) for record in reader.iterShapeRecords()]
    except BoundariesError:
        raise
    except Exception:
        # pyshp reports a broken file by whatever error its parsing ran into; one sentence is enough here
        raise BoundariesError(FILE, "shapefile_broken") from None
    lacking = [name for name in FIELDS if name not in fields]
    if lacking:
        raise BoundariesError(
            FILE.replace(".shp", ".dbf"),
            "field_missing",
            ", ".join(safe_key(f.casefold()) for f in fields),
            ", ".join(lacking),
        )
    move = pyproj.Transformer.from_crs(projection, pyproj.CRS(crs), always_xy=True).transform
    rows = []
    for record, outline in records:
        code = str(record["code"]).strip()
        if outline.shapeType not in POLYGONS or not outline.points:
            raise BoundariesError(FILE, "area_empty", safe_code(code))
        polygon = shapely.make_valid(shape(outline.__geo_interface__), method="structure")
        if projection != pyproj.CRS(crs):
            polygon = shapely.transform(polygon, move, interleaved=False)
        if polygon.is_empty or not bool(shapely.is_valid(polygon)) or polygon.area <= 0:
            raise BoundariesError(FILE, "area_empty", safe_code(code))
        rows.append((code, str(record["name"]).strip(), polygon))
    areas = pd.DataFrame(rows, columns=["code", "name", "geometry"])
    twice = areas.loc[areas["code"].duplicated(), "code"]
    if len(twice):
        raise BoundariesError(FILE, "code_twice", ", ".join(safe_code(code) for code in twice))
    return areas.sort_values("code", ignore_index=True)

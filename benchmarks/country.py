"""Time check and publish of a made-up programme in a made-up country.

Usage: ``python -m benchmarks.country FOLDER [--participants 1000000] [--municipalities 290]``

Draws the programme by ``atlas sample`` into FOLDER/data, lays the contract beside it and as many
squares as there are places into FOLDER/geo. Then ``check`` and ``publish`` run as a user would run
them, each in a process of its own, and their time and memory are printed: ``publish`` twice, the
second time with some people fewer and with what the first one showed to be remembered. Tables that
say nothing about made-up places (indicators, targets, events) keep their header only.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zlib
from pathlib import Path

import pyproj
import shapefile

from benchmarks.servers import ROOT

DECLARING = ("region.toml", "indicators.toml", "datapackage.json")
SILENT = ("indicators", "targets", "events")
# tables of which each row begins with a participant, and one in so many who is in none of them later
OF_PEOPLE = ("participants", "progress", "attendance", "surveys")
ONE_IN = 100
SIDE = 10_000  # metres
COLUMNS = 20
CORNER = (400_000, 6_200_000)  # within the country's coordinate system


def lay_out(folder: Path, participants: int, municipalities: int) -> tuple[Path, Path]:
    """The delivery: its ``data`` and ``geo`` folders."""
    data, geo = folder / "data", folder / "geo"
    data.mkdir(parents=True, exist_ok=True)
    numbers = ("--participants", str(participants), "--municipalities", str(municipalities))
    atlas("sample", *numbers, "--seed", "7", "--out", str(data))
    for name in DECLARING:
        shutil.copyfile(ROOT / "data" / name, data / name)
    for table in SILENT:
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8") as shipped:
            (data / f"{table}.csv").write_text(shipped.readline(), encoding="utf-8")
    with (data / "groups.csv").open(encoding="utf-8", newline="") as file:
        squares(geo, [row["municipality_code"] for row in csv.DictReader(file)])
    return data, geo


def squares(geo: Path, codes: list[str]) -> None:
    """A shapefile with one square for each code, neighbours sharing their borders."""
    geo.mkdir(parents=True, exist_ok=True)
    stem = geo / "municipalities"
    with shapefile.Writer(str(stem), shapeType=shapefile.POLYGON, encoding="utf-8") as layer:
        layer.field("code", "C", size=4)
        layer.field("name", "C", size=40)
        for at, code in enumerate(codes):
            west = CORNER[0] + at % COLUMNS * SIDE
            south = CORNER[1] + at // COLUMNS * SIDE
            east, north = west + SIDE, south + SIDE
            layer.record(code, f"Ort {code}")
            ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
            layer.poly([ring])
    region = tomllib.loads((ROOT / "data" / "region.toml").read_text(encoding="utf-8"))
    wkt = pyproj.CRS(region["crs"]).to_wkt("WKT1_ESRI")
    stem.with_suffix(".prj").write_text(wkt, encoding="ascii")
    stem.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")


def without_some(data: Path) -> None:
    """Take about one participant in ``ONE_IN`` out of the delivery, whoever it is by their ids.

    Line by line: what this process holds would be counted as memory of those it starts.
    """
    for table in OF_PEOPLE:
        path = data / f"{table}.csv"
        fewer = path.with_suffix(".fewer")
        with path.open("rb") as rows, fewer.open("wb") as kept:
            kept.write(next(rows))
            kept.writelines(row for row in rows if zlib.crc32(row.split(b",", 1)[0]) % ONE_IN)
        fewer.replace(path)


def atlas(*words: str) -> None:
    """Run a command of the atlas and tell what it cost, alone."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", "atlas", *words], cwd=ROOT, stdout=said, stderr=said
        )
        _, status, used = os.wait4(running.pid, 0)
        took, code = time.monotonic() - began, os.waitstatus_to_exitcode(status)
        worked, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(f"{words[0]}: {took:.1f} s ({worked:.1f} s of CPU), peak {peak:.0f} MiB, exit {code}")
        if code:
            said.seek(0)
            raise SystemExit(said.read()[-4000:])


def main(arguments: list[str] | None = None) -> int:
    """Make the country, check it, publish it, and publish it again."""
    parser = argparse.ArgumentParser(description="Time check and publish of a made-up country.")
    parser.add_argument("folder", type=Path, help="made where it is missing; gets several GB")
    parser.add_argument("--participants", type=int, default=1_000_000)
    parser.add_argument("--municipalities", type=int, default=290)
    chosen = parser.parse_args(arguments)
    data, geo = lay_out(chosen.folder, chosen.participants, chosen.municipalities)
    delivery = ("--data", str(data), "--geo", str(geo))
    atlas("check", *delivery)
    store = ("--store", str(chosen.folder / "store"))
    atlas("publish", *delivery, *store)
    without_some(data)
    atlas("publish", *delivery, *store)
    return 0


if __name__ == "__main__":
    sys.exit(main())

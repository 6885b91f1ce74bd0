"""Make ``data/indicators.csv`` from a table of published figures.

Run from the repository's root::

    python scripts/make_indicators.py SOURCE.csv

``SOURCE.csv`` holds ``indicator_id``, ``municipality_code``, ``year`` and ``value`` (decimal point,
codes with their leading zeros); other columns are passed over. Which indicators are taken, and at
which level, stands in ``data/indicators.toml``. Values are copied as text: nothing is rounded.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path
from typing import Any

import shapefile

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "data" / "indicators.csv"
COLUMNS = ("indicator_id", "municipality_code", "year", "value", "status")

Row = tuple[str, str, str, str, str]
Figures = dict[tuple[str, str, str], str]


def main(arguments: list[str]) -> None:
    """Read the source named on the command line and write ``indicators.csv``."""
    if len(arguments) != 1:
        raise SystemExit("usage: python scripts/make_indicators.py SOURCE.csv")
    region = read_toml("region.toml")
    declared = read_toml("indicators.toml")
    for headings in ("themes", "dimensions"):
        declared.pop(headings)
    benchmarks = [region["country_code"], region["county_code"]]
    rows = tidy(read_source(Path(arguments[0])), declared, municipality_codes(), benchmarks)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)
    silent = sum(row[4] != "reported" for row in rows)
    print(f"{len(declared)} indicators, {len(rows)} rows, {silent} of them without a figure")


def read_toml(name: str) -> dict[str, Any]:
    """A declaration of the data folder."""
    return tomllib.loads((ROOT / "data" / name).read_text(encoding="utf-8"))


def municipality_codes() -> list[str]:
    """The codes of the register, from the boundaries."""
    with shapefile.Reader(str(ROOT / "geo" / "municipalities")) as layer:
        return [record["code"] for record in layer.records()]


def read_source(path: Path) -> Figures:
    """The figures by indicator, area and year, as text.

    Raises :class:`SystemExit` for a value that is no number and for a figure that stands twice.
    """
    figures: Figures = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            key = (row["indicator_id"], row["municipality_code"], row["year"])
            try:
                float(row["value"])
            except ValueError:
                raise SystemExit(f"row {number}: {row['value']!r} is not a number") from None
            if key in figures:
                raise SystemExit(f"row {number}: {', '.join(key)} stands twice")
            figures[key] = row["value"]
    return figures


def tidy(
    figures: Figures, declared: dict[str, Any], municipalities: list[str], benchmarks: list[str]
) -> list[Row]:
    """The declared indicators with every area present in every year, sorted.

    An area without a figure is a row without a value, with the status that the declaration gives such
    (``absent``: ``protected`` where the publisher withholds small numbers), else ``missing``: silence is
    not zero.
    Raises :class:`SystemExit` for an indicator that the source does not hold.
    """
    rows: list[Row] = []
    for indicator, declaration in declared.items():
        county_only = declaration["level"] == "county"
        areas = benchmarks if county_only else [*benchmarks, *municipalities]
        years = {y for i, area, y in figures if i == indicator and area in areas}
        if not years:
            raise SystemExit(f"the source holds no figures for {indicator}")
        absent = declaration.get("absent", "missing")
        for area in areas:
            for year in years:
                value = figures.get((indicator, area, year), "")
                rows.append((indicator, area, year, value, "reported" if value else absent))
    return sorted(rows)


if __name__ == "__main__":
    main(sys.argv[1:])

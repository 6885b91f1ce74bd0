"""What an import read and would change, in words on the terminal."""

from __future__ import annotations

from typing import Any

from atlas.publish import asked
from atlas.words import Words

HIDDEN = ".."
FIRST_FINDINGS = 20
FIRST_MOVES = 10
FIRST_CELLS = 20


def tell(report: Any, words: Words) -> None:
    """Print a report in words, the reason of a refusal first: the same content as the JSON object."""
    for finding in report["findings"][:FIRST_FINDINGS]:
        print(finding["message"])
    for reading in report["files"]:
        _print_reading(reading, words)
    _print_unmatched(report["unmatched"], words)
    if report["total"]:
        print(words("finding.total", n=str(report["total"])))
    else:
        _print_difference(report["difference"], words)


def _print_unmatched(unmatched: list[dict[str, Any]], words: Words) -> None:
    """Unknown places one by one; those of other regions are counted, file by file."""
    unknown = [row for row in unmatched if row["why"] != "outside"]
    for row in unknown[:FIRST_FINDINGS]:
        print(words(f"import.{row['why']}", **{k: row[k] for k in ("file", "row", "came")}))
    if len(unknown) > FIRST_FINDINGS:
        print(words("import.unknown_more", n=str(len(unknown) - FIRST_FINDINGS)))


def _print_reading(reading: Any, words: Words) -> None:
    dialect = reading["dialect"].items()
    shown = ", ".join(f"{key} {value!r}" for key, value in dialect if value != "")
    print(words("import.read", file=reading["file"], rows=str(reading["rows"]), dialect=shown))
    if reading.get("projection"):
        projection = {k: reading["projection"][k] for k in ("name", "how")}
        print(words("import.projection", **projection))
    _print_outside(reading, words)
    mapping = reading.get("mapping", {})
    for header, column in mapping.get("columns", {}).items():
        if column:
            print(f"  {header} → {column}")
    if mapping.get("years"):
        print(f"  {', '.join(mapping['years'])} → year, value")
    for of in reading.get("dimensions", ()):
        if of["chosen"]:
            print(f"  {of['header']} = {of['chosen']}".replace("  =", "  "))
    otherwise = reading.get("otherwise")
    if otherwise:
        print("  " + words("import.otherwise", of=otherwise["indicator"]))
    for key in ("set_aside", "percent"):
        if reading.get(key):
            print(words(f"import.{key}", n=str(reading[key])))
    _print_left(reading.get("account", {}), words)


def _print_outside(reading: Any, words: Words) -> None:
    """What of a file is from outside the region: rows or areas that are left out, and people who are kept."""
    left_out = "areas_outside" if reading["kind"] == "boundaries" else "outside"
    for key, n in ((left_out, reading["outside"]), ("elsewhere", reading.get("elsewhere"))):
        if n:
            print("  " + words(f"import.{key}", file=reading["file"], n=str(n)))
    if reading.get("repaired"):
        print("  " + words("import.repaired", of=", ".join(reading["repaired"])))


def _print_left(of: Any, words: Words) -> None:
    """What is not taken in and has no line of its own elsewhere."""
    from atlas.ingest import account

    for each in of.get("named", ()):
        if each["why"] not in account.BY_NUMBER:
            parts = {"row": each["row"], "column": each["column"], "cells": str(each["cells"])}
            print("  " + words(f"import.named.{each['why']}", **parts))


def _print_difference(change: Any, words: Words) -> None:
    counts = {
        k: HIDDEN if change[k] is None else str(change[k])
        for k in ("before", "after", "new", "changed", "gone")
    }
    if set(counts.values()) != {"0"}:  # boundaries have no rows
        print(words("import.rows", **counts))
    for area in change["areas"]:
        names = f" {area['was']} → {area['name']}," if "was" in area else ""
        moved = ", " + words("import.moved_km", km=_number(area["moved"])) if area["moved"] else ""
        sizes = f"{_number(area['before'])} → {_number(area['after'])} km²"
        print(f"  {area['of']}:{names} {sizes}{moved}")
    _print_cells(change["cells"], words)
    for move in change["figures"]["moves"][:FIRST_MOVES]:
        parts = " ".join(str(move[k]) for k in ("figure", "of", "period") if move[k])
        sides = (_number(move[w], move.get(f"note_{w}", "")) for w in ("before", "after"))
        print(f"  {parts}: {' → '.join(sides)}")
    print(words("import.figures", n=str(change["figures"]["total"])))
    for question in change["questions"]:
        print("! " + asked.sentence(question, words))


def _print_cells(cells: Any, words: Words) -> None:
    """The cells that change in tables that are nobody's."""
    for cell in cells["changes"][:FIRST_CELLS]:
        sides = " → ".join(cell[when] or "–" for when in ("before", "after"))
        print(f"  {cell['table']} {cell['of']}, {cell['column']}: {sides}")
    if cells["total"] > FIRST_CELLS:
        print("  " + words("import.cells_more", n=str(cells["total"] - FIRST_CELLS)))


def _number(value: float | None, note: str = "") -> str:
    told = "–" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    return f"{told} ({note})" if note else told

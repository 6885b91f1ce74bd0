"""``index``: a composite index of a table of one's own."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from atlas.measures.index import CompositeResult, Spec

ACCEPTED = 0
STAGES = ("denominated", "imputed", "treated", "normalised", "aggregated", "ranks", "treatments")
FORM = "CSV in UTF-8 with a heading"
# what R, Excel and pandas write where there is no number
MISSING = ("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None")
Add = Callable[[str, Callable[[argparse.Namespace], int], str], Any]


def declare(command: Add) -> None:
    """Add the command to a parser."""
    one = command("index", run, "a composite index of a table of your own")
    one.add_argument("spec", type=Path, metavar="SPEC.toml", help="what it is made of")
    one.add_argument("frame", type=Path, metavar="FRAME.csv", help="one row a unit, UTF-8, comma")
    one.add_argument("--json", action="store_true", help="every stage as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print score, place and range of places by unit, best first."""
    from atlas.measures.index import composite, read_spec

    spec = read_spec(options.spec)
    result = composite(_table(options.frame, spec), spec)
    if options.json:
        print(json.dumps(_as_json(result), ensure_ascii=False, indent=1, allow_nan=False))
        return ACCEPTED
    print(_summary(result).to_string(float_format="{:.2f}".format, na_rep=""))
    for name, share in result.left_out.items():
        print(f"left out: {name} (missing for {share:.0%} of the units)")
    for indicator, row in result.treatments.iterrows():
        if row["status"] != "kept":
            print(f"outliers: {indicator}: {row['status']} ({row['points']} points)")
    return ACCEPTED


def _table(path: Path, spec: Spec) -> pd.DataFrame:
    """The table in a file, each cell as it stands. ``MISSING`` are empty cells, but not where units and their
    groups are named: NA is Namibia there, and North America."""
    import pandas as pd

    from atlas.errors import IndexRefused

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading, *rows = list(csv.reader(file)) or [[]]
    except (ValueError, csv.Error) as wrong:
        raise IndexRefused(path.name, type(wrong).__name__, FORM, "save it as such") from wrong
    _check_shape(path.name, heading, rows, spec.unit)
    table = pd.DataFrame([row for row in rows if row], columns=heading, dtype="object")
    names = {spec.unit, spec.imputation.group}
    for column in table:
        empty = ("",) if column in names else MISSING
        table[column] = table[column].where(~table[column].str.strip().isin(empty), None)
    return table


def _check_shape(name: str, heading: list[str], rows: list[list[str]], unit: str) -> None:
    """Refuse what a reader of CSV would have to guess about."""
    from atlas.errors import IndexRefused

    if not heading:
        raise IndexRefused(name, "an empty file", FORM, "save it as such")
    twice = [column for column in heading if heading.count(column) > 1]
    if twice:
        raise IndexRefused(
            name, f"the column {twice[0]} twice", "each column once", "rename or remove one of them"
        )
    if unit not in heading:
        raise IndexRefused(
            name,
            f"no column {unit}",
            ", ".join(heading[:60]),
            'name the column of the units in the spec: unit = "..."',
        )
    for number, row in enumerate(rows, start=2):
        if row and len(row) != len(heading):
            raise IndexRefused(
                f"{name} row {number}",
                f"{len(row)} cells",
                f"{len(heading)}, as in the heading",
                "correct the row; a text with a comma stands in quotes",
            )


def _summary(result: CompositeResult) -> pd.DataFrame:
    import pandas as pd

    made = pd.DataFrame(
        {"score": result.aggregated[result.root], "rank": result.ranks[result.root]}
    )
    if result.rank_ranges is not None:
        made = made.join(result.rank_ranges)
    made["imputed"] = result.imputed_share
    return made.sort_values("rank", kind="stable")


def _as_json(result: CompositeResult) -> dict[str, Any]:
    made: dict[str, Any] = {"root": result.root, "left_out": result.left_out}
    made["imputed_share"] = {str(k): float(v) for k, v in result.imputed_share.items()}
    tables = {name: getattr(result, name) for name in STAGES}
    if result.rank_ranges is not None:
        tables["rank_ranges"] = result.rank_ranges
    return made | {
        name: json.loads(t.to_json(orient="index", double_precision=15))
        for name, t in tables.items()
    }

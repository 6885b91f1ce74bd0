"""``index``: a composite index of a table of one's own."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from atlas.measures.index import CompositeResult

ACCEPTED = 0
STAGES = ("denominated", "imputed", "treated", "normalised", "aggregated", "ranks", "treatments")
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
    result = composite(_table(options.frame, spec.unit), spec)
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


def _table(path: Path, unit: str) -> pd.DataFrame:
    import pandas as pd

    from atlas.errors import IndexRefused

    try:
        return pd.read_csv(path, dtype={unit: "str"}, encoding="utf-8-sig")
    except (ValueError, UnicodeDecodeError) as wrong:
        raise IndexRefused(
            path.name, type(wrong).__name__, "CSV in UTF-8 with a heading", "save it as such"
        ) from wrong


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

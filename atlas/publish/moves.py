"""Values that move by a factor, or are all withheld: another unit, or another table, than the one before."""

from __future__ import annotations

import pandas as pd

FACTOR = 5.0
KEY = ["indicator_id", "municipality_code", "year"]


def questions(before: pd.DataFrame, after: pd.DataFrame, table: str) -> list[dict[str, str]]:
    """What must be said yes to, indicator by indicator; frames are the whole table of text.

    Each new or changed value is compared with the one that it replaces, or else with the latest of its
    municipality. ``came`` is the indicator and ``factor``, a number as text, that by which its values move.
    """
    asked = []
    old, new = (frame.astype("str") for frame in (before, after))
    merged = new.merge(old, on=KEY, how="left", suffixes=("", "_was"))
    fresh = merged[
        (merged["value"] != merged["value_was"]) | (merged["status"] != merged["status_was"])
    ]
    reported = old[old["status"] == "reported"].sort_values("year")
    latest = reported.drop_duplicates(KEY[:2], keep="last").set_index(KEY[:2])["value"]
    for indicator, rows in fresh.groupby("indicator_id"):
        known = latest[latest.index.get_level_values(0) == indicator]
        if known.empty:
            continue
        if not (rows["status"] == "reported").any():
            asked.append({"rule": "values_withheld", "table": table, "came": str(indicator)})
            continue
        keys = pd.MultiIndex.from_frame(rows[KEY[:2]])
        was = rows["value_was"].where(
            rows["status_was"] == "reported", known.reindex(keys).to_numpy()
        )
        ratios = pd.to_numeric(rows["value"], errors="coerce") / pd.to_numeric(was, errors="coerce")
        factor = ratios[(ratios > 0) & (ratios < float("inf"))].median()
        if factor >= FACTOR or factor <= 1 / FACTOR:
            move = {"rule": "values_move", "table": table, "came": str(indicator)}
            asked.append({**move, "factor": f"{factor:.3g}"})
    return asked

"""Where fetched figures came from, as long as they are the figures that stand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.errors import BrokenSnapshot, NoSnapshot
from atlas.publish import store as stores

ROWS = "rows_sha256"
Origins = dict[str, dict[str, Any]]


def standing(store: Path, rows: pd.DataFrame, new: Mapping[str, Mapping[str, Any]]) -> Origins:
    """The origin of each indicator whose rows are those that were fetched: the new ones, and those of the
    live snapshot that nobody has changed since by a file or by hand."""
    try:
        known = stores.current(store).manifest.get("fetched", {})
    except (NoSnapshot, BrokenSnapshot):
        known = {}
    now = {name: _digest(rows, name) for name in {*known, *new}}
    fresh = {name: {**origin, ROWS: now[name]} for name, origin in new.items()}
    return {name: o for name, o in ({**known, **fresh}).items() if o[ROWS] == now[name]}


def _digest(rows: pd.DataFrame, indicator: str) -> str:
    """One SHA-256 over the rows of an indicator, in whatever order they are delivered."""
    own = rows[rows["indicator_id"].astype("str") == indicator].astype("str")
    columns = ["municipality_code", "year", "value", "status"]
    text = own[columns].sort_values(columns).to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()

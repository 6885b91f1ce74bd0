"""The cells that a delivery changes in tables that are nobody's: targets, cohorts, modules, sessions."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.contract import Table
from atlas.frames import each
from atlas.publish.only_new import SEPARATOR, identity

FIGURES = ("indicators", "peers")  # these are compared as numbers
SHOWN = 40


def is_told(table: Table) -> bool:
    """Whether the cells of a table may be told one by one: it is not about people, and holds no figures."""
    return not table.about_people and table.name not in FIGURES


def cells(
    before: pd.DataFrame, after: pd.DataFrame, table: Table, exact: bool
) -> list[dict[str, Any]]:
    """Each cell that is another one, or is new or gone: its ``table``, the row it is ``of`` (the cells that
    identify it), its ``column``, and what it was ``before`` and ``after``, as text.

    Frames are tables of text. Without ``exact`` a column that counts people is left out.
    """
    key = identity(table)
    told = [f.name for f in table.fields if f.name not in key and (exact or not f.protected)]
    old, new = (_rows(frame, key, told) for frame in (before, after))
    return [
        {
            "table": table.name,
            "of": SEPARATOR.join(cell for cell in row if cell),
            "column": column,
            "before": was,
            "after": now,
        }
        for row in dict.fromkeys([*old, *new])
        for column in told
        if (was := old.get(row, {}).get(column, "")) != (now := new.get(row, {}).get(column, ""))
    ]


def _rows(
    frame: pd.DataFrame, key: list[str], told: list[str]
) -> dict[tuple[str, ...], dict[str, str]]:
    text = frame.astype("str")
    rows = each(text[[*key, *told]])
    return {
        tuple(getattr(row, name) for name in key): {name: getattr(row, name) for name in told}
        for row in rows
    }

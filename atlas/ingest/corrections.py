"""Corrections as data: cells known to be wrong, put right when a delivery is read.

The delivered files stay as they were received; what was changed, and why, is recorded in a table of
its own that everyone can read.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.contract import Contract, Finding, Findings, Table
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.frames import each

TABLE = "corrections"
APPLIED = "applied"
BETWEEN = "|"


def apply(
    contract: Contract, tables: Mapping[str, pd.DataFrame]
) -> tuple[dict[str, pd.DataFrame], Findings]:
    """The tables of text with the corrections of status ``applied`` made, and findings about corrections
    that fit nowhere.

    A correction names a table, the row's key (the values of the key columns, separated by ``|``) and a
    column. Tables without corrections are returned as they are.
    """
    corrected, findings = dict(tables), Findings()
    if TABLE not in contract.tables or tables[TABLE].empty:
        return corrected, findings
    own = contract[TABLE]
    rows = tables[TABLE]
    for name, part in rows[rows["status"] == APPLIED].groupby("table", sort=False):
        if name not in contract.tables or name == TABLE or not contract[str(name)].key:
            for row in part.index:
                keyed = [t.name for t in contract.tables.values() if t.key and t.name != TABLE]
                findings.add(_finding(own, row, "table", "correction_table", ", ".join(keyed)))
            continue
        table = contract[str(name)]
        corrected[table.name] = _corrected(corrected[table.name], part, table, own, findings)
    return corrected, findings


def _corrected(
    text: pd.DataFrame, part: pd.DataFrame, table: Table, own: Table, findings: Findings
) -> pd.DataFrame:
    columns = [c for c in table.columns if c not in table.key]
    keys = pd.Series(keyed(text, table), dtype="str")
    wanted = keys.isin(set(part["key"])).to_numpy()
    at = dict(zip(keys[wanted], text.index[wanted], strict=True))
    out = text.copy()
    for row, key, column, value in each(part[["key", "column", "value"]]):
        if column not in columns:
            findings.add(_finding(own, row, "column", "correction_column", ", ".join(columns)))
        elif key not in at:
            findings.add(_finding(own, row, "key", "correction_key", table.path))
        else:
            cells = out[column].astype("str")
            cells[at[key]] = value
            out[column] = cells.astype("category")
    return out


def keyed(text: pd.DataFrame, table: Table) -> list[str]:
    """The key of each row as one text."""
    columns = [text[column].astype("str") for column in table.key]
    return [BETWEEN.join(parts) for parts in zip(*columns, strict=True)]


def _finding(own: Table, row: object, column: str, rule: str, expected: str) -> Finding:
    return Finding(own.path, int(str(row)) + FIRST_DATA_ROW, column, rule, "…", expected)

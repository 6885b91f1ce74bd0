"""Rows that lose what they refer to: told once, of the table that lacks it, and not row by row."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from atlas import contract as contracts
from atlas.contract import Contract, Finding, Findings, Table
from atlas.publish.only_new import SEPARATOR, known

MOST_NAMED = 5


def told_once(
    findings: Findings, contract: Contract, data: Path, new: Collection[str], exact: bool
) -> Findings:
    """The findings, with one about each table of the files ``new`` without rows that tables which stay refer
    to, in place of those about these rows. ``data`` has the candidate's tables."""
    if not any(f.rule == "foreign_key" for f in findings):
        return findings
    told, explained, hanging = Findings(), set(), 0
    for target in contract.tables.values():
        if target.path not in new:
            continue
        there = contracts.read_table(data, target)[0]
        orphans = _orphans(contract, target, there, data, new)
        if orphans:
            told.add(_finding(contract, target, there, orphans, exact))
            explained |= {(path, target.path) for path in orphans}
            hanging += sum(map(len, orphans.values()))
    others = [f for f in findings if (f.file, f.expected.partition(":")[0]) not in explained]
    return Findings(told.kept + others, findings.total - hanging + told.total, findings.private)


def _orphans(
    contract: Contract, target: Table, there: pd.DataFrame, data: Path, new: Collection[str]
) -> dict[str, pd.DataFrame]:
    """By the path of a table that stays, the cells of its rows that refer to nothing in the target."""
    found = {}
    for table in contract.tables.values():
        for key in table.foreign_keys:
            if key.table != target.name or table.path in new:
                continue
            rows = contracts.read_table(data, table)[0][list(key.fields)].astype("str")
            rows = rows[(rows != "").all(axis=1)].set_axis(list(key.others), axis=1)
            lost = rows[~known(rows, there, list(key.others))]
            if len(lost):
                found[table.path] = lost
    return found


def _finding(
    contract: Contract,
    target: Table,
    there: pd.DataFrame,
    orphans: dict[str, pd.DataFrame],
    exact: bool,
) -> Finding:
    """What is lacking, by the ids that are no person's, and how many rows of each table rest on it."""
    people = {t.path for t in contract.tables.values() if t.about_people}
    of_each = [
        f"{path} ({len(rows)})" if exact or path not in people else path
        for path, rows in orphans.items()
    ]
    lacking = list(
        dict.fromkeys(name for rows in orphans.values() for name in _ids(target, there, rows))
    )
    more = ", …" if len(lacking) > MOST_NAMED else ""
    rule = "rows_needed" if lacking else "rows_needed_unnamed"
    named = ", ".join(lacking[:MOST_NAMED]) + more
    return Finding(target.path, 0, "", rule, named, ", ".join(of_each))


def _ids(target: Table, there: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """The keys that are lacking; where a part of the key is secret, the other parts that are gone whole."""
    told = [name for name in rows.columns if not target[name].secret]
    if not told:
        return []
    gone = rows[~known(rows, there, told)][told].drop_duplicates()
    return gone.agg(SEPARATOR.join, axis=1).tolist() if len(gone) else []

"""The public manifest of a snapshot: what everyone may know about the files behind it.

The full manifest lies beside the parts of a snapshot, for those who publish; the public part has its own
and needs no other. Of a file about people, or with a protected column, it holds the name only: not the
number of rows, which is a count of people, and no digest, which could prove a guess. Nor does it show
whether an optional file was delivered at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from atlas.contract import Contract, Table

FILE = "manifest.json"
COUNTS = ("new", "changed", "gone")


def public(
    files: Iterable[Mapping[str, Any]], revision: Mapping[str, Any], contract: Contract
) -> dict[str, Any]:
    """The parts in which the public manifest differs from the full one: ``files`` and ``revision``."""
    return {"files": _files(files, contract), "revision": public_revision(revision, contract)}


def _files(files: Iterable[Mapping[str, Any]], contract: Contract) -> list[dict[str, Any]]:
    of_file = {table.path: table for table in contract.tables.values()}
    receipts = {f["name"]: _receipt(f, of_file.get(f["name"])) for f in files}
    receipts |= {path: {"name": path} for path, table in of_file.items() if table.about_people}
    return [receipts[name] for name in sorted(receipts)]


def _receipt(file: Mapping[str, Any], table: Table | None) -> dict[str, Any]:
    if table is not None and table.about_people:
        return {"name": file["name"]}
    names = (
        ("name", "rows") if table is not None and table.protected else ("name", "rows", "sha256")
    )
    return {name: file[name] for name in names}


def public_revision(revision: Mapping[str, Any], contract: Contract) -> dict[str, Any]:
    """What everyone may know about a revision: what it was, and how many rows of each table are new,
    changed and gone. Of a table about people, or with a protected column, only that it was delivered
    (``None``)."""
    tables: dict[str, Any] = {}
    delivered = revision.get("tables") or (revision.get("difference") or {}).get("tables") or {}
    for name, counts in delivered.items():
        table = contract.tables.get(name)
        private = table is None or table.protected or counts is None
        private = private or any(counts.get(c) is None for c in COUNTS)
        tables[name] = None if private else {c: counts[c] for c in COUNTS}
    shown = {name: revision[name] for name in ("act", "kind") if name in revision}
    return shown | ({"tables": tables} if tables else {})


def listed(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The corrections that everyone may read: none in a table about people or in a protected column, for
    such a correction is a count of one."""
    private = {
        (table.name, field.name)
        for table in contract.tables.values()
        for field in table.fields
        if table.about_people or field.protected
    }
    hidden = [
        pair in private or pair[0] not in contract.tables
        for pair in zip(rows["table"], rows["column"], strict=True)
    ]
    return rows[~pd.Series(hidden, index=rows.index, dtype=bool)].reset_index(drop=True)

"""The public manifest of a snapshot: what everyone may know of the files behind it.

The full one stands beside the parts of a snapshot, for whoever publishes; the public part has its own
and needs no other. Of a file about people, or with a column that is protected, it holds the name: not
how many rows, which is a count of people, and no digest, by which a guess could be proved. Whether an
optional file is there at all is not told either.
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
    """The parts of the public manifest that are not of both: ``files`` and ``revision``."""
    return {"files": _files(files, contract), "revision": told_revision(revision, contract)}


def _files(files: Iterable[Mapping[str, Any]], contract: Contract) -> list[dict[str, Any]]:
    of_file = {table.path: table for table in contract.tables.values()}
    told = {f["name"]: _receipt(f, of_file.get(f["name"])) for f in files}
    told |= {path: {"name": path} for path, table in of_file.items() if table.about_people}
    return [told[name] for name in sorted(told)]


def _receipt(file: Mapping[str, Any], table: Table | None) -> dict[str, Any]:
    if table is not None and table.about_people:
        return {"name": file["name"]}
    names = (
        ("name", "rows") if table is not None and table.protected else ("name", "rows", "sha256")
    )
    return {name: file[name] for name in names}


def told_revision(revision: Mapping[str, Any], contract: Contract) -> dict[str, Any]:
    """What everyone may know of an act: what it was, and how many rows of each table came, changed and
    went. Of a table about people, or with a column that is protected, that it was delivered (``None``):
    nothing of how much."""
    tables: dict[str, Any] = {}
    given = revision.get("tables") or (revision.get("difference") or {}).get("tables") or {}
    for name, counts in given.items():
        table = contract.tables.get(name)
        private = table is None or table.protected or counts is None
        private = private or any(counts.get(c) is None for c in COUNTS)
        tables[name] = None if private else {c: counts[c] for c in COUNTS}
    shown = {name: revision[name] for name in ("act", "kind") if name in revision}
    return shown | ({"tables": tables} if tables else {})


def listed(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The corrections that everyone may read: none of a table about people, nor of a protected column,
    for one of those is a count of one."""
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

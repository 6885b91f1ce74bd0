"""A delivery that has been read: what publishing takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

import pandas as pd

from atlas.contract.declaration import Contract
from atlas.contract.reading import typed
from atlas.region import Region


@dataclass(frozen=True)
class FileReceipt:
    """What a figure rests on: a file, its size and its fingerprint."""

    name: str
    rows: int
    bytes: int
    sha256: str


class Tables(Mapping[str, pd.DataFrame]):
    """Checked tables, each put into its own types when it is asked for.

    As text a table of answers is a third of what it is as numbers and dates, and hardly anyone asks
    for it.
    """

    def __init__(self, contract: Contract, text: Mapping[str, pd.DataFrame]) -> None:
        self._contract = contract
        self._text = dict(text)
        self._held: WeakValueDictionary[str, pd.DataFrame] = WeakValueDictionary()

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The table in its types: the one that somebody holds already, or made anew."""
        held = self._held.get(table)
        if held is None:
            held = self._held[table] = typed(self._text[table], self._contract[table])
        return held

    def columns(self, table: str, names: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table in their types, without the room that the others would take."""
        held = self._held.get(table)
        if held is not None:
            return held[list(names)]
        return typed(self._text[table], self._contract[table], names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text)

    def __len__(self) -> int:
        return len(self._text)


def columns(tables: Mapping[str, pd.DataFrame], table: str, *names: str) -> pd.DataFrame:
    """Some columns of one of the tables, made for the moment where they can be."""
    if isinstance(tables, Tables):
        return tables.columns(table, names)
    return tables[table][list(names)]


@dataclass(frozen=True)
class Delivery:
    """Checked tables, typed, with the areas they speak of.

    ``areas`` has one row per municipality in register order: ``code``, ``name`` and ``geometry``
    (shapely polygons in the region's projected CRS, metres).
    """

    folder: Path
    region: Region
    contract: Contract
    tables: Mapping[str, pd.DataFrame]
    areas: pd.DataFrame
    files: tuple[FileReceipt, ...]
    fingerprint: str
    geo: Path | None = None

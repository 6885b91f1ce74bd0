"""A delivery that has been read and checked: the input of publishing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

import pandas as pd
from shapely.geometry.base import BaseGeometry

from atlas.contract.declaration import Contract
from atlas.contract.reading import typed
from atlas.region import Region


@dataclass(frozen=True)
class FileReceipt:
    """A file that published numbers rest on: its size and its fingerprint."""

    name: str
    rows: int
    bytes: int
    sha256: str


class Tables(Mapping[str, pd.DataFrame]):
    """Checked tables, each converted to its own types when it is asked for.

    As text the table of survey answers takes a third of the memory it takes as numbers and dates, and
    it is rarely needed.
    """

    def __init__(self, contract: Contract, text: Mapping[str, pd.DataFrame]) -> None:
        self._contract = contract
        self._text = dict(text)
        self._held: WeakValueDictionary[str, pd.DataFrame] = WeakValueDictionary()

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The typed table: the one that is still in use somewhere, or a new one."""
        held = self._held.get(table)
        if held is None:
            held = self._held[table] = typed(self._text[table], self._contract[table])
        return held

    def columns(self, table: str, names: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table, typed, without the memory that the others would take."""
        held = self._held.get(table)
        if held is not None:
            return held[list(names)]
        return typed(self._text[table], self._contract[table], names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text)

    def __len__(self) -> int:
        return len(self._text)


def columns(tables: Mapping[str, pd.DataFrame], table: str, *names: str) -> pd.DataFrame:
    """Some columns of one of the tables; of :class:`Tables`, without typing the others."""
    if isinstance(tables, Tables):
        return tables.columns(table, names)
    return tables[table][list(names)]


@dataclass(frozen=True)
class Delivery:
    """Checked tables, typed, with the areas they refer to.

    ``areas`` has one row per municipality in register order: ``code``, ``name`` and ``geometry``
    (shapely polygons in the region's projected CRS, metres). ``around`` is the land around them, in the
    same CRS, where the delivery has it.
    """

    folder: Path
    region: Region
    contract: Contract
    tables: Mapping[str, pd.DataFrame]
    areas: pd.DataFrame
    files: tuple[FileReceipt, ...]
    fingerprint: str
    geo: Path | None = None
    around: BaseGeometry | None = None

"""A delivery that has been read: what publishing takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from atlas.contract.declaration import Contract
from atlas.region import Region


@dataclass(frozen=True)
class FileReceipt:
    """What a figure rests on: a file, its size and its fingerprint."""

    name: str
    rows: int
    bytes: int
    sha256: str


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

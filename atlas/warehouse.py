"""Open one snapshot: protected data for everyone, exact data through one door.

A page holds one :class:`Data` for its whole run. Protected and exact data are two types; the only
way to the second is :func:`exact`, which asks for a role and raises for anyone but staff.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import region as regions
from atlas import roles
from atlas.catalogue import Catalogue
from atlas.contract import Contract
from atlas.errors import BrokenSnapshot, ExactRefused, UnknownSnapshot
from atlas.publish import history
from atlas.publish import store as stores
from atlas.region import Region

STAFF = roles.EXACT
SETTINGS = ("k", "cross", "margins", "properties")


@dataclass(frozen=True, eq=False)
class Data:
    """One snapshot's tables with what declares them. ``exact`` tells which numbers these are."""

    id: str
    folder: Path
    manifest: Mapping[str, Any]
    region: Region
    catalogue: Catalogue
    contract: Contract
    tables: Mapping[str, pd.DataFrame]

    exact = False

    def __getitem__(self, table: str) -> pd.DataFrame:
        """A table of the snapshot. It is a borrowed book: build a new one, never write in it."""
        return self.tables[table]

    @cached_property
    def codes(self) -> list[str]:
        """The municipalities' codes in register order."""
        return self["register"]["code"].tolist()

    @cached_property
    def names(self) -> dict[str, str]:
        """The municipalities' names by code."""
        return dict(zip(self["register"]["code"], self["register"]["name"], strict=True))

    @cached_property
    def cohort_names(self) -> dict[tuple[str, str], str]:
        """The cohorts' names by id and language."""
        cohorts = self["cohorts"]
        return {
            (cohort, language): name
            for language in regions.LANGUAGES
            for cohort, name in zip(cohorts["cohort_id"], cohorts[f"name_{language}"], strict=True)
        }

    @property
    def published_at(self) -> dt.datetime:
        """When the snapshot was published."""
        return dt.datetime.fromisoformat(self.manifest["published_at"])

    @property
    def people_as_of(self) -> dt.datetime:
        """As of when the numbers of people are: protected ones stand for some time, exact ones do not."""
        standing = self.manifest.get("public", {})
        if self.exact or "as_of" not in standing:
            return self.published_at
        return dt.datetime.fromisoformat(standing["as_of"])

    @property
    def synthetic(self) -> bool:
        """Whether any table in it is made up."""
        return bool(self.manifest["synthetic"])

    @property
    def k(self) -> int:
        """The smallest count of people that is shown to everyone."""
        return int(self.manifest["protection"]["k"])

    @property
    def geometry(self) -> Path:
        """The document that the browser draws the areas from."""
        return self.folder / "public" / "geometry.json"

    @cached_property
    def drawing(self) -> dict[str, Any]:
        """The geometry document, read."""
        document: dict[str, Any] = json.loads(self.geometry.read_text("utf-8"))
        return document

    def name_of(self, code: str, language: str) -> str:
        """The name of a municipality, the county or the country; the code where it has none."""
        if code in self.region.benchmark_codes():
            return self.region.benchmark_name(code, language)
        return self.names.get(code, code)


class PublicData(Data):
    """Protected numbers: each count of people or organisations is 0 or at least ``k``."""


class ExactData(Data):
    """Exact numbers, for staff. :func:`exact` is the only one who makes it."""

    exact = True


def open_public(store: Path) -> PublicData:
    """The live snapshot's public part.

    Raises :class:`~atlas.errors.NoSnapshot` when nothing is published, and
    :class:`~atlas.errors.BrokenSnapshot` when what is there cannot be read.
    """
    live = stores.current(store)
    return PublicData(**_parts(live, "public"))


def open_earlier(store: Path, snapshot: str) -> PublicData:
    """The public part of the live snapshot or of an earlier one that still stands in the store.

    Not of a later one, nor of one that was gone back from: those are withdrawn. Nor of one that holds
    other tables, was made under another protection, or of sample people where the live one is of real
    ones. Raises
    :class:`~atlas.errors.UnknownSnapshot` for those and for what is not there.
    """
    live = stores.current(store)
    earlier = stores.standing(store, snapshot)
    refused = earlier.id > live.id or snapshot in history.withdrawn(store)
    if refused or _made_under(earlier.manifest) != _made_under(live.manifest):
        raise UnknownSnapshot([live.id])
    return PublicData(**_parts(earlier, "public"))


def exact(store: Path, role: str) -> ExactData:
    """The live snapshot's exact part, for staff; :class:`~atlas.errors.ExactRefused` for others."""
    if role not in STAFF:
        raise ExactRefused
    live = stores.current(store)
    return ExactData(**_parts(live, "exact"))


@dataclass(frozen=True)
class Past:
    """A publication before the one that is open: its id, and when it was published."""

    id: str
    published_at: dt.datetime


@lru_cache(maxsize=16)
def publications(data: Data) -> tuple[Past, ...]:
    """The publications before this one that can still be opened, newest first: those that were made
    under the same protection and were not gone back from."""
    found = []
    withdrawn = history.withdrawn(data.folder.parent.parent)
    for path in data.folder.parent.glob("*/manifest.json"):
        try:
            manifest = json.loads(path.read_text("utf-8"))
            when = dt.datetime.fromisoformat(manifest["published_at"])
        except (OSError, ValueError, KeyError):
            continue  # a folder that someone has taken half away is no publication any more
        name = path.parent.name
        stands = name != data.id and when < data.published_at and name not in withdrawn
        if stands and _made_under(manifest) == _made_under(data.manifest):
            found.append(Past(name, when))
    return tuple(sorted(found, key=lambda past: past.published_at, reverse=True))


@lru_cache(maxsize=4)
def earlier(data: Data, identity: str) -> Data:
    """An earlier publication, of the same kind as the one in hand: whoever holds protected numbers
    gets protected ones. :class:`~atlas.errors.BrokenSnapshot` when it cannot be read."""
    folder = data.folder.with_name(identity)
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise BrokenSnapshot(
            f"snapshot {identity} cannot be read ({type(wrong).__name__})"
        ) from None
    part = "exact" if data.exact else "public"
    return type(data)(**_parts(stores.Published(identity, folder, manifest), part))


def _made_under(manifest: Mapping[str, Any]) -> tuple[Any, ...]:
    """Which tables a snapshot holds, the protection that its public numbers were made under, and
    whether of sample people: only where all are the same can two be compared or shown for each other."""
    settings, public = manifest["protection"], manifest.get("public", {})
    return manifest.get("form"), *(settings.get(name) for name in SETTINGS), public.get("sample")


def _parts(live: stores.Published, part: str) -> dict[str, Any]:
    declared = live.folder / "public"
    try:
        tables = {path.stem: pd.read_parquet(path) for path in _tables(live.folder / part)}
        return {
            "id": live.id,
            "folder": live.folder,
            "manifest": live.manifest,
            "region": regions.load(declared),
            "catalogue": catalogues.load(declared),
            "contract": contracts.load(declared),
            "tables": tables,
        }
    except Exception as wrong:
        raise BrokenSnapshot(
            f"snapshot {live.id} cannot be read ({type(wrong).__name__})"
        ) from None


def _tables(folder: Path) -> list[Path]:
    """The tables that measures read; the geometry has its own readers."""
    return sorted(p for p in folder.glob("*.parquet") if p.stem != "municipalities")

"""Open one snapshot: protected data for everyone, exact data through one door.

A page holds one :class:`Data` for its whole run. Protected and exact data are two types, and the only way to
the second is :func:`exact`, which takes a role and raises for anyone who is not staff.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from atlas import catalogue as catalogues
from atlas import composites, roles
from atlas import contract as contracts
from atlas import region as regions
from atlas.catalogue import Catalogue
from atlas.composites import OwnIndex
from atlas.contract import Contract
from atlas.errors import BrokenSnapshot, ExactRefused, UnknownSnapshot
from atlas.publish import history, manifests, seal
from atlas.publish import store as stores
from atlas.publish.store import Published
from atlas.region import Region

STAFF = roles.EXACT
SETTINGS = ("k", "cross", "margins", "properties")
BROKEN_SECONDS = 60


@dataclass(frozen=True, eq=False)
class Data:
    """One snapshot's tables with their declarations. ``exact`` says whether the numbers are exact,
    ``stands_in`` that this snapshot is shown because the live one cannot be read. ``index`` is the region's
    own, where it declares one."""

    id: str
    folder: Path
    manifest: Mapping[str, Any]
    region: Region
    catalogue: Catalogue
    contract: Contract
    tables: Mapping[str, pd.DataFrame]
    stands_in: bool = False
    index: OwnIndex | None = None

    exact = False

    def __getitem__(self, table: str) -> pd.DataFrame:
        """A table of the snapshot. It is only lent to you: make a new one, never change it."""
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
        """The date of the numbers of people: protected ones may be older than the snapshot."""
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
    def reach(self) -> int:
        """The true number behind a public cell differs from it by less than this."""
        return int(self.manifest["protection"]["reach"])

    @property
    def geometry(self) -> Path:
        """The document from which the browser draws the areas."""
        return self.folder / "public" / "geometry.json"

    @cached_property
    def drawing(self) -> dict[str, Any]:
        """The content of the geometry document."""
        document: dict[str, Any] = json.loads(self.geometry.read_text("utf-8"))
        return document

    def name_of(self, code: str, language: str) -> str:
        """The name of a municipality, the county, the country or all places outside; the code where it has
        none."""
        if code in self.region.benchmark_codes():
            return self.region.benchmark_name(code, language)
        if code and code == self.region.outside_code:
            return self.region.text("outside.name", language) or code
        return self.names.get(code, code)


class PublicData(Data):
    """Protected numbers: each count of people or organisations is a multiple of ``k``."""


class ExactData(Data):
    """Exact numbers, for staff. Only :func:`exact` makes it."""

    exact = True


Kind = TypeVar("Kind", bound=Data)


def open_public(
    store: Path, opens: Callable[[Published, bool], PublicData] | None = None
) -> PublicData:
    """The public part of the live snapshot or, where that cannot be read, of the newest that can be; then
    ``stands_in`` is true.

    ``opens`` may be a cached :func:`public_part`. Raises :class:`~atlas.errors.NoSnapshot` when nothing is
    published, and :class:`~atlas.errors.BrokenSnapshot` when no snapshot can be read.
    """
    return stores.newest_readable(store, opens or public_part)


def public_part(snapshot: Published, stands_in: bool = False) -> PublicData:
    """The whole public part of a snapshot. Raises :class:`~atlas.errors.BrokenSnapshot`."""
    return _opened(PublicData, snapshot, stands_in)


def open_earlier(store: Path, snapshot: str, shown: Data | None = None) -> PublicData:
    """The public part of the snapshot that is ``shown`` (by default what :func:`open_public` gives) or
    of an earlier one that is still in the store.

    Raises :class:`~atlas.errors.UnknownSnapshot` for one that is not there; for one that is later or was
    rolled back, which counts as withdrawn; and for one with other tables, made under other protection
    settings, or with sample people where the one that is shown has real ones.
    """
    shown = shown or open_public(store)
    earlier = stores.standing(store, snapshot)
    refused = earlier.id > shown.id or snapshot in history.withdrawn(store)
    if refused or _made_under(earlier.manifest) != _made_under(shown.manifest):
        raise UnknownSnapshot([shown.id])
    return public_part(earlier)


def exact(store: Path, role: str, shown: Data | None = None) -> ExactData:
    """The exact part of the snapshot that is ``shown`` (by default what :func:`open_public` gives).

    Raises :class:`~atlas.errors.ExactRefused` for anyone who is not staff, and
    :class:`~atlas.errors.BrokenSnapshot` or :class:`~atlas.errors.UnknownSnapshot` where that part
    cannot be read, or no longer.
    """
    if role not in STAFF:
        raise ExactRefused
    shown = shown or open_public(store)
    return _opened(ExactData, stores.standing(store, shown.id), shown.stands_in)


@dataclass(frozen=True)
class Past:
    """A publication before the one that is open: its id, and when it was published."""

    id: str
    published_at: dt.datetime


@lru_cache(maxsize=16)
def publications(data: Data) -> tuple[Past, ...]:
    """The publications before this one that can still be opened, newest first: those made under the same
    protection settings and not rolled back."""
    result = []
    withdrawn = history.withdrawn(data.folder.parent.parent)
    for path in data.folder.parent.glob("*/manifest.json"):
        try:
            manifest = json.loads(path.read_text("utf-8"))
            when = dt.datetime.fromisoformat(manifest["published_at"])
            before = when < data.published_at
            alike = _made_under(manifest) == _made_under(data.manifest)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # a folder that is half deleted is no longer a publication
        name = path.parent.name
        if before and alike and name != data.id and name not in withdrawn:
            result.append(Past(name, when))
    return tuple(sorted(result, key=lambda past: past.published_at, reverse=True))


@lru_cache(maxsize=4)
def earlier(data: Data, identity: str) -> Data:
    """An earlier publication, of the same kind as ``data``: protected numbers lead to protected ones.
    Raises :class:`~atlas.errors.BrokenSnapshot` when it cannot be read."""
    folder = data.folder.with_name(identity)
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise BrokenSnapshot(
            f"snapshot {identity} cannot be read ({type(wrong).__name__})"
        ) from None
    return _opened(type(data), Published(identity, folder, manifest))


def _made_under(manifest: Mapping[str, Any]) -> tuple[Any, ...]:
    """The form of a snapshot's tables, the protection settings of its public numbers, and whether its people
    are made up. Two snapshots can be compared, or stand in for each other, only where these are the same."""
    settings, public = manifest["protection"], manifest.get("public", {})
    return manifest.get("form"), *(settings.get(name) for name in SETTINGS), public.get("sample")


# snapshots that could not be read, with the state of their files and the time, so that they are not read
# again at every click
_broken: dict[tuple[Path, bool], tuple[Any, float]] = {}


def _opened(kind: type[Kind], snapshot: Published, stands_in: bool = False) -> Kind:
    """A part of a snapshot, read completely, so that nothing can fail later.

    After a failure it is not tried again until its files change or a minute has passed (the cause may have
    been a disk that did not answer).
    """
    at = snapshot.folder, kind.exact
    if at in _broken:
        files, when = _broken[at]
        if files == _stamp(snapshot.folder) and time.monotonic() - when < BROKEN_SECONDS:
            raise BrokenSnapshot(f"snapshot {snapshot.id} cannot be read")
    try:
        data = _read(kind, snapshot, stands_in)
    except Exception as wrong:  # a damaged file can fail in any way
        _broken[at] = _stamp(snapshot.folder), time.monotonic()
        cause = type(wrong).__name__
        raise BrokenSnapshot(f"snapshot {snapshot.id} cannot be read ({cause})") from None
    _broken.pop(at, None)
    return data


def _read(kind: type[Kind], snapshot: Published, stands_in: bool) -> Kind:
    declared = snapshot.folder / "public"
    for part in {"public", "exact" if kind.exact else "public"}:
        seal.check(snapshot.folder, snapshot.manifest, part)
    tables = snapshot.folder / ("exact" if kind.exact else "public")
    if not tables.is_dir():  # a public copy has no exact part
        raise BrokenSnapshot(f"snapshot {snapshot.id} has no such part")
    # the public part has its own manifest: the full one counts rows
    text = (declared / manifests.FILE).read_text("utf-8")
    frames = {path.stem: pd.read_parquet(path) for path in _tables(tables)}
    figures = frames["indicators"]
    filled = set(figures.loc[figures["status"].astype("str") == "reported", "indicator_id"])
    catalogue = catalogues.load(declared)
    data = kind(
        id=snapshot.id,
        folder=snapshot.folder,
        manifest=snapshot.manifest if kind.exact else json.loads(text),
        region=regions.load(declared),
        catalogue=catalogue.shown(filled),
        contract=contracts.load(declared),
        tables=frames,
        stands_in=stands_in,
        index=composites.own.load(declared, catalogue),
    )
    # read now, so that anything missing in the manifest or the geometry fails here and not on a page
    _ = (data.published_at, data.people_as_of, data.synthetic, data.k, data.reach, data.drawing)
    return data


def _stamp(folder: Path) -> Any:
    """The files of a snapshot with their sizes and times; ``None`` while they are being changed."""
    try:
        files = [(path, path.stat()) for path in folder.rglob("*")]
    except OSError:
        return None
    return {(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in files}


def _tables(folder: Path) -> list[Path]:
    """The tables that measures read; the geometry has its own readers."""
    return sorted(p for p in folder.glob("*.parquet") if p.stem != "municipalities")

"""From files that somebody has to a new snapshot: read, checked, compared, and only then published.

:func:`consider` reads everything into a candidate beside the delivery and says what would change;
:func:`commit` makes it the delivery and publishes it. Both work in a process of their own
(:mod:`atlas.sandbox`); what they answer is plain data, fit for a page and for ``--json``.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import freetext, sandbox
from atlas.errors import AtlasError, ReadingFailed
from atlas.ingest import boundaries
from atlas.ingest import delivery as deliveries
from atlas.ingest import mapping as mappings
from atlas.ingest.limits import CHECKING_MEMORY, SECONDS
from atlas.publish import candidate, history, originals, seal, staging, swap
from atlas.publish import store as stores
from atlas.publish.store import Published
from atlas.sandbox import Progress

UPLOADS = "uploads"
STALE = 24 * 3600


@dataclass(frozen=True)
class Parcel:
    """Files of one kind as they came: each a name, for messages only, and its bytes.

    ``options`` are those of :class:`~atlas.ingest.outside.Choices` that were said (``indicator``,
    ``value_column``, ``delimiter``, ``decimal``, ``mapping`` as plain data, ``leave_out_unmatched``).
    ``add`` keeps rows that the files do not have; unsaid, indicators are added and others replaced.
    """

    kind: str
    files: Sequence[tuple[str, bytes]]
    options: Mapping[str, Any]
    add: bool | None = None


@dataclass(frozen=True)
class Proposal:
    """What :func:`consider` found: ``told`` is plain data, ``room`` where the candidate lies."""

    room: Path
    told: Mapping[str, Any]
    exact: bool

    @property
    def accepted(self) -> bool:
        """Whether the contract accepts it."""
        return bool(self.told["accepted"])

    @property
    def questions(self) -> list[dict[str, str]]:
        """What must be answered before it is published."""
        return list(self.told["difference"]["questions"]) if self.told["difference"] else []


def consider(
    parcels: Sequence[Parcel],
    data: Path,
    geo: Path,
    store: Path,
    exact: bool = False,
    progress: Progress | None = None,
) -> Proposal:
    """Read what was sent into a candidate and tell whether it is accepted and what it would change.

    Nothing of the delivery or the live snapshot is touched. ``exact`` lets counts below k into the
    difference: for staff, who hold the rows. Hand the proposal to :func:`commit` or :func:`drop`.
    Raises :class:`~atlas.errors.ReadingFailed` when the reading was ended.
    """
    store.mkdir(parents=True, exist_ok=True)
    _sweep(store)
    room = store / f".incoming-{secrets.token_hex(6)}"
    uploads = room / UPLOADS
    uploads.mkdir(mode=0o700, parents=True)
    room.chmod(0o700)
    try:
        sent = []
        for parcel in parcels:
            files = []
            for name, content in parcel.files:
                path = uploads / secrets.token_hex(6)
                path.write_bytes(content)
                files.append({"name": name, "path": str(path)})
            sent.append(asdict(parcel) | {"files": files, "options": dict(parcel.options)})
        request = {
            "parcels": sent,
            "data": str(data),
            "geo": str(geo),
            "store": str(store),
            "room": str(room),
            "exact": exact,
        }
        told = sandbox.run(candidate.consider, request, CHECKING_MEMORY, SECONDS, progress)
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    return Proposal(room, told, exact)


def commit(
    proposal: Proposal,
    data: Path,
    geo: Path,
    store: Path,
    who: str = "",
    note: str = "",
    progress: Progress | None = None,
) -> Published:
    """Make an accepted candidate the delivery and publish it.

    Of ``note`` is stored what :func:`~atlas.freetext.kept` leaves of it. Raises
    :class:`~atlas.errors.AtlasError` when it was not accepted, or when somebody else
    published since it was looked at; :class:`OSError` when the disk is full. Whatever it raises,
    delivery and live snapshot are as before.
    """
    if not proposal.accepted:
        raise AtlasError("a delivery that was not accepted cannot be published")
    request = {
        "room": str(proposal.room),
        "data": str(data),
        "geo": str(geo),
        "store": str(store),
        "who": who or history.account(),
        "note": note,
        "told": _kept(proposal.told),
        "fingerprint": proposal.told["base"],
        "live": proposal.told["live"],
        "new": proposal.told["new"],
    }
    try:
        sandbox.run(candidate.commit, request, CHECKING_MEMORY, SECONDS * 5, progress)
    except ReadingFailed:
        with swap.alone(store):  # puts back what was half done
            pass
        raise
    finally:
        drop(proposal)
    for read in proposal.told["files"]:
        if read.get("mapping") and read["headers"]:
            mapping = mappings.from_dict(read["mapping"])
            mappings.remember(store, read["kind"], read["headers"], mapping)
    return stores.current(store)


def drop(proposal: Proposal) -> None:
    """Forget a candidate."""
    shutil.rmtree(proposal.room, ignore_errors=True)


def rows(proposal: Proposal, kind: str, rejected: bool = False) -> pd.DataFrame:
    """The table of a candidate as text in the contract's columns, with ``file`` and ``row`` of where
    each line comes from; only the lines that a finding points at when ``rejected`` (with the index that
    they have in the whole).

    Empty where the file could not be mapped. It holds persons' rows: for staff, to download or to
    correct and hand back by :func:`corrected`.
    """
    path = proposal.room / "data" / f"{kind}.csv"
    lines = path.with_name(f".{path.name}{staging.LINES}")
    if not lines.exists():
        return pd.DataFrame({"file": [], "row": []})
    text = pd.read_csv(path, dtype="str", keep_default_na=False)
    whole = pd.concat([pd.read_csv(lines, dtype={"file": "str"}), text], axis=1)
    if not rejected:
        return whole
    told = {(finding["file"], finding["row"]) for finding in proposal.told["findings"]}
    places = zip(whole["file"], whole["row"], strict=True)
    return whole[[place in told for place in places]]


def corrected(kind: str, frame: pd.DataFrame, name: str) -> Parcel:
    """A parcel from rows that were corrected on a page: the whole table, ``file`` and ``row`` aside."""
    text = frame.drop(columns=["file", "row"], errors="ignore").fillna("").astype("str")
    return Parcel(kind, [(name, text.to_csv(index=False).encode())], {}, add=False)


def rollback(
    store: Path, data: Path, geo: Path, identity: str, who: str = "", note: str = ""
) -> Published:
    """Go back to an earlier snapshot: it is live again and its files are the delivery again.

    Of ``note`` is stored what :func:`~atlas.freetext.kept` leaves of it.
    Raises :class:`~atlas.errors.UnknownSnapshot` when it does not stand in the store, and
    :class:`~atlas.errors.BrokenSnapshot` when it is damaged. The live one may well be: that is a
    reason to go back.
    """
    with swap.alone(store):
        chosen = stores.standing(store, identity)
        for part in ("public", "exact"):
            seal.check(chosen.folder, chosen.manifest, part)
        live = history.live(store)
        kept = originals.of(store, chosen.manifest)
        if set(kept) == {f["name"] for f in chosen.manifest["files"]}:
            room = store / f".incoming-{secrets.token_hex(6)}"
            with swap.replaced(store, _targets(kept, data, geo), live, room):
                stores.switch(store, identity)
        else:
            stores.switch(store, identity)
        moment = dt.datetime.now(dt.UTC)
        more = {"who": who or history.account(), "note": freetext.kept(note), "from": live}
        history.append(store, history.entry(identity, moment, "rollback", **more))
    return chosen


def _targets(kept: Mapping[str, Path], data: Path, geo: Path) -> dict[Path, Path | None]:
    """Where each file of a delivery belongs; one that the snapshot did not have goes."""
    stem = Path(boundaries.FILE).stem
    files: dict[Path, Path | None] = {
        path: None for path in deliveries.delivered_files(data, geo) if path.name not in kept
    }
    for name, path in kept.items():
        files[(geo if Path(name).stem == stem and not name.endswith(".csv") else data) / name] = (
            path
        )
    return files


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    """What of a proposal history keeps: never a cell of the files."""
    keys = ("kind", "rows", "uploads", "summary")
    plain: dict[str, Any] = json.loads(json.dumps({key: told[key] for key in keys}))
    return plain


def _sweep(store: Path) -> None:
    """Remove candidates that nobody came back for."""
    now = dt.datetime.now(dt.UTC).timestamp()
    for room in store.glob(".incoming-*"):
        if now - room.stat().st_mtime > STALE:
            shutil.rmtree(room, ignore_errors=True)

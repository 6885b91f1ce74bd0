"""What stands in a store: which snapshot is the live one, which others there are, what was refused.

This is all that a reader needs of publishing: what makes a snapshot is in
:mod:`~atlas.publish.snapshot`, and nobody who only reads imports it.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas import disk
from atlas.errors import NoSnapshot, UnknownSnapshot

if TYPE_CHECKING:
    from atlas.contract import Findings

# which tables a snapshot holds; one of another form is made anew, not read
FORM = 2
NAMED = 10
FIRST_FINDINGS = 20


@dataclass(frozen=True)
class Published:
    """A snapshot that stands in a store."""

    id: str
    folder: Path
    manifest: dict[str, Any]
    why: str = ""


def current(store: Path) -> Published:
    """The live snapshot of a store, or :class:`~atlas.errors.NoSnapshot`: also where it was made by an
    edition with other tables, for then it has to be made anew."""
    try:
        identity = (store / "CURRENT").read_text("ascii").strip()
        folder = store / "snapshots" / identity
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise NoSnapshot from None
    if manifest.get("form") != FORM:
        raise NoSnapshot
    return Published(identity, folder, manifest)


def standing(store: Path, identity: str) -> Published:
    """A snapshot that stands in a store, or :class:`~atlas.errors.UnknownSnapshot` naming those."""
    there = sorted(p.parent.name for p in store.glob("snapshots/[!.]*/manifest.json"))
    if identity not in there:
        raise UnknownSnapshot(there[-NAMED:])
    folder = store / "snapshots" / identity
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return Published(identity, folder, manifest)


def switch(store: Path, identity: str) -> None:
    """Make a snapshot that stands in the store the live one."""
    with disk.alone(store / "lock"):
        chosen = standing(store, identity)
        disk.replace(store / "CURRENT", chosen.id + "\n")
        accept(store)


def reject(findings: Findings, fingerprint: str, store: Path) -> None:
    """Remember why a delivery was refused, so that the pages can say so beside the last good state."""
    store.mkdir(parents=True, exist_ok=True)
    kept = [asdict(finding) for finding in list(findings)[:FIRST_FINDINGS]]
    note = {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "fingerprint": fingerprint,
        "total": findings.total,
        "findings": kept,
    }
    disk.replace(store / "rejected.json", json.dumps(note, ensure_ascii=False, indent=1))


def accept(store: Path) -> None:
    """Forget the last refusal: the delivery that lies there now is the live one."""
    (store / "rejected.json").unlink(missing_ok=True)


def rejection(store: Path) -> dict[str, Any] | None:
    """The refused delivery that came after the live snapshot, or ``None``."""
    try:
        note: dict[str, Any] = json.loads((store / "rejected.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return note

"""What a store holds: which snapshot is the live one, which others there are, what was refused.

This is all that a reader needs of publishing. Snapshots are made in :mod:`~atlas.publish.snapshot`,
which code that only reads does not import.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from atlas import disk
from atlas.errors import BrokenSnapshot, NoSnapshot, UnknownSnapshot
from atlas.publish import history

if TYPE_CHECKING:
    from atlas.contract import Findings

# the edition of a snapshot's tables; a snapshot of another form is not read but replaced
FORM = 4
NAMED = 10
FIRST_FINDINGS = 20
# the name of a snapshot: no dot and no slash, so it leads to nothing outside the store
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")

Opened = TypeVar("Opened")


@dataclass(frozen=True)
class Published:
    """A snapshot in a store."""

    id: str
    folder: Path
    manifest: dict[str, Any]
    why: str = ""


def current(store: Path) -> Published:
    """The snapshot that ``CURRENT`` names. Raises :class:`~atlas.errors.NoSnapshot` where there is none,
    where its manifest cannot be read, or where it was made by an edition with other tables."""
    live = _readable(store, history.live(store))
    if live is None:
        raise NoSnapshot
    return live


def newest_readable(store: Path, opens: Callable[[Published, bool], Opened]) -> Opened:
    """The result of ``opens`` for the live snapshot or, where that cannot be read, for the newest that can
    stand in for it.

    ``opens`` is called with a snapshot and whether it stands in for the live one, and raises
    :class:`~atlas.errors.BrokenSnapshot` for one that it cannot read. Snapshots that were rolled back
    come last. Raises :class:`~atlas.errors.NoSnapshot` when there are none, and
    :class:`~atlas.errors.BrokenSnapshot` when none of them can be read.
    """
    broken: BrokenSnapshot | None = None
    for snapshot, stands_in in _in_turn(store):
        try:
            return opens(snapshot, stands_in)
        except BrokenSnapshot as wrong:
            broken = broken or wrong
    raise broken or NoSnapshot


def is_empty(store: Path) -> bool:
    """Whether nothing has ever been published here."""
    marks = (store / "CURRENT", store / history.FILE)
    return not any(path.exists() for path in marks) and not _names(store)


def _in_turn(store: Path) -> Iterator[tuple[Published, bool]]:
    """The live snapshot, then those that may stand in for it, each with whether it does. The newest come
    first; those later than the live one and those that were rolled back come last."""
    named = history.live(store)
    live = _readable(store, named)
    if live is not None:
        yield live, False
    latest = named if NAME.fullmatch(named) else _last_in_history(store)
    gone = history.withdrawn(store)
    names = [name for name in _names(store) if name != named or live is None]
    for name in sorted(names, key=lambda name: (name in gone, name > latest)):
        snapshot = _readable(store, name)
        if snapshot is not None:
            yield snapshot, True


def _last_in_history(store: Path) -> str:
    """The snapshot that was made live last, by the history."""
    return next((line["snapshot"] for line in history.read(store)), "")


def _names(store: Path) -> list[str]:
    """The names of the snapshots in a store, newest first, whether or not they can be read."""
    return sorted((path.name for path in store.glob("snapshots/[!.]*")), reverse=True)


def _readable(store: Path, identity: str) -> Published | None:
    """A snapshot, if its manifest can be read and its tables are of our form; else ``None``."""
    if not NAME.fullmatch(identity):
        return None
    folder = store / "snapshots" / identity
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("form") != FORM:
        return None
    return Published(identity, folder, manifest)


def standing(store: Path, identity: str) -> Published:
    """A snapshot of a store. Raises :class:`~atlas.errors.UnknownSnapshot`, naming the latest ones, where
    there is none of that name."""
    snapshot = _readable(store, identity)
    if snapshot is None:
        known = sorted(p.parent.name for p in store.glob("snapshots/[!.]*/manifest.json"))
        raise UnknownSnapshot(known[-NAMED:])
    return snapshot


def switch(store: Path, identity: str) -> None:
    """Make a snapshot of the store the live one."""
    with disk.alone(store / "lock"):
        chosen = standing(store, identity)
        disk.replace(store / "CURRENT", chosen.id + "\n")
        accept(store)


def reject(findings: Findings, fingerprint: str, store: Path) -> None:
    """Record why a delivery was refused, so that pages can say so beside the last good state."""
    store.mkdir(parents=True, exist_ok=True)
    kept = [finding.stored() for finding in list(findings)[:FIRST_FINDINGS]]
    note = {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "fingerprint": fingerprint,
        "total": findings.total,
        "findings": kept,
    }
    disk.replace(store / "rejected.json", json.dumps(note, ensure_ascii=False, indent=1))


def accept(store: Path) -> None:
    """Delete the record of a refusal: the present delivery is the live one."""
    (store / "rejected.json").unlink(missing_ok=True)


def rejection(store: Path) -> dict[str, Any] | None:
    """The record of a delivery that was refused since the live snapshot was made, or ``None``."""
    try:
        note = json.loads((store / "rejected.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(note, dict) and {"fingerprint", "total", "findings"} <= note.keys()
    return note if whole else None

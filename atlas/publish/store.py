"""What stands in a store: which snapshot is the live one, which others there are, what was refused.

This is all that a reader needs of publishing: what makes a snapshot is in
:mod:`~atlas.publish.snapshot`, and nobody who only reads imports it.
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

# which tables a snapshot holds; one of another form is made anew, not read
FORM = 4
NAMED = 10
FIRST_FINDINGS = 20
# the name of a snapshot: no dot and no slash, so it leads to nothing outside the store
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")

Opened = TypeVar("Opened")


@dataclass(frozen=True)
class Published:
    """A snapshot that stands in a store."""

    id: str
    folder: Path
    manifest: dict[str, Any]
    why: str = ""


def current(store: Path) -> Published:
    """The snapshot that ``CURRENT`` names, or :class:`~atlas.errors.NoSnapshot`: also where its
    manifest cannot be read, or where it was made by an edition with other tables."""
    live = _found(store, history.live(store))
    if live is None:
        raise NoSnapshot
    return live


def newest_readable(store: Path, opens: Callable[[Published, bool], Opened]) -> Opened:
    """What ``opens`` makes of the live snapshot or, where that cannot be read, of the one that stands
    in for it: the newest that can.

    ``opens`` is given a snapshot and whether it stands in for the live one, and raises
    :class:`~atlas.errors.BrokenSnapshot` for one that it cannot read. A snapshot that was gone back
    from comes last. Raises :class:`~atlas.errors.NoSnapshot` when none stands there, and
    :class:`~atlas.errors.BrokenSnapshot` when none of them can be read.
    """
    broken: BrokenSnapshot | None = None
    for found, stands_in in _in_turn(store):
        try:
            return opens(found, stands_in)
        except BrokenSnapshot as wrong:
            broken = broken or wrong
    raise broken or NoSnapshot


def is_empty(store: Path) -> bool:
    """Whether nothing was ever published here."""
    marks = (store / "CURRENT", store / history.FILE)
    return not any(path.exists() for path in marks) and not _names(store)


def _in_turn(store: Path) -> Iterator[tuple[Published, bool]]:
    """The live snapshot, then those that may stand in for it, with whether they do: the newest first,
    but after all others those that are later than the live one and those that were gone back from."""
    named = history.live(store)
    live = _found(store, named)
    if live is not None:
        yield live, False
    latest = named if NAME.fullmatch(named) else _last_told(store)
    gone = history.withdrawn(store)
    names = [name for name in _names(store) if name != named or live is None]
    for name in sorted(names, key=lambda name: (name in gone, name > latest)):
        found = _found(store, name)
        if found is not None:
            yield found, True


def _last_told(store: Path) -> str:
    """The snapshot that history says was made live last."""
    return next((line["snapshot"] for line in history.read(store)), "")


def _names(store: Path) -> list[str]:
    """The names of the snapshots in a store, newest first, whatever is left of them."""
    return sorted((path.name for path in store.glob("snapshots/[!.]*")), reverse=True)


def _found(store: Path, identity: str) -> Published | None:
    """A snapshot whose manifest can be read and that holds our tables; else nothing."""
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
    """A snapshot that stands in a store, or :class:`~atlas.errors.UnknownSnapshot` naming those."""
    found = _found(store, identity)
    if found is None:
        known = sorted(p.parent.name for p in store.glob("snapshots/[!.]*/manifest.json"))
        raise UnknownSnapshot(known[-NAMED:])
    return found


def switch(store: Path, identity: str) -> None:
    """Make a snapshot that stands in the store the live one."""
    with disk.alone(store / "lock"):
        chosen = standing(store, identity)
        disk.replace(store / "CURRENT", chosen.id + "\n")
        accept(store)


def reject(findings: Findings, fingerprint: str, store: Path) -> None:
    """Remember why a delivery was refused, so that the pages can say so beside the last good state."""
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
    """Forget the last refusal: the delivery that lies there now is the live one."""
    (store / "rejected.json").unlink(missing_ok=True)


def rejection(store: Path) -> dict[str, Any] | None:
    """The refused delivery that came after the live snapshot, or ``None``."""
    try:
        note = json.loads((store / "rejected.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(note, dict) and {"fingerprint", "total", "findings"} <= note.keys()
    return note if whole else None

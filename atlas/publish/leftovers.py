"""What killed processes leave in a store and in a delivery, rows of people among it, and how it goes away.

A room is the folder of one import, beside the snapshots: the files as they were sent, the candidate, and the
files that it replaces. Whoever works in a room holds it; a room that nobody holds is abandoned.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from atlas import disk
from atlas.publish import originals

HELD = "held"
STALE = 24 * 3600  # seconds after which a candidate is abandoned whoever still has it


def room(store: Path) -> Path:
    """A name for a new room."""
    return store / f".incoming-{secrets.token_hex(6)}"


def hold(of: Path) -> disk.Hold:
    """Hold a room: it stays as long as the answer lives."""
    return disk.Hold(of / HELD)


def clear(store: Path, folders: Iterable[Path]) -> None:
    """Remove what was left by those who were killed, from a store and from the folders of its delivery.

    To be called by whoever has locked the delivery: nobody else makes a room or replaces a file meanwhile.
    """
    for folder in (store, store / originals.FOLDER, *folders):
        disk.clear(folder)
    for folder in store.glob(".incoming-*"):
        if _is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
    with disk.alone(store / "lock"):
        snapshots(store)


def snapshots(store: Path) -> None:
    """Remove half-written snapshots. To be called by whoever has locked the store: nobody else writes one."""
    for leftover in store.glob("snapshots/.new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    held = folder / HELD
    try:
        if not held.exists() or time.time() - folder.stat().st_mtime > STALE:
            return True
    except FileNotFoundError:  # its owner has just removed it
        return False
    with disk.abandoned(held) as so:
        return so

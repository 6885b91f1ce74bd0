"""Files of a delivery replaced together: all of them or none, even if the power fails.

Before the first file is touched, a note is written to the store that says what is about to happen and
where the earlier files lie. The next process that takes the lock finds it and finishes or undoes the
work, depending on ``CURRENT``: if the new snapshot is live its files stay, otherwise the earlier ones
are restored.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from atlas import disk
from atlas.publish import history, originals

NOTE = "under-way.json"
BEFORE = "before"


@contextlib.contextmanager
def alone(store: Path) -> Iterator[None]:
    """Lock the store's delivery: nobody else imports, publishes or rolls back meanwhile."""
    store.mkdir(parents=True, exist_ok=True)
    with disk.alone(store / "delivery.lock"):
        recover(store)
        yield


@contextlib.contextmanager
def replaced(
    store: Path, files: Mapping[Path, Path | None], live_before: str, folder: Path
) -> Iterator[None]:
    """Put each target's new file in place (``None``: remove it), and back again if the body fails.

    ``folder`` is a folder in the store for the earlier files; ``live_before`` is the snapshot that is
    live until the body makes another one live. To be used inside :func:`alone`.
    """
    kept = folder / BEFORE
    kept.mkdir(parents=True, exist_ok=True)
    steps = []
    for i, target in enumerate(files):
        earlier = kept / str(i)
        if target.exists():
            originals.copy(target, earlier)
        steps.append([str(target), str(earlier) if target.exists() else ""])
    note = {"live": live_before, "room": str(folder), "steps": steps}
    disk.replace(store / NOTE, json.dumps(note))
    try:
        for target, new in files.items():
            _put(new, target)
        yield
    finally:
        recover(store)


def recover(store: Path) -> None:
    """Finish or undo what another process left half done."""
    try:
        note = json.loads((store / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if history.live(store) == note["live"]:
        for target, earlier in note["steps"]:
            _put(Path(earlier) if earlier else None, Path(target))
    (store / NOTE).unlink(missing_ok=True)
    shutil.rmtree(note["room"], ignore_errors=True)


def _put(new: Path | None, target: Path) -> None:
    if new is None:
        target.unlink(missing_ok=True)
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        originals.copy(new, fresh)
        fresh.chmod(mode)
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)
    disk.sync(target.parent)

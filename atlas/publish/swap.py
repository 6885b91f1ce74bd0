"""Files of a delivery replaced together: all of them or none, even if the power fails.

Before the first file is touched, a note is written to the store that says what is about to happen and
where the earlier files lie. The next process that takes the lock finds it and finishes or undoes the
work, depending on ``CURRENT``: if the new snapshot is live its files stay, otherwise the earlier ones
are restored.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from atlas import disk
from atlas.publish import history, leftovers, originals

NOTE = "under-way.json"
BEFORE = "before"


@contextlib.contextmanager
def alone(store: Path, *folders: Path) -> Iterator[None]:
    """Lock the store's delivery: nobody else imports, publishes or rolls back meanwhile.

    What a killed process left half done is finished or undone first, and what it left lying in the store
    and in ``folders``, those of the delivery, is removed.
    """
    store.mkdir(parents=True, exist_ok=True)
    with disk.alone(store / "delivery.lock"):
        recover(store)
        leftovers.clear(store, folders)
        yield


def settle(store: Path, *folders: Path) -> None:
    """Put right what a killed process left, before anything is read to be compared."""
    with alone(store, *folders):
        pass


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
        kept_as = str(earlier.absolute()) if target.exists() else ""
        steps.append([str(target.absolute()), kept_as])
    note = {"live": live_before, "room": str(folder.absolute()), "steps": steps}
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
    for folder in {Path(target).parent for target, _ in note["steps"]}:
        disk.clear(folder)
    (store / NOTE).unlink(missing_ok=True)
    shutil.rmtree(note["room"], ignore_errors=True)


def _put(new: Path | None, target: Path) -> None:
    if new is None:
        target.unlink(missing_ok=True)
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    target.parent.mkdir(parents=True, exist_ok=True)
    with disk.beside(target, originals.PRIVATE) as (fresh, _):
        originals.copy(new, fresh)
        fresh.chmod(mode)
        fresh.rename(target)
    disk.sync(target.parent)

"""The delivered files behind each snapshot, each kept once under its SHA-256, for a rollback."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from atlas import disk

FOLDER = "files"
PRIVATE = 0o600
BLOCK = 1 << 20


def keep(store: Path, files: Iterable[tuple[str, Path]]) -> None:
    """Keep each file (its SHA-256 and its path) unless it is kept already."""
    folder = store / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for digest, path in files:
        kept = folder / digest
        if kept.exists():
            continue
        with disk.beside(kept, PRIVATE) as (fresh, _):
            # a file that was changed since it was read is not the one behind the snapshot
            if copy(path, fresh) == digest:
                fresh.rename(kept)


def copy(source: Path, target: Path) -> str:
    """Copy a file, readable by its owner only, and return its SHA-256 once the copy is on disk."""
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with source.open("rb") as old, os.fdopen(descriptor, "wb") as new:
        while block := old.read(BLOCK):
            digest.update(block)
            new.write(block)
        new.flush()
        os.fsync(new.fileno())
    return digest.hexdigest()


def of(store: Path, manifest: Mapping[str, Any]) -> dict[str, Path]:
    """The kept files of a snapshot by name. A file that is not there any more is left out."""
    paths = {f["name"]: store / FOLDER / f["sha256"] for f in manifest["files"]}
    return {name: path for name, path in paths.items() if path.is_file()}


def prune(store: Path) -> None:
    """Remove files that no snapshot rests on any more."""
    used = set()
    for path in store.glob("snapshots/*/manifest.json"):
        try:
            used |= {f["sha256"] for f in json.loads(path.read_text("utf-8"))["files"]}
        except (OSError, ValueError, KeyError, TypeError):
            return  # one that cannot be read may rest on anything
    for kept in (store / FOLDER).glob("[!.]*"):
        if kept.name not in used:
            kept.unlink(missing_ok=True)

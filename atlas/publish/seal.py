"""The seal of a snapshot: what it should hold, written down when it is made, so that damage is noticed.

A file that was cut short usually cannot be read, but one with a few changed bytes can, and a table
that is gone is not missed until a page asks for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.errors import BrokenSnapshot

KEY = "seal"


def digests(folder: Path) -> dict[str, str]:
    """Each file of a snapshot by its path in the folder: public and rounded ones with their SHA-256,
    exact ones with "", since a digest of exact rows would let a reader test guesses at them."""
    open_files = [*_files(folder / "public"), *_files(folder / "rounded")]
    public = {_name(folder, path): _digest(path) for path in open_files}
    return public | {_name(folder, path): "" for path in _files(folder / "exact")}


def check(folder: Path, manifest: Mapping[str, Any], part: str) -> None:
    """Raise :class:`~atlas.errors.BrokenSnapshot` if a file of a part (``public``, ``rounded`` or
    ``exact``) is gone or has changed. A snapshot that was made without a seal has none to break."""
    for name, digest in manifest.get(KEY, {}).items():
        path = folder / name
        if not name.startswith(f"{part}/"):
            continue
        if not path.is_file() or (digest and _digest(path) != digest):
            raise BrokenSnapshot(f"snapshot {folder.name}: {name} is gone or damaged")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""A copy of a store for the internet: the live snapshot's public part, and nothing else.

A server that has only the copy has nothing to leak: no row about a person, no count of rows, no
digest of a protected file, no report of what rounding moved, no account that published.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from atlas import contract as contracts
from atlas import disk
from atlas.errors import AtlasError
from atlas.publish import history, manifests, seal, store


def public_copy(source: Path, out: Path) -> Path:
    """Write the public copy of a store into the folder ``out``, whole or not at all, and return ``out``.

    Raises :class:`~atlas.errors.NoSnapshot` when nothing is published,
    :class:`~atlas.errors.BrokenSnapshot` when the live snapshot is damaged, and
    :class:`~atlas.errors.AtlasError` when ``out`` exists already.
    """
    live = store.current(source)
    seal.check(live.folder, live.manifest, "public")
    if out.exists():
        raise AtlasError("the folder for the copy is there already: name one that is not")
    fresh = out.with_name(f".{out.name}-{os.getpid()}")
    folder = fresh / "snapshots" / live.id
    try:
        shutil.copytree(live.folder / "public", folder / "public")
        manifest = json.loads((folder / "public" / manifests.FILE).read_text("utf-8"))
        manifest[seal.KEY] = seal.digests(folder)
        (folder / manifests.FILE).write_text(json.dumps(manifest, indent=1), "utf-8")
        contract = contracts.load(folder / "public")
        lines = reversed(history.public(history.read(source), contract))
        for line in lines:
            history.append(fresh, {k: v for k, v in line.items() if k not in ("stands", "live")})
        disk.replace(fresh / "CURRENT", live.id + "\n")
        for path in (*sorted(fresh.rglob("*")), fresh):
            disk.sync(path)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return out

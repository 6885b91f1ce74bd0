"""Where files are kept, unless the command line or the environment says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data() -> Path:
    """The delivery: ``ATLAS_DATA`` or ``data/``."""
    return Path(os.environ.get("ATLAS_DATA") or ROOT / "data")


def geo(data: Path | None = None) -> Path:
    """The boundaries: ``ATLAS_GEO``, or ``geo/`` beside a delivery that lies elsewhere, or ``geo/``."""
    beside = data.absolute().parent / "geo" if data else ROOT / "geo"
    said = os.environ.get("ATLAS_GEO")
    return Path(said) if said else beside if beside.is_dir() else ROOT / "geo"


def store() -> Path:
    """The snapshots: ``ATLAS_STORE`` or ``.atlas/``."""
    return Path(os.environ.get("ATLAS_STORE") or ROOT / ".atlas")

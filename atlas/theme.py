"""``theme.toml``: the colours of whatever is drawn."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from atlas.region import read_toml

THEMES = ("light", "dark")
FILE = Path(__file__).parent / "theme.toml"


@lru_cache(maxsize=1)
def theme() -> dict[str, Any]:
    """The declared theme: ``light``, ``dark`` and ``states``."""
    return read_toml(FILE)

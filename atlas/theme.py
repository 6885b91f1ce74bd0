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


def paints(name: str) -> list[tuple[str, str]]:
    """The colours of a declared list (``cohorts``, ``places``) in their order: by day, by night."""
    by_day, by_night = (theme()[mode][name] for mode in THEMES)
    return list(zip(by_day, by_night, strict=True))

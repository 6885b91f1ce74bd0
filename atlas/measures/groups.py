"""Groups of municipalities, as ``groups.csv`` declares them: told where a place may not tell its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from atlas.frames import one
from atlas.region import LANGUAGES
from atlas.warehouse import Data


@dataclass(frozen=True)
class Group:
    """A group: its names by language, and the codes of its municipalities in register order."""

    names: Mapping[str, str]
    members: tuple[str, ...]


def group_of(data: Data, code: str) -> Group | None:
    """The group of a municipality; ``None`` where it belongs to none."""
    register = data["register"]
    mine = one(register.set_index("code"), code)
    if pd.isna(mine["group_id"]):
        return None
    members = register.loc[register["group_id"] == mine["group_id"], "code"]
    return Group({lang: str(mine[f"group_{lang}"]) for lang in LANGUAGES}, tuple(members))

"""One publication as a reader holds it: the public tables, and the settings that are told with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

SECTORS = ("enterprise", "municipality", "region", "academia", "civil_society")
SIZES = ("1-9", "10-49", "50-249", "250+")
GENDERS = ("woman", "man", "other", "unknown")
LEAST = 10


@dataclass(frozen=True)
class Publication:
    """Public tables by name. ``manifest`` holds what else is told in writing, if anything."""

    tables: Mapping[str, pd.DataFrame]
    k: int
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def floor(self) -> int:
        """The fewest people behind a mean or a median."""
        return max(LEAST, 2 * self.k)

    @property
    def reach(self) -> int:
        """How far from a shown number the true one is less than."""
        return int(self.manifest.get("protection", {}).get("reach", self.k))

    @cached_property
    def places(self) -> list[str]:
        """The municipalities that anyone can come from: the register where it is told."""
        if "register" in self.tables:
            return sorted(map(str, self.tables["register"]["code"]))
        return sorted({str(c) for c in self["enrolments"]["municipality_code"]})

    @cached_property
    def cohorts(self) -> list[str]:
        """The cohorts that are told of."""
        if "cohorts" in self.tables:
            return sorted(map(str, self.tables["cohorts"]["cohort_id"]))
        found = {
            str(c) for t in ("enrolments", "admission", "profile") for c in self[t]["cohort_id"]
        }
        return sorted(found - {""})

    @cached_property
    def last(self) -> int:
        """The position of the last module."""
        told = [self.tables.get("modules"), self["modules_reached"]]
        return max((int(t["position"].max()) for t in told if t is not None and len(t)), default=0)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A public table; one that is not there has no rows."""
        return self.tables[name] if name in self.tables else EMPTY[name]

    def settings(self) -> tuple[Any, ...]:
        """What the numbers were made under, as far as it is told."""
        told = self.manifest.get("protection", {})
        return tuple(str(told.get(name)) for name in ("k", "cross", "margins", "properties"))


def read(store: Path, snapshot: str = "") -> Publication:
    """The public part of a snapshot (the live one unless said), read from its folder alone."""
    identity = snapshot or (store / "CURRENT").read_text("ascii").strip()
    folder = store / "snapshots" / identity
    # the public manifest where one stands in public/, else the one beside it
    places = (folder / "public" / "manifest.json", folder / "manifest.json")
    manifest = json.loads(next(p for p in places if p.is_file()).read_text("utf-8"))
    tables = {
        path.stem: pd.read_parquet(path)
        for path in sorted((folder / "public").glob("*.parquet"))
        if path.stem != "municipalities"
    }
    return Publication(tables, int(manifest["protection"]["k"]), manifest)


def table(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    """A public table by hand: names of columns, with ``n`` last, and its rows."""
    return pd.DataFrame(rows, columns=columns.split())


COLUMNS = {
    "enrolments": "municipality_code cohort_id status started earlier n",
    "organisations": "municipality_code cohort_id enterprise earlier n",
    "admission": "cohort_id step n",
    "profile": "cohort_id dimension category started completed n",
    "modules_reached": "cohort_id started completed position n",
    "replies": "cohort_id started completed before after followup n",
    "attended": "cohort_id module_id started completed attended n",
    "exits": "cohort_id status started half_year n",
    "weeks": "cohort_id half_year week n",
    "scores": "cohort_id wave area side score n",
    "employers": "enterprise sector size_class n",
    "capable": "enterprise several n",
}
DIMENSIONS = {name: tuple(columns.split()[:-1]) for name, columns in COLUMNS.items()}
EMPTY = {name: table(columns) for name, columns in COLUMNS.items()}

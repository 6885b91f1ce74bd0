"""A delivery as the oracle reads it: the CSV files, and what a viewer has chosen of them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

ROOT = Path(__file__).resolve().parents[3]
MISSING, NOT_APPLICABLE = "missing", "not_applicable"
DECLARED: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "atlas" / "measures" / "programme.toml").read_text(encoding="utf-8")
)
Told = float | str


class Chosen(Protocol):
    """Municipalities, cohorts and the first and last year; empty is all."""

    municipalities: tuple[str, ...]
    cohorts: tuple[str, ...]
    years: tuple[int, int] | None


class Delivery:
    """The tables of a folder, dates as dates, and the day as of which they are told."""

    def __init__(self, folder: Path, today: dt.date):
        self.today = pd.Timestamp(today)
        self.region = tomllib.loads((folder / "region.toml").read_text(encoding="utf-8"))
        self.declared = tomllib.loads((folder / "indicators.toml").read_text(encoding="utf-8"))
        self._folder, self._read = folder, dict[str, pd.DataFrame]()
        self.codes = self.table("groups")["municipality_code"].tolist()
        self.cohorts = self.table("cohorts")
        self.people = self.table("participants").copy()
        self.people["begun"] = self.people["started_on"].notna()
        self.people["done"] = self.people["begun"] & (self.people["status"] == "completed")

    def table(self, name: str) -> pd.DataFrame:
        """A table of text, ``""`` where nothing stands; a column whose name tells a day is of days."""
        if name not in self._read:
            path = self._folder / f"{name}.csv"
            rows = pd.read_csv(path, dtype=str, keep_default_na=False)
            for column in rows.columns:
                if column.endswith("_on"):
                    rows[column] = pd.to_datetime(rows[column].replace("", None))
            self._read[name] = rows
        return self._read[name]

    def figures(self, indicator: str) -> dict[tuple[str, int], float]:
        """A yearly indicator's published figures by area and year."""
        rows = self.table("indicators")
        rows = rows[(rows["indicator_id"] == indicator) & (rows["status"] == "reported")]
        keys = zip(rows["municipality_code"], rows["year"].astype(int), strict=True)
        return dict(zip(keys, rows["value"].astype(float), strict=True))

    def cohorts_of(self, chosen: Chosen) -> list[str]:
        """A cohort belongs to the year in which it starts."""
        found = []
        for row in self.cohorts.itertuples():
            named = not chosen.cohorts or row.cohort_id in chosen.cohorts
            first, last = chosen.years or (0, 9999)
            if named and first <= row.starts_on.year <= last:
                found.append(row.cohort_id)
        return found

    def enrolled(
        self, chosen: Chosen, places: Iterable[str] | None = None, anywhere: bool = False
    ) -> pd.DataFrame:
        """The enrolments in the chosen cohorts, from the chosen municipalities unless others are said."""
        mine = self.people[self.people["cohort_id"].isin(self.cohorts_of(chosen))]
        where = list(chosen.municipalities if places is None else places)
        if anywhere or (places is None and not where):
            return mine
        return mine[mine["municipality_code"].isin(where)]


def whole_percent(part: int, whole: int) -> Told:
    """In whole per cent, halves up; of nobody there is no share."""
    return MISSING if whole == 0 else (200 * part + whole) // (2 * whole)

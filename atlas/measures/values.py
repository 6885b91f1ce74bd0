"""Values: the one small table that every chart, map, table, sentence and export is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from atlas.catalogue import Measure
from atlas.frames import each

REPORTED, PROTECTED, MISSING, NOT_APPLICABLE = (
    "reported",
    "protected",
    "missing",
    "not_applicable",
)
STATUSES = (REPORTED, PROTECTED, MISSING, NOT_APPLICABLE)
COLUMNS = ["code", "period", "value", "status", "lower", "upper", "n", "note"]


@dataclass(frozen=True, eq=False)
class Values:
    """The values of a measure.

    ``table`` has the columns ``code, period, value, status, lower, upper, n, note`` and one row for every
    municipality in every period, in register order; ``value`` is a number exactly where ``status``
    is ``reported``. ``lower`` and ``upper`` are its interval where it has one; for protected counts and
    shares they bound the truth, whether the value is shown or not. ``note`` is what the source says of
    the value, such as ``preliminary``, or ``""``. ``benchmarks`` has the same columns for
    the county and the country, where known. ``period`` is the one to show first; ``exact`` says whether
    the values are made of unprotected counts.
    """

    measure: Measure
    table: pd.DataFrame
    benchmarks: pd.DataFrame
    period: str
    exact: bool

    @cached_property
    def periods(self) -> list[str]:
        """The periods, in order. A borrowed book, as all that is remembered here."""
        return list(dict.fromkeys(self.table["period"]))

    def at(self, period: str | None = None) -> pd.DataFrame:
        """The rows of one period (by default the shown one), indexed by code; none of a period that is not
        there."""
        period = period or self.period
        known = self._remembered
        if period not in known:
            known[period] = self.table[self.table["period"] == period].set_index("code")
        return known[period]

    @cached_property
    def told_periods(self) -> list[str]:
        """The periods in which anything is told of any area, in order. A borrowed book."""
        rows = pd.concat([self.table, self.benchmarks])
        return sorted(set(rows.loc[rows["status"] == REPORTED, "period"]))

    def of(self, code: str) -> Any:
        """The row of a municipality, the county or the country in the shown period: its columns are
        attributes.

        Raises ``KeyError`` for any other code, and for one of these of which there is no row.
        """
        return self._shown[code]

    def benchmark(self, code: str, period: str | None = None) -> float | None:
        """The county's or the country's value in a period, or ``None``."""
        return self._reported.get((code, period or self.period))

    @cached_property
    def _remembered(self) -> dict[str, pd.DataFrame]:
        """The rows of the periods that were asked for: a page asks for the same ones many times."""
        return {}

    @cached_property
    def _shown(self) -> Mapping[str, Any]:
        """The rows of the shown period by code: a page reads those of a few places, one by one."""
        every = pd.concat([self.benchmarks, self.table])
        return {str(row.code): row for row in each(every[every["period"] == self.period])}

    @cached_property
    def _reported(self) -> Mapping[tuple[str, str], float]:
        """What is reported of the county and the country, by code and period."""
        rows = self.benchmarks[self.benchmarks["status"] == REPORTED]
        keys = zip(rows["code"].map(str), rows["period"].map(str), strict=True)
        return dict(zip(keys, rows["value"].map(float), strict=True))


def complete(rows: pd.DataFrame, codes: list[str], periods: list[str], absent: str) -> pd.DataFrame:
    """A values table with every code in every period; rows that were missing get the status ``absent``.

    Silence is not zero: they have no value.
    """
    every = pd.MultiIndex.from_product([periods, codes], names=["period", "code"])
    table = rows.set_index(["period", "code"]).reindex(every).reset_index()
    for column in ("value", "lower", "upper", "n"):
        if column not in table:
            table[column] = pd.Series(float("nan"), index=table.index, dtype="float64")
    noted = table["note"].astype("object") if "note" in table else pd.Series("", table.index)
    table["note"] = noted.where(noted.notna(), "")
    known = table["status"].isin(STATUSES)
    table["status"] = table["status"].where(known, absent)
    table["value"] = table["value"].where(table["status"] == REPORTED)
    return table[COLUMNS]


def empty() -> pd.DataFrame:
    """A values table without rows."""
    return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS})


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows for JSON: missing numbers become ``None``, whole numbers stay whole."""

    def plain(value: Any) -> Any:
        if not isinstance(value, str) and pd.isna(value):
            return None
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return [{str(k): plain(v) for k, v in row.items()} for row in table.to_dict("records")]

"""Which number is the largest, where the truth behind each lies within a span.

A single one is named only where its span lies beyond every other's, including those of numbers that are
not shown. Otherwise those are named among which the largest must be, if they are few and shown; otherwise
none is. Numbers without a span are exact.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from atlas.measures.derived import Span
from atlas.measures.values import PROTECTED, REPORTED

# with more than this many, none is named
NAMED = 3


class First(NamedTuple):
    """The rows among which the largest (or the smallest) must be, largest value first, and whether their
    numbers are uncertain."""

    rows: pd.DataFrame
    uncertain: bool

    @property
    def sure(self) -> bool:
        """Whether it is known which it is; of exact numbers, all that share the largest value."""
        return self._shown() and (not self.uncertain or len(self.rows) == 1)

    @property
    def few(self) -> bool:
        """Whether few enough could be it for all of them to be named."""
        return self._shown() and len(self.rows) <= NAMED

    def _shown(self) -> bool:
        """Whether the numbers of all of them are shown."""
        return not self.rows.empty and not (self.rows["status"] == PROTECTED).any()


def first(rows: pd.DataFrame, least: bool = False, certain: bool = False) -> First:
    """The largest (``least``: the smallest) of rows ``value, status, lower, upper``.

    With ``certain`` the values are taken as exact: their intervals have another meaning.
    """
    known = rows[rows["status"].isin([REPORTED, PROTECTED])]
    known = known.sort_values("value", kind="stable", ascending=least, na_position="last")
    if certain or known["upper"].isna().all():
        reported = known[known["status"] == REPORTED]
        end = reported["value"].min() if least else reported["value"].max()
        return First(reported[reported["value"] == end], False)
    lower, upper = (known[side].fillna(known["value"]) for side in ("lower", "upper"))
    could = lower <= upper.min() if least else upper >= lower.max()
    return First(known[could], True)


def falls(rows: pd.DataFrame) -> pd.DataFrame:
    """By how much each row is less than the one before: rows ``value, status, lower, upper`` under the
    later one's index. Where one of the two is not shown, neither is their difference; none is negative."""
    before = rows.shift(1)
    differences = pd.DataFrame(
        {
            "value": (before["value"] - rows["value"]).clip(lower=0),
            "status": rows["status"].where(rows["status"] != REPORTED, before["status"]),
            "lower": (before["lower"] - rows["upper"]).clip(lower=0),
            "upper": (before["upper"] - rows["lower"]).clip(lower=0),
        }
    )
    return differences.iloc[1:]


def apart(one: Span, other: Span) -> bool:
    """Whether two spans have no number in common."""
    return one.upper < other.lower or other.upper < one.lower

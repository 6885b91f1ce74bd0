"""Which number is the largest, where each could truly be another one.

One is named only where all that it could be lies beyond all that any other could be, also one that is
not shown. Else those are named among which it is, as long as they are few and shown; else none is.
Numbers without a span are what they are.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from atlas.measures.derived import Span
from atlas.measures.values import PROTECTED, REPORTED

# of more than this nobody is named
NAMED = 3


class First(NamedTuple):
    """The rows among which the largest (or the smallest) surely is, largest value first, and whether
    their numbers could truly be others."""

    rows: pd.DataFrame
    uncertain: bool

    @property
    def sure(self) -> bool:
        """Whether it can be said which it is: of numbers that are what they are all that have it."""
        return self._shown() and (not self.uncertain or len(self.rows) == 1)

    @property
    def few(self) -> bool:
        """Whether so few could be it that they may be named."""
        return self._shown() and len(self.rows) <= NAMED

    def _shown(self) -> bool:
        """Whether all of them are shown: one that is not has no number to tell."""
        return not self.rows.empty and not (self.rows["status"] == PROTECTED).any()


def first(rows: pd.DataFrame, least: bool = False, certain: bool = False) -> First:
    """The largest (``least``: the smallest) of rows ``value, status, lower, upper``.

    ``certain`` says that an interval is there for another reason, and the values are what they are.
    """
    known = rows[rows["status"].isin([REPORTED, PROTECTED])]
    known = known.sort_values("value", kind="stable", ascending=least, na_position="last")
    if certain or known["upper"].isna().all():
        told = known[known["status"] == REPORTED]
        end = told["value"].min() if least else told["value"].max()
        return First(told[told["value"] == end], False)
    lower, upper = (known[side].fillna(known["value"]) for side in ("lower", "upper"))
    could = lower <= upper.min() if least else upper >= lower.max()
    return First(known[could], True)


def falls(rows: pd.DataFrame) -> pd.DataFrame:
    """By how much each row is less than the one before: rows ``value, status, lower, upper`` under the
    later one's index. Where one of the two is not shown, nor is their difference; none rises."""
    before = rows.shift(1)
    made = pd.DataFrame(
        {
            "value": (before["value"] - rows["value"]).clip(lower=0),
            "status": rows["status"].where(rows["status"] != REPORTED, before["status"]),
            "lower": (before["lower"] - rows["upper"]).clip(lower=0),
            "upper": (before["upper"] - rows["lower"]).clip(lower=0),
        }
    )
    return made.iloc[1:]


def apart(one: Span, other: Span) -> bool:
    """Whether all that one number could be lies beyond all that another could be."""
    return one.upper < other.lower or other.upper < one.lower

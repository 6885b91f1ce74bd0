"""What may be said about people beyond a count: shares, rates, means and medians, each with its floor.

All of it is made from counts that are shown anyway, so nothing new can be worked out from it. Exact
data, which only staff have, pass through as they are. A protected zero is ambiguous: it may be nobody
or a few, so it is never presented as nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median as middle
from typing import NamedTuple

import pandas as pd

from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.rounding import half_up
from atlas.warehouse import Data

# A share of 0 or 100 per cent reveals something about every member of a small group.
NEVER_ALL_OR_NONE_BELOW = 20
LEAST_ANSWERS = 10


class Amount(NamedTuple):
    """One number and its status."""

    value: float | None
    status: str


class Span(NamedTuple):
    """The two numbers between which the truth behind a protected one lies, both included."""

    lower: float
    upper: float


HIDDEN, UNKNOWN = Amount(None, PROTECTED), Amount(None, MISSING)
# a share that is not shown could be any
ANY_SHARE = Span(0.0, 100.0)
NO_SPAN = Span(float("nan"), float("nan"))
# Numbers apportioned within totals are further from the truth than sums that are kept close: as far as
# this many declared sums together, for one cohort and for several. Measured on random programmes
# (tests/measures/test_spans.py), with a margin above the worst that was seen.
PARTS = {
    "profile": (3, 4),
    "modules_reached": (2, 2),
    "attended": (3, 3),
    "replies": (3, 5),
    "exits": (2, 2),
    "employers": (2, 2),
    "capable": (3, 3),
}


def least_whole(data: Data) -> int:
    """The smallest denominator of a share or a rate: twice the smallest shown count."""
    return 2 * data.k


def least_all_or_none(data: Data) -> int:
    """The smallest denominator of a share of 0 or 100 per cent: 20, or 4k if that is more."""
    return max(NEVER_ALL_OR_NONE_BELOW, 2 * least_whole(data))


def least_answers(data: Data) -> int:
    """The fewest people behind a mean, a median or a survey score."""
    return max(LEAST_ANSWERS, least_whole(data))


def enough(data: Data, cells: pd.Series) -> bool:
    """Whether there are enough people in these cells for a mean or a median of them: in protected data each
    public cell counts as the lowest number that may be behind it."""
    if data.exact:
        return True
    lowest = (cells - data.reach + 1).clip(lower=0)
    return int(lowest.sum()) >= least_answers(data)


def around(data: Data, number: float, sums: int = 1) -> Span:
    """The span of a count that is made of this many declared ``sums``.

    Rounding keeps each of the sums that readers look at less than the reach away from the truth
    (:mod:`atlas.publish.protect`); for numbers made of several of them this adds up. Exact data have no
    uncertainty.
    """
    moved = 0 if data.exact else sums * (data.reach - 1)
    return Span(max(0.0, float(number) - moved), float(number) + moved)


def around_part(data: Data, number: float, cube: str, cohorts: int) -> Span:
    """The span of a count that is made of the cells of an apportioned cube (:data:`PARTS`), for this many
    ``cohorts`` together."""
    of_one, of_several = PARTS[cube]
    return around(data, number, of_one if cohorts == 1 else of_several)


def around_share(part: Span, whole: Span) -> Span:
    """The span of a share, in per cent, from those of its part and its whole."""
    lowest = 100 * part.lower / whole.upper if whole.upper else 0.0
    highest = 100 * part.upper / whole.lower if whole.lower else 100.0
    return Span(lowest, min(100.0, highest))


def share_span(share: Amount, part: Span, whole: Span) -> Span:
    """The span of a share whether it is shown or not: one that is not shown could be any."""
    return around_share(part, whole) if share.status == REPORTED else ANY_SHARE


def beside(data: Data, *spans: Span) -> list[float]:
    """Spans as the columns ``lower, upper`` beside numbers; exact numbers have none."""
    return [end for span in spans for end in (NO_SPAN if data.exact else span)]


def count(data: Data, number: int) -> Amount:
    """A count of people or organisations. In protected data zero means "too few to be shown"."""
    return HIDDEN if number == 0 and not data.exact else Amount(float(number), REPORTED)


def share(data: Data, part: int, whole: int) -> Amount:
    """``part`` of ``whole`` in whole per cent, for ``whole`` of at least 2k.

    Never 0 or 100 per cent of fewer than 20 (or 4k). Nor is a bound shown then ("at least 90 per cent"):
    the counts are rounded, so ten of ten may be seven of eleven.
    """
    if not whole and data.exact:
        return UNKNOWN
    if whole < least_whole(data) and not data.exact:
        return HIDDEN
    percent = half_up(100 * part / whole)
    if percent in (0.0, 100.0) and whole < least_all_or_none(data) and not data.exact:
        return HIDDEN
    return Amount(percent, REPORTED)


def rate(data: Data, number: Amount, stock: float | None, per: float) -> Amount:
    """A shown count ``per`` this many of a published stock (such as inhabitants) of at least 2k."""
    if not stock or (stock < least_whole(data) and not data.exact):
        return UNKNOWN
    return number if number.value is None else Amount(number.value / stock * per, REPORTED)


def mean(data: Data, answers: Sequence[float]) -> Amount:
    """The mean of people's answers, where enough have answered."""
    return _middle(data, answers, lambda numbers: sum(numbers) / len(numbers))


def median(data: Data, answers: Sequence[float]) -> Amount:
    """The median of people's answers, where enough have answered."""
    return _middle(data, answers, middle)


def _middle(data: Data, answers: Sequence[float], of: Callable[[Sequence[float]], float]) -> Amount:
    if not data.exact and len(answers) < least_answers(data):
        return HIDDEN
    return Amount(float(of(answers)), REPORTED) if len(answers) else UNKNOWN

"""The spine of an indicator: how the municipalities' values spread in one period, from worst to best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from atlas.frames import each
from atlas.measures.selection import REMEMBERED
from atlas.measures.standing import SCALE
from atlas.measures.values import REPORTED, Values

FEWEST = 5  # with fewer reported places a quarter of them is hardly one
HIGHER, LOWER, NONE = "higher", "lower", "none"


@dataclass(frozen=True)
class Spine:
    """The spread of ``n`` reported values, in the measure's unit.

    ``worst``, ``poorer`` (the quartile on the worse side), ``better`` and ``best`` follow the declared
    ``direction``; where it is ``none`` they go from the lowest to the highest, and neither end is worse.
    ``spread`` is the median absolute deviation from the median, as it is: without the factor 1.4826 that
    makes it estimate a standard deviation. ``least`` and ``most`` are the ends of the drawn scale.
    """

    worst: float
    poorer: float
    median: float
    better: float
    best: float
    spread: float
    n: int
    direction: str
    least: float
    most: float

    def at(self, value: float) -> int:
        """Where a value lies from the worse end of the scale (0) to the better one (``SCALE``)."""
        if self.least == self.most:
            return SCALE // 2
        share = (value - self.least) / (self.most - self.least)
        within = min(max(1 - share if self.direction == LOWER else share, 0.0), 1.0)
        return round(within * SCALE)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which a ``share`` of the values lies, between two neighbours in a straight line (type 7
    of Hyndman and Fan, 1996, the usual one of R and NumPy). ``ordered`` is sorted and not empty."""
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def deviation(numbers: Iterable[float]) -> float:
    """The median absolute deviation of numbers from their median, without any factor."""
    ordered = sorted(numbers)
    middle = quantile(ordered, 0.5)
    return quantile(sorted(abs(number - middle) for number in ordered), 0.5)


def of_numbers(
    numbers: Iterable[float], direction: str, beside: Iterable[float] = ()
) -> Spine | None:
    """The spine of numbers; ``None`` where there are fewer than ``FEWEST``. The scale reaches to those
    ``beside`` them as well (the county and the country), which have no part in the spread."""
    ordered = sorted(numbers)
    if len(ordered) < FEWEST:
        return None
    shown = [*ordered, *beside]
    low, first, median, third, high = (quantile(ordered, q) for q in (0, 0.25, 0.5, 0.75, 1))
    ends = (low, first, median, third, high)
    worst, poorer, median, better, best = reversed(ends) if direction == LOWER else ends
    return Spine(
        *(worst, poorer, median, better, best, deviation(ordered), len(ordered), direction),
        least=min(shown),
        most=max(shown),
    )


@lru_cache(maxsize=REMEMBERED)
def spine(values: Values) -> Spine | None:
    """The spine of the shown period; ``None`` where fewer than ``FEWEST`` municipalities have a value, and
    for a count, which says how large a place is."""
    if values.measure.kind == "count":
        return None
    rows = values.at()
    reported = [float(row.value) for row in each(rows[rows["status"] == REPORTED])]
    beside = [values.benchmark(str(code)) for code in values.benchmarks["code"].unique()]
    known = [value for value in beside if value is not None]
    return of_numbers(reported, values.measure.direction, known)

"""Whether a place has more or less than the county or the country, and whether that is better or worse.

The two are kept apart: a difference is a matter of numbers, better and worse of what is declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from atlas.measures.spine import HIGHER, LOWER, NONE, spine
from atlas.measures.values import REPORTED, Values

Difference = Literal["higher", "similar", "lower"]
Judged = Literal["better", "worse", ""]
MORE: Difference = "higher"
SIMILAR: Difference = "similar"
LESS: Difference = "lower"
BETTER: Judged = "better"
WORSE: Judged = "worse"
NEITHER: Judged = ""
NOISE = 1e-9  # of binary fractions, in proportion to the numbers


@dataclass(frozen=True)
class Verdict:
    """How a value differs from another one (``MORE``, ``SIMILAR`` or ``LESS``), and whether it is ``BETTER``
    or ``WORSE``: ``NEITHER`` where it is similar or no direction is declared."""

    difference: Difference
    judged: Judged


def verdict(
    value: float,
    against: float,
    spread: float,
    direction: str,
    ends: tuple[float, float] | None = None,
) -> Verdict:
    """A value against another one. They are similar where they differ by no more than ``spread``, and also
    where the value's interval (``ends``) reaches so near."""
    low, high = ends or (value, value)
    room = spread + NOISE * max(abs(against), abs(value), 1.0)
    if low > against + room:
        return Verdict(MORE, {HIGHER: BETTER, LOWER: WORSE, NONE: NEITHER}[direction])
    if high < against - room:
        return Verdict(LESS, {HIGHER: WORSE, LOWER: BETTER, NONE: NEITHER}[direction])
    return Verdict(SIMILAR, NEITHER)


def of_place(values: Values, code: str, against: float | None) -> Verdict | None:
    """A municipality against a benchmark in the shown period: similar within one median absolute deviation of
    the municipalities. ``None`` where one of the numbers is not known, and without a spine."""
    spread = spine(values)
    row = values.of(code)
    if spread is None or against is None or row.status != REPORTED:
        return None
    known = not (pd.isna(row.lower) or pd.isna(row.upper))
    ends = (float(row.lower), float(row.upper)) if known else None
    return verdict(float(row.value), against, spread.spread, values.measure.direction, ends)

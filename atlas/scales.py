"""The limits of a scale around a middle: the same for a benchmark and for what has changed."""

from __future__ import annotations

import math

STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def about_zero(largest: float, decimals: int) -> list[float]:
    """Edges of five equal classes around zero that hold every difference up to ``largest``, round in the
    measure's own decimals: ``largest`` 37 gives -40, -24, -8, 8, 24, 40."""
    half = max(largest / 5, 10.0**-decimals)  # of a class
    power = 10.0 ** math.floor(math.log10(half))
    steps = (round(step * power, decimals) for step in STEPS if _fits(step * power, decimals))
    found = next(step for step in steps if step >= half * 0.999999)
    return [round(times * found, decimals) for times in (-5, -3, -1, 1, 3, 5)]


def _fits(step: float, decimals: int) -> bool:
    return math.isclose(step, round(step, decimals), rel_tol=1e-9)

"""Class limits around a midpoint: the same rule for a benchmark and for a change over time."""

from __future__ import annotations

import math

STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def about_zero(largest: float, decimals: int) -> list[float]:
    """The edges of five equal classes around zero that cover every difference up to ``largest``, in round
    numbers with the measure's own decimals: ``largest`` 37 gives -40, -24, -8, 8, 24, 40."""
    half = max(largest / 5, 10.0**-decimals)  # of the width of a class
    power = 10.0 ** math.floor(math.log10(half))
    steps = (round(step * power, decimals) for step in STEPS if _fits(step * power, decimals))
    rounded = next(step for step in steps if step >= half * 0.999999)
    return [round(times * rounded, decimals) for times in (-5, -3, -1, 1, 3, 5)]


def _fits(step: float, decimals: int) -> bool:
    return math.isclose(step, round(step, decimals), rel_tol=1e-9)

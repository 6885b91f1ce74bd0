"""Numbers are rounded as readers expect: a half goes away from zero, so that 62.5 is 63 and −0.5 is −1.

Python's own ``round`` rounds a half to the even neighbour (62.5 to 62), and rounds the binary number rather
than the written one (0.15 to 0.1). Whatever a reader sees is rounded here; the browser's
``Intl.NumberFormat``, which writes the numbers of the map, follows the same rule.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

WHOLE = 2.0**53  # from here on no float has decimals


def half_up(value: float, decimals: int = 0) -> float:
    """``value`` rounded to so many decimals, a half away from zero. NaN and infinity are returned as they
    are; zero is never negative."""
    number = float(value)
    if not abs(number) < WHOLE:
        return number
    # repr is the shortest text that means this number: the one a reader has seen
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(number)).quantize(step, rounding=ROUND_HALF_UP)) + 0.0


def adding_up(parts: Sequence[float], decimals: int = 0) -> list[float]:
    """Parts rounded so that they add up to their rounded sum: those that lose most are rounded up."""
    step = 10.0**-decimals
    whole = [math.floor(part / step + 1e-9) for part in parts]
    left = round(half_up(sum(parts), decimals) / step) - sum(whole)
    most = sorted(range(len(parts)), key=lambda i: (whole[i] - parts[i] / step, i))
    for i in most[:left]:
        whole[i] += 1
    return [half_up(number * step, decimals) for number in whole]

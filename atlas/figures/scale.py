"""Round numbers around those that are drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from atlas.catalogue import Measure
from atlas.figures.spec import Ends, Tick
from atlas.words import Words


def around(numbers: Sequence[float], decimals: int = 0) -> list[float]:
    """Three to eight round numbers around the given ones, at most as exact as ``decimals``."""
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    width = max(high - low, 10.0**-decimals)
    ten = 10.0 ** math.floor(math.log10(width / 2))
    step = max(next(ten * n for n in (1, 2, 5, 10) if width / (ten * n) <= 6), 10.0**-decimals)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * n, 6) for n in range(first, max(last, first + 1) + 1)]


def ticks(span: Ends, text: Callable[[float, int], str], decimals: int = 0) -> tuple[Tick, ...]:
    """The round numbers within a scale, as ``text`` tells a number with so many decimals: as few as tell
    them apart, at most ``decimals``."""
    low, high = span
    shown = [n for n in around(span, decimals) if low <= n <= high]
    needed = next((d for d in range(decimals) if all(round(n, d) == n for n in shown)), decimals)
    return tuple((n, text(n, needed)) for n in shown)


def in_unit_of(words: Words, measure: Measure) -> Callable[[float, int], str]:
    """How a scale of the measure tells a number with so many decimals: with the sign of per cent where it
    counts in per cent. Other units are too long to be repeated, and stand in the card."""
    unit = "%" if measure.unit(words.language) == "%" else ""
    return lambda number, decimals: words.quantity(number, decimals, unit)

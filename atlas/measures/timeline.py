"""Periods in time: when each begins, and which of them a line may join."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

JOINED, GAP, BREAK = "joined", "gap", "break"
# a period that names its quarter or month is followed by the next one
NATURAL_STEPS = {"Q": 1 / 4, "-": 1 / 12}
TOLERANCE = 1.01


def moment(period: str) -> float:
    """When a period begins, in years: ``2024`` is 2024.0, ``2024-Q3`` 2024.5, ``2025-03`` 2025.17; 0 for a
    text that is no period."""
    if not period[:4].isdecimal():
        return 0.0
    year, rest = int(period[:4]), period[4:]
    if rest.startswith("-Q"):
        return year + (int(rest[2:]) - 1) / 4
    if rest.startswith("-"):
        return year + (int(rest[1:]) - 1) / 12
    return float(year)  # a year, or a school year that is named by its first


def ties(periods: Sequence[str], breaks: Sequence[str] = (), every: int = 1) -> list[str]:
    """How each period is tied to the one before it: ``joined``, ``gap`` or ``break``.

    ``periods`` are in order. Two are joined where they are next to each other: ``every`` this many years
    (a survey in every second year has no gaps), or consecutive quarters or months. There is a break
    before each period of ``breaks``, the first with a new definition, whether or not it is among the
    periods. The first period has none before it: ``gap``.
    """
    if not periods:
        return []
    step = _step(periods[0], every) * TOLERANCE
    tied = [GAP]
    for before, now in pairwise(periods):
        if any(moment(before) < moment(b) <= moment(now) for b in breaks):
            tied.append(BREAK)
        else:
            tied.append(JOINED if moment(now) - moment(before) <= step else GAP)
    return tied


def comparable(periods: Sequence[str], breaks: Sequence[str], period: str) -> list[str]:
    """The periods on the same side of every break as ``period``."""

    def side(of: str) -> int:
        return sum(moment(b) <= moment(of) for b in breaks)

    return [p for p in periods if side(p) == side(period)]


def spaced(periods: Sequence[str], most: int) -> list[str]:
    """The periods that can be written under an axis: the last one, and as many before it as leave at least
    1/``most`` of the width between any two."""
    if len(periods) < 2:
        return list(periods)
    room = (moment(periods[-1]) - moment(periods[0])) / most
    labels = [periods[-1]]
    for period in reversed(periods[:-1]):
        if moment(labels[0]) - moment(period) >= room:
            labels.insert(0, period)
    return labels


def _step(period: str, every: int) -> float:
    named = period[4:]
    if named.startswith("-"):
        return NATURAL_STEPS["Q" if named.startswith("-Q") else "-"]
    return float(every)

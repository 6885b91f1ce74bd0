"""How far a place has moved in an indicator over about five years, in a measure that all indicators share.

A change in per cent, in kronor and in inhabitants cannot be ranked as they are. Each is therefore divided by
what is usual: the median of the absolute changes of all municipalities between the same two periods. 3 is
three times as far as the municipality in the middle moved, whichever way. What all have in common, as rising
prices in an amount of money, is so not taken for a move of one. A count changes in proportion to itself,
since otherwise the largest place would always move most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures import timeline
from atlas.measures.selection import REMEMBERED
from atlas.measures.spine import FEWEST, HIGHER, LOWER, NONE, quantile
from atlas.measures.values import Values
from atlas.measures.verdicts import BETTER, NEITHER, WORSE, Judged

YEARS = 5
COUNT = "count"
NOISE = 1e-9  # of binary fractions: less than that is no move


@dataclass(frozen=True)
class Move:
    """A place's value in an earlier and in the shown period, in the measure's unit.

    ``by`` is how much it changed: in the measure's unit, of a count in per cent of the earlier value.
    ``usual`` is the median of what all municipalities changed, without a sign, in the same unit, and
    ``times`` how many times that the place has moved. ``judged`` follows the declared direction.
    """

    measure: Measure
    since: str
    until: str
    before: float
    after: float
    by: float
    usual: float
    times: float
    judged: Judged


def earlier(values: Values, years: int = YEARS) -> str | None:
    """The period whose distance from the shown one is nearest to so many years, the longer of two; ``None``
    where there is none. Both lie on the same side of every break, and a whole number of years apart: a spring
    is not compared with an autumn."""
    now = timeline.moment(values.period)
    same = timeline.comparable(values.periods, values.measure.series_breaks, values.period)
    gaps = {period: now - timeline.moment(period) for period in same}
    whole = {p: gap for p, gap in gaps.items() if gap > NOISE and abs(gap - round(gap)) < 0.01}
    # a period in which nobody has a figure is none to look back on
    known = [p for p in whole if values.at(p)["value"].notna().any()]
    return min(known, key=lambda p: (abs(whole[p] - years), -whole[p]), default=None)


def move(values: Values, code: str) -> Move | None:
    """How far a place has moved; ``None`` where one of its two values is not known, and where fewer than
    ``FEWEST`` municipalities have both or the one in the middle did not move."""
    all_moves = _moves(values)
    if all_moves is None or code not in all_moves.by:
        return None
    since, usual, by = all_moves.since, all_moves.usual, all_moves.by[code]
    return Move(
        measure=values.measure,
        since=since,
        until=values.period,
        before=float(values.at(since)["value"][code]),
        after=float(values.at()["value"][code]),
        by=by,
        usual=usual,
        times=abs(by) / usual,
        judged=judged(by, values.measure.direction),
    )


def judged(by: float, direction: str) -> Judged:
    """Whether a change is for the better; ``NEITHER`` where nothing changed or no direction is declared."""
    if abs(by) <= NOISE:
        return NEITHER
    up, down = {HIGHER: (BETTER, WORSE), LOWER: (WORSE, BETTER), NONE: (NEITHER, NEITHER)}[
        direction
    ]
    return up if by > 0 else down


def largest(moved: Iterable[Move | None], n: int) -> list[Move]:
    """The ``n`` moves that are largest beside what is usual; those that did not move are none."""
    known = [one for one in moved if one is not None and abs(one.by) > NOISE]
    return sorted(known, key=lambda one: -round(one.times, 9))[:n]


class Moves(NamedTuple):
    """What all municipalities have changed since a period: each, by code, and what is usual of them."""

    since: str
    usual: float
    by: Mapping[str, float]


@lru_cache(maxsize=REMEMBERED)
def _moves(values: Values) -> Moves | None:
    since = earlier(values)
    if since is None:
        return None
    changed = _changes(values, since)
    if len(changed) < FEWEST:
        return None
    usual = quantile(sorted(changed.abs()), 0.5)
    by = {str(code): float(change) for code, change in changed.items()}
    return Moves(since, usual, by) if usual > NOISE else None


def _changes(values: Values, since: str) -> pd.Series:
    """What each municipality with both values has changed, by code: of a count, in per cent."""
    before, after = values.at(since)["value"], values.at()["value"]
    if values.measure.kind == COUNT:
        before = before.where(before > 0)
        return ((after / before - 1) * 100).dropna()
    # a difference has no more decimals than its two numbers
    return (after - before).round(9).dropna()

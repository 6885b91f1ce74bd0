"""The place of a municipality in an order from best to worst."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from atlas.frames import each
from atlas.measures.selection import REMEMBERED
from atlas.measures.spine import HIGHER, NONE
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up


class Rank(NamedTuple):
    """A place in the order from best (1), of how many, and whether another municipality shares it."""

    place: int
    of: int
    shared: bool


def rank(values: Values, code: str) -> Rank | None:
    """The place of a municipality among those with a value in the shown period. Values that are told alike
    share a place. ``None`` without a value, and where neither more nor less is declared as better."""
    direction = values.measure.direction
    told, ordered = _told(values)
    if direction == NONE or code not in told:
        return None
    fewer, fewer_or_equal = (side(ordered, told[code]) for side in (bisect_left, bisect_right))
    ahead = len(ordered) - fewer_or_equal if direction == HIGHER else fewer
    return Rank(ahead + 1, len(ordered), fewer_or_equal - fewer > 1)


@lru_cache(maxsize=REMEMBERED)
def _told(values: Values) -> tuple[Mapping[str, float], list[float]]:
    """The values of the shown period as they are told, by code; and in order, from the lowest."""
    told = {
        str(row.Index): half_up(row.value, values.measure.decimals)
        for row in each(values.at())
        if row.status == REPORTED
    }
    return told, sorted(told.values())

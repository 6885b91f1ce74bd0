"""The place of a municipality in an order from best to worst."""

from __future__ import annotations

from typing import NamedTuple

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
    rows = values.at()
    told = rows.loc[rows["status"] == REPORTED, "value"]
    if direction == NONE or code not in told.index:
        return None
    numbers = told.map(lambda value: half_up(value, values.measure.decimals))
    own = numbers[code]
    ahead = numbers > own if direction == HIGHER else numbers < own
    return Rank(int(ahead.sum()) + 1, len(numbers), int((numbers == own).sum()) > 1)

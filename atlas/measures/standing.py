"""Where one place stands in a published indicator: among the others, and beside its own earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from atlas.frames import each
from atlas.measures import timeline
from atlas.measures.selection import REMEMBERED
from atlas.measures.values import REPORTED, Values

SCALE = 200  # the highest of what is placed; the lowest is 0. A step is about a px
HALFWAY = SCALE // 2

Point = list[int]  # when and how high, both from 0 to SCALE


class Change(NamedTuple):
    """How much a value differs from the one of the period before, in the measure's unit."""

    since: str
    by: float


def change(values: Values, code: str) -> Change | None:
    """How an area's value of the shown period differs from that of the period before; ``None`` where one of
    them is not told, or where a new definition lies between them."""
    told, periods = _told(values), values.periods
    at = periods.index(values.period)
    tied = timeline.ties(periods, values.measure.series_breaks, values.measure.every)
    if not at or tied[at] == timeline.BREAK:
        return None
    before, now = told.get((code, periods[at - 1])), told.get((code, periods[at]))
    if before is None or now is None:
        return None
    # a difference has no more decimals than its two numbers: this removes the noise of binary fractions
    return Change(periods[at - 1], round(now - before, 9))


@lru_cache(maxsize=REMEMBERED)
def placed(values: Values) -> Mapping[str, int]:
    """Where the values of the shown period lie between the lowest (0) and the highest (``SCALE``), by code:
    of each municipality, the county and the country whose value is told. The county's and the country's own
    count is no place among those of municipalities."""
    now = {
        code: value for (code, period), value in _told(values).items() if period == values.period
    }
    if values.measure.kind == "count":
        wider = set(values.benchmarks["code"])
        now = {code: value for code, value in now.items() if code not in wider}
    if not now:
        return {}
    low, high = min(now.values()), max(now.values())
    return {code: _place(value, low, high) for code, value in now.items()}


def line(values: Values, code: str) -> list[list[Point]]:
    """An area's values over the years as pieces of a line. Between two pieces lies a period without a value,
    a new definition or a longer time than from one period to the next."""
    return _line(values, code, reach(values, [code]))


def lines(values: Values, codes: Sequence[str]) -> list[list[list[Point]]]:
    """The lines of several areas on one scale, in their order."""
    return [_line(values, code, reach(values, codes)) for code in codes]


def reach(values: Values, codes: Sequence[str]) -> tuple[float, float] | None:
    """The lowest and the highest value that several areas have in any period; ``None`` where they have
    none."""
    known = [value for (code, _), value in _told(values).items() if code in codes]
    return (min(known), max(known)) if known else None


def _line(values: Values, code: str, scale: tuple[float, float] | None) -> list[list[Point]]:
    told, periods = _told(values), values.periods
    known = {period: told[code, period] for period in periods if (code, period) in told}
    if not known or scale is None:
        return []
    low, high = scale
    first, last = timeline.moment(periods[0]), timeline.moment(periods[-1])
    tied = timeline.ties(periods, values.measure.series_breaks, values.measure.every)
    pieces: list[list[Point]] = []
    joined = False
    for period, tie in zip(periods, tied, strict=True):
        if period not in known:
            joined = False
            continue
        if not (joined and tie == timeline.JOINED):
            pieces.append([])
        at = _place(timeline.moment(period), first, last)
        pieces[-1].append([at, _place(known[period], low, high)])
        joined = True
    return pieces


def ends(values: Values, code: str) -> list[tuple[str, float]]:
    """The first and the last period in which an area's value is told, with the values; one where it is told
    once, and none where it never is."""
    told = _told(values)
    known = [(period, told[code, period]) for period in values.periods if (code, period) in told]
    return known if len(known) < 2 else [known[0], known[-1]]


def _place(value: float, low: float, high: float) -> int:
    return HALFWAY if low == high else round((value - low) / (high - low) * SCALE)


@lru_cache(maxsize=REMEMBERED)
def _told(values: Values) -> Mapping[tuple[str, str], float]:
    """What is told of each area in each period, by code and period."""
    rows = pd.concat([values.table, values.benchmarks])
    return {
        (str(row.code), str(row.period)): float(row.value)
        for row in each(rows[rows["status"] == REPORTED])
    }

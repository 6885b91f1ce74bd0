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
    told, periods = _told(values).get(code, {}), values.periods
    at = periods.index(values.period)
    if not at or _course(values).tied[at] == timeline.BREAK:
        return None
    before, now = told.get(periods[at - 1]), told.get(periods[at])
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
        code: known[values.period]
        for code, known in _told(values).items()
        if values.period in known
    }
    if values.measure.kind == "count":
        wider = set(values.benchmarks["code"])
        now = {code: value for code, value in now.items() if code not in wider}
    if not now:
        return {}
    low, high = min(now.values()), max(now.values())
    return {code: _place(value, low, high) for code, value in now.items()}


@lru_cache(maxsize=REMEMBERED)
def places(values: Values) -> list[int]:
    """Where the municipalities lie between the lowest and the highest, from the lowest. A borrowed book."""
    known, register = placed(values), dict.fromkeys(values.table["code"])
    return sorted(known[code] for code in register if code in known)


def line(values: Values, code: str) -> list[list[Point]]:
    """An area's values over the years as pieces of a line. Between two pieces lies a period without a value,
    a new definition or a longer time than from one period to the next."""
    return _line(values, code, reach(values, [code]))


def lines(values: Values, codes: Sequence[str]) -> list[list[list[Point]]]:
    """The lines of several areas on one scale, in their order."""
    scale = reach(values, codes)
    return [_line(values, code, scale) for code in codes]


def reach(values: Values, codes: Sequence[str]) -> tuple[float, float] | None:
    """The lowest and the highest value that several areas have in any period; ``None`` where they have
    none."""
    told = _told(values)
    known = [value for code in codes for value in told.get(code, {}).values()]
    return (min(known), max(known)) if known else None


def _line(values: Values, code: str, scale: tuple[float, float] | None) -> list[list[Point]]:
    known = _told(values).get(code)
    if not known or scale is None:
        return []
    low, high = scale
    pieces: list[list[Point]] = []
    joined = False
    for period, tie, at in zip(values.periods, *_course(values), strict=True):
        if period not in known:
            joined = False
            continue
        if not (joined and tie == timeline.JOINED):
            pieces.append([])
        pieces[-1].append([at, _place(known[period], low, high)])
        joined = True
    return pieces


def ends(values: Values, code: str) -> list[tuple[str, float]]:
    """The first and the last period in which an area's value is told, with the values; one where it is told
    once, and none where it never is."""
    told = _told(values).get(code, {})
    known = [(period, told[period]) for period in values.periods if period in told]
    return known if len(known) < 2 else [known[0], known[-1]]


def _place(value: float, low: float, high: float) -> int:
    return HALFWAY if low == high else round((value - low) / (high - low) * SCALE)


class Course(NamedTuple):
    """The periods of a measure: how each is tied to the one before, and where it lies from the first (0) to
    the last (``SCALE``)."""

    tied: list[str]
    at: list[int]


@lru_cache(maxsize=REMEMBERED)
def _course(values: Values) -> Course:
    moments = [timeline.moment(period) for period in values.periods]
    return Course(
        timeline.ties(values.periods, values.measure.series_breaks, values.measure.every),
        [_place(moment, moments[0], moments[-1]) for moment in moments],
    )


@lru_cache(maxsize=REMEMBERED)
def _told(values: Values) -> Mapping[str, Mapping[str, float]]:
    """What is told, by area and then by period."""
    rows = pd.concat([values.table, values.benchmarks])
    told: dict[str, dict[str, float]] = {}
    for row in each(rows[rows["status"] == REPORTED]):
        told.setdefault(str(row.code), {})[str(row.period)] = float(row.value)
    return told

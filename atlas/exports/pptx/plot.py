"""What a native chart consists of: series over categories or over numbers, on a scale."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from atlas.figures.spec import Ends, Tick

Kind = Literal["bars", "stack", "columns", "dots", "line", "scatter"]
Look = Literal["bar", "line", "dot", "ring", "spot"]
Numbers = tuple[float | None, ...]
ROOM = 0.065  # of the height of a scale that a name at the end of a line takes


@dataclass(frozen=True)
class Series:
    """Numbers under a name, ``None`` where none may be told or none is known: a gap, never nought.

    ``across`` is where each lies, for a series that lies over numbers. ``paint`` is its colour, ``form``
    that of its numbers in a spreadsheet, and ``paints`` that of single numbers; ``ink`` that of numbers
    written upon it. ``reach`` is what each number could be. ``labels`` is what stands at some of the
    numbers, ``None`` for the number itself; on one ``side`` of them, or at those in ``below`` under them,
    and ``lift``ed by a share of the height. No line leads to those in ``loose``; a ``thin`` one lies
    behind the others."""

    name: str
    numbers: Numbers
    look: Look
    paint: str
    form: str
    across: tuple[float, ...] = ()
    paints: Mapping[int, str] = field(default_factory=dict)
    ink: str = ""
    reach: tuple[Ends | None, ...] = ()
    labels: Mapping[int, str | None] = field(default_factory=dict)
    below: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    side: str = ""
    thin: bool = False
    lift: float = 0.0
    explained: bool = True


@dataclass(frozen=True)
class Scale:
    """An axis of numbers: its ends, the step between two of its numbers, their form, and what they
    count."""

    low: float
    high: float
    step: float
    form: str
    title: str = ""


@dataclass(frozen=True)
class Plot:
    """A chart: series over ``categories`` or over numbers (``across``), on the scale ``up``. ``way``
    joins the marks of a category; ``under`` are lines of text that stand under the chart."""

    kind: Kind
    series: tuple[Series, ...]
    up: Scale
    categories: tuple[str, ...] = ()
    across: Scale | None = None
    way: bool = False
    under: tuple[str, ...] = ()


def scale(
    span: Ends, drawn: Iterable[float], ticks: Sequence[Tick], form: str, title: str = ""
) -> Scale:
    """A scale that holds what is drawn and begins and ends at one of its numbers, which are as far from
    each other as those of the ticks. It begins at nought where the figure's does, or nearly."""
    numbers = [number for number, _ in ticks]
    steps = sorted(after - before for before, after in itertools.pairwise(numbers))
    ends = list(drawn) or list(span)
    low, high = min(ends), max(ends)
    step = round(steps[len(steps) // 2] if steps else (high - low) or 1.0, 9)
    if numbers and (numbers[0], numbers[-1]) == span:
        low, high = span  # a scale that is known, whatever lies on it
    elif span[0] <= 0 <= low:
        low = 0.0
    first = math.floor(low / step + 1e-9) * step
    last = max(math.ceil(high / step - 1e-9) * step, first + step)
    return Scale(round(first, 9), round(last, 9), step, form, title)


def extent(series: Iterable[Series]) -> list[float]:
    """All that is drawn of series: their numbers, and what each could be."""
    drawn: list[float] = []
    for one in series:
        drawn += [number for number in one.numbers if number is not None]
        drawn += [end for ends in one.reach if ends for end in ends]
    return drawn


def apart(series: Sequence[Series], scale: Scale) -> tuple[Series, ...]:
    """Lines whose names at their ends make room for each other."""
    ends = sorted(
        (one.numbers[at], i)
        for i, one in enumerate(series)
        for at in [max(one.labels, default=-1)]
        if one.look == "line" and at >= 0
    )
    high = scale.high - scale.low
    lifts: dict[int, float] = {}
    below = -math.inf
    for number, i in ends:
        place = ((number or 0.0) - scale.low) / high
        stands = max(place, below + ROOM)
        lifts[i] = round(place - stands, 3)  # upwards is less
        below = stands
    return tuple(replace(one, lift=lifts.get(i, 0.0)) for i, one in enumerate(series))

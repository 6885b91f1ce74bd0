"""Lines as plots: over the periods of the page's table, or over weeks; or columns of one series."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.exports.pptx.paint import by_day, cohort, colour
from atlas.exports.pptx.plot import Plot, Series, apart, extent, scale
from atlas.exports.slides import Table
from atlas.figures.spec import Line, Lines
from atlas.measures.timeline import moment

if TYPE_CHECKING:
    from atlas.exports.pptx.plots import Exactness

EVEN = 1e-6  # by which steps of time may differ and still be alike


def plot(exact: Exactness, figure: Lines, table: Table) -> Plot:
    """Lines lie over the names of their periods where these follow each other evenly, and else over
    numbers: a longer time is a longer way. What breaks a series, and what happened meanwhile, is said
    under the chart."""
    under = [text for _, text in figure.breaks]
    under += [text.replace("\n", " · ") for _, text in figure.events]
    under += [line.end for line in figure.lines if line.end and not any(line.points)]
    periods = _periods(figure, table)
    if figure.columns:
        numbers = tuple(exact.number(number, _last(said)) for _, number, said in figure.columns)
        names = tuple(periods.get(at) or f"{at:g}" for at, _, _ in figure.columns)
        one = Series(
            table.columns[-1],
            numbers,
            "bar",
            colour("bubble"),
            exact.form(figure.ticks),
            labels=dict.fromkeys(range(len(numbers))),
            explained=False,
        )
        up = scale(figure.high, [0.0, *extent([one])], figure.ticks, exact.tick_form(figure.ticks))
        return Plot("columns", (one,), up, categories=names, under=tuple(under))
    drawn = [line for line in figure.lines if any(line.points)]
    places = sorted({point[0] for line in drawn for point in line.points if point})
    even = len(places) > 1 and _even(places) and all(place in periods for place in places)
    series = [_over(exact, line, places) if even else _through(exact, line) for line in drawn]
    up = scale(figure.high, extent(series), figure.ticks, exact.tick_form(figure.ticks))
    told = apart([replace(one, form=exact.form(figure.ticks)) for one in series], up)
    if even:
        names = tuple(periods[place] for place in places)
        return Plot("line", told, up, categories=names, under=tuple(under))
    whole = all(float(mark).is_integer() for mark, _ in figure.marks)
    marks = figure.marks if whole else [(float(n), "") for n in (0, 1)]
    across = scale(figure.across, places, marks, "0", figure.axis)
    return Plot("scatter", told, up, across=across, under=tuple(under))


def _periods(figure: Lines, table: Table) -> dict[float, str]:
    """The names of periods by their places in time: those of the table, and those on the scale."""
    named = [*table.columns[1:], *(row[0] for row in table.rows)]
    told = {moment(name): name for name in named if moment(name)}
    return told | dict(figure.marks) if not figure.axis else {}


def _last(said: str) -> str:
    """The number in what is said of a point: it stands after its name and its period."""
    return said.rpartition(": ")[2]


def _even(places: Sequence[float]) -> bool:
    steps = [after - before for before, after in itertools.pairwise(places)]
    return max(steps) - min(steps) < EVEN


def _over(exact: Exactness, line: Line, places: Sequence[float]) -> Series:
    """A line over all places. To a point after a gap in the figures no line leads."""
    numbers = {p[0]: exact.number(p[1], _last(p[2])) for p in line.points if p}
    loose = {
        point[0]
        for before, point in itertools.pairwise((None, *line.points))
        if point and before is None
    }
    told = tuple(numbers.get(place) for place in places)
    unjoined = frozenset(at for at, place in enumerate(places) if place in loose)
    return replace(_line(line, told), loose=unjoined)


def _through(exact: Exactness, line: Line) -> Series:
    """A line through its own points; of one that goes in steps each number holds until the next."""
    across: list[float] = []
    numbers: list[float | None] = []
    labels: dict[int, str | None] = {}
    signs = dict(line.broken)
    gap = False
    for at, point in enumerate(line.points):
        if point is None:
            gap = bool(across)
            continue
        if gap:
            across.append(across[-1])
            numbers.append(None)
        elif line.steps and across:
            across.append(point[0])
            numbers.append(numbers[-1])
        gap = False
        across.append(point[0])
        numbers.append(exact.number(point[1], _last(point[2])))
        if at in signs:
            labels[len(across) - 1] = signs[at]
    reaches = {where: (low, high) for where, low, high in line.reach}
    fresh = [i == 0 or across[i] != across[i - 1] or not line.steps for i in range(len(across))]
    reach = tuple(
        exact.ends(reaches.get(where)) if number is not None and is_fresh else None
        for where, number, is_fresh in zip(across, numbers, fresh, strict=True)
    )
    made = _line(line, tuple(numbers))
    labels |= made.labels
    return replace(made, reach=reach, across=tuple(across), labels=labels)


def _line(line: Line, numbers: tuple[float | None, ...]) -> Series:
    """What a line looks like: its name stands at its end, unless it lies behind the others."""
    quiet = line.look == "quiet"
    last = max(at for at, number in enumerate(numbers) if number is not None)
    return Series(
        line.name,
        numbers,
        "line",
        colour("muted") if quiet else by_day(line.paint, cohort(line.look)),
        form="",
        labels={} if quiet else {last: line.end},
        thin=quiet,
        explained=False,
    )

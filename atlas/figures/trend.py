"""A measure over its periods: chosen places, county and country in front, the others as a quiet field."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, pairwise
from typing import Any

import pandas as pd

from atlas.figures import scale
from atlas.figures.spec import Ends, Line, Lines, Point
from atlas.frames import each
from atlas.measures import display, timeline
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.theme import paints
from atlas.warehouse import Data
from atlas.words import Words

MOST_TICKS = 11
FEW = 2  # so many lines that nobody has chosen can all be named


def trend(
    words: Words, data: Data, values: Values, selection: Selection, about: str | None = None
) -> Lines:
    """Lines over time: every period lies at its moment. A gap in the figures is a gap in the line, and so
    is a break in the series, which a dashed line marks; neither is ever bridged.

    Counts leave the county and the country out: their size would flatten everything else. In a trend that
    is ``about`` one place they leave out the other places, too, for the same reason.
    """
    rows = pd.concat([values.table, values.benchmarks])
    rows = rows.assign(place=rows["period"].map(timeline.moment))
    codes = data.codes + (list(data.region.benchmark_codes()) if _beside(values) else [])
    is_alone = about is not None and not _beside(values)
    codes = [code for code in codes if code == about or not is_alone]
    lines = [
        _line(words, data, values, rows[rows["code"] == code], look)
        for code, look in _looks(data, values, selection)
        if code in codes
    ]
    lines = _set_off(words, values, [line for line in lines if any(line.points)])
    shown = rows.loc[rows["code"].isin(codes), "value"].dropna()
    low, high = (float(shown.min()), float(shown.max())) if len(shown) else (0.0, 1.0)
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    from_nought = values.measure.kind == "count" and not is_alone
    bottom = min(0.0, low) if from_nought else low - room
    first, last = _ends(values)
    aside = 0.02 * (last - first) or 0.5
    return _over_time(
        words, values, (bottom, high + room),
        lines=tuple(lines),
        across=(first - aside, last + aside),
        events=tuple(events(words, data, values)),
    )  # fmt: skip


def county_trend(words: Words, data: Data, values: Values) -> Lines:
    """The county's own series as bars: one area, no comparison with a country of another size."""
    county = data.region.county_code
    rows = values.benchmarks[values.benchmarks["code"] == county].dropna(subset="value")
    columns = tuple(
        (
            timeline.moment(row.period),
            float(row.value),
            f"{row.period}: {display.quantity(words, values.measure, row.value, str(row.status))}",
        )
        for row in each(rows)
    )
    numbers = [number for _, number, _ in columns]
    first, last = _ends(values)
    aside = 0.6 * values.measure.every
    return _over_time(
        words, values, (min([0.0, *numbers]), max(numbers, default=0.0) or 1.0),
        columns=columns, wide=0.7 * values.measure.every, across=(first - aside, last + aside),
    )  # fmt: skip


def _over_time(words: Words, values: Values, high: Ends, **drawn: Any) -> Lines:
    """What both have: the scale, the years, and where the series breaks."""
    decimals = min(values.measure.decimals, 1)
    marks = tuple((timeline.moment(p), p) for p in timeline.spaced(values.periods, MOST_TICKS))
    breaks = [(at, words("indicators.break", period=p)) for at, p in broken_at(values)]
    return Lines(
        drawn.pop("lines", ()),
        high=high,
        ticks=scale.ticks(high, scale.in_unit_of(words, values.measure), decimals),
        marks=marks,
        breaks=tuple(breaks),
        **drawn,
    )


def _looks(data: Data, values: Values, selection: Selection) -> list[tuple[str, str]]:
    """Whose lines are drawn, and how: the others behind, the chosen in front."""
    chosen = selection.municipalities
    looks = [(code, "quiet") for code in data.codes if code not in chosen]
    if _beside(values):
        looks += [(c, f"beside-{at}") for at, c in enumerate(data.region.benchmark_codes())]
    return looks + [(code, "strong") for code in chosen]


def _beside(values: Values) -> bool:
    return values.measure.kind != "count" or values.measure.level == "county"


def _line(words: Words, data: Data, values: Values, rows: pd.DataFrame, look: str) -> Line:
    """An area over the periods; a gap stands before a period that no line joins to the one before."""
    name = data.name_of(str(rows["code"].iloc[0]), words.language) if len(rows) else ""
    points: list[Point | None] = []
    tied = tied_periods(values)
    for row in each(rows):
        if tied[row.period] != timeline.JOINED:
            points.append(None)
        text = display.quantity(words, values.measure, row.value, str(row.status))
        has_value = not pd.isna(row.value)
        said = f"{name} {row.period}: {text}"
        points.append((row.place, float(row.value), said) if has_value else None)
    return Line(
        name,
        look,
        tuple(points),
        end=name if look == "quiet" else _ends_in(words, values, name, rows),
    )


def _set_off(words: Words, values: Values, lines: list[Line]) -> list[Line]:
    """Several chosen places, each in a colour of its own (one alone has that of whatever is chosen), and of
    the others the one that ends highest and the one that ends lowest, with their numbers. The rest are told
    by name where they are pointed at, and at their ends where there is room."""
    chosen = [line for line in lines if line.look == "strong"]
    quiet = [line for line in lines if line.look == "quiet"]
    outer = _outermost(quiet) if len(quiet) > FEW else quiet
    colors = cycle(paints("places"))
    if len(chosen) == 1:
        next(colors)  # the first of them is that of whatever is chosen
    else:
        chosen = [replace(line, paint=paint) for line, paint in zip(chosen, colors, strict=False)]
    told = [
        replace(line, look="outer", paint=paint, end=_end(words, values, line.name, _last(line)))
        for line, paint in zip(outer, colors, strict=False)
    ]
    beside = [line for line in lines if line.look not in ("strong", "quiet")]
    behind = [line for line in quiet if line not in outer]
    return [*behind, *beside, *told, *chosen]


def _outermost(lines: list[Line]) -> list[Line]:
    """The line that ends highest and the one that ends lowest, of those that go on to the last period."""
    end = max(point[0] for line in lines for point in line.points if point)
    last = [line for line in lines if line.points[-1] and line.points[-1][0] == end] or lines
    return list(dict.fromkeys([max(last, key=_last), min(last, key=_last)]))


def _last(line: Line) -> float:
    """How high the last point of a line is."""
    return [point for point in line.points if point][-1][1]


def _ends_in(words: Words, values: Values, name: str, rows: pd.DataFrame) -> str:
    """What stands at the end of a line: the area and its latest number."""
    known = rows.dropna(subset="value").sort_values("place")["value"]
    if known.empty:
        return name
    return _end(words, values, name, known.iloc[-1])


def _end(words: Words, values: Values, name: str, number: float) -> str:
    return f"{name} {display.text(words, values.measure, number, REPORTED)}"


def _ends(values: Values) -> tuple[float, float]:
    return timeline.moment(values.periods[0]), timeline.moment(values.periods[-1])


def tied_periods(values: Values) -> dict[str, str]:
    """How each period is tied to the one before it (:func:`atlas.measures.timeline.ties`)."""
    measure = values.measure
    tied = timeline.ties(values.periods, measure.series_breaks, measure.every)
    return dict(zip(values.periods, tied, strict=True))


def broken_at(values: Values) -> list[tuple[float, str]]:
    """Where breaks in the series lie in time, between two periods, and the first period after each."""
    tied = tied_periods(values)
    return [
        ((timeline.moment(before) + timeline.moment(now)) / 2, now)
        for before, now in pairwise(values.periods)
        if tied[now] == timeline.BREAK
    ]


def events(words: Words, data: Data, values: Values) -> list[tuple[float, str]]:
    """What happened in the programme in each shown period: its place on the axis, and the words, the
    dated events and the cohorts that began."""
    by_place: dict[float, list[str]] = {}
    places = {period[:4]: timeline.moment(period) for period in reversed(values.periods)}
    dated = [
        (
            row.date,
            f"{words.date(row.date.date(), 'medium')}: {getattr(row, f'text_{words.language}')}",
        )
        for row in each(data["events"])
    ]
    dated += [
        (row.starts_on, words("calendar.begins", name=getattr(row, f"name_{words.language}"),
                              date=words.date(row.starts_on.date(), "medium")))
        for row in each(data["cohorts"])
    ]  # fmt: skip
    for moment, text in sorted(dated):
        if str(moment.year) in places:
            by_place.setdefault(places[str(moment.year)], []).append(text)
    return [(at, "\n".join(texts)) for at, texts in sorted(by_place.items())]

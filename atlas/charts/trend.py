"""A measure over its periods: chosen places, county and country in front, the others as a quiet field."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import base
from atlas.frames import each
from atlas.measures import display, timeline
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words

HEIGHT = 470
COUNTY_HEIGHT = 280
MOST_TICKS = 11
LABEL_GAP = 18
MOST_LETTERS = 60
DASHES = ("dash", "dot")


@dataclass(frozen=True)
class Line:
    """One area's line: how it looks, and whether its name stands at its end."""

    code: str
    color: str
    width: float
    opacity: float = 1.0
    dash: str = "solid"
    named: bool = False


def trend(words: Words, data: Data, values: Values, selection: Selection, mode: str) -> go.Figure:
    """Lines over time: every period lies at its moment. A gap in the figures is a gap in the line, and so
    is a break in the series, which a dashed line marks; neither is ever bridged.

    Counts leave the county and the country out: their size would flatten everything else.
    """
    fig = base.figure(words, mode, HEIGHT, hovermode="closest")
    rows = pd.concat([values.table, values.benchmarks])
    rows = rows.assign(place=rows["period"].map(timeline.moment))
    ends = []
    for line in _lines(data, values, selection, base.colors(mode)):
        mine = rows[rows["code"] == line.code]
        told = mine[mine["status"] == REPORTED]
        if told.empty:
            continue
        _draw(fig, words, data, values, mine, line)
        if line.named:
            name = base.plain(data.name_of(line.code, words.language))
            ends.append(
                (float(told["value"].iloc[-1]), float(told["place"].iloc[-1]), name, line.color)
            )
    shown = rows.loc[rows["code"].isin(_codes(data, values)), "value"].dropna()
    _frame(
        fig,
        values,
        float(shown.min()) if len(shown) else 0.0,
        float(shown.max()) if len(shown) else 1.0,
    )
    _breaks(fig, words, values, base.colors(mode)["muted"])
    _name_ends(fig, ends)
    _event_line(fig, words, data, values, base.colors(mode)["muted"])
    return fig


def county_trend(words: Words, data: Data, values: Values, mode: str) -> go.Figure:
    """The county's own series as bars: one area, no comparison with a country of another size."""
    county = data.region.county_code
    rows = values.benchmarks[values.benchmarks["code"] == county]
    shown = [
        f"{row.period}: {display.quantity(words, values.measure, row.value, str(row.status))}"
        for row in each(rows)
    ]
    fig = base.figure(words, mode, COUNTY_HEIGHT)
    fig.add_bar(
        x=rows["period"].map(timeline.moment), y=rows["value"], marker_color=base.colors(mode)["bubble"],
        hovertext=shown, hoverinfo="text",
    )  # fmt: skip
    _periods(fig, values.periods)
    _breaks(fig, words, values, base.colors(mode)["muted"])
    first, last = _ends(values)
    aside = 0.6 * values.measure.every
    fig.update_traces(width=0.7 * values.measure.every)
    fig.update_xaxes(range=[first - aside, last + aside])
    fig.update_yaxes(tickformat=_format(values), nticks=5, rangemode="tozero")
    if broken_at(values):  # what is written at a break stands above the bars
        fig.update_yaxes(range=[0, 1.18 * float(rows["value"].max())])
    return fig


def _lines(data: Data, values: Values, selection: Selection, ink: dict[str, str]) -> list[Line]:
    chosen = selection.municipalities
    quiet = 0.4 if chosen else 0.75
    lines = [Line(c, ink["bubble"], 1.2, quiet) for c in data.codes if c not in chosen]
    if _beside(values):
        lines += [
            Line(c, ink["text"], 2.2, dash=dash, named=True)
            for c, dash in zip(data.region.benchmark_codes(), DASHES, strict=True)
        ]
    return lines + [Line(c, ink["strong"], 3, named=True) for c in chosen]


def _beside(values: Values) -> bool:
    return values.measure.kind != "count" or values.measure.level == "county"


def _codes(data: Data, values: Values) -> list[str]:
    return data.codes + (list(data.region.benchmark_codes()) if _beside(values) else [])


def _draw(
    fig: go.Figure, words: Words, data: Data, values: Values, rows: pd.DataFrame, line: Line
) -> None:
    name = base.plain(data.name_of(line.code, words.language))
    shown = [
        f"{name} {row.period}: "
        + base.plain(display.quantity(words, values.measure, row.value, str(row.status)))
        for row in each(rows)
    ]
    x: list[float] = []
    y: list[float | None] = []
    said: list[str] = []
    tied = tied_periods(values)
    for row, text in zip(each(rows), shown, strict=True):
        if tied[row.period] != timeline.JOINED:  # a point of no value cuts the line before this one
            x.append(row.place)
            y.append(None)
            said.append("")
        x.append(row.place)
        y.append(row.value)
        said.append(text)
    fig.add_scatter(
        x=x, y=y, mode="lines+markers", opacity=line.opacity,
        line={"color": line.color, "width": line.width, "dash": line.dash},
        marker_size=5, connectgaps=False, hovertext=said, hoverinfo="text", name=name,
    )  # fmt: skip


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


def _breaks(fig: go.Figure, words: Words, values: Values, color: str) -> None:
    first, last = _ends(values)
    for at, period in broken_at(values):
        side = "left" if at - first > last - at else "right"  # where there is more room
        fig.add_vline(
            x=at, line={"color": color, "width": 2, "dash": "dash"},
            annotation={"text": words("indicators.break", period=period), "yanchor": "top",
                        "font": {"color": color, "size": base.FONT}},
            annotation_position=f"top {side}",
        )  # fmt: skip


def _frame(fig: go.Figure, values: Values, low: float, high: float) -> None:
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    bottom = 0.0 if values.measure.kind == "count" else low - room
    fig.update_yaxes(tickformat=_format(values), nticks=6, range=[bottom, high + room])
    _periods(fig, values.periods)
    first, last = _ends(values)
    aside = 0.02 * (last - first) or 0.5
    fig.update_xaxes(range=[first - aside, last + aside])
    fig.update_layout(margin={"l": 8, "r": 96, "t": 8, "b": 8})


def _periods(fig: go.Figure, periods: list[str]) -> None:
    """Every period lies at its moment and is written by name, as many as fit."""
    written = timeline.spaced(periods, MOST_TICKS)
    fig.update_xaxes(
        tickvals=[timeline.moment(p) for p in written], ticktext=written, showgrid=False
    )


def events(words: Words, data: Data, values: Values) -> list[tuple[float, str]]:
    """What happened in the programme in each shown period: its place on the axis, and the words, the
    dated events and the cohorts that began."""
    told: dict[float, list[str]] = {}
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
            told.setdefault(places[str(moment.year)], []).append(text)
    return [(at, "\n".join(texts)) for at, texts in sorted(told.items())]


def _event_line(fig: go.Figure, words: Words, data: Data, values: Values, color: str) -> None:
    """A line of marks just under the chart: when, and never why."""
    happened = events(words, data, values)
    if not happened:
        return
    low, high = fig.layout.yaxis.range
    fig.add_scatter(
        x=[at for at, _ in happened], y=[low - 0.05 * (high - low)] * len(happened), mode="markers",
        marker={"symbol": "triangle-up", "size": 12, "color": color}, name=words("calendar.events"),
        hovertext=[_lines_of(text) for _, text in happened], hoverinfo="text",
    )  # fmt: skip
    fig.update_yaxes(range=[low - 0.1 * (high - low), high])


def _lines_of(text: str) -> str:
    """Text for a hover box: plain, in lines that fit."""
    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, MOST_LETTERS)]
    return "<br>".join(base.plain(line) for line in lines)


def _name_ends(fig: go.Figure, ends: list[tuple[float, float, str, str]]) -> None:
    """The names at the ends of lines, moved apart where they would overlap."""
    low, high = fig.layout.yaxis.range
    per_unit = (HEIGHT - 50) / ((high - low) or 1.0)
    free = float("-inf")
    for value, place, name, color in sorted(ends):
        at = max(value * per_unit, free)
        free = at + LABEL_GAP
        fig.add_annotation(
            x=place, y=value, text=f"&nbsp;{name}", showarrow=False, xanchor="left", xshift=5,
            yshift=at - value * per_unit, font={"color": color, "size": base.FONT},
        )  # fmt: skip


def _format(values: Values) -> str:
    return ",.0f" if values.measure.decimals == 0 else ",.1f"

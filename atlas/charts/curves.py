"""Step curves by week since the start, a line for each cohort, and dates in a row."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from atlas.charts import base
from atlas.measures import display
from atlas.measures.values import PROTECTED
from atlas.theme import theme
from atlas.words import Words

HEIGHT, SHORT = 340, 110
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "diamond", "square", "triangle-up")


@dataclass(frozen=True)
class Curve:
    """A line: its name, weeks, per cent (``None`` where it may not be told), words for each point, what
    stands at its end, and ``reach``, the lower and upper ends of what each point could truly be."""

    name: str
    weeks: Sequence[float]
    values: Sequence[float | None]
    texts: Sequence[str]
    end: str = ""
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None


@dataclass(frozen=True)
class Span:
    """A stretch of time with a name; an open one goes on, and is drawn so far only."""

    name: str
    first: dt.date
    last: dt.date
    text: str
    is_open: bool = False


def curves(
    words: Words,
    lines: Sequence[Curve],
    mode: str,
    *,
    step: bool,
    axis: str,
) -> go.Figure:
    """Per cent by week. ``step`` draws stairs (a value holds until the next); else straight lines with
    marks. Where a line breaks off because what follows may not be told, its last mark has the sign of
    that. ``axis`` names the weeks."""
    fig = base.figure(words, mode, HEIGHT, showlegend=len(lines) > 1, hovermode="closest")
    for at, line in enumerate(lines):
        color = palette(mode)[at % len(palette(mode))]
        fig.add_scatter(
            x=list(line.weeks), y=list(line.values), name=base.plain(line.name),
            mode="lines+markers+text", connectgaps=False,
            text=_broken_off(line.values), textposition="bottom right", textfont_color=color,
            line={"shape": "hv" if step else "linear", "color": color, "width": 2.4,
                  "dash": DASHES[at % len(DASHES)]},
            marker={"symbol": SYMBOLS[at % len(SYMBOLS)], "size": 7, "color": color},
            hovertext=[base.plain(t) for t in line.texts], hoverinfo="text",
            error_y=base.whiskers(line.values, *line.reach, color) if line.reach else None,
        )  # fmt: skip
    last = max([w for line in lines for w in line.weeks], default=1)
    fig.update_yaxes(range=[0, 106], ticksuffix=words.percent_sign, nticks=6)
    fig.update_xaxes(range=[-0.02 * last, 1.04 * last], nticks=10, title={"text": base.plain(axis)})
    fig.update_layout(
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"l": 8, "r": 16, "t": 8, "b": 40},
    )
    return fig


def _broken_off(values: Sequence[float | None]) -> list[str]:
    """The sign of a protected number at each value that is followed by one that may not be told."""
    following = [*values[1:], 0.0]
    return [
        display.SYMBOLS[PROTECTED] if value is not None and after is None else ""
        for value, after in zip(values, following, strict=True)
    ]


def palette(mode: str) -> list[str]:
    """The colours of cohorts in their order, the same on all pages."""
    colors: list[str] = theme()["dark" if mode == "dark" else "light"]["cohorts"]
    return colors


def calendar(
    words: Words,
    spans: Sequence[Span],
    events: Sequence[tuple[dt.date, str]],
    ticks: Sequence[tuple[dt.date, str]],
    mode: str,
) -> go.Figure:
    """When each cohort ran, one bar each, and the dated events as marks on a line of their own below."""
    ink = base.colors(mode)
    fig = base.figure(words, mode, base.ROW * (len(spans) + 2) + 50, hovermode="closest")
    for at, span in enumerate(spans):
        color = palette(mode)[at % len(palette(mode))]
        # an open one ends in an arrow
        symbol, size = ("triangle-right", 18) if span.is_open else ("circle", 9)
        fig.add_scatter(
            x=[span.first, span.last], y=[at, at], mode="lines+markers",
            line={"color": color, "width": 7},
            marker={"symbol": ["circle", symbol], "size": [9, size], "color": color,
                    "opacity": 1, "line": {"width": 0}},
            hovertext=[base.plain(span.text)] * 2, hoverinfo="text",
        )  # fmt: skip
    below = len(spans)
    if events:
        fig.add_scatter(
            x=[day for day, _ in events], y=[below] * len(events), mode="markers",
            marker={"symbol": "triangle-up", "size": 13, "color": ink["strong"]},
            hovertext=["<br>".join(map(base.plain, textwrap.wrap(t, 60))) for _, t in events],
            hoverinfo="text",
        )  # fmt: skip
    names = [*(span.name for span in spans), words("calendar.events")]
    fig.update_yaxes(
        tickvals=list(range(below + 1)), ticktext=[base.plain(n) for n in names],
        range=[below + 0.6, -0.6], showgrid=False,
    )  # fmt: skip
    fig.update_xaxes(
        type="date", tickvals=[day for day, _ in ticks], ticktext=[text for _, text in ticks]
    )
    return fig

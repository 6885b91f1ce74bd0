"""Two numbers of each row on one scale, with the way between them: a share against a share, then and now;
or one number of each row with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from atlas.charts import base
from atlas.rounding import half_up
from atlas.words import Words

SIZE = 12


@dataclass(frozen=True)
class Dots:
    """Rows from top to bottom: ``first`` a ring, ``second`` a filled dot, ``None`` draws nothing.

    ``names`` are those of the two, empty where there is none of the kind; in a card they are the titles
    of their columns, which tell them with so many ``decimals``. ``texts`` is what a row says when pointed
    at. ``reach`` is an interval of each row's second number (lower and upper), drawn instead of the way
    between the two, and ``reach_name`` the title of its column. ``span`` is the scale where it is known
    and ``ticks`` its numbers, ``unit`` is ``%`` or nothing, ``band`` a range to set off behind and
    ``band_name`` what it is, ``signs`` what stands in a row that has nothing to draw.
    """

    labels: Sequence[str]
    first: Sequence[float | None]
    second: Sequence[float | None]
    names: tuple[str, str]
    texts: Sequence[str]
    decimals: tuple[int, int] = (0, 0)
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None
    reach_name: str = ""
    span: tuple[float, float] | None = None
    ticks: Sequence[float] = ()
    unit: str = ""
    band: tuple[float, float] | None = None
    band_name: str = ""
    signs: Sequence[str] = ()

    def as_told(self) -> Dots:
        """The same, as exact as the table tells it: what is drawn is what is said."""
        one, two = self.decimals
        reach = self.reach and (_all(self.reach[0], two), _all(self.reach[1], two))
        return replace(
            self, first=_all(self.first, one), second=_all(self.second, two), reach=reach
        )

    def lines(self) -> list[tuple[float, float] | None]:
        """The line of each row: its interval, or from the first to the second."""
        ends = zip(*(self.reach or (self.first, self.second)), strict=True)
        return [None if a is None or b is None else (a, b) for a, b in ends]

    def numbers(self) -> list[float]:
        """All that is drawn."""
        drawn = [n for n in (*self.first, *self.second) if n is not None]
        return drawn + [end for line in self.lines() if line for end in line]


def as_told(number: float | None, decimals: int) -> float | None:
    """A number as exact as its text; ``None`` for one that is not there."""
    return None if number is None or math.isnan(number) else half_up(number, decimals)


def _all(numbers: Sequence[float | None], decimals: int) -> list[float | None]:
    return [as_told(number, decimals) for number in numbers]


def dumbbell(words: Words, dots: Dots, mode: str) -> go.Figure:
    """The marks of each row on one axis; a legend tells the two apart."""
    ink = base.colors(mode)
    dots = dots.as_told()
    two = all(dots.names)
    fig = base.figure(
        words, mode, base.ROW * max(len(dots.labels), 1) + 84, showlegend=two, hovermode="closest"
    )
    places = list(range(len(dots.labels)))
    if dots.band:
        fig.add_vrect(x0=dots.band[0], x1=dots.band[1], fillcolor=ink["grid"], opacity=0.6,
                      line_width=0, layer="below")  # fmt: skip
    for at, line in enumerate(dots.lines()):
        if line:
            fig.add_shape(type="line", x0=line[0], x1=line[1], y0=at, y1=at,
                          line_color=ink["muted"], line_width=2, layer="between")  # fmt: skip
    marks = (("circle-open", ink["text"], dots.first), ("circle", ink["strong"], dots.second))
    for (symbol, color, numbers), name in zip(marks, dots.names, strict=True):
        if not name:
            continue
        fig.add_scatter(
            x=list(numbers), y=places, mode="markers", name=base.plain(name),
            marker={"symbol": symbol, "color": color, "size": SIZE, "line": {"width": 2, "color": color}},
            hovertext=[base.plain(t) for t in dots.texts], hoverinfo="text", cliponaxis=False,
        )  # fmt: skip
    for at, sign in enumerate(dots.signs):
        if dots.first[at] is None and dots.second[at] is None:
            fig.add_annotation(
                x=0, xref="paper", xanchor="left", y=at, text=f"&nbsp;{base.plain(sign)}",
                showarrow=False, font_color=ink["muted"],
            )  # fmt: skip
    fig.update_yaxes(
        tickvals=places, ticktext=[base.plain(label) for label in dots.labels],
        range=[len(dots.labels) - 0.5, -0.5], showgrid=False,
    )  # fmt: skip
    told = dots.numbers()
    low, high = dots.span or (min([0.0, *told]), max([1.0, *told]) * 1.06)
    # a mark at nought is drawn whole, clear of the names
    low -= 0.03 * (high - low) if dots.span is None else 0
    suffix = words.percent_sign if dots.unit == "%" else ""
    fig.update_xaxes(range=[low, high], nticks=7, ticksuffix=suffix, tickformat=",.0f")
    if dots.ticks:
        fig.update_xaxes(tickvals=list(dots.ticks))
    fig.update_layout(legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0})
    return fig

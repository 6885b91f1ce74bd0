"""Bars of people by step or by property: what is shown is drawn, what is protected is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from atlas.charts import base
from atlas.words import NBSP, Words


@dataclass(frozen=True)
class Stack:
    """One bar a row, of named parts in their order; ``None`` is not drawn.

    A part's name is the title of its column in the card's table. ``painted`` has the colour of each
    part and of the number upon it, ``could_be`` says of each number what it could truly be: parts lie
    end to end, so that a whisker at the end of one would be read as that of them all.
    """

    labels: Sequence[str]
    parts: Mapping[str, Sequence[float | None]]
    painted: Mapping[str, tuple[str, str]]
    could_be: Mapping[str, Sequence[str]] = field(default_factory=dict)


def bars(
    words: Words,
    labels: Sequence[str],
    numbers: Sequence[float | None],
    texts: Sequence[str],
    mode: str,
    mark: int | None = None,
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None,
) -> go.Figure:
    """Horizontal bars in the given order, first on top. ``None`` draws no bar, only its text.

    ``mark`` is the index of a bar to set off (the largest drop of a funnel); ``reach`` are the lower and
    upper ends of what each could truly be, drawn as whiskers.
    """
    ink = base.colors(mode)
    fig = base.figure(words, mode, base.ROW * len(labels) + 50)
    paint = [ink["strong"] if i == mark else ink["bubble"] for i in range(len(labels))]
    drawn = [0 if n is None else n for n in numbers]
    ends = [
        n if end is None else end
        for n, end in zip(drawn, (reach or (drawn, drawn))[1], strict=True)
    ]
    top = max(ends, default=1.0) or 1.0
    places = list(range(len(labels)))
    fig.add_bar(
        x=drawn, y=places, orientation="h", marker_color=paint, hoverinfo="skip",
        error_x=base.whiskers(drawn, *reach, ink["text"]) if reach else None,
    )  # fmt: skip
    fig.add_scatter(
        x=ends, y=places, mode="text", text=[NBSP + base.plain(t) for t in texts],
        textposition="middle right", textfont_color=ink["text"], cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(range(len(labels))), ticktext=[base.plain(t) for t in labels],
        autorange="reversed", showgrid=False,
    )  # fmt: skip
    fig.update_xaxes(range=[0, top * 1.22], nticks=6, tickformat=",.0f", rangemode="tozero")
    return fig


def states(words: Words, stack: Stack, mode: str) -> go.Figure:
    """One stacked bar per cohort of the states that can be shown, in the order given."""
    return stacked(words, stack, mode, 64)


def stacked(words: Words, stack: Stack, mode: str, height: int = 44) -> go.Figure:
    """One stacked bar per row, ``height`` pixels high, of the parts that can be shown."""
    ink = base.colors(mode)
    rows = stack.labels
    fig = base.figure(words, mode, height * len(rows) + 90, barmode="stack", showlegend=True)
    for part, numbers in stack.parts.items():
        if all(n is None for n in numbers):
            continue
        fig.add_bar(
            x=[n or 0 for n in numbers], y=list(range(len(rows))), orientation="h",
            name=base.plain(part), marker_color=stack.painted[part][0],
            marker_line={"color": ink["muted" if mode == "dark" else "background"], "width": 1},
            text=["" if not n else words.number(n) for n in numbers], textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": stack.painted[part][1], "size": base.FONT + 2}, textangle=0,
            hovertext=_hover(words, stack, part), hoverinfo="text",
        )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=[base.plain(r) for r in rows],
        autorange="reversed", showgrid=False,
    )  # fmt: skip
    fig.update_xaxes(nticks=6, rangemode="tozero", tickformat=",.0f")
    fig.update_layout(legend={"orientation": "h", "y": -0.2, "x": 0, "traceorder": "normal"})
    return fig


def _hover(words: Words, stack: Stack, part: str) -> list[str]:
    """What each number of a part says when it is pointed at."""
    numbers = stack.parts[part]
    spans = stack.could_be.get(part, [""] * len(numbers))
    return [
        ""
        if n is None
        else base.plain(f"{part}: {words.number(n)}" + (f" ({span})" if span else ""))
        for n, span in zip(numbers, spans, strict=True)
    ]

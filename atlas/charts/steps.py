"""Bars of people by step or by property: what is shown is drawn, what is protected is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from atlas.charts import base
from atlas.theme import theme
from atlas.words import Words


def bars(
    words: Words,
    labels: Sequence[str],
    numbers: Sequence[float | None],
    texts: Sequence[str],
    mode: str,
    mark: int | None = None,
) -> go.Figure:
    """Horizontal bars in the given order, first on top. ``None`` draws no bar, only its text.

    ``mark`` is the index of a bar to set off (the largest drop of a funnel).
    """
    ink = base.colors(mode)
    fig = base.figure(words, mode, base.ROW * len(labels) + 50)
    paint = [ink["strong"] if i == mark else ink["bubble"] for i in range(len(labels))]
    top = max([n for n in numbers if n is not None], default=1.0) or 1.0
    fig.add_bar(
        x=[0 if n is None else n for n in numbers], y=list(range(len(labels))), orientation="h",
        marker_color=paint, text=[base.plain(t) for t in texts], textposition="outside",
        textfont_color=ink["text"], cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(range(len(labels))), ticktext=[base.plain(t) for t in labels],
        autorange="reversed", showgrid=False,
    )  # fmt: skip
    fig.update_xaxes(range=[0, top * 1.22], nticks=6, tickformat=",.0f", rangemode="tozero")
    return fig


def states(
    words: Words,
    cohorts: Sequence[str],
    parts: Mapping[str, Sequence[float | None]],
    names: Mapping[str, str],
    mode: str,
) -> go.Figure:
    """One stacked bar per cohort of the states that can be shown, in the order given."""
    ink = base.colors(mode)
    fig = base.figure(words, mode, 64 * len(cohorts) + 90, barmode="stack", showlegend=True)
    palette = theme()["states"]
    for state, numbers in parts.items():
        if all(n is None for n in numbers):
            continue
        fig.add_bar(
            x=[n or 0 for n in numbers], y=list(range(len(cohorts))), orientation="h",
            name=base.plain(names[state]), marker_color=palette[state],
            marker_line={"color": ink["background"], "width": 1},
            text=["" if n is None else words.number(n) for n in numbers], textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": theme()["state_text"][state], "size": base.FONT + 2}, textangle=0,
            hovertext=[
                "" if n is None else f"{base.plain(names[state])}: {words.number(n)}" for n in numbers
            ],
            hoverinfo="text",
        )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(range(len(cohorts))), ticktext=[base.plain(c) for c in cohorts],
        autorange="reversed", showgrid=False,
    )  # fmt: skip
    fig.update_xaxes(nticks=6, rangemode="tozero")
    fig.update_layout(legend={"orientation": "h", "y": -0.2, "x": 0, "traceorder": "normal"})
    return fig

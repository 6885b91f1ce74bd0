"""Two numbers of each row on one scale, with the way between them: a share against a share, then and now."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from atlas.charts import base
from atlas.words import Words

SIZE = 12


def dumbbell(
    words: Words,
    labels: Sequence[str],
    first: Sequence[float | None],
    second: Sequence[float | None],
    names: tuple[str, str],
    mode: str,
    *,
    texts: Sequence[str],
    span: tuple[float, float] | None = None,
    suffix: str = "",
    band: tuple[float, float] | None = None,
    signs: Sequence[str] = (),
    ticks: Sequence[float] = (),
) -> go.Figure:
    """Rows from top to bottom; ``first`` as a ring, ``second`` as a filled dot, ``None`` draws nothing.

    ``texts`` is what a row says when pointed at. ``span`` is the scale where it is known and ``ticks``
    its numbers, ``band`` a range to set off behind, ``signs`` what stands in a row that has nothing
    to draw.
    """
    ink = base.colors(mode)
    fig = base.figure(
        words, mode, base.ROW * max(len(labels), 1) + 84, showlegend=True, hovermode="closest"
    )
    places = list(range(len(labels)))
    if band:
        fig.add_vrect(x0=band[0], x1=band[1], fillcolor=ink["grid"], opacity=0.6, line_width=0,
                      layer="below")  # fmt: skip
    for at, (a, b) in enumerate(zip(first, second, strict=True)):
        if a is not None and b is not None:
            fig.add_shape(type="line", x0=a, x1=b, y0=at, y1=at, line_color=ink["muted"],
                          line_width=2, layer="below")  # fmt: skip
    marks = (("circle-open", ink["text"], first), ("circle", ink["strong"], second))
    for (symbol, color, numbers), name in zip(marks, names, strict=True):
        if not name:
            continue
        fig.add_scatter(
            x=list(numbers), y=places, mode="markers", name=base.plain(name),
            marker={"symbol": symbol, "color": color, "size": SIZE, "line": {"width": 2, "color": color}},
            hovertext=[base.plain(t) for t in texts], hoverinfo="text", cliponaxis=False,
        )  # fmt: skip
    for at, sign in enumerate(signs):
        if first[at] is None and second[at] is None:
            fig.add_annotation(
                x=0, xref="paper", xanchor="left", y=at, text=f"&nbsp;{base.plain(sign)}",
                showarrow=False, font_color=ink["muted"],
            )  # fmt: skip
    fig.update_yaxes(
        tickvals=places, ticktext=[base.plain(label) for label in labels],
        range=[len(labels) - 0.5, -0.5], showgrid=False,
    )  # fmt: skip
    told = [n for n in (*first, *second) if n is not None]
    low, high = span or (min([0.0, *told]), max([1.0, *told]) * 1.06)
    # a mark at nought is drawn whole, clear of the names
    low -= 0.03 * (high - low) if span is None else 0
    fig.update_xaxes(range=[low, high], nticks=7, ticksuffix=suffix, tickformat=",.0f")
    if ticks:
        fig.update_xaxes(tickvals=list(ticks))
    fig.update_layout(legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0})
    return fig


def spread(
    words: Words,
    labels: Sequence[str],
    medians: Sequence[float | None],
    quartiles: tuple[Sequence[float | None], Sequence[float | None]],
    mode: str,
    *,
    texts: Sequence[str],
    signs: Sequence[str] = (),
) -> go.Figure:
    """Rows from top to bottom: the median as a dot on the line of its middle half."""
    fig = dumbbell(words, labels, *quartiles, ("", ""), mode, texts=texts, signs=signs)
    fig.add_scatter(
        x=list(medians), y=list(range(len(labels))), mode="markers",
        marker={"size": SIZE + 1, "color": base.colors(mode)["strong"]},
        hovertext=[base.plain(t) for t in texts], hoverinfo="text", showlegend=False,
    )  # fmt: skip
    fig.update_layout(showlegend=False)
    return fig

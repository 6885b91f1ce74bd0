"""Every municipality in order of its value, named, with the county and the country among them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import base
from atlas.frames import each
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.warehouse import Data
from atlas.words import NBSP, Words


def ranked(words: Words, data: Data, values: Values, selection: Selection, mode: str) -> go.Figure:
    """A row per area, highest on top, those without a value last with their symbol.

    Counts are bars from zero; other measures are dots. Chosen places and benchmarks differ in form
    as well as colour.
    """
    ink = base.colors(mode)
    measure = values.measure
    rows = display.table(words, data, values, selection)
    numbers = pd.concat([values.at()["value"], _benchmark_values(values)])
    rows["number"] = rows["code"].map(numbers)
    for side in ("lower", "upper"):
        rows[side] = rows["code"].map(display.shown(values.at())[side])
    beside = set(data.region.benchmark_codes())
    if measure.kind == "count":
        # a county total would press all the others against the axis
        rows = rows[~rows["code"].isin(beside)]
    rows = rows.sort_values("number", ascending=True, na_position="first", kind="stable")
    labels = [_label(row, beside) for row in each(rows)]
    shown = [
        f"{row.name}: {row.value}" + (f" ({row.interval})" if row.interval else "")
        for row in each(rows)
    ]
    paint = [
        ink["strong"] if row.chosen else ink["muted"] if row.code in beside else ink["bubble"]
        for row in each(rows)
    ]
    ends = (rows["number"], rows["lower"], rows["upper"])
    fig = base.figure(words, mode, base.ROW * len(rows) + 40)
    places = list(range(len(rows)))
    if measure.kind == "count":
        fig.add_bar(
            x=rows["number"], y=places, orientation="h", marker_color=paint, hovertext=shown,
            hoverinfo="text", error_x=base.whiskers(*ends, ink["text"]),
        )  # fmt: skip
    else:
        fig.add_scatter(
            x=rows["number"], y=places, mode="markers", hovertext=shown, hoverinfo="text",
            cliponaxis=False,
            marker={
                "size": 12,
                "color": paint,
                "symbol": ["diamond" if c in beside else "circle" for c in rows["code"]],
            },
            error_x=base.whiskers(*ends, ink["muted"]),
        )  # fmt: skip
    fig.add_scatter(
        x=rows["upper"].fillna(rows["number"]), y=places, mode="text", hoverinfo="skip",
        text=NBSP * (1 if measure.kind == "count" else 3) + rows["value"].map(base.plain),
        textposition="middle right", textfont_color=ink["text"], cliponaxis=False,
    )  # fmt: skip
    _symbols(fig, rows, ink["muted"])
    fig.update_yaxes(tickvals=places, ticktext=labels, showgrid=measure.kind != "count")
    fig.update_yaxes(range=[-0.7, len(rows) - 0.3])
    drawn = rows[["number", "lower", "upper"]]
    top = float(drawn.max().max()) if rows["number"].notna().any() else 1.0
    low = 0.0 if measure.kind == "count" else float(drawn.min().min())
    span = (top - low) or abs(top) or 1.0
    fig.update_xaxes(
        range=[low - (0 if measure.kind == "count" else 0.06 * span), top + 0.2 * span],
        tickformat=",.0f" if measure.decimals == 0 else f",.{measure.decimals}f",
        nticks=6,
        ticksuffix=words.percent_sign if measure.unit(words.language) == "%" else "",
    )
    return fig


def _label(row: Any, beside: set[str]) -> str:
    name = base.plain(str(row.name))
    strong = row.chosen or row.code in beside
    return f"<b>{name}</b>" if strong else name


def _symbols(fig: go.Figure, rows: pd.DataFrame, color: str) -> None:
    for place, row in enumerate(each(rows)):
        if pd.isna(row.number):
            fig.add_annotation(
                x=0, xref="paper", xanchor="left", y=place, text=f"&nbsp;{row.value}",
                showarrow=False, font_color=color, hovertext=base.plain(str(row.note)),
            )  # fmt: skip


def _benchmark_values(values: Values) -> pd.Series:
    rows = values.benchmarks
    rows = rows[(rows["period"] == values.period) & (rows["status"] == REPORTED)]
    return rows.set_index("code")["value"]

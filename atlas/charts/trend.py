"""A measure over its periods: the chosen places, the county and the country; the others as a quiet field."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import base
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words

HEIGHT = 400
COUNTY, COUNTRY = "dash", "dot"


def trend(words: Words, data: Data, values: Values, selection: Selection, mode: str) -> go.Figure:
    """Lines over the periods. A gap in the figures is a gap in the line; it is never bridged.

    Counts leave the county and the country out: their size would flatten everything else.
    """
    ink = base.colors(mode)
    fig = base.figure(words, mode, HEIGHT, hovermode="closest")
    chosen = selection.municipalities
    for code in [c for c in data.codes if c not in chosen] + list(chosen):
        rows = values.table[values.table["code"] == code]
        strong = code in chosen
        _line(fig, words, data, values, rows, code, {
            "color": ink["strong"] if strong else ink["bubble"],
            "width": 3 if strong else 1.2,
        }, 1.0 if strong else 0.45 if chosen else 0.75)  # fmt: skip
        if strong:
            _end_label(fig, data.name_of(code, words.language), rows, ink["strong"])
    if values.measure.kind != "count" or values.measure.level == "county":
        for code, dash in zip(data.region.benchmark_codes(), (COUNTY, COUNTRY), strict=True):
            rows = values.benchmarks[values.benchmarks["code"] == code]
            if (rows["status"] == REPORTED).any():
                style = {"color": ink["text"], "width": 2.2, "dash": dash}
                _line(fig, words, data, values, rows, code, style, 1.0)
                _end_label(fig, data.name_of(code, words.language), rows, ink["text"])
    fig.update_yaxes(tickformat=",.0f" if values.measure.decimals == 0 else ",.1f", nticks=6)
    fig.update_xaxes(type="category", showgrid=False, nticks=12)
    fig.update_layout(margin={"l": 8, "r": 90, "t": 8, "b": 8})
    return fig


def county_trend(words: Words, data: Data, values: Values, mode: str) -> go.Figure:
    """The county's own series as bars: one area, no comparison with a country of another size."""
    ink = base.colors(mode)
    county = data.region.county_code
    rows = values.benchmarks[values.benchmarks["code"] == county]
    shown = [
        f"{row.period}: {display.quantity(words, values.measure, row.value, str(row.status))}"
        for row in rows.itertuples()
    ]
    fig = base.figure(words, mode, 280)
    fig.add_bar(
        x=rows["period"],
        y=rows["value"],
        marker_color=ink["bubble"],
        hovertext=shown,
        hoverinfo="text",
    )
    fig.update_xaxes(type="category", showgrid=False, nticks=14)
    fig.update_yaxes(tickformat=",.0f" if values.measure.decimals == 0 else ",.1f", nticks=5)
    return fig


def _line(
    fig: go.Figure,
    words: Words,
    data: Data,
    values: Values,
    rows: pd.DataFrame,
    code: str,
    style: dict[str, object],
    opacity: float,
) -> None:
    name = data.name_of(code, words.language)
    shown = [
        f"{base.plain(name)} {row.period}: "
        + base.plain(display.quantity(words, values.measure, row.value, str(row.status)))
        for row in rows.itertuples()
    ]
    fig.add_scatter(
        x=rows["period"], y=rows["value"], mode="lines+markers", line=style, opacity=opacity,
        marker_size=5, connectgaps=False, hovertext=shown, hoverinfo="text", name=base.plain(name),
    )  # fmt: skip


def _end_label(fig: go.Figure, name: str, rows: pd.DataFrame, color: str) -> None:
    told = rows[rows["status"] == REPORTED]
    if told.empty:
        return
    last = told.iloc[-1]
    fig.add_annotation(
        x=last["period"], y=last["value"], text=f"&nbsp;{base.plain(name)}", showarrow=False,
        xanchor="left", font={"color": color, "size": base.FONT}, xshift=4,
    )  # fmt: skip

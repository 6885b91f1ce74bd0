"""What all figures share: type, ground and grid by theme, no title (the card has it), room for names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.theme import theme
from atlas.words import Words

CONFIG = {"displayModeBar": False, "responsive": True, "showTips": False}
ROW = 27
FONT = 14


def colors(mode: str) -> dict[str, Any]:
    """The colours of ``light`` or ``dark``."""
    chosen: dict[str, Any] = theme()["dark" if mode == "dark" else "light"]
    return chosen


def figure(words: Words, mode: str, height: int, **layout: Any) -> go.Figure:
    """An empty figure in the theme, ``height`` pixels high."""
    ink = colors(mode)
    axis = {"gridcolor": ink["grid"], "zeroline": False, "automargin": True}
    axis |= {"linecolor": ink["grid"], "fixedrange": True, "tickfont": {"color": ink["text"]}}
    fig = go.Figure()
    fig.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": '"Source Sans", sans-serif', "size": FONT, "color": ink["text"]},
        hoverlabel={"bgcolor": ink["background"], "font": {"color": ink["text"], "size": FONT}},
        separators=", " if words.language == "sv" else ".,",
        showlegend=False,
        dragmode=False,
        bargap=0.3,
    )
    fig.update_xaxes(**axis)
    fig.update_yaxes(**axis)
    fig.update_layout(**layout)
    return fig


def whiskers(
    numbers: Iterable[float | None],
    lower: Iterable[float | None],
    upper: Iterable[float | None],
    color: str,
) -> dict[str, object] | None:
    """The interval of each number, where there is one, as Plotly's error bars."""
    at, low, high = (pd.Series(list(n), dtype="float64") for n in (numbers, lower, upper))
    if high.isna().all():
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": high - at,
        "arrayminus": at - low,
        "color": color,
        "thickness": 1.2,
        "width": 4,
    }


def plain(text: str) -> str:
    """Text that Plotly shows as it stands: its labels would run ``<b>`` and ``<a>``."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""The map in the page: the scene goes out, a chosen place or year comes back."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from atlas.maps import scene as scenes
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.views import component, session
from atlas.views.session import Here
from atlas.warehouse import Data
from atlas.words import Words


def draw(
    here: Here, values: Values, key: str, height: int, selection: Selection | None = None
) -> None:
    """Draw the map of a measure. Clicking a place chooses it everywhere; the year steps in the
    browser, and the page follows when it rests."""
    scene = _scene(here.data, values, here.words) | {
        "selected": list((selection or here.state.selection).municipalities),
        "height": height,
    }

    def chosen() -> None:
        codes = tuple(st.session_state[key]["selected"] or ())
        known = tuple(code for code in codes if code in here.data.codes)
        session.change(session.state().choose(municipalities=known))

    def stepped() -> None:
        period = st.session_state[key]["period"]
        if period in values.periods:
            session.change(replace(session.state(), period=period))

    component.mount(
        "map", "map.js", scene, key, on_selected_change=chosen, on_period_change=stepped
    )


@lru_cache(maxsize=64)
def _scene(data: Data, values: Values, words: Words) -> dict[str, Any]:
    """All of a scene that does not change with the chosen places. A borrowed book."""
    measure = values.measure.id
    return scenes.scene(
        data,
        values,
        Selection(),
        words,
        session.geometry_url(data),
        edges(data, measure),
        largest(data, measure),
    )


def edges(data: Data, measure: str) -> list[float]:
    """The class edges of a measure, as published with the snapshot."""
    rows = data["breaks"]
    found: list[float] = rows.loc[rows["measure"] == measure, "edge"].tolist()
    return found


@lru_cache(maxsize=256)
def largest(data: Data, measure: str) -> float:
    """The value of the largest bubble: the same whatever is filtered, so that sizes can be compared."""
    table = session.remembered_values(data, measure, Selection()).table
    told = table.loc[table["status"] == REPORTED, "value"]
    return float(told.max()) if len(told) else 1.0

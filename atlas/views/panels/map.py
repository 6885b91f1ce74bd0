"""Map: any measure, where we reach and where we do not, with the same values as a table."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.catalogue import Measure
from atlas.views import card, map_view, session
from atlas.views.session import Here

MAP_HEIGHT = 520


def measure_picker() -> None:
    """Choose what the map shows."""
    here = session.here()
    pick(here, here.data.catalogue.mappable(), here.state.measure, "measure_pick")


def pick(here: Here, measures: list[Measure], shown: str, key: str) -> None:
    """A picker of measures, by dimension and name. Choosing one is a change of the view."""
    names = {
        m.id: f"{here.data.catalogue.dimension(m.dimension, here.words.language)}: "
        f"{m.short(here.words.language)}"
        for m in measures
    }
    st.session_state[key] = shown

    def changed() -> None:
        session.change(replace(session.state(), measure=st.session_state[key], period=""))

    st.selectbox(
        here.words("map_page.measure"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=changed,
    )


def map_and_table() -> None:
    """The map of the chosen measure, and beside it the values it draws."""
    here = session.here()
    values = here.values(here.state.measure)
    picture, numbers = st.columns([2, 1])
    with picture:
        card.of_values(
            here,
            "map",
            values,
            lambda _: map_view.draw(here, values, "map_map", MAP_HEIGHT),
            folded=False,
        )
    with numbers, st.container(border=True, key="values", gap="small"):
        st.subheader(here.words("map_page.table"), anchor=False)
        st.caption(card.subtitle(here, values))
        card.table(card.values_table(here, values), values.measure.name(here.words.language))

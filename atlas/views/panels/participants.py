"""Participants: who takes part. People, organisations and enterprises are counted apart, never mixed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from atlas.charts.ranked import ranked
from atlas.charts.steps import bars
from atlas.measures import display, programme
from atlas.measures.profile import profile
from atlas.measures.values import REPORTED, Values
from atlas.views import card, session
from atlas.views.panels.overview import figure_card
from atlas.views.session import Here

COUNTERS = ("participants", "organisations", "enterprises")


def counters() -> None:
    """Three counters with their definitions beside them."""
    here = session.here()
    words = here.words
    for column, measure_id in zip(st.columns(len(COUNTERS)), COUNTERS, strict=True):
        measure = here.data.catalogue[measure_id]
        value, status = programme.total(here.data, measure_id, here.state.selection)
        with column:
            figure_card(
                measure.name(words.language),
                display.figure(words, measure, value, status),
                [measure.text("definition", words.language)],
                f"counter-{measure_id}",
                words("target.period", period=programme.period(here.data, here.state.selection)),
            )


def participants_by_municipality() -> None:
    """People by municipality as bars, and per inhabitant with its interval."""
    here = session.here()
    for column, measure in zip(
        st.columns(2), ("participants", "participants_per_10000"), strict=True
    ):
        with column:
            ranking(here, here.values(measure), f"by-municipality-{measure}")


def ranking(here: Here, values: Values, key: str, title: str = "") -> None:
    """A card of every municipality in order of its value."""
    card.of_values(
        here,
        key,
        values,
        lambda alt: card.chart(
            ranked(here.words, here.data, values, here.state.selection, card.mode()),
            f"chart-{key}",
            alt,
        ),
        title=title,
    )


def participants_by_property(dimensions: Sequence[str]) -> None:
    """Participants by properties of theirs or their organisation's, side by side."""
    here = session.here()
    for column, dimension in zip(st.columns(len(dimensions)), dimensions, strict=True):
        with column:
            _property(here, dimension)


def _property(here: Here, dimension: str) -> None:
    words = here.words
    table = profile(here.data, dimension, here.state.selection)
    labels = [category(here, dimension, c) for c in table["category"]]
    numbers = [None if pd.isna(v) else float(v) for v in table["value"]]
    measure = here.data.catalogue["participants"]
    texts = [
        display.figure(words, measure, v, s)
        for v, s in zip(table["value"], table["status"], strict=True)
    ]
    title = words(f"profile.{dimension}.title")
    told = table[table["status"] == REPORTED]
    if told.empty:
        sentence = words("sentence.nothing")
    else:
        top = told.loc[told["value"].idxmax()]
        sentence = words(
            "profile.largest",
            name=category(here, dimension, str(top["category"])),
            n=words.number(top["value"]),
            total=words.number(told["value"].sum()),
        )
    shown = pd.DataFrame({title: labels, words("table.value"): texts})
    card.of_frame(
        here,
        f"profile-{dimension}",
        title,
        sentence,
        shown,
        lambda alt: card.chart(
            bars(words, labels, numbers, texts, card.mode()), f"chart-{dimension}", alt
        ),
        note=words("profile.not_by_place") if here.state.selection.municipalities else "",
    )


def category(here: Here, dimension: str, value: str) -> str:
    """What a category is called; the category itself where the words do not know it."""
    key = f"profile.{dimension}.{value}"
    return here.words(key) if here.words.has(key) else value

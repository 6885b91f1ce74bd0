"""Participants: who takes part. People, organisations and enterprises are counted apart, never mixed."""

from __future__ import annotations

from functools import cache

import pandas as pd

from atlas.charts.ranked import ranked
from atlas.charts.steps import bars
from atlas.measures import display, programme
from atlas.measures.profile import profile
from atlas.measures.values import REPORTED, Values
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.panels.overview import figure, figures
from atlas.views.session import Here
from atlas.views.sheet import Drawn, Part

COUNTERS = ("participants", "organisations", "enterprises")


def counters(here: Here) -> Part:
    """Three counters with their definitions beside them."""
    words, selection = here.words, here.state.selection
    period = words("target.period", period=programme.period(here.data, selection))
    items = []
    for measure_id in COUNTERS:
        measure = here.data.catalogue[measure_id]
        told = programme.amount(here.data, measure_id, selection)
        items.append(
            figure(
                f"counter-{measure_id}",
                measure.name(words.language),
                display.figure(words, measure, *told),
                [measure.text("definition", words.language)],
                period,
            )
        )
    return figures(items)


@cache
def by_municipality(measure: str) -> Drawn:
    """The panel of a measure of people by municipality, as bars with its interval."""
    return card.charts(
        lambda here: [ranking(here, here.values(measure), f"by-municipality-{measure}")]
    )


def ranking(here: Here, values: Values, key: str, title: str = "") -> Charted:
    """A card of every municipality in order of its value."""
    return Charted(
        card.of_values(here, key, values, title),
        lambda: ranked(here.words, here.data, values, here.state.selection, card.mode()),
    )


@cache
def by_property(dimension: str) -> Drawn:
    """The panel of participants by a property of theirs or their organisation's."""
    return card.charts(lambda here: [_property(here, dimension)])


def _property(here: Here, dimension: str) -> Charted:
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
    note = words("profile.not_by_place") if here.state.selection.municipalities else ""
    made = card.of_frame(here, f"profile-{dimension}", title, sentence, shown, note, numbers)
    return Charted(made, lambda: bars(words, labels, numbers, texts, card.mode()))


def category(here: Here, dimension: str, value: str) -> str:
    """What a category is called; the category itself where the words do not know it."""
    key = f"profile.{dimension}.{value}"
    return here.words(key) if here.words.has(key) else value

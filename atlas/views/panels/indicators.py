"""Indicators: how the region stands, what each figure means, and where it comes from."""

from __future__ import annotations

import streamlit as st

from atlas.charts.trend import county_trend, events, trend
from atlas.measures import display
from atlas.measures.values import REPORTED, Values
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.panels.map import pick
from atlas.views.panels.participants import ranking
from atlas.views.session import Here
from atlas.views.sheet import Drawn, Part

FIRST = "edu_postsec3plus_share"


def shown_indicator(here: Here) -> str:
    """The indicator of the view; a first one where the view's measure is the programme's own."""
    measures = [m.id for m in here.data.catalogue.indicators("municipality")]
    if here.state.measure in measures:
        return here.state.measure
    return FIRST if FIRST in measures else measures[0]


def indicator_picker(here: Here) -> Part:
    """Choose an indicator."""
    measures = here.data.catalogue.indicators("municipality")
    return pick(here, measures, shown_indicator(here), "indicator_pick")


def definition(here: Here) -> Part:
    """What the chosen indicator means, and where it comes from."""
    words = here.words
    measure = here.data.catalogue[shown_indicator(here)]
    told = (
        measure.unit(words.language),
        words(f"direction.{measure.direction}"),
        measure.source(words.language),
        words("about.licence", licence=measure.text("licence", words.language)),
    )
    item = {
        "text": measure.text("definition", words.language),
        "small": " · ".join(part for part in told if part),
        "link": link(here, measure.declared.get("url")),
    }
    return Part(
        {
            "kind": "text",
            "key": "definition",
            "title": words("indicators.definition"),
            "framed": True,
            "items": [item],
        }
    )


def link(here: Here, url: str | None) -> dict[str, str] | None:
    """A link to where a figure was published, or nothing."""
    return {"url": url, "label": here.words("about.link")} if url else None


@card.charts
def indicator_trend(here: Here) -> list[Charted]:
    """The chosen indicator over the years."""
    values = here.values(shown_indicator(here))
    made = card.of_values(here, "trend", values, here.words("indicators.trend"), over_years=True)
    if events(here.words, here.data, values):
        made = card.with_event_line(here, made)
    return [
        Charted(
            made,
            lambda: trend(here.words, here.data, values, here.state.selection, card.mode()),
        )
    ]


@card.charts
def indicator_ranking(here: Here) -> list[Charted]:
    """All municipalities by name with the county and the country."""
    values = here.values(shown_indicator(here))
    title = here.words("indicators.ranking", period=values.period)
    return [ranking(here, values, "ranking", title)]


def _county_cards(here: Here) -> list[Charted]:
    measures = here.data.catalogue.indicators("county")
    return [_county_card(here, here.values(measure.id)) for measure in measures]


def _draw_county(here: Here) -> None:
    cards = _county_cards(here)
    if not cards:
        return
    st.header(here.words("indicators.county_only"), anchor=False)
    for column, made in zip(st.columns(len(cards)), cards, strict=True):
        with column:
            card.with_chart(here, made.card, made.figure())


# Series that exist for the county alone: as they are, never spread over municipalities.
county_series = Drawn(_draw_county, _county_cards)


def _county_card(here: Here, values: Values) -> Charted:
    words, measure = here.words, values.measure
    value = values.benchmark(here.data.region.county_code)
    title = words(
        "indicators.county_title",
        name=measure.short(words.language),
        county=here.data.region.text("county_name", words.language),
        value=display.figure(words, measure, value, REPORTED),
    )
    made = card.of_values(here, f"county-{measure.id}", values, title, over_years=True)
    return Charted(made, lambda: county_trend(words, here.data, values, card.mode()))


def innovation_scoreboard(here: Here) -> Part | None:
    """The region's place on the European scoreboard: one labelled sentence, of a larger area."""
    region, language = here.data.region, here.words.language
    sentence = region.text("context.ris", language)
    if not sentence:
        return None
    source = here.words("card.source", source=region.text("context.ris_source", language))
    url = region.text("context.ris_url", language)
    item = {"text": sentence, "small": source, "link": link(here, url)}
    return Part({"kind": "text", "key": "scoreboard", "framed": True, "items": [item]})

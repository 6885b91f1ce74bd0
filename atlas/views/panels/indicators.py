"""Indicators: how the region stands, what each figure means, and where it comes from."""

from __future__ import annotations

import streamlit as st

from atlas.charts.trend import county_trend, trend
from atlas.measures import display
from atlas.measures.values import REPORTED, Values
from atlas.views import card, session
from atlas.views.escape import escape
from atlas.views.panels.map import pick
from atlas.views.panels.participants import ranking
from atlas.views.session import Here

FIRST = "edu_postsec3plus_share"


def shown_indicator(here: Here) -> str:
    """The indicator of the view; a first one where the view's measure is the programme's own."""
    measures = [m.id for m in here.data.catalogue.indicators("municipality")]
    if here.state.measure in measures:
        return here.state.measure
    return FIRST if FIRST in measures else measures[0]


def indicator_picker() -> None:
    """Choose an indicator."""
    here = session.here()
    pick(
        here,
        here.data.catalogue.indicators("municipality"),
        shown_indicator(here),
        "indicator_pick",
    )


def definition() -> None:
    """What the chosen indicator means, and where it comes from."""
    here = session.here()
    words = here.words
    measure = here.data.catalogue[shown_indicator(here)]
    declared = measure.declared
    with st.container(border=True, key="definition", gap="small"):
        st.subheader(words("indicators.definition"), anchor=False)
        st.markdown(escape(measure.text("definition", words.language)))
        direction = words(f"direction.{measure.direction}")
        st.caption(
            escape(
                " · ".join(
                    part
                    for part in (
                        measure.unit(words.language),
                        direction,
                        measure.source(words.language),
                        words("about.licence", licence=measure.text("licence", words.language)),
                    )
                    if part
                )
            )
            + (f" · [{words('about.link')}]({declared['url']})" if declared.get("url") else "")
        )


def indicator_trend() -> None:
    """The chosen indicator over the years."""
    here = session.here()
    values = here.values(shown_indicator(here))
    card.of_values(
        here,
        "trend",
        values,
        lambda alt: card.chart(
            trend(here.words, here.data, values, here.state.selection, card.mode()),
            "chart-trend",
            alt,
        ),
        title=here.words("indicators.trend"),
    )


def indicator_ranking() -> None:
    """All municipalities by name with the county and the country."""
    here = session.here()
    values = here.values(shown_indicator(here))
    ranking(here, values, "ranking", here.words("indicators.ranking", period=values.period))


def county_series() -> None:
    """Series that exist for the county alone: as they are, never spread over municipalities."""
    here = session.here()
    measures = here.data.catalogue.indicators("county")
    if not measures:
        return
    st.header(here.words("indicators.county_only"), anchor=False)
    for column, measure in zip(st.columns(len(measures)), measures, strict=True):
        with column:
            _county_card(here, here.values(measure.id))


def _county_card(here: Here, values: Values) -> None:
    words, measure = here.words, values.measure
    value = values.benchmark(here.data.region.county_code)
    card.of_values(
        here,
        f"county-{measure.id}",
        values,
        lambda alt: card.chart(
            county_trend(words, here.data, values, card.mode()), f"chart-{measure.id}", alt
        ),
        title=words(
            "indicators.county_title",
            name=measure.short(words.language),
            county=here.data.region.text("county_name", words.language),
            value=display.figure(words, measure, value, REPORTED),
        ),
    )


def innovation_scoreboard() -> None:
    """The region's place on the European scoreboard: one labelled sentence, of a larger area."""
    here = session.here()
    region, language = here.data.region, here.words.language
    sentence = region.text("context.ris", language)
    if not sentence:
        return
    with st.container(border=True, key="scoreboard", gap="xsmall"):
        st.markdown(escape(sentence))
        source = region.text("context.ris_source", language)
        url = region.text("context.ris_url", language)
        link = f" · [{here.words('about.link')}]({url})" if url else ""
        st.caption(escape(here.words("card.source", source=source)) + link)

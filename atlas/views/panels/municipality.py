"""Municipality: one place, everything."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.charts.trend import trend
from atlas.measures import display, programme
from atlas.measures.values import REPORTED
from atlas.views import card, map_view, session
from atlas.views.panels.map import pick
from atlas.views.panels.overview import figure_card
from atlas.views.session import Here
from atlas.words import collation

KEY = ("participants", "organisations", "completion_rate")
LOCATOR_HEIGHT = 300


def shown_municipality(here: Here) -> str:
    """The municipality of the page: the first chosen one, else the first by name."""
    chosen = here.state.selection.municipalities
    return chosen[0] if chosen else min(here.data.codes, key=lambda c: collation(here.name(c)))


def municipality_picker() -> None:
    """Choose the place; it is the same choice as in the filter row."""
    here = session.here()
    st.session_state["place_pick"] = shown_municipality(here)

    def changed() -> None:
        code = st.session_state["place_pick"]
        session.change(session.state().choose(municipalities=(code,)))

    st.selectbox(
        here.words("municipality.pick"),
        sorted(here.data.codes, key=lambda code: collation(here.name(code))),
        format_func=here.name,
        key="place_pick",
        on_change=changed,
    )


def municipality_figures() -> None:
    """The place's first numbers, two by two, and where it lies."""
    here = session.here()
    numbers, locator = st.columns([1, 1])
    code = shown_municipality(here)
    selection = here.state.selection.of(code)
    with numbers:
        first, second = st.columns(2)
        with first:
            _inhabitants(here, code)
        for column, measure in zip((second, first, second), KEY, strict=True):
            with column:
                _programme_figure(here, code, measure)
    with locator:
        values = here.values("participants_per_10000")
        card.of_values(
            here,
            "locator",
            values,
            lambda _: map_view.draw(here, values, "place_map", LOCATOR_HEIGHT, selection),
        )


def _inhabitants(here: Here, code: str) -> None:
    words = here.words
    values = here.values("population")
    row = values.at().loc[code]
    figure_card(
        values.measure.name(words.language),
        display.figure(words, values.measure, row["value"], row["status"]),
        [words("target.period", period=values.period), values.measure.source(words.language)],
        "place-population",
        values.measure.text("definition", words.language),
    )


def _programme_figure(here: Here, code: str, measure_id: str) -> None:
    words = here.words
    selection = here.state.selection.of(code)
    measure = here.data.catalogue[measure_id]
    value, status = programme.total(here.data, measure_id, selection)
    lines = [words("target.period", period=programme.period(here.data, selection))]
    if status != REPORTED:
        lines.append(words("municipality.group", group=_group(here, code, measure_id)))
    figure_card(
        measure.name(words.language),
        display.figure(words, measure, value, status),
        lines,
        f"place-{measure_id}",
        measure.text("definition", words.language),
    )


def municipality_table() -> None:
    """Every indicator of the place beside the county and the country."""
    here = session.here()
    words = here.words
    code = shown_municipality(here)
    county, country = here.data.region.benchmark_codes()
    rows = []
    for measure in here.data.catalogue.indicators("municipality"):
        values = here.values(measure.id)
        row = values.at().loc[code]
        beside = [
            display.figure(words, measure, values.benchmark(c), REPORTED) for c in (county, country)
        ]
        rows.append(
            [
                measure.name(words.language),
                display.figure(words, measure, row["value"], row["status"]),
                *beside,
                "" if measure.unit(words.language) == "%" else measure.unit(words.language),
                values.period,
            ]
        )
    names = [here.name(c) for c in (code, county, country)]
    shown = pd.DataFrame(
        rows, columns=[words("table.indicator"), *names, words("table.unit"), words("table.period")]
    )
    with st.container(border=True, key="place-table", gap="small"):
        st.subheader(words("municipality.table", name=here.name(code)), anchor=False)
        card.table(shown, words("municipality.table", name=here.name(code)))
        st.caption(words("municipality.table_note"))


def municipality_trend() -> None:
    """One indicator of the place over the years, among all the others."""
    here = session.here()
    measures = here.data.catalogue.indicators("municipality")
    known = [m.id for m in measures]
    shown = here.state.measure if here.state.measure in known else "population"
    pick(here, measures, shown, "place_measure")
    values = here.values(shown)
    selection = here.state.selection.of(shown_municipality(here))
    card.of_values(
        here,
        "place-trend",
        values,
        lambda alt: card.chart(
            trend(here.words, here.data, values, selection, card.mode()), "chart-place", alt
        ),
    )


def _group(here: Here, code: str, measure_id: str) -> str:
    """The group that a small place belongs to, with the group's own figure."""
    register = here.data["register"].set_index("code")
    group = register.loc[code, "group_id"]
    members = register.index[register["group_id"] == group].tolist()
    selection = here.state.selection.of(*members)
    value, status = programme.total(here.data, measure_id, selection)
    measure = here.data.catalogue[measure_id]
    name = str(register.loc[code, f"group_{here.words.language}"])
    return f"{name}: {display.quantity(here.words, measure, value, status)}"

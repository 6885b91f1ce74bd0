"""Overview: where we stand, on one screen."""

from __future__ import annotations

import streamlit as st

from atlas.measures import cohorts, display, programme, targets
from atlas.measures.values import REPORTED
from atlas.views import card, map_view, session
from atlas.views.escape import escape
from atlas.views.filters import cohort_name
from atlas.views.session import Here

KEY_MEASURES = ("participants", "completion_rate", "enterprises")
MAP_HEIGHT = 450
COHORT_FIGURES = ("places", "started", "active", "completed", "withdrawn")


def key_figures() -> None:
    """Four cards: people, completion, enterprises and the municipalities reached."""
    here = session.here()
    columns = st.columns(len(KEY_MEASURES) + 1)
    for column, measure in zip(columns, KEY_MEASURES, strict=False):
        with column:
            _key_figure(here, measure)
    with columns[-1]:
        _reach(here)


def figure_card(label: str, value: str, under: list[str], key: str, explanation: str) -> None:
    """A number, large, with what belongs to it in small lines."""
    with st.container(border=True, key=f"figure-{key}", gap="xsmall"):
        st.metric(label, value, help=explanation)
        for line in under:
            st.caption(escape(line))


def overview_map() -> None:
    """The participants on the map."""
    here = session.here()
    values = here.values("participants")
    card.of_values(
        here,
        "overview-map",
        values,
        lambda _: map_view.draw(here, values, "overview_map", MAP_HEIGHT),
    )


def cohort_strip() -> None:
    """Each cohort in a line: places, who started, who completed."""
    here = session.here()
    words = here.words
    table = cohorts.states(here.data, here.state.selection)
    with st.container(border=True, key="strip", gap="small"):
        st.subheader(words("cohorts.strip"), anchor=False)
        if table.empty:
            st.caption(words("cohorts.none"))
        for row in programme.cohorts_in(here.data, here.state.selection).itertuples():
            mine = table[table["cohort_id"] == row.cohort_id].set_index("figure")
            dates = words(
                "cohorts.dates",
                first=words.date(row.starts_on.date(), "medium"),
                last=words.date(row.ends_on.date(), "medium"),
            )
            st.markdown(f"**{escape(cohort_name(here, row.cohort_id))}** · {dates}")
            cohort_numbers(here, row.cohort_id, mine)
        st.caption(words("card.protected_cells", k=str(here.data.k)) if not here.data.exact else "")


def cohort_numbers(here: Here, cohort: str, figures: object) -> None:
    """A cohort's figures in a row."""
    with st.container(horizontal=True, gap="medium", key=f"numbers-{cohort}"):
        for figure in COHORT_FIGURES:
            label = here.words(f"cohorts.figure.{figure}")
            st.metric(label, cell(here, figures, figure), width="content")


def cell(here: Here, figures: object, name: str) -> str:
    """One figure of a cohort as text."""
    row = figures.loc[name]  # type: ignore[attr-defined]
    if row["status"] != REPORTED:
        return display.SYMBOLS[row["status"]]
    return here.words.number(row["value"])


def _key_figure(here: Here, measure_id: str) -> None:
    words, selection = here.words, here.state.selection
    measure = here.data.catalogue[measure_id]
    value, status = programme.total(here.data, measure_id, selection)
    goal = targets.target(here.data, measure_id, selection)
    if goal is None:
        aim = words("target.none")
    else:
        aim = words(
            "target.value",
            value=words.quantity(goal.value, measure.decimals, measure.unit(words.language)),
            due=words.date(goal.due_on, "medium") if goal.due_on else words("target.no_date"),
        )
    figure_card(
        measure.name(words.language),
        display.figure(words, measure, value, status),
        [f"{words('target.period', period=programme.period(here.data, selection))} · {aim}"],
        measure_id,
        measure.text("definition", words.language),
    )


def _reach(here: Here) -> None:
    words, selection = here.words, here.state.selection
    values = here.values("participants")
    rows = values.at()
    if selection.municipalities:
        rows = rows.loc[list(selection.municipalities)]
    told = int(((rows["status"] == REPORTED) & (rows["value"] > 0)).sum())
    least = "" if here.data.exact else words("reach.at_least")
    figure_card(
        words("reach.name"),
        words("reach.value", least=least, n=str(told), total=str(len(rows))).strip(),
        [f"{words('target.period', period=values.period)} · {words('target.none')}"],
        "reach",
        words("reach.definition", k=str(here.data.k)),
    )

"""Cohorts: do they reach the end, and where do we lose them?"""

from __future__ import annotations

import itertools

import pandas as pd
import streamlit as st

from atlas.charts import steps
from atlas.measures import cohorts, display, programme
from atlas.measures.values import PROTECTED, REPORTED
from atlas.views import card, session
from atlas.views.filters import cohort_name
from atlas.views.panels.overview import cohort_numbers
from atlas.views.session import Here

PER_ROW = 3
STACK = ("completed", "active", "paused", "withdrawn", "enrolled")


def cohort_cards() -> None:
    """A card per cohort: places, started, active, completed, withdrawn."""
    here = session.here()
    chosen = list(programme.cohorts_in(here.data, here.state.selection).itertuples())
    table = cohorts.states(here.data, here.state.selection)
    if not chosen:
        st.info(here.words("cohorts.none"))
    for start in range(0, len(chosen), PER_ROW):
        for column, row in zip(st.columns(PER_ROW), chosen[start : start + PER_ROW], strict=False):
            with column:
                mine = table[table["cohort_id"] == row.cohort_id].set_index("figure")
                _card(here, row, mine)


def cohort_states() -> None:
    """Where the participants of each cohort stand now."""
    here = session.here()
    words = here.words
    table = cohorts.states(here.data, here.state.selection)
    ids = list(dict.fromkeys(table["cohort_id"]))
    if not ids:
        return
    wide = table.pivot(index="cohort_id", columns="figure", values="value").reindex(ids)
    parts = {
        s: [None if pd.isna(v) else float(v) for v in wide[s]] for s in STACK if s in wide.columns
    }
    names = [cohort_name(here, c) for c in ids]
    shown = pd.DataFrame({words("filter.cohort"): names})
    for figure in cohorts.FIGURES:
        rows = table[table["figure"] == figure].set_index("cohort_id").reindex(ids)
        shown[words(f"cohorts.figure.{figure}")] = [
            display.SYMBOLS[s] if s != REPORTED else words.number(v)
            for v, s in zip(rows["value"], rows["status"], strict=True)
        ]
    card.of_frame(
        here,
        "states",
        words("cohorts.states_title"),
        _states_sentence(here),
        shown,
        lambda alt: card.chart(
            steps.states(words, names, parts, _state_names(here), card.mode()), "chart-states", alt
        ),
        note=words("cohorts.states_note"),
    )


def module_funnel() -> None:
    """How many came at least to each module, with the largest drop set off."""
    here = session.here()
    words = here.words
    table = cohorts.funnel(here.data, here.state.selection)
    names = here.data["modules"].set_index("module_id")[f"name_{words.language}"]
    labels = [
        words("funnel.start") if not row.module_id else f"{row.position}. {names[row.module_id]}"
        for row in table.itertuples()
    ]
    numbers = [None if pd.isna(v) else float(v) for v in table["value"]]
    texts = [display.SYMBOLS[PROTECTED] if n is None else words.number(n) for n in numbers]
    drop = _largest_drop(numbers)
    sentence = (
        words("funnel.no_drop")
        if drop is None
        else words(
            "funnel.drop",
            name=labels[drop],
            n=words.number((numbers[drop - 1] or 0) - (numbers[drop] or 0)),
        )
    )
    planned = [
        ""
        if pd.isna(row.planned_first)
        else words.date(row.planned_first.date(), "medium")
        if row.planned_first == row.planned_last
        else f"{words.date(row.planned_first.date(), 'medium')} – "
        f"{words.date(row.planned_last.date(), 'medium')}"
        for row in table.itertuples()
    ]
    shown = pd.DataFrame(
        {
            words("funnel.module"): labels,
            words("table.value"): texts,
            words("funnel.planned"): planned,
        }
    )
    note = "funnel.note_places" if here.state.selection.municipalities else "funnel.note"
    card.of_frame(
        here,
        "funnel",
        words("funnel.title"),
        sentence,
        shown,
        lambda alt: card.chart(
            steps.bars(words, labels, numbers, texts, card.mode(), drop), "chart-funnel", alt
        ),
        note=words(note),
    )


def _card(here: Here, row: object, figures: pd.DataFrame) -> None:
    words = here.words
    with st.container(border=True, key=f"cohort-{row.cohort_id}", gap="small"):  # type: ignore[attr-defined]
        st.subheader(cohort_name(here, row.cohort_id), anchor=False)  # type: ignore[attr-defined]
        st.caption(
            words(
                "cohorts.dates_and_base",
                first=words.date(row.starts_on.date(), "medium"),  # type: ignore[attr-defined]
                last=words.date(row.ends_on.date(), "medium"),  # type: ignore[attr-defined]
                base=here.name(row.base_municipality_code),  # type: ignore[attr-defined]
            )
        )
        cohort_numbers(here, row.cohort_id, figures)  # type: ignore[attr-defined]


def _state_names(here: Here) -> dict[str, str]:
    return {state: here.words(f"cohorts.figure.{state}") for state in STACK}


def _states_sentence(here: Here) -> str:
    words, selection = here.words, here.state.selection
    done, done_status = programme.total(here.data, "completed", selection)
    begun, begun_status = programme.total(here.data, "started", selection)
    if REPORTED not in (done_status, begun_status) or done is None or begun is None:
        return words("sentence.nothing")
    return words("cohorts.states_sentence", done=words.number(done), begun=words.number(begun))


def _largest_drop(numbers: list[float | None]) -> int | None:
    """The step after which most are missing, or ``None`` where none is."""
    drops = [
        (before - after, at)
        for at, (before, after) in enumerate(itertools.pairwise(numbers), start=1)
        if before is not None and after is not None and before > after
    ]
    return max(drops, key=lambda d: (d[0], -d[1]))[1] if drops else None

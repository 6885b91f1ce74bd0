"""Cohorts: do they reach the end, and where do we lose them?"""

from __future__ import annotations

import pandas as pd

from atlas.figures import steps
from atlas.figures.steps import Stack
from atlas.frames import each, one
from atlas.measures import cohorts, display, order, programme
from atlas.measures.values import PROTECTED, REPORTED
from atlas.theme import theme
from atlas.views import card, spans
from atlas.views.card import Charted
from atlas.views.filters import cohort_name
from atlas.views.panels import answers
from atlas.views.panels.emptiness import charts_of_people, of_people
from atlas.views.panels.overview import cohort_lines, key_figure_name
from atlas.views.panels.progress import largest_drop
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

STACK = ("completed", cohorts.UNDATED, "active", "paused", "withdrawn", "enrolled")


@answers.of_people
def cohorts_answer(here: Here) -> str:
    """How many have begun, and how many have completed."""
    return here.words(
        "answer.cohorts",
        started=answers.number(here, "started"),
        completed=answers.number(here, "completed"),
        place=card.scope_text(here, here.state.selection),
        share=answers.share(here),
    )


@of_people
def cohort_cards(here: Here) -> Part:
    """A card per cohort: places, started, active, completed, withdrawn."""
    lines = cohort_lines(here)
    note = "" if lines else here.words("cohorts.none")
    return Part({"kind": "cohort_cards", "lines": lines, "note": note})


@charts_of_people
def cohort_states(here: Here) -> list[Charted]:
    """The present states of the participants of each cohort."""
    words = here.words
    table = cohorts.states(here.data, here.state.selection)
    ids, places = list(dict.fromkeys(table["cohort_id"])), here.state.selection.municipalities
    if not ids:
        return []
    wide = table.pivot(index="cohort_id", columns="key_figure", values="value").reindex(ids)
    drawn = {s: words(f"cohorts.figure.{s}") for s in STACK if s in wide.columns}
    names = [cohort_name(here, c) for c in ids]
    shown = pd.DataFrame({words("filter.cohort"): names})
    key_figures: dict[str, pd.DataFrame] = {}
    for key_figure in (f for f in (*cohorts.KEY_FIGURES, cohorts.UNDATED) if f in wide.columns):
        rows = table[table["key_figure"] == key_figure].set_index("cohort_id").reindex(ids)
        key_figures[key_figure_name(here, key_figure)] = rows
        shown[key_figure_name(here, key_figure)] = [
            display.SYMBOLS[s] if s != REPORTED else words.number(v)
            for v, s in zip(rows["value"], rows["status"], strict=True)
        ]
    this_card = card.of_frame(
        here,
        "states",
        *_states_told(here),
        shown,
        " ".join([words("cohorts.states_note"), *spans.part_bound(here, max(1, len(places)))]),
        subject=words("cohorts.states_title"),
    )
    paint, ink = theme()["states"], theme()["state_text"]
    stack = Stack(
        names,
        {name: card.plain(wide[state]) for state, name in drawn.items()},
        {name: (paint[state], ink[state]) for state, name in drawn.items()},
        spans.of_parts({name: key_figures[name] for name in drawn.values()}),
        card.besides(words, shown, drawn.values()),
    )
    this_card = spans.in_file(here, this_card, key_figures)
    return [Charted(this_card, lambda: steps.states(words, stack))]


@charts_of_people
def module_funnel(here: Here) -> list[Charted]:
    """How many got at least as far as each module, with the largest drop marked."""
    words = here.words
    table = cohorts.funnel(here.data, here.state.selection)
    names = here.data["modules"].set_index("module_id")[f"name_{words.language}"]
    labels = [
        words("funnel.start") if not row.module_id else f"{row.position}. {names[row.module_id]}"
        for row in each(table)
    ]
    numbers = card.plain(table["value"])
    texts = [display.SYMBOLS[PROTECTED] if n is None else words.number(n) for n in numbers]
    falls = order.falls(table)
    drop = largest_drop(falls)
    title, sentence = words("funnel.title"), words("funnel.no_drop")
    if drop is not None:
        title = words("funnel.takeaway", name=labels[drop])
        lost = card.about(here, words.number(one(falls, drop)["value"]))
        sentence = words("funnel.drop", name=labels[drop], n=lost)
    elif falls["value"].gt(0).any():
        sentence = words("funnel.unsure")
    planned = [
        ""
        if pd.isna(row.planned_first)
        else words.date(row.planned_first.date(), "medium")
        if row.planned_first == row.planned_last
        else f"{words.date(row.planned_first.date(), 'medium')} – "
        f"{words.date(row.planned_last.date(), 'medium')}"
        for row in each(table)
    ]
    shown = pd.DataFrame(
        {
            words("funnel.module"): labels,
            words("table.value"): texts,
            **spans.column(here, table),
            words("funnel.planned"): planned,
        }
    )
    note = "funnel.note_places" if here.state.selection.municipalities else "funnel.note"
    reach = spans.ends(table)
    this_card = card.of_frame(
        here, "funnel", title, sentence, shown, words(note), subject=words("funnel.title")
    )
    return [Charted(this_card, lambda: steps.bars(words, labels, numbers, texts, drop, reach))]


def _states_told(here: Here) -> tuple[str, str]:
    """How many of those who started have completed, as a title; and of which place that is said."""
    words, selection = here.words, here.state.selection
    done, done_status = programme.total(here.data, "completed", selection)
    begun, begun_status = programme.total(here.data, "started", selection)
    if REPORTED not in (done_status, begun_status) or done is None or begun is None:
        return words("cohorts.states_title"), words("sentence.nothing")
    told = {
        "done": card.about(here, words.number(done)),
        "begun": card.about(here, words.number(begun)),
    }
    place = card.scope_text(here, selection)
    return words("cohorts.states_takeaway", **told), words(
        "cohorts.states_sentence", place=place, **told
    )

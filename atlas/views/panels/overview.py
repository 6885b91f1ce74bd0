"""Overview: where we stand, on one screen."""

from __future__ import annotations

import pandas as pd

from atlas import sentences
from atlas.frames import each
from atlas.measures import cohorts, display, programme
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED, REPORTED
from atlas.views import card, facts, map_view
from atlas.views.filters import cohort_name
from atlas.views.panels import answers, completion, pace
from atlas.views.panels.emptiness import of_people
from atlas.views.parts.types import CohortLine, KeyFigure
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

KEY_MEASURES = ("participants", "completion_rate", "enterprises")
MAP_HEIGHT = 347
COHORT_KEY_FIGURES = ("places", "started", "active", "completed", "withdrawn")


@answers.of_people
def overview_answer(here: Here) -> str:
    """How many take part, where, and how many have completed."""
    return here.words(
        "answer.overview",
        people=answers.number(here, "participants"),
        organisations=answers.number(here, "organisations"),
        place=card.scope_text(here, here.state.selection),
        share=answers.share(here),
    )


@of_people
def key_figures(here: Here) -> Part:
    """Four key figures: people, completion, enterprises and the municipalities reached."""
    return key_figure_row([*(_of_measure(here, measure) for measure in KEY_MEASURES), _reach(here)])


def key_figure_row(items: list[KeyFigure], columns: int = 0) -> Part:
    """Key figures, ``columns`` to a row (by default all in one row)."""
    return Part({"kind": "key_figures", "columns": columns or len(items), "items": items})


def key_figure(key: str, label: str, value: str, lines: list[str], explanation: str) -> KeyFigure:
    """A large number with a label, small lines about it, and an explanation on request."""
    return {"key": key, "label": label, "value": value, "lines": lines, "help": explanation}


@of_people
def overview_map(here: Here) -> Part:
    """The participants on the map."""
    values = here.values("participants")
    this_card = card.of_values(here, "overview-map", values)
    drawn = card.with_map(here, this_card, map_view.scene(here, values, MAP_HEIGHT))
    return facts.beside_map(here, drawn, values)


@of_people
def cohort_strip(here: Here) -> Part:
    """Each cohort in a line: places, how many started, how many completed."""
    words = here.words
    note = "" if here.data.exact else words("card.protected_cells", n=str(here.data.reach - 1))
    lines = cohort_lines(here)
    return Part(
        {
            "kind": "cohorts",
            "key": "strip",
            "title": words("cohorts.strip"),
            "lines": lines,
            "note": note if lines else words("cohorts.none"),
        }
    )


def cohort_lines(here: Here) -> list[CohortLine]:
    """Each cohort's name, dates, base and key figures."""
    words = here.words
    table = cohorts.states(here.data, here.state.selection)
    lines: list[CohortLine] = []
    for row in each(programme.cohorts_in(here.data, here.state.selection)):
        mine = table[table["cohort_id"] == row.cohort_id].set_index("key_figure")
        lines.append(
            {
                "key": row.cohort_id,
                "name": cohort_name(here, row.cohort_id),
                "dates": words(
                    "cohorts.dates_and_base",
                    first=words.date(row.starts_on.date(), "medium"),
                    last=last_day(here, row.ends_on),
                    base=here.name(row.base_municipality_code),
                ),
                "numbers": [
                    [key_figure_name(here, name), cell(here, mine, name)]
                    for name in COHORT_KEY_FIGURES
                ],
            }
        )
    return lines


def key_figure_name(here: Here, name: str) -> str:
    """The name of a cohort's key figure. Its places are always those of the whole cohort, and say so when
    municipalities are chosen."""
    if name == "places" and here.state.selection.municipalities:
        return here.words("cohorts.places_whole")
    return here.words(f"cohorts.figure.{name}")


def last_day(here: Here, ends_on: pd.Timestamp) -> str:
    """When a cohort ends, or that it is running and no end date is set."""
    if pd.isna(ends_on):
        return here.words("cohorts.open")
    return here.words.date(ends_on.date(), "medium")


def cell(here: Here, key_figures: object, name: str) -> str:
    """A key figure of a cohort as text."""
    row = key_figures.loc[name]  # type: ignore[attr-defined]
    if row["status"] != REPORTED:
        return display.SYMBOLS[row["status"]]
    return here.words.number(row["value"])


def _of_measure(here: Here, measure_id: str) -> KeyFigure:
    words, selection = here.words, here.state.selection
    measure = here.data.catalogue[measure_id]
    amount = programme.amount(here.data, measure_id, selection)
    rates = completion.beside(here, measure_id, selection)
    period = words("target.period", period=programme.period(here.data, selection))
    first = [*could_be(here, measure_id, selection), period, pace.aim(here, measure_id)]
    return key_figure(
        measure_id,
        measure.name(words.language),
        display.text(words, measure, *amount),
        [" · ".join(part for part in first if part), *rates],
        measure.text("definition", words.language),
    )


def could_be(here: Here, measure_id: str, selection: Selection) -> list[str]:
    """The small line of what a number could truly be; empty for exact numbers."""
    unit = here.data.catalogue[measure_id].unit(here.words.language)
    span = programme.span(here.data, measure_id, selection)
    return sentences.could_be(here.words, span, "%" if unit == "%" else "")


def _reach(here: Here) -> KeyFigure:
    words, selection = here.words, here.state.selection
    values = here.values("participants")
    rows = values.at()
    if selection.municipalities:
        rows = rows.loc[list(selection.municipalities)]
    # a place is reached for certain if the number there is at least one
    fewest = rows["lower"].fillna(rows["value"])
    reached = int(((rows["status"] == REPORTED) & (fewest > 0)).sum())
    known = here.data.exact or reached == len(rows)
    value = words(
        "reach.value",
        least="" if known else words("reach.at_least"),
        n=str(reached),
        total=str(len(rows)),
    ).strip()
    if not reached and not known:
        value = display.SYMBOLS[PROTECTED]
    return key_figure(
        "reach",
        words("reach.name"),
        value,
        [words("target.period", period=values.period)],
        words("reach.definition"),
    )

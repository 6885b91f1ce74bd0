"""Map: any measure, where we reach and where we do not, with the same values as a table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from atlas.catalogue import Measure
from atlas.views import card, facts, map_view, tables
from atlas.views.page import Said
from atlas.views.panels import answers, emptiness, grouped
from atlas.views.run.visit import Here
from atlas.views.sheet import Beside, Part

MAP_HEIGHT = 520


def map_answer(here: Here) -> Said:
    """What the chosen measure says, by place or by group."""
    measure = here.state.measure
    values = here.values(measure)
    empty, _ = emptiness.out_of(here, values.measure)
    if empty or not grouped.by_group(here, values):
        return answers.of_measure(here, measure)
    return grouped.group_answer(here, values)


def measure_picker(here: Here) -> Part:
    """Choose what the map shows."""
    return pick(here, here.data.catalogue.mappable(), here.state.measure, "measure_pick")


def map_choices(here: Here) -> Part:
    """Choose what the map shows and, for what is of the programme, of places or of groups of them."""
    if grouped.geography_switch(here) is None:
        return measure_picker(here)
    return Beside((1, 1), (measure_picker, grouped.geography_switch))(here)


def pick(
    here: Here,
    measures: list[Measure],
    shown: str,
    key: str,
    label: str = "",
    asks: str = "matt",
    drops: Sequence[str] = ("ar",),
) -> Part:
    """A picker of measures, by theme and name. Choosing one changes the view: it sets the parameter
    ``asks`` and removes those in ``drops``."""
    language = here.words.language
    groups = [
        (
            here.data.catalogue.theme(theme, language),
            [[measure.id, measure.short(language)] for measure in same],
        )
        for theme, same in itertools.groupby(measures, lambda measure: measure.theme)
    ]
    return Part(
        {
            "kind": "picker",
            "key": key,
            "label": label or here.words("map_page.measure"),
            "groups": groups,
            "shown": shown,
            "asks": asks,
            "drops": list(drops),
        }
    )


def map_card(here: Here, sentence: str = "") -> Part:
    """The map of the chosen measure, by place or by group; the note of places begins with ``sentence``."""
    values = here.values(here.state.measure)
    if grouped.by_group(here, values):
        return grouped.group_card(here, values, MAP_HEIGHT)
    made = card.of_values(here, "map", values, folded=False)
    made = replace(made, note=f"{sentence} {made.note}".strip())
    drawn = card.with_map(here, made, map_view.scene(here, values, MAP_HEIGHT))
    return facts.beside_map(here, drawn, values)


def map_values(here: Here) -> Part:
    """The values that the map draws."""
    values = here.values(here.state.measure)
    by_group = grouped.by_group(here, values)
    return card.table(
        "values",
        here.words("map_page.table"),
        card.subtitle(here, values),
        (grouped.group_table if by_group else tables.of_period)(here, values),
    )

"""Map: any measure, where we reach and where we do not, with the same values as a table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from atlas.catalogue import Measure
from atlas.views import card, map_view, tables
from atlas.views.page import Said
from atlas.views.panels import answers
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

MAP_HEIGHT = 520


def map_answer(here: Here) -> Said:
    """What the chosen measure says."""
    return answers.of_measure(here, here.state.measure)


def measure_picker(here: Here) -> Part:
    """Choose what the map shows."""
    return pick(here, here.data.catalogue.mappable(), here.state.measure, "measure_pick")


def pick(
    here: Here,
    measures: list[Measure],
    shown: str,
    key: str,
    label: str = "",
    asks: str = "matt",
    drops: Sequence[str] = ("ar",),
) -> Part:
    """A picker of measures, by dimension and name. Choosing one changes the view: it sets the parameter
    ``asks`` and removes those in ``drops``."""
    language = here.words.language
    groups = [
        (
            here.data.catalogue.dimension(dimension, language),
            [[measure.id, measure.short(language)] for measure in same],
        )
        for dimension, same in itertools.groupby(measures, lambda measure: measure.dimension)
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
    """The map of the chosen measure; its note begins with ``sentence``."""
    values = here.values(here.state.measure)
    made = card.of_values(here, "map", values, folded=False)
    made = replace(made, note=f"{sentence} {made.note}".strip())
    return card.with_map(here, made, map_view.scene(here, values, MAP_HEIGHT))


def map_values(here: Here) -> Part:
    """The values that the map draws."""
    values = here.values(here.state.measure)
    return card.table(
        "values",
        here.words("map_page.table"),
        card.subtitle(here, values),
        tables.of_period(here, values),
    )

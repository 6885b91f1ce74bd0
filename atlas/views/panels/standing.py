"""Every indicator of one place as a row: value, change, years, and where the place stands among all."""

from __future__ import annotations

import itertools

from atlas.views import sources, standing
from atlas.views.panels.municipality import chosen_municipality
from atlas.views.parts.place import PlaceGroup
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

COLUMNS = ("table.indicator", "table.value", "standing.change", "standing.years", "standing.among")


def municipality_rows(here: Here) -> Part | None:
    """Every indicator of the chosen place, by theme; nothing without a place or without indicators."""
    words, code = here.words, chosen_municipality(here)
    catalogue = here.data.catalogue
    if code is None or not catalogue.indicators("municipality"):
        return None
    groups: list[PlaceGroup] = [
        {
            "title": catalogue.theme(theme, words.language),
            "rows": [standing.row(here, here.values(measure.id), code) for measure in measures],
        }
        for theme, measures in itertools.groupby(
            catalogue.indicators("municipality"), lambda measure: measure.theme
        )
    ]
    return Part(
        {
            "kind": "place_rows",
            "key": "place-table",
            "title": words("municipality.table", name=here.name(code)),
            "under": words("standing.under"),
            "note": words("standing.note"),
            "sources_name": words("standing.sources"),
            "sources": _sources(here),
            "columns": [words(column) for column in COLUMNS],
            "marks": standing.marks(here, code),
            "groups": groups,
        }
    )


def _sources(here: Here) -> list[tuple[str, str]]:
    """What is known of the source of each row, once for all rows of which the same is known."""
    rows: dict[str, list[str]] = {}
    for measure in here.data.catalogue.indicators("municipality"):
        values = here.values(measure.id)
        source = measure.source(here.words.language)
        told = " · ".join([source, *sources.origin(here, values, [values.period])])
        rows.setdefault(told, []).append(measure.name(here.words.language))
    return [("; ".join(names), told) for told, names in rows.items()]

"""Some municipalities, the county and the country over the years, each indicator on one scale."""

from __future__ import annotations

import pandas as pd

from atlas.measures import display, standing
from atlas.measures.values import REPORTED, Values
from atlas.views import card
from atlas.views.panels.side_by_side import card_of, compared, painted, places_named
from atlas.views.parts.spine import MultipleCell, MultipleRow, Multiples
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


def _areas(here: Here) -> list[str]:
    return [*here.state.selection.municipalities, *here.data.region.benchmark_codes()]


def multiples(here: Here) -> Part | None:
    """Every indicator over the years, small and side by side: each chosen place, the county and the country;
    nothing where no place is chosen, or no indicator has two periods."""
    if not here.state.selection.municipalities:
        return None
    rows = [_years(here, values) for values in _over_years(here)]
    if not rows:
        return None
    words = here.words
    made = card_of(
        here,
        "multiples",
        words("multiples.title", places=places_named(here)),
        _years_table(here),
        "multiples",
    )
    content: Multiples = {
        "kind": "multiples",
        **card.foot(here, made),
        "places": painted(here, here.data.region.benchmark_codes()),
        "rows": rows,
        "column": words("table.indicator"),
    }
    return card.with_content(here, made, content)


def _over_years(here: Here) -> list[Values]:
    every = [here.values(measure.id) for measure in compared(here)]
    areas = _areas(here)
    return [v for v in every if any(len(standing.ends(v, code)) > 1 for code in areas)]


def _years(here: Here, values: Values) -> MultipleRow:
    words, measure, areas = here.words, values.measure, _areas(here)
    reach = standing.reach(values, areas) or (0.0, 0.0)
    unit = measure.unit(words.language)
    years = f"{values.periods[0]}–{values.periods[-1]}"
    cells: list[MultipleCell] = []
    for code, line in zip(areas, standing.lines(values, areas), strict=True):
        ends = standing.ends(values, code)
        told = [f"{period}: {display.text(words, measure, v, REPORTED)}" for period, v in ends]
        last = display.text(words, measure, ends[-1][1] if ends else None, REPORTED)
        cells.append(
            {"line": line, "value": last, "said": f"{here.name(code)} {', '.join(told) or last}"}
        )
    return {
        "key": measure.id,
        "name": measure.name(words.language),
        "under": " · ".join(part for part in ("" if unit == "%" else unit, years) if part),
        "scale": [display.text(words, measure, end, REPORTED) for end in reach],
        "cells": cells,
    }


def _years_table(here: Here) -> pd.DataFrame:
    """The values of the areas in every period, a row for each indicator and period."""
    words, areas = here.words, _areas(here)
    rows = []
    for values in _over_years(here):
        told, name = display.by_area(words, here.data, values), values.measure.name(words.language)
        none = [display.SYMBOLS["missing"]] * len(values.periods)
        over_years = [values.periods, *(told.get(code, none) for code in areas)]
        rows += [[name, *cells] for cells in zip(*over_years, strict=True)]
    names = [here.name(code) for code in areas]
    return pd.DataFrame(rows, columns=[words("table.indicator"), words("table.period"), *names])


def multiples_table(here: Here) -> Part | None:
    """The first and the last value of each area in every indicator, for a room."""
    if not here.state.selection.municipalities:
        return None
    words, areas = here.words, _areas(here)
    rows = []
    for values in _over_years(here):
        cells = []
        for code in areas:
            told = [
                display.text(words, values.measure, v, REPORTED)
                for _, v in standing.ends(values, code)
            ]
            cells.append(" → ".join(told) or display.SYMBOLS["missing"])
        years = f"{values.periods[0]}–{values.periods[-1]}"
        rows.append([values.measure.short(words.language), *cells, years])
    if not rows:
        return None
    columns = [words("table.indicator"), *map(here.name, areas), words("table.period")]
    title = words("multiples.title", places=places_named(here))
    return card.table(
        "multiples",
        title,
        words("multiples.under"),
        pd.DataFrame(rows, columns=columns),
        words("multiples.note"),
    )

"""Values as JSON-stat 2.0: one data set of areas by periods."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from atlas.measures import display
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.warehouse import Data
from atlas.words import Words

AREA, PERIOD, CONTENTS = "area", "period", "contents"


def values_json(words: Words, data: Data, values: Values) -> bytes:
    """The values of every period for municipalities by name, county and country, in the order in which the
    tables have them. What is not told is ``null``, and its status says why; that of a number is what its
    source notes of it, such as ``preliminary``."""
    language, measure = words.language, values.measure
    rows = display.in_order(words, data, values)
    areas = list(dict.fromkeys(rows["code"].map(str)))
    told = rows.assign(code=rows["code"].map(str)).set_index(["code", "period"])
    cells = pd.MultiIndex.from_product([areas, values.periods])
    told = told.reindex(cells)
    numbers = [
        float(half_up(number, measure.decimals)) if status == REPORTED else None
        for number, status in zip(told["value"], told["status"], strict=True)
    ]
    signs = {
        str(at): str(note if status == REPORTED else status)
        for at, (status, note) in enumerate(
            zip(told["status"].fillna("missing"), told["note"].fillna(""), strict=True)
        )
        if status != REPORTED or note
    }
    made: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": measure.name(language),
        "source": measure.source(language),
        "note": [note for note in _notes(words, values) if note],
        "role": {"geo": [AREA], "time": [PERIOD], "metric": [CONTENTS]},
        "id": [CONTENTS, AREA, PERIOD],
        "size": [1, len(areas), len(values.periods)],
        "dimension": {
            CONTENTS: {
                "label": words("table.indicator"),
                "category": {
                    "index": [measure.id],
                    "label": {measure.id: measure.name(language)},
                    "unit": {
                        measure.id: {"label": measure.unit(language), "decimals": measure.decimals}
                    },
                },
            },
            AREA: _dimension(
                words("table.area"), {code: data.name_of(code, language) for code in areas}
            ),
            PERIOD: _dimension(words("table.period"), {p: p for p in values.periods}),
        },
        "value": numbers,
        "status": signs,
    }
    updated = measure.origin(values.periods).updated
    if updated:
        made["updated"] = updated.isoformat()
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    return {"label": label, "category": {"index": list(categories), "label": categories}}


def _notes(words: Words, values: Values) -> list[str]:
    measure, language = values.measure, words.language
    return [
        measure.text("definition", language),
        measure.text("note", language),
        words("about.licence", licence=measure.text("licence", language)),
    ]

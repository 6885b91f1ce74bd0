"""What the columns of a CSV file of values mean, as CSVW has it (W3C's *CSV on the Web*)."""

from __future__ import annotations

import json
from typing import Any

from atlas.exports import csv, filed
from atlas.measures import display
from atlas.measures.values import Values
from atlas.warehouse import Data
from atlas.words import Words

CONTEXT = "http://www.w3.org/ns/csvw"
TEXTS = ("code", "name", "period")
NUMBERS = ("value", "lower", "upper")


def metadata(words: Words, data: Data, values: Values) -> bytes:
    """The description of the file that :func:`atlas.exports.filed.of_values` makes of the same values."""
    measure, language = values.measure, words.language
    source = measure.source(language)
    above = filed.preamble(words, data, measure.name(language), source)
    made: dict[str, Any] = {
        "@context": [CONTEXT, {"@language": language}],
        "url": filed.file_name(data, measure.id, "csv"),
        "dc:title": measure.name(language),
        "dc:description": measure.text("definition", language),
        "dc:source": source,
        "dc:license": measure.text("licence", language),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": csv.delimiter(words),
            "skipRows": len(above),
            "header": True,
        },
        "tableSchema": {
            "columns": [_column(words, values, name) for name in filed.COLUMNS],
            "primaryKey": ["code", "period"],
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _column(words: Words, values: Values, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "titles": words(f"csv.{name}"), "datatype": "string"}
    if name in NUMBERS:
        form = {"decimalChar": filed.decimal(words)}
        made["datatype"] = {"base": "decimal", "format": form}
        made["null"] = ["", *display.SYMBOLS.values()]
    if name == "value":
        made["dc:description"] = values.measure.unit(words.language)
    return made

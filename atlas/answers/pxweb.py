"""PxWeb's own JSON, of version 1 of its API: columns, and rows of keys and values, all of it text."""

from __future__ import annotations

from typing import Any

from atlas.answers.jsonstat import VALUE
from atlas.errors import SourceRefused

CONTENTS = "tabellinnehåll"  # what PxWeb calls the dimension of the values' own names
MEASURED = "c"


def table(answer: Any, most: int) -> tuple[list[str], list[list[str]]]:
    """An answer as a header and rows of text, one for each value."""
    columns, data = answer.get("columns"), answer.get("data")
    if not isinstance(columns, list) or not isinstance(data, list):
        raise SourceRefused("shape", "-", "columns, data")
    try:
        keys = [str(c.get("text") or c["code"]) for c in columns if c.get("type") != MEASURED]
        contents = [str(c.get("text") or c["code"]) for c in columns if c.get("type") == MEASURED]
        rows = [
            [*map(str, row["key"]), content, str(value)]
            for row in _whole(data, len(keys), len(contents))
            for content, value in zip(contents, row["values"], strict=True)
        ]
    except (AttributeError, KeyError, TypeError):
        raise SourceRefused("shape", "-", "columns, data: key, values") from None
    if len(rows) > most:
        raise SourceRefused("cells", str(len(rows)), str(most))
    return [*keys, CONTENTS, VALUE], rows


def _whole(data: list[Any], keys: int, values: int) -> list[Any]:
    for row in data:
        if len(row["key"]) != keys or len(row["values"]) != values:
            came = f"{len(row['key'])} + {len(row['values'])}"
            raise SourceRefused("half", came, f"{keys} + {values}")
    return data

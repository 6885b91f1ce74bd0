"""What a file of figures holds, whichever its kind: the lines that say what it is, and a table of texts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.frames import each
from atlas.measures import display
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.warehouse import Data
from atlas.words import Words

EXACT = "EXAKT_internt"  # beside whatever holds exact numbers, in every language
COLUMNS = ("code", "name", "period", "value", "status", "lower", "upper")


@dataclass(frozen=True)
class Filed:
    """``first`` are the lines above the table: title, source, snapshot, and whether the numbers are sample
    data, exact or protected. Numbers are written as readers of the language write them."""

    first: list[str]
    columns: list[str]
    rows: list[list[str]]


def of_values(words: Words, data: Data, values: Values) -> Filed:
    """The values of every period for municipalities by name, county and country; numbers without marks
    between thousands."""
    measure = values.measure
    rows = [
        [
            str(row.code),
            data.name_of(str(row.code), words.language),
            str(row.period),
            _number(words, row.value, measure.decimals)
            if row.status == REPORTED
            else display.SYMBOLS[row.status],
            display.said(words, row.status, row.note) or words("status.reported"),
            _number(words, row.lower, measure.decimals),
            _number(words, row.upper, measure.decimals),
        ]
        for row in each(display.shown(display.in_order(words, data, values)))
    ]
    first = preamble(words, data, measure.name(words.language), measure.source(words.language))
    return Filed(first, [words(f"csv.{column}") for column in COLUMNS], rows)


def of_frame(
    words: Words, data: Data, title: str, source: str, shown: pd.DataFrame, own: bool = False
) -> Filed:
    """A table as it is shown."""
    rows = [[str(cell) for cell in row] for row in shown.itertuples(index=False, name=None)]
    first = preamble(words, data, title, source, own)
    return Filed(first, [str(column) for column in shown.columns], rows)


def preamble(words: Words, data: Data, title: str, source: str, own: bool = False) -> list[str]:
    """The lines above the values in every export. Without a source they are the programme's own; with
    ``own`` some of them are."""
    lines = []
    own = own or not source
    if data.exact:
        lines.append(words("export.exact"))
    if data.synthetic:
        lines.append(words("export.sample" if own else "export.sample_elsewhere"))
    lines.append(title)
    lines.append(words("card.source", source=source or words("source.programme")))
    # others have published what has a source: we have only loaded it
    dated = "export.loaded" if source else "export.as_of"
    lines.append(words(dated, date=words.moment(data.published_at), snapshot=data.id))
    if not data.exact and own:
        lines.append(words("export.protected", k=str(data.k), n=str(data.reach - 1)))
    return lines


def file_name(data: Data, stem: str, ending: str) -> str:
    """A file name that says which numbers are inside."""
    mark = EXACT if data.exact else "skyddad"
    return f"{stem}_{mark}_{data.id[:8]}.{ending}"


def decimal(words: Words) -> str:
    """The sign before the decimals of a number."""
    return "," if words.language == "sv" else "."


def _number(words: Words, value: float, decimals: int) -> str:
    if pd.isna(value):
        return ""
    return f"{half_up(value, decimals):.{decimals}f}".replace(".", decimal(words))

"""Values as CSV: what a Swedish Excel opens as it is, and what says by itself where it comes from."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words

FORMULA = re.compile(r"^[=+\-@\t\r\x00]")


def values_csv(words: Words, data: Data, values: Values, selection: Selection) -> bytes:
    """The values of every period with municipalities, county and country, as the language's Excel
    expects it: semicolons and decimal commas in Swedish, commas and points in English; UTF-8 with BOM.

    The first lines say what it is, where it comes from, which snapshot, and whether it is made up.
    """
    measure = values.measure
    decimal = "," if words.language == "sv" else "."
    lines = [
        [line]
        for line in preamble(
            words, data, measure.name(words.language), measure.source(words.language)
        )
    ]
    lines.append(
        [words(f"csv.{c}") for c in ("code", "name", "period", "value", "status", "lower", "upper")]
    )
    for row in pd.concat([values.table, values.benchmarks]).itertuples():
        told = row.status == REPORTED
        lines.append(
            [
                str(row.code),
                data.name_of(str(row.code), words.language),
                str(row.period),
                _number(row.value, measure.decimals, decimal)
                if told
                else display.SYMBOLS[row.status],
                words(f"status.{row.status}"),
                _number(row.lower, measure.decimals, decimal),
                _number(row.upper, measure.decimals, decimal),
            ]
        )
    return write(words, lines)


def frame_csv(words: Words, data: Data, title: str, source: str, shown: pd.DataFrame) -> bytes:
    """A table as it is shown, with the same first lines."""
    lines = [[line] for line in preamble(words, data, title, source)]
    lines.append([str(c) for c in shown.columns])
    lines += [[str(v) for v in row] for row in shown.itertuples(index=False)]
    return write(words, lines)


def preamble(words: Words, data: Data, title: str, source: str) -> list[str]:
    """What stands above the figures in every export."""
    lines = []
    if data.exact:
        lines.append(words("export.exact"))
    if data.synthetic:
        lines.append(words("export.sample_elsewhere" if source else "export.sample"))
    lines.append(title)
    lines.append(words("card.source", source=source or words("source.programme")))
    lines.append(words("export.as_of", date=words.moment(data.published_at), snapshot=data.id))
    if not data.exact and not source:
        lines.append(words("export.protected", k=str(data.k)))
    return lines


def file_name(data: Data, stem: str, ending: str) -> str:
    """A file name that says which numbers are inside."""
    mark = "EXAKT_internt" if data.exact else "skyddad"
    return f"{stem}_{mark}_{data.id[:8]}.{ending}"


def write(words: Words, lines: list[list[str]]) -> bytes:
    """Rows of text as CSV bytes. Text that a spreadsheet would run as a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=";" if words.language == "sv" else ",", lineterminator="\r\n"
    )
    writer.writerows([[harmless(cell) for cell in row] for row in lines])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: numbers and lone symbols stay, formulas get a quote before them."""
    if FORMULA.match(cell) and not re.fullmatch(r"-|-?\d[\d.,]*", cell):
        return "'" + cell
    return cell


def _number(value: float, decimals: int, decimal: str) -> str:
    return "" if pd.isna(value) else f"{value:.{decimals}f}".replace(".", decimal)

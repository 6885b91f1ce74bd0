"""Values as CSV files that a Swedish Excel opens as they are, and that say where they come from."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pandas as pd

from atlas.frames import each
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.warehouse import Data
from atlas.words import MINUS, Words

# What a formula begins with, also a typographic minus; and other widths and heights of these (see _runs).
SIGNS = frozenset("=+-@\N{MINUS SIGN}")
# Where a spreadsheet may split a line, whatever the delimiter of the file: a Swedish Excel that opens an
# English file splits at semicolons, and a new cell begins there, quoted or not.
CUT = re.compile(r"([;,\t|\r\n])")
# A number may begin with a minus: nothing in it could be run.
NUMBER = re.compile("[-\N{MINUS SIGN}]?[0-9][0-9.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ]*%?")

COLUMNS = ("code", "name", "period", "value", "status", "lower", "upper")


def delimiter(words: Words) -> str:
    """What stands between two cells of a line."""
    return ";" if words.language == "sv" else ","


def decimal(words: Words) -> str:
    """The sign before the decimals of a number."""
    return "," if words.language == "sv" else "."


def values_csv(words: Words, data: Data, values: Values, selection: Selection) -> bytes:
    """The values of every period for municipalities by name, county and country, as Excel in that language
    expects them: semicolons and decimal commas in Swedish, commas and points in English; UTF-8 with BOM.

    The first lines say what the file holds, its source, its snapshot, and whether it is made up.
    """
    measure = values.measure
    point = decimal(words)
    lines = [
        [line]
        for line in preamble(
            words, data, measure.name(words.language), measure.source(words.language)
        )
    ]
    lines.append([words(f"csv.{column}") for column in COLUMNS])
    for row in each(display.shown(display.in_order(words, data, values))):
        reported = row.status == REPORTED
        lines.append(
            [
                str(row.code),
                data.name_of(str(row.code), words.language),
                str(row.period),
                _number(row.value, measure.decimals, point)
                if reported
                else display.SYMBOLS[row.status],
                words(f"status.{row.status}"),
                _number(row.lower, measure.decimals, point),
                _number(row.upper, measure.decimals, point),
            ]
        )
    return write(words, lines)


def frame_csv(
    words: Words, data: Data, title: str, source: str, shown: pd.DataFrame, own: bool = False
) -> bytes:
    """A table as it is shown, with the same first lines. Negative numbers have a hyphen-minus, as in the
    other files, because a spreadsheet reads a number with a typographic minus as text."""
    lines = [[line] for line in preamble(words, data, title, source, own)]
    lines.append([str(c) for c in shown.columns])
    lines += [[_readable(str(v)) for v in row] for row in shown.itertuples(index=False, name=None)]
    return write(words, lines)


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
    mark = "EXAKT_internt" if data.exact else "skyddad"
    return f"{stem}_{mark}_{data.id[:8]}.{ending}"


def write(words: Words, lines: list[list[str]]) -> bytes:
    """Rows of text as CSV bytes. Text that a spreadsheet would run as a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter(words), lineterminator="\r\n")
    writer.writerows([[harmless(cell) for cell in row] for row in lines])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe is put before anything that would begin a formula, at
    its beginning or after a character at which a line may be split. Numbers and a lone ``-`` stay as they
    are.

    A pipe or a percent sign begins no formula: a call of another program by DDE needs a sign before it.
    """
    if cell == "-" or NUMBER.fullmatch(cell):
        return cell
    text = "".join(f"'{part}" if _runs(part) else part for part in CUT.split(cell))
    # some programs leave out a tab or a line end at the beginning of a cell
    return f"'{text}" if unicodedata.category(text[:1] or " ") == "Cc" else text


def _runs(part: str) -> bool:
    """Whether a spreadsheet could take a text for a formula. Blanks, invisible characters and quotes at its
    beginning do not count; a sign in full width, small or raised counts as the sign itself."""
    seen = (c for c in part if c != '"' and unicodedata.category(c)[0] not in "ZC")
    return unicodedata.normalize("NFKC", next(seen, "")) in SIGNS


def _readable(cell: str) -> str:
    return cell.replace(MINUS, "-") if NUMBER.fullmatch(cell) else cell


def _number(value: float, decimals: int, point: str) -> str:
    if pd.isna(value):
        return ""
    return f"{half_up(value, decimals):.{decimals}f}".replace(".", point)

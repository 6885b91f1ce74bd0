"""Values as CSV files that a Swedish Excel opens as they are, and that say where they come from."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from atlas.exports.filed import Filed
from atlas.words import MINUS, Words

# What a formula begins with, also a typographic minus; and other widths and heights of these (see _runs).
SIGNS = frozenset("=+-@\N{MINUS SIGN}")
# Where a spreadsheet may split a line, whatever the delimiter of the file: a Swedish Excel that opens an
# English file splits at semicolons, and a new cell begins there, quoted or not.
CUT = re.compile(r"([;,\t|\r\n])")
# A number may begin with a minus: nothing in it could be run.
NUMBER = re.compile("[-\N{MINUS SIGN}]?[0-9][0-9.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ]*%?")


def delimiter(words: Words) -> str:
    """What stands between two cells of a line."""
    return ";" if words.language == "sv" else ","


def encode(words: Words, filed: Filed) -> bytes:
    """The file, as Excel in that language expects it: semicolons and decimal commas in Swedish, commas and
    points in English; UTF-8 with BOM. Negative numbers have a hyphen-minus, because a spreadsheet reads a
    number with a typographic minus as text."""
    rows = [[_readable(cell) for cell in row] for row in filed.rows]
    return write(words, [*([line] for line in filed.first), filed.columns, *rows])


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

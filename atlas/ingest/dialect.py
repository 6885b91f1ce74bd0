"""How a file is written, and the table in it."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.errors import FileRefused
from atlas.ingest import answer, decoding, workbook
from atlas.ingest import grid as grids
from atlas.ingest.grid import Grid
from atlas.ingest.limits import MOST_BYTES, megabytes
from atlas.ingest.places import Places


@dataclass(frozen=True)
class Dialect:
    """How a file is written. ``delimiter`` is empty for a workbook, ``sheet`` for a text file."""

    encoding: str
    delimiter: str
    decimal: str
    header_row: int
    sheet: str = ""


def opened(content: bytes, file: str, places: Places, delimiter: str = "") -> tuple[Grid, Dialect]:
    """The table in a file and how it is written, before anything is decided about what it means.

    A ``delimiter`` that is said is not worked out.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(file, "file_too_large", megabytes(len(content)), megabytes(MOST_BYTES))
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise FileRefused(file, "file_blank")
    form = workbook.form_of(content)
    if form:
        lines, sheet = workbook.lines_of(content, file)
        grid = grids.grid(lines, file, places.recognises)
        return grid, Dialect(form, "", ".", grid.header_row, sheet)
    if content.startswith((workbook.ZIP, b"%PDF", b"\x1f\x8b", b"\x89PNG")):
        raise FileRefused(file, "not_a_table")
    if answer.is_json(content):
        grid, kind = answer.grid(content, file)
        return grid, Dialect(kind, "", ".", grid.header_row)
    if content.removeprefix(answer.MARK).startswith(answer.PC_AXIS):
        raise FileRefused(file, "pc_axis", expected=answer.ACCEPTED)
    text, encoding = decoding.decode(content, file)
    delimiter = delimiter or grids.delimiter_of(text)
    grid = grids.grid(grids.lines_of(text, delimiter, file), file, places.recognises)
    return grid, Dialect(encoding, delimiter, "", grid.header_row)

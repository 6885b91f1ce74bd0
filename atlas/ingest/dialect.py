"""How a file is written, and the table in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from atlas.contract import Table
from atlas.errors import FileRefused, scrubbed
from atlas.ingest import answer, arrangement, decoding, sheets, workbook
from atlas.ingest import grid as grids
from atlas.ingest.account import Named
from atlas.ingest.grid import Grid
from atlas.ingest.limits import MOST_BYTES, megabytes
from atlas.ingest.markup import letters_of
from atlas.ingest.places import Places

# what programs save under the name of a spreadsheet: a page of the web, alone or with its parts, or XML
SAMPLE = 400
MARKUP = re.compile(
    rb"<(?:!--|(?:!doctype|\?xml|html|head|meta|style|body|div|table)\b)|mime-version:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Dialect:
    """How a file is written. ``delimiter`` is empty for a workbook, ``sheet`` for a text file."""

    encoding: str
    delimiter: str
    decimal: str
    header_row: int
    sheet: str = ""


@dataclass(frozen=True)
class Opened:
    """A table before anything is decided about what it means.

    ``letters`` tells what a spreadsheet calls each column, by its heading. The rest is of workbooks: the
    ``period`` that the sheet's name says, the sheets ``offered`` where it is not clear which is meant, what
    is ``unread`` of the workbook besides this table, and how many numbers it shows as per cent.
    """

    file: str
    grid: Grid
    dialect: Dialect
    letters: Mapping[str, str]
    period: str = ""
    offered: tuple[str, ...] = ()
    unread: tuple[Named, ...] = ()
    percent: int = 0


def opened(
    content: bytes, file: str, table: Table, places: Places, delimiter: str = "", sheet: str = ""
) -> list[Opened]:
    """The table in a file and how it is written; of a workbook each sheet that is meant, then each with its
    name beside the file's.

    A ``delimiter`` or a ``sheet`` that is said is not worked out. Raises
    :class:`~atlas.errors.FileRefused` for what is no table, and for a table that is not one place a row.
    """
    found = _opened(content, file, table, places, delimiter, sheet)
    for each in found:
        arrangement.refuse(each.grid, each.file, table, places)
    return found


def _opened(
    content: bytes, file: str, table: Table, places: Places, delimiter: str, sheet: str
) -> list[Opened]:
    if len(content) > MOST_BYTES:
        raise FileRefused(file, "file_too_large", megabytes(len(content)), megabytes(MOST_BYTES))
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise FileRefused(file, "file_blank")
    if workbook.form_of(content):
        return _workbook(content, file, table, places, sheet)
    if content.startswith((workbook.ZIP, b"%PDF", b"\x1f\x8b", b"\x89PNG")):
        raise FileRefused(file, "not_a_table")
    if MARKUP.match(content[:SAMPLE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")):
        raise FileRefused(file, "web_page")
    if answer.is_json(content):
        grid, kind = answer.grid(content, file)
        return [Opened(file, grid, Dialect(kind, "", ".", grid.header_row), _letters(grid))]
    if content.removeprefix(answer.MARK).startswith(answer.PC_AXIS):
        raise FileRefused(file, "pc_axis", expected=answer.ACCEPTED)
    text, encoding = decoding.decode(content, file)
    delimiter = delimiter or grids.delimiter_of(text)
    grid = grids.grid(grids.lines_of(text, delimiter, file), file, places.recognises)
    dialect = Dialect(encoding, delimiter, "", grid.header_row)
    return [Opened(file, grid, dialect, _letters(grid))]


def _workbook(content: bytes, file: str, table: Table, places: Places, said: str) -> list[Opened]:
    form = workbook.form_of(content)
    picks = sheets.picked(workbook.sheets_of(content, file), table, places, said, file)
    return [
        Opened(
            file=f"{file} [{scrubbed(pick.sheet.name)}]" if len(picks) > 1 else file,
            grid=pick.grid,
            dialect=Dialect(form, "", ".", pick.grid.header_row, pick.sheet.name),
            letters=_letters(pick.grid, pick.sheet.letters),
            period=pick.period,
            offered=pick.offered,
            unread=(*pick.rest, *pick.sheet.unseen),
            percent=pick.sheet.percent,
        )
        for pick in picks
    ]


def _letters(grid: Grid, called: Sequence[str] = ()) -> dict[str, str]:
    """What a spreadsheet calls each column; without hidden columns they are called in order."""
    names = grids.names_of(grid)
    return dict(zip(names, called or map(letters_of, range(1, len(names) + 1)), strict=False))

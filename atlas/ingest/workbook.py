"""The first table of an Excel workbook, ``.xlsx`` or the old ``.xls``, as lines of text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

import python_calamine as calamine

from atlas.errors import FileRefused
from atlas.ingest import archive
from atlas.ingest.grid import Line
from atlas.ingest.limits import MOST_COLUMNS, MOST_ROWS

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOK = "xl/workbook.xml"


def form_of(content: bytes) -> str:
    """``"xlsx"``, ``"xls"`` or ``""``, by the first bytes and not by the name."""
    if content.startswith(OLE):
        return "xls"
    if content.startswith(ZIP) and BOOK.encode() in content:
        return "xlsx"
    return ""


def lines_of(content: bytes, file: str) -> tuple[Iterator[Line], str]:
    """The lines of the first sheet that holds a table, and the sheet's name.

    Raises :class:`~atlas.errors.FileRefused` for a workbook that cannot be opened or is too large.
    """
    if form_of(content) == "xlsx":
        archive.measure(content, file)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _within(sheet, file)
            if sheet.height > 1 and sheet.width > 1:
                cells = sheet.to_python(skip_empty_area=False)
                return _lines(cells), name
    except FileRefused:
        raise
    except BaseException as wrong:  # a panic of the reader (written in Rust) is not an Exception
        if isinstance(wrong, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise FileRefused(file, "workbook_broken") from None
    raise FileRefused(file, "file_without_table")


def _within(sheet: calamine.CalamineSheet, file: str) -> None:
    last = sheet.end or (0, 0)
    if last[1] >= MOST_COLUMNS:
        raise FileRefused(file, "too_many_columns", str(last[1] + 1), str(MOST_COLUMNS))
    if last[0] >= MOST_ROWS:
        raise FileRefused(file, "too_many_rows", expected=str(MOST_ROWS))


def _lines(cells: Sequence[Sequence[object]]) -> Iterator[Line]:
    for number, row in enumerate(cells, start=1):
        yield number, [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """A cell the way a person would type it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return "" if cell is None else str(cell)

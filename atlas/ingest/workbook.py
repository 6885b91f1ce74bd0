"""The sheets of an Excel workbook, ``.xlsx`` or the old ``.xls``, as lines of text: what one sees of them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import python_calamine as calamine

from atlas.errors import FileRefused
from atlas.ingest import archive, biff, markup
from atlas.ingest.account import Named
from atlas.ingest.grid import Line
from atlas.ingest.limits import MOST_COLUMNS, MOST_ROWS
from atlas.ingest.markup import Markup, letters_of

YEAR = re.compile(r"[12][0-9]{3}")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Sheet:
    """A sheet without its hidden rows and columns, which are ``unseen``.

    ``lines`` are numbered and columns are called (``letters``) as the spreadsheet does it. ``percent`` counts
    the numbers that stand there as per cent, 35.2% for 0.352.
    """

    name: str
    hidden: bool
    lines: tuple[Line, ...]
    letters: tuple[str, ...]
    unseen: tuple[Named, ...] = ()
    percent: int = 0

    @property
    def cells(self) -> int:
        """How many cells are filled, hidden ones as well."""
        return sum(_filled(cells) for _, cells in self.lines) + sum(n.cells for n in self.unseen)


def form_of(content: bytes) -> str:
    """``"xlsx"``, ``"xls"`` or ``""``, by the first bytes and not by the name."""
    if content.startswith(OLE):
        return "xls"
    if content.startswith(ZIP) and markup.BOOK.encode() in content:
        return "xlsx"
    return ""


def sheets_of(content: bytes, file: str) -> list[Sheet]:
    """Every sheet of a workbook, in its order, hidden ones as well.

    Raises :class:`~atlas.errors.FileRefused` for a workbook that cannot be opened or is too large.
    """
    parts = archive.members(content, file) if form_of(content) == "xlsx" else {}
    try:
        of_sheets = markup.of(parts) if parts else biff.of(content)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for known in book.sheets_metadata:
            if known.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(known.name)
            _within(sheet, file)
            cells = _filled_down(sheet.to_python(skip_empty_area=False), sheet)
            hidden = known.visible != calamine.SheetVisibleEnum.Visible
            found.append(_seen(known.name, hidden, cells, of_sheets[known.name]))
        return found
    except FileRefused:
        raise
    except BaseException as wrong:  # a panic of the reader (written in Rust) is not an Exception
        if isinstance(wrong, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise FileRefused(file, "workbook_broken") from None


def _within(sheet: calamine.CalamineSheet, file: str) -> None:
    last = sheet.end or (0, 0)
    if last[1] >= MOST_COLUMNS:
        raise FileRefused(file, "too_many_columns", str(last[1] + 1), str(MOST_COLUMNS))
    if last[0] >= MOST_ROWS:
        raise FileRefused(file, "too_many_rows", expected=str(MOST_ROWS))


def _filled_down(
    cells: Sequence[Sequence[object]], sheet: calamine.CalamineSheet
) -> list[list[object]]:
    """The cells, with a text or a year that was merged downwards in each row that it stands beside. A number
    is of all the rows together, and stays where it is."""
    filled = [list(line) for line in cells]
    for (first, column), (last, end) in sheet.merged_cell_ranges or ():
        outside = last >= len(filled) or column >= len(filled[first])
        if outside or column != end:
            continue
        cell = filled[first][column]
        if isinstance(cell, str) or YEAR.fullmatch(_text(cell)):
            for line in filled[first + 1 : last + 1]:
                line[column] = cell
    return filled


def _seen(name: str, hidden: bool, cells: Sequence[Sequence[object]], of: Markup) -> Sheet:
    """A sheet as one sees it: numbers as they are shown, errors by their names, hidden cells counted."""
    width = max(map(len, cells), default=0)
    columns = [column for column in range(1, width + 1) if column not in of.hidden_columns]
    lines = []
    of_rows: dict[int, int] = {}  # how many cells are filled in each hidden row and column
    of_columns: dict[int, int] = dict.fromkeys(sorted(of.hidden_columns), 0)
    for row, line in enumerate(cells, start=1):
        texts = [_shown(cell, (row, at), of) for at, cell in enumerate(line, start=1)]
        if row in of.hidden_rows:
            of_rows[row] = _filled(texts)
            continue
        for column in of_columns:
            of_columns[column] += _filled(texts[column - 1 : column])
        lines.append((row, [texts[column - 1] for column in columns] if of_columns else texts))
    unseen = [Named("hidden_rows", 0, at, n) for at, n in _spans(of_rows, str)]
    unseen += [Named("hidden_columns", 0, at, n) for at, n in _spans(of_columns, letters_of)]
    percent = sum(
        row not in of.hidden_rows and column not in of.hidden_columns for row, column in of.percent
    )
    letters = tuple(map(letters_of, columns))
    return Sheet(name, hidden, tuple(lines), letters, tuple(unseen), percent)


def _spans(cells: dict[int, int], name: Callable[[int], str]) -> list[tuple[str, int]]:
    """Hidden rows or columns that lie beside each other, as ``5–9``, and how many cells they fill; empty ones
    are not told."""
    found = []
    for _, run in groupby(enumerate(sorted(cells)), key=lambda at: at[1] - at[0]):
        numbers = [number for _, number in run]
        filled = sum(cells[number] for number in numbers)
        if filled:
            first, last = name(numbers[0]), name(numbers[-1])
            found.append((first if first == last else f"{first}–{last}", filled))
    return found


def _shown(cell: object, at: tuple[int, int], of: Markup) -> str:
    """A cell the way one sees it."""
    if at in of.broken:
        return of.broken[at]
    if at in of.percent and isinstance(cell, float | int):
        return f"{(Decimal(repr(cell)) * 100).normalize():f}%"
    return _text(cell)


def _text(cell: object) -> str:
    """A cell the way a person would type it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return "" if cell is None else str(cell)


def _filled(cells: Collection[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)

"""A table as it lies in a file: titles above, header, rows, notes below, each with its row number."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from atlas.errors import FileRefused
from atlas.ingest import headings
from atlas.ingest.limits import MOST_CELL, MOST_COLUMNS, MOST_ROWS

DELIMITERS = (";", "\t", ",", "|")
SAMPLE_ROWS = 200
NEARLY = 0.6
BLANKS = " \t\r\n\u00a0\u202f\ufeff"

Line = tuple[int, list[str]]
Recognised = Callable[[str], bool]


@dataclass(frozen=True)
class Grid:
    """The cells of a table as text. ``rows`` are numbered as a spreadsheet does, the first being 1.

    ``above`` and ``below`` are the lines that are not part of it: titles, sources, notes. ``over`` is the
    upper row of a header in two rows, where the lower has a heading, too.
    """

    header: tuple[str, ...]
    header_row: int
    rows: tuple[Line, ...]
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    over: tuple[str, ...] = ()

    @property
    def headed(self) -> list[int]:
        """How many filled cells stand over each column, in one row or in two."""
        over = [*self.over, *[""] * len(self.header)]
        return [bool(name) + bool(above) for name, above in zip(self.header, over, strict=False)]


def delimiter_of(text: str) -> str:
    """The delimiter that splits the most lines into the same number of cells, more than one.

    Among equals, the one that gives more cells, then one that is not a decimal sign.
    """
    sample = text[: SAMPLE_ROWS * 2000]
    scores = {delimiter: _evenly(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best][0] else ","


def _evenly(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the most frequent number of cells, and that number (at most three)."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if len(_trimmed(cells)) > 1:
                widths[len(cells)] += 1
            if widths.total() >= SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, min(width, 3)


def lines_of(text: str, delimiter: str, file: str) -> Iterator[Line]:
    """The rows of a delimited text, numbered as a spreadsheet shows them: a cell with a line break in it is
    still one row.

    Raises :class:`~atlas.errors.FileRefused` as soon as a limit is passed or a quote is left open.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            _within(cells, number, file)
            yield number, cells
            number += 1
    except csv.Error as wrong:
        rule = "cell_too_long" if "field limit" in str(wrong) else "quote_open"
        raise FileRefused(file, rule, expected=str(MOST_CELL), row=number) from None


def _within(cells: list[str], number: int, file: str) -> None:
    if len(cells) > MOST_COLUMNS:
        raise FileRefused(file, "too_many_columns", str(len(cells)), str(MOST_COLUMNS), row=number)
    if any(len(cell) > MOST_CELL for cell in cells):
        raise FileRefused(file, "cell_too_long", expected=str(MOST_CELL), row=number)
    if number > MOST_ROWS:
        raise FileRefused(file, "too_many_rows", expected=str(MOST_ROWS))


def grid(lines: Iterator[Line], file: str, is_place: Recognised) -> Grid:
    """Find the table among the lines.

    The header is the first line that is about as full as the lines usually are. Notes are the last
    lines with one filled cell only, or those after a blank line that is followed by no full line;
    a place with nothing beside it is a row, though. Raises :class:`~atlas.errors.FileRefused`
    when there is no header.
    """
    raw = list(lines)
    every = [(number, [_bare(cell) for cell in cells]) for number, cells in raw]
    full = Counter(_filled(cells) for _, cells in every if _filled(cells) > 1)
    if not full:
        raise FileRefused(file, "file_without_table")
    usual = max(full.items(), key=lambda item: (item[1], item[0]))[0]
    enough = max(2, NEARLY * usual)
    top = next((i for i, (_, cells) in enumerate(every) if _filled(cells) >= enough), 0)
    if top and _is_header_above(every[top - 1][1], every[top][1]):
        top -= 1
    header_row, header = raw[top]
    first, top, header = _in_two_rows(every, top) or (top, top, header)
    # over the first columns, their one heading stands in the upper row
    two = zip(every[first][1], every[top][1], strict=False) if first < top else ()
    over = [above if below else "" for above, below in two]
    end = _end(every, top, enough, is_place)
    body = [(number, cells) for number, cells in every[top + 1 : end] if any(cells)]
    width = _width(header, body)
    names = _header(header, body, width)
    rows = tuple((number, _fitted(cells, width)) for number, cells in body)
    return Grid(
        header=tuple(names),
        header_row=header_row,
        rows=rows,
        above=tuple((n, c) for n, c in every[:first] if any(c)),
        below=tuple((n, c) for n, c in every[end:] if any(c)),
        over=tuple(over),
    )


def squared(grid: Grid) -> tuple[pd.DataFrame, list[int], list[Line]]:
    """The rows under their header, their numbers, and the rows that are too long or too short for it."""
    width = len(grid.header)
    whole = [(number, cells) for number, cells in grid.rows if len(cells) == width]
    ragged = [(number, cells) for number, cells in grid.rows if len(cells) != width]
    frame = pd.DataFrame([cells for _, cells in whole], columns=names_of(grid), dtype="str")
    return frame, [number for number, _ in whole], ragged


def names_of(grid: Grid) -> list[str]:
    """The headings; a column without one is called by its place, as ``#3``."""
    return [name or f"#{i + 1}" for i, name in enumerate(grid.header)]


def _is_header_above(above: list[str], first: list[str]) -> bool:
    """Whether a line is a header that leaves the column of places unnamed, as statistics exports do."""
    return len(above) == len(first) and not above[0] and bool(first[0]) and any(above)


def _in_two_rows(every: list[Line], top: int) -> tuple[int, int, list[str]] | None:
    """The two rows of a header, and one heading for each column."""
    for upper in (top - 1, top):
        if 0 <= upper < len(every) - 1:
            header = headings.merged(every[upper][1], every[upper + 1][1])
            if header:
                return upper, upper + 1, header
    return None


def _end(every: list[Line], top: int, enough: float, is_place: Recognised) -> int:
    end = len(every)
    blank_at = None
    for i in range(top + 1, len(every)):
        filled = _filled(every[i][1])
        if not filled and blank_at is None:
            blank_at = i
        elif filled >= enough or (filled and is_place(every[i][1][0])):
            blank_at = None
    if blank_at is not None:
        end = blank_at
    while end > top + 1:
        cells = every[end - 1][1]
        if _filled(cells) > 1 or (cells and cells[0] and is_place(cells[0])):
            break
        if _filled(cells) == 1 and not cells[0]:
            break
        end -= 1
    return end


def _width(header: list[str], body: list[Line]) -> int:
    """The number of columns: those of the header, without empty ones at the end that no row fills."""
    width = len(header)
    widest = max((len(_trimmed(cells)) for _, cells in body), default=0)
    return max(len(_trimmed(header)), min(width, widest))


def _header(header: list[str], body: list[Line], width: int) -> list[str]:
    """The names of the columns. One that a comma inside it has split is joined again: its second half
    begins with a space.

    A name that occurs twice gets a number, so that each column has a name of its own.
    """
    names = header[:width]
    usual = Counter(len(cells) for _, cells in body).most_common(1)
    extra = len(names) - usual[0][0] if usual else 0
    if extra > 0:
        names = _rejoined(names, extra)
    seen: Counter[str] = Counter()
    out = []
    for name in map(_bare, names):
        seen[name] += 1
        out.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return out


def _rejoined(names: list[str], extra: int) -> list[str]:
    rests = [i for i, name in enumerate(names) if i and re.match(r"\s+\S", name)]
    if len(rests) != extra:
        return names
    out: list[str] = []
    for i, name in enumerate(names):
        if i in rests:
            out[-1] += "," + name
        else:
            out.append(name)
    return out


def _fitted(cells: list[str], width: int) -> list[str]:
    """A row without the empty cells that a spreadsheet leaves after its last column."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells


def _trimmed(cells: list[str]) -> list[str]:
    cells = list(cells)
    while cells and not cells[-1].strip(BLANKS):
        cells.pop()
    return cells


def _filled(cells: list[str]) -> int:
    return sum(bool(cell) for cell in cells)


def _bare(cell: str) -> str:
    return cell.strip(BLANKS)

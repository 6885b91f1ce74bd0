"""The account of a file: each of its filled cells was read, or is named here with the reason why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from atlas.ingest.grid import Grid, Line

BY_NUMBER = ("place", "group")  # why rows are told by their number only, apart from the others


@dataclass(frozen=True)
class Named:
    """Filled cells that were not read: how many, and ``why``.

    ``column`` is a heading, ``#3`` for a third column without one; of a workbook also hidden rows or columns
    as it calls them (``5–9``, ``C``), or the name of a sheet. ``row`` is 0 for all of these, and for all rows
    of other groups together.
    """

    # column | check | above | below | place | group | hidden_rows | hidden_columns | sheet | hidden_sheet
    why: str
    row: int
    column: str
    cells: int


@dataclass(frozen=True)
class Account:
    """``read`` and all ``named`` cells together are the filled ``cells`` of the file."""

    cells: int = 0
    read: int = 0
    named: tuple[Named, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The account as plain data."""
        return asdict(self) | {"named": [asdict(each) for each in self.named]}


def of(
    grid: Grid,
    frame: pd.DataFrame,
    rows: list[int],
    used: Collection[str],
    checks: Collection[str],
    left_out: Collection[int],
    aside: Collection[int],
    unread: Collection[Named] = (),
) -> Account:
    """The account of a table. ``used`` columns were read, those of ``checks`` only compared with them;
    the rows ``left_out`` were not read at all, nor were those set ``aside``, which are of other groups, nor
    what is ``unread`` of a workbook besides its table."""
    headed = dict(zip(frame.columns, grid.headed, strict=True))
    filled = (frame != "").to_numpy().sum(axis=0)
    named = [
        Named("check" if name in checks else "column", 0, name, int(cells) + headed[name])
        for name, cells in zip(frame.columns, filled, strict=True)
        if name not in used and int(cells) + headed[name]
    ]
    here = [name for name in frame.columns if name in used]
    of_row = (frame[here] != "").to_numpy().sum(axis=1)
    named += [
        Named("place", row, "", int(cells))
        for row, cells in zip(rows, of_row, strict=True)
        if row in left_out and cells
    ]
    others = sum(int(n) for row, n in zip(rows, of_row, strict=True) if row in aside)
    named += [Named("group", 0, "", others)] if others else []
    named += [*_lines(grid.above, "above"), *_lines(grid.below, "below")]
    read = sum(headed[name] for name in here)
    not_read = {*left_out, *aside}
    read += sum(int(n) for row, n in zip(rows, of_row, strict=True) if row not in not_read)
    cells = _filled(grid) + sum(each.cells for each in unread)
    return Account(cells, read, (*unread, *named))


def _lines(lines: tuple[Line, ...], why: str) -> list[Named]:
    return [Named(why, row, "", sum(map(bool, cells))) for row, cells in lines]


def _filled(grid: Grid) -> int:
    """The filled cells of a table and of the lines around it, counted from the table itself."""
    lines = (cells for _, cells in (*grid.above, *grid.rows, *grid.below))
    return sum(grid.headed) + sum(bool(cell) for cells in lines for cell in cells)

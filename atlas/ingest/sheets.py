"""Which sheet of a workbook is meant: the one that has the table. Of several, a person says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.contract import Table
from atlas.errors import FileRefused, scrubbed
from atlas.ingest import grid as grids
from atlas.ingest import headings, joining
from atlas.ingest import mapping as mappings
from atlas.ingest.account import Named
from atlas.ingest.grid import Grid
from atlas.ingest.mapping import MEASURE, PERIOD, VALUE
from atlas.ingest.places import Places
from atlas.ingest.workbook import Sheet

ALL = "*"  # each sheet that fits, its name being its period; no sheet can have this name
ASKED = {MEASURE, PERIOD, VALUE}  # columns that a person can say where a table does not have them


@dataclass(frozen=True)
class Picked:
    """A sheet to read and its table.

    ``period`` is what the sheet's name says where it was chosen by its name. ``offered`` are the answers
    where several sheets fit and none was said: it is then the first of them. ``rest`` is what of the
    workbook is not read.
    """

    sheet: Sheet
    grid: Grid
    period: str = ""
    offered: tuple[str, ...] = ()
    rest: tuple[Named, ...] = ()


def picked(
    every: Sequence[Sheet], table: Table, places: Places, said: str, file: str
) -> list[Picked]:
    """The sheets to read: as a rule one, several where :data:`ALL` was said.

    Raises :class:`~atlas.errors.FileRefused` where no sheet has a table, none is called what was said, or not
    all can be read.
    """
    shown = [sheet for sheet in every if not sheet.hidden]
    if said and said != ALL:
        shown = [sheet for sheet in shown if sheet.name == said]
        if not shown:
            names = ", ".join(scrubbed(sheet.name) for sheet in every if not sheet.hidden)
            raise FileRefused(file, "sheet_absent", scrubbed(said), names)
    found = _tables(shown, file, places)
    if not found:
        raise FileRefused(file, "file_without_table")
    fitting = _fitting(found, table, places)
    together = _together(fitting)
    if said == ALL and len(fitting) > 1 and not together:
        names = ", ".join(scrubbed(sheet.name) for sheet, _ in fitting)
        raise FileRefused(file, "sheets_apart", expected=names)
    open_ = len(fitting) > 1 and not said
    offered = (*([ALL] if together else []), *(sheet.name for sheet, _ in fitting)) if open_ else ()
    read = fitting if said == ALL else fitting[:1]
    rest = _rest(every, {sheet.name for sheet, _ in read})
    return [
        Picked(
            sheet, grid, _period(sheet.name) if said or open_ else "", offered, () if at else rest
        )
        for at, (sheet, grid) in enumerate(read)
    ]


def _tables(shown: Sequence[Sheet], file: str, places: Places) -> list[tuple[Sheet, Grid]]:
    """The sheets that hold a table at all."""
    found = []
    for sheet in shown:
        try:
            grid = grids.grid(iter(sheet.lines), file, places.recognises)
        except FileRefused:
            continue
        if grid.rows:
            found.append((sheet, grid))
    return found


def _fitting(
    found: list[tuple[Sheet, Grid]], table: Table, places: Places
) -> list[tuple[Sheet, Grid]]:
    """The sheets with a table of this kind; where there is none, the one that comes nearest."""
    lacking = [_lacking(grid, table, places) for _, grid in found]
    fewest = min(lacking)
    if fewest == 0:
        return [pair for pair, lacks in zip(found, lacking, strict=True) if lacks == 0]
    return [found[lacking.index(fewest)]]


def _lacking(grid: Grid, table: Table, places: Places) -> int:
    """How many columns a table lacks that nobody can say. A table of figures must have some numbers, too."""
    frame = joining.of(grids.squared(grid)[0], table, places).whole
    mapping = mappings.guess(frame, table, places)
    lacks = set(mappings.lacking(mapping, table))
    if table.name != "indicators":
        return len(lacks)
    numbers = VALUE not in lacks or any(
        mappings.only_numbers(frame[name]) for name in frame.columns if name not in mapping.columns
    )
    return len(lacks - ASKED) + int(not numbers)


def _together(fitting: list[tuple[Sheet, Grid]]) -> bool:
    """Whether the sheets are one table, a period each: periods for names, and the same headings but for
    their periods."""
    periods = {_period(sheet.name) for sheet, _ in fitting}
    headers = {tuple(h for h in grid.header if not _period(h)) for _, grid in fitting}
    return len(headers) == 1 and "" not in periods and len(periods) == len(fitting) > 1


def _period(name: str) -> str:
    """The period that a name ends with, or ``""``."""
    return headings.parted(name)[1]


def _rest(every: Sequence[Sheet], read: set[str]) -> tuple[Named, ...]:
    """The sheets that are not read."""
    return tuple(
        Named("hidden_sheet" if sheet.hidden else "sheet", 0, scrubbed(sheet.name), sheet.cells)
        for sheet in every
        if sheet.name not in read
    )

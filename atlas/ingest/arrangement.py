"""Tables of a shape that cannot be read, so that they are told as that and not cell by cell."""

from __future__ import annotations

from atlas.contract import Table
from atlas.errors import FileRefused
from atlas.ingest import headings
from atlas.ingest import mapping as mappings
from atlas.ingest.grid import Grid
from atlas.ingest.places import Places


def refuse(grid: Grid, file: str, table: Table, places: Places) -> None:
    """Raise :class:`~atlas.errors.FileRefused` for a table that has its places in the header, or whose
    header comes again further down."""
    if _turned(grid, places):
        raise FileRefused(file, "table_turned", row=grid.header_row)
    again = _header_again(grid, table, places)
    if again:
        raise FileRefused(file, "header_again", row=again)


def _turned(grid: Grid, places: Places) -> bool:
    """Whether most headings but the first are places of ours, several of them, and the rows have none."""
    of_header = [places.code(name) for name in grid.header[1:]]
    ours = [code for code in of_header if code in places.codes]
    if len(set(ours)) < 2 or len(ours) <= len(of_header) / 2:
        return False
    # a row may have no cells at all where a file is broken
    return not any(
        places.code(cell) in places.codes for _, cells in grid.rows for cell in cells[:1]
    )


def _header_again(grid: Grid, table: Table, places: Places) -> int:
    """The row that is the header once more, or that of another table: it begins with the same heading of a
    column, or with another one of a column of areas. 0 where there is none."""
    header = [name.casefold() for name in grid.header]
    first = "".join(header[:1])
    of_areas, known = mappings.names_place(first, table), mappings.names_column(first, table)
    of_years = headings.periods(grid.header)
    years = [at for at, name in enumerate(grid.header) if name in of_years]
    for row, cells in grid.rows:
        # one number may be that of its year, several are the header with something else before it
        if len(years) > 1 and [cells[at] for at in years if at < len(cells)] == [
            grid.header[at] for at in years
        ]:
            return row
        begins = "".join(cells[:1]).casefold()
        if known and begins == first and not places.recognises(first):
            return row
        if of_areas and mappings.names_place(begins, table) and not places.recognises(begins):
            return row
        if not known and [cell.casefold() for cell in cells] == header:
            return row
    return 0

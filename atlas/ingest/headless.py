"""Tables without a header: their first row of data must not be taken for one, and is repeated nowhere."""

from __future__ import annotations

from atlas.contract import Table
from atlas.errors import FileRefused
from atlas.ingest import headings, notation
from atlas.ingest.mapping import AREA, VALUE, Mapping
from atlas.ingest.places import UNKNOWN, Places


def refuse(mapping: Mapping, table: Table, places: Places, file: str, row: int) -> None:
    """Raise :class:`~atlas.errors.FileRefused` where no heading is a column's, or where what heads the places
    is one of them."""
    if table.name == "indicators":
        headless = _is_a_place(mapping, places)
    else:
        headless = not any(mapping.columns.values())
    if headless:
        raise FileRefused(file, "no_header", expected=", ".join(table.columns), row=row)


def _is_a_place(mapping: Mapping, places: Places) -> bool:
    """Whether the heading of the places is a place. The county's or the country's name may head its
    municipalities, but not beside a number that heads numbers."""
    heading = mapping.source(AREA)
    code = places.code(heading) if heading else UNKNOWN
    if code == UNKNOWN:
        return False
    around = code in (places.county, places.country) and not any(map(str.isdigit, heading))
    return not around or _is_number(mapping.source(VALUE))


def _is_number(heading: str) -> bool:
    return notation.is_in_figures(heading) and not headings.parted(heading)[1]

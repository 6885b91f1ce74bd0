"""Municipalities of ours that a file of an indicator leaves out, although it has most of them, and rows of
other tables that are left out because of their place."""

from __future__ import annotations

from collections.abc import Container

from atlas.contract import Table
from atlas.ingest.places import UNKNOWN, Places
from atlas.ingest.reading import Reading

Asked = tuple[tuple[str, str], ...]
MOST = 0.5


def questions(reading: Reading, places: Places, partial: Container[str]) -> Asked:
    """What must be said yes to: the names of ours that are not there, where most are or where rows of unknown
    places were left out. Not every municipality has an indicator that is ``partial``."""
    if not reading.mapping.indicator or reading.mapping.indicator in partial:
        return ()
    there = places.municipalities & set(reading.frame["municipality_code"])
    left_out = any(lost.why == UNKNOWN for lost in reading.unmatched)
    missing = places.municipalities - there
    if not missing or (len(there) < MOST * len(places.municipalities) and not left_out):
        return ()
    return (("municipalities_missing", ", ".join(sorted(map(places.name, missing)))),)


def left_out(reading: Reading, table: Table) -> Asked:
    """What must be said yes to where rows are left out of another table than that of figures, which may well
    be of the whole country."""
    if table.name == "indicators" or not reading.unmatched:
        return ()
    return (("people_outside" if table.about_people else "rows_outside", ""),)

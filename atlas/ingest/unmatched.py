"""Rows whose place is not one of ours."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from atlas.contract import Table
from atlas.contract.checking import PER_RULE
from atlas.errors import form, scrubbed
from atlas.ingest import mapping as mappings
from atlas.ingest import vocabulary
from atlas.ingest.mapping import Mapping
from atlas.ingest.places import OUTSIDE, UNKNOWN, Places

SUM_ROW = "sum_row"  # not a place but all of those above it
LONGEST = 60  # characters of an unknown place: enough for its sender to recognise it


@dataclass(frozen=True)
class Unmatched:
    """A row whose place is ``unknown``, or ``outside`` the region, or which is a ``sum_row``.

    ``place`` is its cell, as far as it may be shown; ``near`` names the municipality that it nearly is.
    """

    file: str
    row: int
    column: str
    place: str
    why: str
    near: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The row as printed findings are: the cell is called ``came``."""
        return {"came" if k == "place" else k: v for k, v in asdict(self).items() if k != "near"}


def left_out(unmatched: Iterable[Unmatched], every: bool) -> set[int]:
    """The rows that are not taken in: those outside the region and of sums, or ``every`` one."""
    return {lost.row for lost in unmatched if every or lost.why in (OUTSIDE, SUM_ROW)}


def place(
    long: pd.DataFrame,
    rows: list[int],
    table: Table,
    mapping: Mapping,
    places: Places,
    file: str,
    away: Container[int] = (),
) -> tuple[Unmatched, ...]:
    """Put codes for the places of ``long``, in place, and return the rows that have none.

    A cell that is no place of ours stays as it is. In the rows ``away``, which another column places outside
    the region, an unknown name is one of a place there, unless it is nearly one of ours.
    """
    unmatched: dict[tuple[int, str], Unmatched] = {}
    nearly: dict[str, str] = {}
    for each in table.fields:
        if each.name not in long or not mappings.is_area(each, table):
            continue
        cells = long[each.name]
        codes = places.codes_of(cells)
        if each.admits_outside:
            codes = places.kept(cells, codes)
        lost = codes.isin([UNKNOWN, OUTSIDE])
        source = mapping.source(each.name) or each.name
        for at in long.index[lost]:
            # the sender has to recognise the place; a cell of a list of people may be a name, though
            people = table.about_people
            shown = form(cells[at]) if people else scrubbed(cells[at])[:LONGEST]
            if cells[at] not in nearly and (len(unmatched) < PER_RULE or rows[at] in away):
                nearly[cells[at]] = places.nearest(cells[at])
            near = nearly.get(cells[at], "")
            why = OUTSIDE if rows[at] in away and not near else codes[at]
            if why == UNKNOWN and not people and vocabulary.is_of_others(cells[at]):
                why = SUM_ROW
            unmatched.setdefault(
                (rows[at], each.name), Unmatched(file, rows[at], source, shown, why, near)
            )
        long[each.name] = codes.mask(lost, cells)
    return tuple(sorted(unmatched.values(), key=lambda u: u.row))

"""Columns that say the place of a row once more, beside the one that is read: a county, or a name beside a
code. They are compared with it."""

from __future__ import annotations

import pandas as pd

from atlas.contract import Finding, Table
from atlas.ingest import mapping as mappings
from atlas.ingest.mapping import AREA, Mapping
from atlas.ingest.places import OUTSIDE, UNKNOWN, Places

NAME = r"\D*[^\W\d_]\D*"  # without a figure: a number could be the code of some place


def of(frame: pd.DataFrame, mapping: Mapping, table: Table, places: Places) -> list[str]:
    """The headings of these columns."""
    if table.name != "indicators" or mapping.source(AREA) not in frame:
        return []
    taken = {name for name, column in mapping.columns.items() if column} | {*mapping.years}
    free = [name for name in frame.columns if name not in taken]
    read = frame[mapping.source(AREA)]
    return [
        name
        for name in free
        if (mappings.names_place(name, table) or _is_its_name(frame[name], read))
        and mappings.recognised_mostly(frame[name], places)
    ]


def _is_its_name(cells: pd.Series, read: pd.Series) -> bool:
    """Whether a column has a name of its own for each place, whatever its heading: the nearest town, say, is
    the same for several."""
    pairs = pd.DataFrame({"one": read, "other": cells}).drop_duplicates()
    named = cells[cells != ""].str.fullmatch(NAME)
    return bool(len(named) and named.all()) and pairs["one"].is_unique and pairs["other"].is_unique


def elsewhere(frame: pd.DataFrame, rows: list[int], others: list[str], places: Places) -> set[int]:
    """The rows that one of these columns places outside the region."""
    outside = pd.Series(False, index=frame.index)
    for name in others:
        outside |= places.codes_of(frame[name]) == OUTSIDE
    return {row for row, out in zip(rows, outside, strict=True) if out}


def findings(
    frame: pd.DataFrame,
    rows: list[int],
    mapping: Mapping,
    others: list[str],
    places: Places,
    file: str,
) -> list[Finding]:
    """A finding for each row in which the column of places and another mean different ones. A place that is
    unknown is a finding already."""
    result, read = [], mapping.source(AREA)
    for name in others:
        mine, theirs = places.codes_of(frame[read]), places.codes_of(frame[name])
        # a name that is nobody's beside the code of elsewhere is one of elsewhere, unless it is nearly ours
        unknown = frame.loc[theirs == UNKNOWN, name].unique()
        ours = frame[name].isin([cell for cell in unknown if places.nearest(cell)])
        for row, one, other, nearly in zip(rows, mine, theirs, ours, strict=True):
            away = one == OUTSIDE and other == UNKNOWN and not nearly
            if one != UNKNOWN and not away and not places.agree(one, other):
                result.append(Finding(file, row, read, "places_differ", expected=name))
    return result

"""What two columns of a file say together, in one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.contract import Table
from atlas.ingest import split_codes, split_periods
from atlas.ingest.places import Places


@dataclass(frozen=True)
class Joined:
    """The table, each cell of the file in one of its columns, and the ``halves``: columns that were joined
    with others and say nothing by themselves."""

    frame: pd.DataFrame
    halves: tuple[str, ...]

    @property
    def whole(self) -> pd.DataFrame:
        """The table without the halves."""
        return self.frame.drop(columns=list(self.halves))


def of(frame: pd.DataFrame, table: Table, places: Places) -> Joined:
    """Codes in halves joined, and of figures also periods in parts and the rows of counties."""
    frame, county = split_codes.joined(frame)
    part = ""
    if table.name == "indicators":
        frame = split_codes.with_counties(frame, places)
        frame, part = split_periods.joined(frame)
    return Joined(frame, tuple(name for name in (county, part) if name))

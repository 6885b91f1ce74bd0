"""Reading the rows of a table. What a column holds is declared in the contract, or documented by the function
that returns the table; to pandas' own types, a cell could be any of a dozen things."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table in their order: each with its columns as attributes, and its label as ``Index``."""
    return map(_row(tuple(frame.columns))._make, frame.itertuples(name=None))


@lru_cache(maxsize=128)
def _row(columns: tuple[str, ...]) -> Any:
    """What a row with these columns is. Pandas makes one for each table that is read, which is a third of the
    work where the table is small."""
    return namedtuple("Row", ("Index", *columns), rename=True)


def one(frame: pd.DataFrame, label: Any) -> pd.Series:
    """The row of a table with this label.

    Raises ``KeyError`` when no row has it, and ``ValueError`` when several do.
    """
    selected: pd.Series | pd.DataFrame = frame.loc[label]
    if isinstance(selected, pd.DataFrame):
        raise ValueError(f"{len(selected)} rows have the same label; accepted: one")
    return selected

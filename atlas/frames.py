"""Reading the rows of a table. What a column holds is declared in the contract, or documented by the function
that returns the table; to pandas' own types, a cell could be any of a dozen things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table in their order: each with its columns as attributes, and its label as ``Index``."""
    return frame.itertuples()


def one(frame: pd.DataFrame, label: Any) -> pd.Series:
    """The row of a table with this label.

    Raises ``KeyError`` when no row has it, and ``ValueError`` when several do.
    """
    selected: pd.Series | pd.DataFrame = frame.loc[label]
    if isinstance(selected, pd.DataFrame):
        raise ValueError(f"{len(selected)} rows have the same label; accepted: one")
    return selected

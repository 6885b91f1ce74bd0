"""Reading rows of a table. What a column holds is declared in the contract or made by the function that
returns the table; pandas itself knows a cell only as one of a dozen types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table in their order: each with its columns as attributes, and its label as ``Index``."""
    return frame.itertuples()


def one(frame: pd.DataFrame, label: Any) -> pd.Series:
    """The row of a table that has this label.

    Raises ``KeyError`` when no row has it, and ``ValueError`` when several do.
    """
    found: pd.Series | pd.DataFrame = frame.loc[label]
    if isinstance(found, pd.DataFrame):
        raise ValueError(f"{len(found)} rows have the same label; accepted: one")
    return found

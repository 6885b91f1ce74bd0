"""Days as offices write them, a whole column at a time: what one cell leaves open, the others may tell."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from atlas.ingest import notation, vocabulary

# day before month, as nobody writes it the other way round with points or a space before the year
POINTED = re.compile(r"([0-3]?[0-9])\.\s?([01]?[0-9])\.\s?([12][0-9]{3})")
SPACED = re.compile(r"([0-3]?[0-9])\s?/\s?([01]?[0-9])\s+([12][0-9]{3})")
WORDED = re.compile(r"([0-3]?[0-9])\.?\s+([^\W\d_]+)\.?\s+([12][0-9]{3})")
# days since the end of 1899, which Excel shows where a column has lost its format: from 1954 to 2064
SERIAL = re.compile(r"[2-5][0-9]{4}(?:\.0+)?")
EPOCH = dt.date(1899, 12, 30)


def known(cells: pd.Series) -> dict[str, str]:
    """Each distinct cell and its day as ``YYYY-MM-DD``; a cell whose day is in doubt stays as it is.

    Numbers are days only where the whole column is such numbers.
    """
    distinct = list(cells.unique())
    filled = [cell for cell in distinct if cell]
    if filled and all(SERIAL.fullmatch(cell) for cell in filled):
        return {cell: _of_serial(cell) if cell else "" for cell in distinct}
    return {cell: _day(cell) for cell in distinct}


def _of_serial(cell: str) -> str:
    return (EPOCH + dt.timedelta(days=int(float(cell)))).isoformat()


def _day(cell: str) -> str:
    match = POINTED.fullmatch(cell) or SPACED.fullmatch(cell) or WORDED.fullmatch(cell)
    if match is None:
        return notation.day(cell)
    day, month, year = match.groups()
    number = int(month) if month.isdecimal() else vocabulary.months().get(month.casefold(), 0)
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 else cell

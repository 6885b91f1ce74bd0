"""Days as offices write them, a whole column at a time: what one cell leaves open, the others may tell."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from atlas.ingest import notation, vocabulary

# day before month, as nobody writes it the other way round with points or a space before the year
POINTED = re.compile(r"([0-3]?[0-9])\.\s?([01]?[0-9])\.\s?([12][0-9]{3})")
SPACED = re.compile(r"([0-3]?[0-9])\s?/\s?([01]?[0-9])\s+([12][0-9]{3})")
# the everyday short form of Swedish, with two figures of the year or four
SHORT = re.compile(r"([0-3]?[0-9])/([01]?[0-9])\s?[-–]\s?([12][0-9]{3}|[0-9]{2})")
WORDED = re.compile(r"([0-3]?[0-9])\.?\s+([^\W\d_]+)\.?\s+([12][0-9]{3})")
# 26/05/2022 or 26-05-2022: which of the two is the day, the whole column tells or nobody does
SLASHED = re.compile(r"([0-3]?[0-9])([/-])([0-3]?[0-9])\2([12][0-9]{3})")
MONTHS = 12
# days since the end of 1899, which Excel shows where a column has lost its format: from 1954 to 2064
SERIAL = re.compile(r"[2-5][0-9]{4}(?:\.0+)?")
EPOCH = dt.date(1899, 12, 30)


def known(cells: pd.Series) -> dict[str, str]:
    """Each distinct cell and its day as ``YYYY-MM-DD``; a cell whose day is in doubt stays as it is.

    Numbers are days only where the whole column is such numbers, and ``01/02/2022`` is one where another cell
    of the column tells that the day stands first.
    """
    distinct = list(cells.unique())
    filled = [cell for cell in distinct if cell]
    if filled and all(SERIAL.fullmatch(cell) for cell in filled):
        return {cell: _of_serial(cell) if cell else "" for cell in distinct}
    first = _day_first(filled)
    return {cell: _slashed(cell) if first else _day(cell) for cell in distinct}


def _day_first(cells: list[str]) -> bool:
    """Whether a column is written with the day before the month, and with no doubt about it: one of its first
    numbers is no month, and each second one is."""
    found = [match for match in map(SLASHED.fullmatch, cells) if match]
    return any(int(match[1]) > MONTHS for match in found) and all(
        int(match[3]) <= MONTHS for match in found
    )


def _slashed(cell: str) -> str:
    match = SLASHED.fullmatch(cell)
    return f"{match[4]}-{int(match[3]):02}-{int(match[1]):02}" if match else _day(cell)


def _of_serial(cell: str) -> str:
    return (EPOCH + dt.timedelta(days=int(float(cell)))).isoformat()


def _day(cell: str) -> str:
    forms = (POINTED, SPACED, SHORT, WORDED)
    match = next((found for form in forms if (found := form.fullmatch(cell))), None)
    if match is None:
        return notation.day(cell)
    day, month, year = match[1], match[2], notation.full_year(match[3])
    number = int(month) if month.isdecimal() else vocabulary.months().get(month.casefold(), 0)
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 else cell

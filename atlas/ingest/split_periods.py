"""The period of a row in two columns, as registers write it: a year, and a quarter or a month of it."""

from __future__ import annotations

import pandas as pd

from atlas.ingest import headings, notation, vocabulary
from atlas.ingest.places import fold

YEAR = ("ar", "artal", "kalenderar", "year")
# written out: "kv" may be women, and "mån" is "män" without its accents
QUARTER = ("kvartal", "kvartalet", "quarter")
MONTH = ("manad", "manaden", "month")


def joined(frame: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The table with whole periods in the column of years, and the column that they were joined with; as it
    is, and ``""``, where no two columns say a period together. A row without a quarter or a month is of the
    whole year."""
    year = _named(frame, YEAR)
    for words in (QUARTER, MONTH):
        part = _named(frame, words)
        if year and part:
            pairs = dict.fromkeys(zip(frame[year], frame[part], strict=True))
            read = {pair: _period(*pair, by_month=words is MONTH) for pair in pairs}
            if read and all(read.values()):
                whole = [read[pair] for pair in zip(frame[year], frame[part], strict=True)]
                return frame.assign(**{year: whole}), part
    return frame, ""


def _period(year: str, part: str, by_month: bool) -> str:
    """The period that two cells say, or ``""``."""
    if not part or vocabulary.is_total(part):
        return notation.period(year)
    digits = part.lstrip("0")
    if digits.isascii() and digits.isdigit():
        return notation.period(f"{year}-{int(digits):02}" if by_month else f"{year}-Q{digits}")
    words, alone = headings.parted(part)
    if alone:  # "2022K1" beside "2022"
        return alone if not words and alone.startswith(f"{year}-") else ""
    words, period = headings.parted(f"{part} {year}")
    return "" if words else period


def _named(frame: pd.DataFrame, words: tuple[str, ...]) -> str:
    return next((n for n in frame.columns if fold(n.replace("_", " ")) in words), "")

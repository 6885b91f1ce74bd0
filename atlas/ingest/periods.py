"""The period of a file that has none in it: said by whoever imports it, or suggested by its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from atlas.contract import Finding
from atlas.errors import form
from atlas.ingest import days, footnotes, headings, notation
from atlas.ingest.grid import Line
from atlas.ingest.mapping import PERIOD, Mapping

LAST_DAY = re.compile(r"[12][0-9]{3}-12-31")
YEAR = re.compile(rf"(?<![0-9]){headings.YEAR}(?![0-9])")


def said(
    frame: pd.DataFrame, mapping: Mapping, period: str, file: str, row: int
) -> tuple[pd.DataFrame, Mapping, list[Finding]]:
    """The table with the period that was said as a column of its own, where it has none.

    A file that has other periods is a finding: which is right, nobody can tell.
    """
    if not period:
        return frame, mapping, []
    meant = headings.parted(period)[1]
    if not meant:
        return frame, mapping, [Finding(file, 0, "", "period_form", form(period))]
    own = set(mapping.years.values())
    header = mapping.source(PERIOD)
    if header in frame:
        own |= {period for period, _ in known(frame[header], marks=True).values()}
    if own - {meant}:
        listed = ", ".join(sorted(notation.period(each) or form(each) for each in own)[:8])
        return frame, mapping, [Finding(file, row, header, "period_other", meant, listed)]
    if own:
        return frame, mapping, []
    columns = dict(mapping.columns) | {PERIOD: PERIOD}
    return frame.assign(**{PERIOD: meant}), replace(mapping, columns=columns), []


def known(cells: pd.Series, marks: bool) -> dict[str, tuple[str, str]]:
    """Each distinct cell of a column of periods as the contract writes it, and the note that a mark at it
    means, where ``marks`` are read; a cell that is no period stays as it is.

    Days are years only where each cell is the last day of one: a day within a year may mean a month, a
    quarter or itself.
    """
    parts = {cell: footnotes.parted(cell) if marks else (cell, "") for cell in cells.unique()}
    years = _last_days({bare for bare, _ in parts.values() if bare})
    found = {
        cell: (years.get(bare) or notation.period(bare) or _worded(bare), note)
        for cell, (bare, note) in parts.items()
    }
    return {
        cell: (period, note) if period else (cell, "") for cell, (period, note) in found.items()
    }


def _last_days(cells: set[str]) -> dict[str, str]:
    """The year of each cell, where all of them are the last day of one."""
    read = days.known(pd.Series(sorted(cells), dtype="str"))
    if not all(LAST_DAY.fullmatch(day) for day in read.values()):
        return {}
    return {cell: day[:4] for cell, day in read.items()}


def _worded(cell: str) -> str:
    """A period in words, such as ``jan 2022`` or ``kvartal 3 2024``; among other words, or with a mark whose
    note would be lost, it is none."""
    words, period = headings.parted(cell)
    return "" if words or footnotes.parted(cell)[1] else period


def suggested(above: Sequence[Line], *names: str) -> str:
    """The one year in the lines over the table, or else in the first of the ``names`` (of its sheet and its
    file) that has one, or ``""``."""
    title = " ".join(cell for _, cells in above for cell in cells)
    for text in (title, *names):
        years = set(YEAR.findall(text))
        if years:
            return years.pop() if len(years) == 1 else ""
    return ""

"""The period of a file that has none in it: said by whoever imports it, or suggested by its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from atlas.contract import Finding
from atlas.errors import form
from atlas.ingest import footnotes, headings, notation
from atlas.ingest.grid import Line
from atlas.ingest.mapping import PERIOD, Mapping

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
        own |= {
            notation.period(footnotes.parted(cell)[0]) or cell for cell in frame[header].unique()
        }
    if own - {meant}:
        listed = ", ".join(sorted(notation.period(each) or form(each) for each in own)[:8])
        return frame, mapping, [Finding(file, row, header, "period_other", meant, listed)]
    if own:
        return frame, mapping, []
    columns = dict(mapping.columns) | {PERIOD: PERIOD}
    return frame.assign(**{PERIOD: meant}), replace(mapping, columns=columns), []


def suggested(above: Sequence[Line], *names: str) -> str:
    """The one year in the lines over the table, or else in the first of the ``names`` (of its sheet and its
    file) that has one, or ``""``."""
    title = " ".join(cell for _, cells in above for cell in cells)
    for text in (title, *names):
        years = set(YEAR.findall(text))
        if years:
            return years.pop() if len(years) == 1 else ""
    return ""

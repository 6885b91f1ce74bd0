"""Cells of a spreadsheet that hold no result: an error such as ``#DIV/0!``, or a formula never worked out.

Where a number should stand such a cell is no missing value, and where a name should stand it is no name.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd

from atlas.contract import Finding, Findings
from atlas.contract.checking import PER_RULE
from atlas.ingest import vocabulary
from atlas.ingest.markup import UNCOMPUTED


def is_broken(cell: str) -> bool:
    """Whether a cell holds no result, in a workbook or in a text that was saved from one."""
    return cell == UNCOMPUTED or (cell[:1] == "#" and cell.upper() in vocabulary.listed("errors"))


def report(
    frame: pd.DataFrame,
    rows: list[int],
    used: Container[str],
    letters: Mapping[str, str],
    file: str,
    findings: Findings,
) -> None:
    """Add a finding for each broken cell of the columns that are ``used``, with the cell's own name.

    ``letters`` holds what a spreadsheet calls each column.
    """
    bad = [
        (rows[at], name, cell)
        for name in frame.columns
        if name in used and any(map(is_broken, frame[name].unique()))
        for at, cell in enumerate(frame[name])
        if is_broken(cell)
    ]
    for row, name, cell in sorted(bad, key=lambda of: of[0])[:PER_RULE]:
        rule = "cell_uncomputed" if cell == UNCOMPUTED else "cell_error"
        came = "" if cell == UNCOMPUTED else cell
        findings.add(Finding(file, row, name, rule, came, f"{letters[name]}{row}"))
    findings.count_more(max(0, len(bad) - PER_RULE))

"""Personal numbers anywhere in a file that somebody sends."""

from __future__ import annotations

import pandas as pd

from atlas.contract import Finding, Findings, Table
from atlas.contract.checking import PER_RULE
from atlas.errors import PERSONAL_NUMBER
from atlas.ingest.mapping import VALUE, Mapping


def report(
    frame: pd.DataFrame,
    rows: list[int],
    table: Table,
    mapping: Mapping,
    file: str,
    findings: Findings,
) -> None:
    """Findings about personal numbers anywhere in the file, also in columns that would be left out."""
    if table.name == "indicators":
        read_as_text = [n for n, c in mapping.columns.items() if c not in (VALUE, "")]
    else:
        read_as_text = list(frame.columns)
    for place, name in enumerate(frame.columns, 1):
        if name not in read_as_text:
            continue
        cells = frame[name]
        seen = [cell for cell in cells.unique() if PERSONAL_NUMBER.search(cell)]
        bad = cells.index[cells.isin(seen)]
        for at in bad[:PER_RULE]:
            findings.add(Finding(file, rows[at], table.heading(name, place), "personal_number"))
        findings.count_more(max(0, len(bad) - PER_RULE))

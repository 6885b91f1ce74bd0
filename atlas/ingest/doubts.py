"""Findings about numbers that may mean something else than they seem to: these are never guessed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import pandas as pd

from atlas.contract import Finding, Findings
from atlas.contract.checking import PER_RULE
from atlas.errors import form
from atlas.ingest import notation


@dataclass(frozen=True)
class Where:
    """The file that cells stand in, and of each cell the row and the heading."""

    file: str
    rows: list[int]
    headings: list[str]


def of_thousands(
    cells: pd.Series, decimal: str, certain: bool, where: Where, findings: Findings
) -> None:
    """Numbers that may be a thousand times what they seem, where nobody has said the ``decimal`` sign."""
    doubtful = {c for c in cells.unique() if notation.doubtful(c, decimal, certain)}
    _report(cells[cells.isin(doubtful)], "number_unclear", "--decimal", where, findings)


def of_percent(
    cells: pd.Series, measures: pd.Series, percent: Container[str], where: Where, findings: Findings
) -> None:
    """Numbers in per cent of measures that have another unit. ``percent`` are those that have this one."""
    shares = {measure: measure in percent for measure in measures.unique()}
    wrong = cells.str.endswith("%") & ~measures.map(shares).astype("bool")
    _report(cells[wrong], "percent_unit", "", where, findings)


def _report(bad: pd.Series, rule: str, expected: str, where: Where, findings: Findings) -> None:
    for at in bad.index[:PER_RULE]:
        row, heading = where.rows[at], where.headings[at]
        findings.add(Finding(where.file, row, heading, rule, form(bad[at]), expected))
    findings.count_more(max(0, len(bad) - PER_RULE))

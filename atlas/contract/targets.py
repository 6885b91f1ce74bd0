"""Targets checked against the measures they may be set for, which the contract alone cannot do."""

from __future__ import annotations

from collections.abc import Collection, Container

import pandas as pd

from atlas.contract.checking import report
from atlas.contract.declaration import Table
from atlas.contract.findings import Finding, Findings
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.frames import each

MEASURE = "measure"
# what identifies a target: its measure, its cohort (blank: the whole project) and its day
KEY = [MEASURE, "cohort_id", "due_on"]


def check(
    table: Table, rows: pd.DataFrame, accepted: Collection[str], private: Container[str]
) -> Findings:
    """Findings about the rows of targets: a measure that may not have one, and a target that is set a
    second time for the same cohort and day.

    ``rows`` are text; ``accepted`` are the ids of the measures that may have targets; ``private`` are the
    values of the secret columns.
    """
    findings = Findings(private=private)
    text = rows.astype("str")
    given = text.loc[text[MEASURE] != "", MEASURE]
    unknown = given[~given.isin(list(accepted))]
    report(findings, unknown, MEASURE, table, "target_measure", ", ".join(accepted))
    firsts = text[~text.duplicated(KEY)].reset_index().set_index(KEY)["index"]
    for row in each(text[text.duplicated(KEY)]):
        first = int(firsts.loc[tuple(getattr(row, name) for name in KEY)])
        findings.add(
            Finding(
                table.path,
                int(row.Index) + FIRST_DATA_ROW,
                ", ".join(KEY),
                "duplicate_key",
                actual=str(first + FIRST_DATA_ROW),
            )
        )
    return findings

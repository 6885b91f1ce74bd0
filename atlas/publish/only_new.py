"""A delivery of only the new rows of a table: are they added to those that stand, or do they replace them?"""

from __future__ import annotations

import pandas as pd

from atlas.contract import Finding, Table, targets

FEW = 0.2  # of the rows of a file
SEPARATOR = " · "  # between the cells that identify a row


def identity(table: Table) -> list[str]:
    """The columns by which a row is known again in the next delivery."""
    if table.key:
        return list(table.key)
    return targets.KEY if table.name == "targets" else table.columns


def known(rows: pd.DataFrame, others: pd.DataFrame, key: list[str]) -> pd.Series:
    """Whether each row is one of the others, by these columns."""
    ours, theirs = (
        pd.util.hash_pandas_object(frame[key].astype("str"), index=False)
        for frame in (rows, others)
    )
    return ours.isin(theirs)


def question(
    stands: pd.DataFrame, sent: pd.DataFrame, table: Table, file: str, *, told: bool
) -> Finding | None:
    """The question, where hardly any row of what was sent stands already and rows that stand are not in it.

    Without ``told`` it holds no number of rows that stand.
    """
    if stands.empty or sent.empty:
        return None
    key = identity(table)
    new = ~known(sent, stands, key)
    lacking = int((~known(stands, sent, key)).sum())
    if not lacking or (~new).mean() > FEW:
        return None
    if not told:
        return Finding(file, 0, "", "only_new_rows_untold")
    rule = "only_new_rows" if new.all() else "mostly_new_rows"
    return Finding(file, 0, "", rule, str(int(new.sum())), str(lacking))

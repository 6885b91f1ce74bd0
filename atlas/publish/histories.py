"""Where someone was before: the history of a person or an organisation, made from rows at publish."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.memberships import AT, EARLIER, THEN, memberships
from atlas.protection import COHORT, MUNICIPALITY

# what memberships follow each other by
ORDER = ("enrolled_on", COHORT, MUNICIPALITY)
# who was nowhere before; who was not in this place before; who was not in this cohort before
NEW, NEW_HERE, NEW_THEN = "new", "new_here", "new_then"


def with_earlier(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Rows with ``earlier``: the memberships that their ``unit`` (a column of ids) had before, in order;
    "" for the first.

    ``rows`` has one row a membership, with ``cohort_id``, ``municipality_code`` and ``enrolled_on``. They
    follow each other by day, then by cohort and place, so that the order is fixed.
    """
    several = rows[rows[unit].duplicated(keep=False)]
    order = [unit, *ORDER]
    texts = dict.fromkeys((unit, COHORT, MUNICIPALITY), "str")
    known = several[order].astype(texts).sort_values(order, kind="stable")
    told: list[str] = []
    last, before = None, ""
    for who, cohort, place in zip(known[unit], known[COHORT], known[MUNICIPALITY], strict=True):
        if who != last:
            last, before = who, ""
        told.append(before)
        before = f"{before}{THEN}{cohort}{AT}{place}".strip()
    earlier = pd.Series("", index=rows.index, dtype="str")
    earlier.loc[known.index] = pd.Series(told, index=known.index, dtype="str")
    return rows.assign(**{EARLIER: earlier})


def kinds(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with whether their members are new: anywhere, in this place, in this cohort."""
    known = {earlier: memberships(earlier) for earlier in cells[EARLIER].unique()}
    before = [known[earlier] for earlier in cells[EARLIER]]
    new_here = [
        all(place != was for _, was in told)
        for place, told in zip(cells[MUNICIPALITY], before, strict=True)
    ]
    new_then = [
        all(cohort != was for was, _ in told)
        for cohort, told in zip(cells[COHORT], before, strict=True)
    ]
    new: dict[str, Any] = {NEW: cells[EARLIER] == "", NEW_HERE: new_here, NEW_THEN: new_then}
    return cells.assign(**new).astype(dict.fromkeys(new, "bool"))

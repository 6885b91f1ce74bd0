"""The history of a person or an organisation: earlier memberships, made from rows at publish."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.memberships import AT, EARLIER, THEN, memberships
from atlas.protection import COHORT, MUNICIPALITY

# the order of memberships
ORDER = ("enrolled_on", COHORT, MUNICIPALITY)
# in no place or cohort before; not in this place before; not in this cohort before
NEW, NEW_HERE, NEW_THEN = "new", "new_here", "new_then"


def with_earlier(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Rows with ``earlier``: the memberships that their ``unit`` (a column of ids) had before, in order;
    "" for the first.

    ``rows`` has one row a membership, with ``cohort_id``, ``municipality_code`` and ``enrolled_on``.
    Memberships are ordered by day, then by cohort and place, so that the order is unambiguous.
    """
    several = rows[rows[unit].duplicated(keep=False)]
    order = [unit, *ORDER]
    texts = dict.fromkeys((unit, COHORT, MUNICIPALITY), "str")
    known = several[order].astype(texts).sort_values(order, kind="stable")
    histories: list[str] = []
    last, before = None, ""
    for who, cohort, place in zip(known[unit], known[COHORT], known[MUNICIPALITY], strict=True):
        if who != last:
            last, before = who, ""
        histories.append(before)
        before = f"{before}{THEN}{cohort}{AT}{place}".strip()
    earlier = pd.Series("", index=rows.index, dtype="str")
    earlier.loc[known.index] = pd.Series(histories, index=known.index, dtype="str")
    return rows.assign(**{EARLIER: earlier})


def kinds(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with whether their members are new: anywhere, in this place, in this cohort."""
    known = {earlier: memberships(earlier) for earlier in cells[EARLIER].unique()}
    before = [known[earlier] for earlier in cells[EARLIER]]
    new_here = [
        all(place != was for _, was in memberships_before)
        for place, memberships_before in zip(cells[MUNICIPALITY], before, strict=True)
    ]
    new_then = [
        all(cohort != was for was, _ in memberships_before)
        for cohort, memberships_before in zip(cells[COHORT], before, strict=True)
    ]
    new: dict[str, Any] = {NEW: cells[EARLIER] == "", NEW_HERE: new_here, NEW_THEN: new_then}
    return cells.assign(**new).astype(dict.fromkeys(new, "bool"))

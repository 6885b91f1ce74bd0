"""Attendance: how many were at each session, of those whose attendance is recorded."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.frames import each
from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

CUBE = "attended"
YES, NO = "yes", "no"


@lru_cache(maxsize=REMEMBERED)
def by_session(data: Data, selection: Selection) -> pd.DataFrame:
    """Rows ``cohort_id, module_id, position, planned_on, present, present_status, recorded,
    recorded_status, value, status, lower, upper``: each session of the chosen cohorts whose attendance
    is on file, in order.

    ``value`` is the share of those present among those recorded as present or absent, in whole per cent
    under the rules of shares; ``lower`` and ``upper`` bound the truth behind a protected one. People
    without a record are in neither. Cohorts are selected, not municipalities.
    """
    cube = data[CUBE]
    modules = data["modules"].sort_values("position")
    rows: list[tuple[object, ...]] = []
    for cohort in programme.cohorts_in(data, selection)["cohort_id"]:
        mine = cube[cube["cohort_id"] == cohort]
        planned = data["sessions"]
        planned = planned[planned["cohort_id"] == cohort]
        for session in each(modules.merge(planned, on="module_id")):
            cells = mine[mine["module_id"] == session.module_id]
            if cells.empty:
                continue
            sums = cells.groupby("attended")["n"].sum()
            there, away = (int(sums.get(a, 0)) for a in (YES, NO))
            present, recorded = (derived.count(data, n) for n in (there, there + away))
            share: Amount = derived.share(data, there, there + away)
            pair = (derived.around_part(data, n, CUBE, 1) for n in (there, there + away))
            span = derived.beside(data, derived.share_span(share, *pair))
            numbers = (present.value, present.status, recorded.value, recorded.status)
            at = (cohort, session.module_id, int(session.position), session.planned_on)
            rows.append((*at, *numbers, *share, *span))
    columns = [
        "cohort_id",
        "module_id",
        "position",
        "planned_on",
        "present",
        "present_status",
        "recorded",
        "recorded_status",
        *Amount._fields,
        *Span._fields,
    ]
    return pd.DataFrame(rows, columns=columns)

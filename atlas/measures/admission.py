"""From places to completed: where a programme loses people before, at and after its start."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import REPORTED
from atlas.warehouse import Data

STEPS = ("places", "applied", "admitted", "enrolled", "started", "completed")
# the steps of the admission cube that add to those enrolled: who only applied, or was only admitted
BEYOND = {"applied": ("not_admitted", "not_enrolled"), "admitted": ("not_enrolled",)}
KNOWN = {"applied": "applications_known", "admitted": "admitted_known"}


@lru_cache(maxsize=REMEMBERED)
def steps(data: Data, selection: Selection) -> pd.DataFrame:
    """The chosen cohorts together: rows ``step, value, status, lower, upper`` in order.

    Places are offered, not people. The numbers of those who applied and were admitted are cohort totals
    as delivered (no row says who they are), at least as many as at the next step; they are ``missing``
    where a chosen cohort lacks them. Enrolled, started and completed are counted from rows, completed
    by the same definition as everywhere. ``lower`` and ``upper`` bound the truth behind a protected
    number. Cohorts are selected, not municipalities.
    """
    wide = selection.everywhere()
    cohorts = programme.cohorts_in(data, wide)
    cells = programme.enrolments_in(data, wide)
    beyond = data["admission"]
    beyond = beyond[beyond["cohort_id"].isin(cohorts["cohort_id"])]
    enrolled = int(cells["n"].sum())
    amounts: dict[str, Amount] = {"places": Amount(float(cohorts["places"].sum()), REPORTED)}
    spans: dict[str, Span] = {}
    for step, further in BEYOND.items():
        known = len(cohorts) and bool(cohorts[KNOWN[step]].all())
        number = enrolled + int(beyond.loc[beyond["step"].isin(further), "n"].sum())
        amounts[step] = derived.count(data, number) if known else derived.UNKNOWN
        if known:
            # one sum of those enrolled, and one for each step that adds to them
            of = programme.sums(data, programme.STARTED, wide) * (1 + len(further))
            spans[step] = derived.around(data, number, of)
    amounts["enrolled"] = derived.count(data, enrolled)
    of = programme.sums(data, programme.ENROLMENTS, wide)
    spans["enrolled"] = derived.around(data, enrolled, of)
    for step in ("started", "completed"):
        amounts[step] = programme.amount(data, step, wide)
        of = programme.sums(data, step, wide)
        spans[step] = derived.around(data, amounts[step].value or 0.0, of)
    beside = [derived.beside(data, spans.get(s, derived.NO_SPAN)) for s in STEPS]
    return pd.DataFrame(
        {
            "step": STEPS,
            "value": pd.Series([amounts[s].value for s in STEPS], dtype="float64"),
            "status": [amounts[s].status for s in STEPS],
            "lower": [lower for lower, _ in beside],
            "upper": [upper for _, upper in beside],
        }
    )

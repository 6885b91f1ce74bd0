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
# who came no further than to apply, or than to be admitted
BEYOND = {"applied": ("not_admitted", "not_enrolled"), "admitted": ("not_enrolled",)}
KNOWN = {"applied": "applications_known", "admitted": "admitted_known"}


@lru_cache(maxsize=REMEMBERED)
def steps(data: Data, selection: Selection) -> pd.DataFrame:
    """The chosen cohorts together: rows ``step, value, status, lower, upper`` in order.

    Places are offered, not people. Those who applied and were admitted are cohort totals as delivered
    (no row says who they are), never fewer than those who came further; they are ``missing`` where a
    chosen cohort does not tell them. Enrolled, started and completed are counted from rows, completed
    by the same definition as everywhere. ``lower`` and ``upper`` are what a protected number could
    truly be. It knows cohorts, not municipalities.
    """
    wide = selection.everywhere()
    cohorts = programme.cohorts_in(data, wide)
    cells = programme.enrolments_in(data, wide)
    beyond = data["admission"]
    beyond = beyond[beyond["cohort_id"].isin(cohorts["cohort_id"])]
    enrolled = int(cells["n"].sum())
    told: dict[str, Amount] = {"places": Amount(float(cohorts["places"].sum()), REPORTED)}
    spans: dict[str, Span] = {}
    for step, further in BEYOND.items():
        known = len(cohorts) and bool(cohorts[KNOWN[step]].all())
        number = enrolled + int(beyond.loc[beyond["step"].isin(further), "n"].sum())
        told[step] = derived.count(data, number) if known else derived.UNKNOWN
        if known:
            # one sum of those enrolled, and one of each that came no further
            of = programme.sums(data, programme.STARTED, wide) * (1 + len(further))
            spans[step] = derived.around(data, number, of)
    told["enrolled"] = derived.count(data, enrolled)
    of = programme.sums(data, programme.ENROLMENTS, wide)
    spans["enrolled"] = derived.around(data, enrolled, of)
    for step in ("started", "completed"):
        told[step] = programme.amount(data, step, wide)
        of = programme.sums(data, step, wide)
        spans[step] = derived.around(data, told[step].value or 0.0, of)
    beside = [derived.beside(data, spans.get(s, derived.NO_SPAN)) for s in STEPS]
    return pd.DataFrame(
        {
            "step": STEPS,
            "value": pd.Series([told[s].value for s in STEPS], dtype="float64"),
            "status": [told[s].status for s in STEPS],
            "lower": [lower for lower, _ in beside],
            "upper": [upper for _, upper in beside],
        }
    )

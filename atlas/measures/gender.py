"""Gender through the steps: does the balance hold from enrolled to completed?"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.profile import GENDER, WHOLE_COUNTY
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

# Swedish statistics call a distribution even where each has between 40 and 60 per cent
BAND = (40, 60)
STEPS = ("applied", "admitted", "enrolled", "started", "completed")
WOMAN, MAN = "woman", "man"
COLUMNS = [
    "step",
    "women",
    "men",
    "known",
    "women_status",
    "men_status",
    *Amount._fields,
    *Span._fields,
]


@lru_cache(maxsize=REMEMBERED)
def steps(data: Data, selection: Selection) -> pd.DataFrame:
    """The share of women by step: rows ``step, women, men, known, …_status, value, status, lower, upper``.

    ``women`` and ``men`` are counts, ``value`` the share of women among the two in whole per cent, under
    the rules of shares. Those who applied or were admitted are delivered as totals without gender:
    ``missing``. ``lower`` and ``upper`` bound the truth behind a protected share. Gender that is
    published for the county alone is protected when cohorts are chosen.
    """
    cells = _cells(data, selection)
    cohorts = len(programme.cohorts_in(data, selection))

    def around(number: int) -> Span:
        return derived.around_part(data, number, "profile", cohorts)

    rows: list[tuple[object, ...]] = []
    for step in STEPS:
        if step in ("applied", "admitted"):
            unknown = derived.UNKNOWN
            rows.append(
                (step, None, None, None, unknown.status, unknown.status, *unknown, *derived.NO_SPAN)
            )
            continue
        mine = cells if step == "enrolled" else cells[cells["started"]]
        # those who completed without a recorded start are in no step after enrolment
        mine = mine[mine["completed"]] if step == "completed" else mine
        sums = mine.groupby("category")["n"].sum()
        women, men = (int(sums.get(g, 0)) for g in (WOMAN, MAN))
        counts = [derived.count(data, n) for n in (women, men)]
        share: Amount = derived.share(data, women, women + men)
        span = derived.share_span(share, *(around(n) for n in (women, women + men)))
        rows.append(
            (
                step,
                counts[0].value,
                counts[1].value,
                women + men,
                counts[0].status,
                counts[1].status,
                *share,
                *derived.beside(data, span),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _cells(data: Data, selection: Selection) -> pd.DataFrame:
    cells = data["profile"]
    cells = cells[cells["dimension"] == GENDER]
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    everyone = not selection.cohorts and selection.years is None
    whole = cells["cohort_id"] == WHOLE_COUNTY
    return cells[cells["cohort_id"].isin(chosen) | (whole & everyone)]

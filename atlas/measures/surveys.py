"""Before and after: what the same people answered, by area of innovation management, and who did not.

The areas are the seven clauses of ISO 56002 (context, leadership, planning, support, operation,
evaluation, improvement). It is what people think of their own organisation, and no effect.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.derived import Amount
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.warehouse import Data

BEFORE, AFTER, FOLLOWUP = "before", "after", "followup"
WAVES = (BEFORE, AFTER, FOLLOWUP)
SIDES = ("before", "now")


@lru_cache(maxsize=REMEMBERED)
def paired(data: Data, wave: str, selection: Selection) -> pd.DataFrame:
    """The mean scores of those who answered before and at ``wave``: rows ``area, before, now, change,
    n, status`` for every declared area, over the chosen cohorts together.

    Where data are protected the scores are those of the public cells, the means have one decimal, and
    they are told where the pairs are enough, each cell of them counted as low as it may be. In exact
    data none are missing but those of nobody.
    """
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    table, replies = (
        data[name][data[name]["cohort_id"].isin(chosen)] for name in ("scores", "replies")
    )
    table = table[table["wave"] == wave]
    told = derived.enough(data, replies.loc[replies[BEFORE] & replies[wave], "n"])
    rows: list[tuple[object, ...]] = []
    for area in data.contract["surveys"]["area"].enum:
        mine = table[table["area"] == area]
        before, now = (mine[mine["side"] == side] for side in SIDES)
        n = int(before["n"].sum())
        if not n or not told:
            status = MISSING if data.exact or not _asked(data, wave) else PROTECTED
            rows.append((area, None, None, None, None, status))
            continue
        was, become = (float((part["score"] * part["n"]).sum() / n) for part in (before, now))
        if not data.exact:
            was, become = round(was, 1), round(become, 1)
        rows.append((area, was, become, round(become - was, 10), float(n), REPORTED))
    return pd.DataFrame(rows, columns=["area", "before", "now", "change", "n", "status"]).astype(
        {"before": "float64", "now": "float64", "change": "float64", "n": "float64"}
    )


@lru_cache(maxsize=REMEMBERED)
def response(data: Data, selection: Selection) -> pd.DataFrame:
    """Who answered each survey: rows ``wave, asked, answered, silent, paired, …_status, value, status``.

    Asked are, before, those who started; afterwards those who completed. ``value`` is the response
    rate in whole per cent; ``paired`` those who also answered before.
    """
    cells = data["replies"]
    cells = cells[
        cells["started"]
        & cells["cohort_id"].isin(programme.cohorts_in(data, selection)["cohort_id"])
    ]
    rows: list[tuple[object, ...]] = []
    for wave in WAVES:
        mine = cells if wave == BEFORE else cells[cells["completed"]]
        asked, answered = int(mine["n"].sum()), int(mine.loc[mine[wave], "n"].sum())
        both = int(mine.loc[mine[wave] & mine[BEFORE], "n"].sum())
        told = [derived.count(data, n) for n in (asked, answered, asked - answered, both)]
        share: Amount = derived.share(data, answered, asked)
        rows.append((wave, *(t.value for t in told), *(t.status for t in told), *share))
    counts = ["asked", "answered", "silent", "paired"]
    columns = ["wave", *counts, *(f"{c}_status" for c in counts), *Amount._fields]
    return pd.DataFrame(rows, columns=columns)


def _asked(data: Data, wave: str) -> bool:
    """Whether anyone is known to have answered a survey."""
    return bool(data["replies"][wave].any())

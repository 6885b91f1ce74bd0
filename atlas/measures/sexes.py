"""Women and men: a share that is published for both, and the difference between the two."""

from __future__ import annotations

import pandas as pd

from atlas.measures.values import REPORTED, Values

COLUMNS = ["code", "women", "women_status", "men", "men_status", "gap", "status"]


def differences(women: Values, men: Values) -> pd.DataFrame:
    """Rows ``code, women, women_status, men, men_status, gap, status`` for every municipality in the shown
    period of both: the largest difference first, those without one last.

    ``gap`` is the share of women minus that of men in percentage points, before rounding; it is reported
    where both are, and otherwise has the status of the one that is not.
    """
    one, other = women.at(), men.at()
    status = one["status"].where(one["status"] != REPORTED, other["status"])
    rows = pd.DataFrame(
        {
            "women": one["value"],
            "women_status": one["status"],
            "men": other["value"],
            "men_status": other["status"],
            "gap": (one["value"] - other["value"]).where(status == REPORTED),
            "status": status,
        }
    )
    by_size = rows["gap"].abs().sort_values(ascending=False, kind="stable", na_position="last")
    return rows.loc[by_size.index].reset_index(names="code")[COLUMNS]


def extreme(rows: pd.DataFrame, decimals: int, largest: bool) -> tuple[list[str], float]:
    """The codes whose difference is the largest (or the smallest) when shown with this many ``decimals``,
    all of them if several are equal; and that difference without its sign."""
    sizes = rows["gap"].abs().round(decimals)
    end = float(sizes.max() if largest else sizes.min())
    return [str(code) for code in rows.loc[sizes == end, "code"]], end

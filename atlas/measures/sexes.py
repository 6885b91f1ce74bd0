"""Women and men: the same published share of both, and the difference between the two."""

from __future__ import annotations

import pandas as pd

from atlas.measures.values import REPORTED, Values

COLUMNS = ["code", "women", "women_status", "men", "men_status", "gap", "status"]


def differences(women: Values, men: Values) -> pd.DataFrame:
    """Rows ``code, women, women_status, men, men_status, gap, status`` for every municipality at the shown
    period of both: the largest difference first, those that cannot be told last.

    ``gap`` is the share of women less that of men in percentage points, taken before rounding; it is
    reported where both are, else it has the status of the one that is not.
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
    """The codes whose difference is the largest (or the smallest), as it is told with so many
    ``decimals``, and that difference without its sign; of equal ones all."""
    sizes = rows["gap"].abs().round(decimals)
    found = float(sizes.max() if largest else sizes.min())
    return [str(code) for code in rows.loc[sizes == found, "code"]], found

"""How many completed: of those who started, of those who have ended, of all enrolled; each with its whole.

While some are still in the training the share of those who started is not final, and the share of those
who have ended leaves out whoever takes longer. So neither is told without the other, nor without the
number that it is a share of. That results are counted among those who have left is the rule of the
European funds: Regulation (EU) 2021/1057, Annex I, immediate result indicators ("upon leaving").
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.warehouse import Data

OF_STARTED, OF_ENDED = "completion_rate", "completion_of_ended"
OF_ENROLLED = "completion_of_enrolled"


@lru_cache(maxsize=REMEMBERED)
def rates(data: Data, selection: Selection) -> pd.DataFrame:
    """Rows ``measure, value, status, n, n_status, lower, upper``: the completion rate, that of those
    who have ended where some are still in the training, and that of all enrolled.

    ``value`` is in whole per cent under the rules of shares, ``n`` the count that it is a share of;
    ``lower`` and ``upper`` are what a protected share could truly be.
    """
    rows = []
    for measure in (OF_STARTED, OF_ENDED, OF_ENROLLED):
        if measure == OF_ENDED and not still_there(data, selection):
            continue
        told = programme.amount(data, measure, selection)
        whole = derived.count(
            data, _number(data, data.catalogue[measure].declared["whole"], selection)
        )
        span = programme.span(data, measure, selection) or derived.NO_SPAN
        rows.append((measure, *told, *whole, *span))
    columns = ["measure", "value", "status", "n", "n_status", "lower", "upper"]
    return pd.DataFrame(rows, columns=columns)


def still_there(data: Data, selection: Selection) -> bool:
    """Whether anyone who started has neither completed nor withdrawn, as far as the cells say."""
    return _number(data, "started", selection) > _number(data, "ended", selection)


def _number(data: Data, measure: str, selection: Selection) -> int:
    return int(programme.counted(data, measure, selection)["n"].sum())

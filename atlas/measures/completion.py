"""How many completed: of those who started, of those who have ended, of all enrolled; each with its whole.

While some are still in the training, the share of those who started is not final, and the share of those
who have ended leaves out those who take longer. So neither is shown without the other, nor without the
number of which it is a share. Counting results among those who have left is the rule of the European
funds: Regulation (EU) 2021/1057, Annex I, immediate result indicators ("upon leaving").
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
    """Rows ``measure, value, status, n, n_status, lower, upper``: the completion rate; while some are still
    in the training, that of those who have ended; and that of all enrolled.

    ``value`` is in whole per cent under the rules of shares, ``n`` the count of which it is a share;
    ``lower`` and ``upper`` bound the truth behind a protected share.
    """
    rows = []
    for measure in (OF_STARTED, OF_ENDED, OF_ENROLLED):
        if measure == OF_ENDED and not still_there(data, selection):
            continue
        amount = programme.amount(data, measure, selection)
        whole = derived.count(
            data, _number(data, data.catalogue[measure].declared["whole"], selection)
        )
        span = programme.span(data, measure, selection) or derived.NO_SPAN
        rows.append((measure, *amount, *whole, *span))
    columns = ["measure", "value", "status", "n", "n_status", "lower", "upper"]
    return pd.DataFrame(rows, columns=columns)


def still_there(data: Data, selection: Selection) -> bool:
    """Whether anyone who started has neither completed nor withdrawn, according to the cells."""
    return _number(data, "started", selection) > _number(data, "ended", selection)


def _number(data: Data, measure: str, selection: Selection) -> int:
    return int(programme.counted(data, measure, selection)["n"].sum())

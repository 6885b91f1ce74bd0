"""Targets that may have been set in another unit than their measure has."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.contract import Table
from atlas.publish.only_new import known

ONE = 1.0


def questions(
    before: pd.DataFrame, after: pd.DataFrame, table: Table, shares: Mapping[str, dict[str, str]]
) -> list[dict[str, str]]:
    """What must be said yes to: that a share is to be at most one per cent. Frames are the whole table of
    text; ``shares`` are the measures in per cent, each with its names."""
    fresh = after.astype("str")[~known(after, before, table.columns)]
    values = pd.to_numeric(fresh["value"], errors="coerce")
    few = fresh.loc[(values > 0) & (values <= ONE), "measure"]
    return [
        {"rule": "share_or_part", "table": table.path, "came": measure} | shares[measure]
        for measure in few.unique()
        if measure in shares
    ]

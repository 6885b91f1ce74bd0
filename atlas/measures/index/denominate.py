"""Make figures of large and small units comparable: divide by a size."""

from __future__ import annotations

import pandas as pd

from atlas.composites.spec import Spec
from atlas.errors import IndexRefused


def denominate(table: pd.DataFrame, spec: Spec) -> pd.DataFrame:
    """Units x indicators: ``value / denominator * per``, as COINr's ``Denominate``. A missing
    denominator makes a missing value; one of zero or less raises ``IndexRefused``."""
    made = {}
    for each in spec.indicators:
        values = table[each.id]
        if each.denominator:
            size = table[each.denominator]
            wrong = size <= 0
            if wrong.any():
                at = str(wrong.idxmax())
                raise IndexRefused(
                    f"{each.denominator} of {at}",
                    f"{size[wrong].iloc[0]:g} as a denominator",
                    "a number above 0",
                    "correct the size, or leave the cell empty",
                )
            values = values / size * each.per
        made[each.id] = values
    return pd.DataFrame(made, index=table.index)

"""Fill what is missing, if the spec asks for it."""

from __future__ import annotations

import pandas as pd

from atlas.composites.spec import Imputation
from atlas.errors import IndexRefused


def impute(table: pd.DataFrame, imputation: Imputation, groups: pd.Series | None) -> pd.DataFrame:
    """Units x indicators, missing ones replaced by the mean of the unit's group (COINr's ``i_mean_grp``;
    handbook, step 3), or of all units where ``groups`` is None. Where a whole group lacks an
    indicator, and for a unit of no group, the value stays missing."""
    if imputation.method == "none":
        return table
    if groups is None:
        return table.fillna(table.mean())
    return table.fillna(table.groupby(groups).transform("mean"))


def groups_of(frame: pd.DataFrame, imputation: Imputation, unit: str) -> pd.Series | None:
    """Which group each unit is of, indexed by unit. Raises ``IndexRefused`` if there is no such column."""
    if imputation.method == "none" or not imputation.group:
        return None
    table = frame.set_index(unit) if unit in frame.columns else frame
    if imputation.group not in table.columns:
        raise IndexRefused(
            "imputation.group",
            f"no column {imputation.group}",
            ", ".join(map(str, table.columns[:60])),
            "name the column that tells each unit's group",
        )
    return table[imputation.group]

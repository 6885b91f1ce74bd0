"""Is the table of units fit for the spec? The same units as numbers, or a refusal."""

from __future__ import annotations

import pandas as pd

from atlas.composites.spec import Spec
from atlas.errors import IndexRefused

LARGEST = 1e60  # its fourth power, which kurtosis takes, is a number still


def numbers(frame: pd.DataFrame, spec: Spec) -> pd.DataFrame:
    """Units x (indicators and denominators) as float64, missing as NaN, indexed by unit.

    The units stand in the column ``spec.unit``, or in the index if there is no such column. Raises
    ``IndexRefused`` for no units, a unit that is missing or there twice, an unknown or repeated
    column, text, infinity, and an indicator that is missing everywhere.
    """
    table = frame.set_index(spec.unit) if spec.unit in frame.columns else frame
    if table.empty:
        raise IndexRefused("the table", "no units", "one row a unit", "give a table with rows")
    if table.index.hasnans:
        raise IndexRefused(spec.unit, "an empty cell", "a name in each row", "name every unit")
    twice = table.index[table.index.duplicated()]
    if len(twice):
        raise IndexRefused(
            spec.unit, f"{twice[0]} more than once", "each unit once", "keep one row for it"
        )
    wanted = [each.id for each in spec.indicators]
    wanted += sorted(
        {each.denominator for each in spec.indicators if each.denominator} - set(wanted)
    )
    made = pd.DataFrame({name: _column(table, name) for name in wanted}, index=table.index)
    for each in spec.indicators:
        if made[each.id].isna().all():
            raise IndexRefused(
                each.id, "missing for every unit", "some values", "fill it, or take it out"
            )
    return made


def _column(table: pd.DataFrame, name: str) -> pd.Series:
    if name not in table.columns:
        raise IndexRefused(
            "the table",
            f"no column {name}",
            f"the columns {', '.join(map(str, table.columns[:60]))}",
            "correct the id in the spec, or add the column",
        )
    column = table[name]
    if isinstance(column, pd.DataFrame):
        raise IndexRefused(name, "two columns", "one", "remove or rename one of them")
    made = pd.to_numeric(column, errors="coerce").astype("float64")
    text = column.notna() & made.isna()
    if text.any():
        at = str(text.idxmax())
        raise IndexRefused(
            f"{name} of {at}",
            repr(column[text].iloc[0]),
            "a number or an empty cell",
            "write the number with a decimal point, or leave the cell empty",
        )
    endless = made.abs() > LARGEST
    if endless.any():
        at = str(endless.idxmax())
        raise IndexRefused(
            f"{name} of {at}",
            f"{made[endless].iloc[0]:g}",
            f"-{LARGEST:g} to {LARGEST:g}",
            "leave the cell empty",
        )
    return made

"""The whole way from a table of units to an index, each stage kept as a table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.composites.spec import Spec
from atlas.errors import IndexRefused
from atlas.measures.index.aggregate import aggregate
from atlas.measures.index.checking import numbers
from atlas.measures.index.denominate import denominate
from atlas.measures.index.impute import groups_of, impute
from atlas.measures.index.normalise import normalise
from atlas.measures.index.rank import rank
from atlas.measures.index.treat import treat
from atlas.measures.index.uncertainty import rank_ranges


@dataclass(frozen=True)
class CompositeResult:
    """An index and how it came about. Tables are indexed by unit, in the order of the frame.

    - ``denominated``, ``imputed``, ``treated``: units x indicators in the indicators' own units.
    - ``normalised``: units x indicators on the common scale, higher is better.
    - ``aggregated``: units x groups on the common scale, the index (``root``) last.
    - ``ranks``: as ``aggregated``, 1 is the highest score.
    - ``treatments``: indicators x what was found and done about outliers.
    - ``imputed_share``: per unit, the share (0-1) of the entered indicators that were filled in.
    - ``left_out``: by indicator, the share (0-1) of units without it, where that is above the limit.
    - ``rank_ranges``: units x ``low, median, high``; None where the spec asks for no draws.
    """

    root: str
    denominated: pd.DataFrame
    imputed: pd.DataFrame
    treated: pd.DataFrame
    normalised: pd.DataFrame
    aggregated: pd.DataFrame
    ranks: pd.DataFrame
    treatments: pd.DataFrame
    imputed_share: pd.Series
    left_out: dict[str, float]
    rank_ranges: pd.DataFrame | None


def composite(frame: pd.DataFrame, spec: Spec) -> CompositeResult:
    """Denominate, impute, treat, normalise, aggregate and rank: one row of ``frame`` is one unit.

    ``frame`` has the units in the column ``spec.unit`` (or its index) and a column of numbers for
    each indicator and denominator; an empty cell is a missing value. An indicator that more than
    ``spec.missing`` of the units lack does not enter and stands in ``left_out``. Raises
    ``IndexRefused``, which says what came, what is accepted and what to do.
    """
    table = numbers(frame, spec)
    denominated = denominate(table, spec)
    lacking = denominated.isna().mean()
    left_out = {
        str(name): float(share) for name, share in lacking.items() if share > spec.missing + 1e-9
    }
    entered = denominated.drop(columns=list(left_out))
    if entered.empty:
        raise IndexRefused(
            "indicators",
            f"none is there for {1 - spec.missing:.0%} of the units",
            "one or more",
            "fill in values, or raise missing",
            IndexRefused.FEW,
        )
    imputed = impute(entered, spec.imputation, groups_of(frame, spec.imputation, spec.unit))
    treated, treatments = treat(imputed, spec.outliers)
    normalised = normalise(treated, spec)
    aggregated = aggregate(normalised, spec)
    if aggregated[spec.root].isna().all():
        raise IndexRefused(
            spec.root,
            "no unit has enough inputs",
            f"{spec.aggregation.available:.0%} of the children of each group",
            "fill in values, or lower available",
            IndexRefused.UNSCORED,
        )
    return CompositeResult(
        root=spec.root,
        denominated=denominated,
        imputed=imputed,
        treated=treated,
        normalised=normalised,
        aggregated=aggregated,
        ranks=rank(aggregated, spec.ties),
        treatments=treatments,
        imputed_share=(entered.isna() & imputed.notna()).mean(axis=1),
        left_out=left_out,
        rank_ranges=rank_ranges(treated, spec, aggregated.notna())
        if spec.uncertainty.draws
        else None,
    )

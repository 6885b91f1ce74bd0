"""Bring indicators to one scale on which more is better."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.composites.spec import LOWER, Indicator, Normalisation, Spec
from atlas.errors import IndexRefused

DIGITS = 12  # what differs after these differs by binary fractions only


def normalise(table: pd.DataFrame, spec: Spec, how: Normalisation | None = None) -> pd.DataFrame:
    """Units x indicators on the scale of ``how`` (else of the spec), higher is better; missing stays.

    - ``min_max``: ``lower`` at the least, ``upper`` at the best value (handbook, step 5).
    - ``z_score``: ``mean`` and ``deviation``, by sample (n - 1) or population (n) deviation. With 100
      and 10 of the population it is the scale of the Mazziotta-Pareto index.
    - ``goalposts``: ``lower`` and ``upper`` at the declared ends; values beyond are held at the end.
    - ``rank``: 1 for the worst; equal values share the lowest of their places (COINr's ``n_rank``).

    Raises ``IndexRefused`` for an indicator with no spread (not with goalposts), one without
    goalposts where they are needed, and a logarithm of zero or less.
    """
    how = how or spec.normalisation
    made = {
        each.id: _scaled(_logs(table[each.id], each), each, how)
        for each in spec.indicators
        if each.id in table.columns
    }
    return pd.DataFrame(made, index=table.index)


def _logs(values: pd.Series, indicator: Indicator) -> pd.Series:
    if not indicator.log:
        return values
    ends = indicator.goalposts or (1.0, 1.0)
    if (values <= 0).any() or min(ends) <= 0:
        raise IndexRefused(
            indicator.id,
            f"a logarithm of {min(values.min(), *ends):g}",
            "values and goalposts above 0",
            "take log away, or correct the value",
        )
    logs: pd.Series = np.log(values)
    return logs


def _scaled(values: pd.Series, indicator: Indicator, how: Normalisation) -> pd.Series:
    if how.method == "goalposts":
        return _between_goalposts(values, indicator, how)
    if alike(values):
        raise IndexRefused(
            indicator.id,
            f"the same value ({values.max():g}) for every unit",
            "two or more different values",
            "take it out: it cannot tell units apart",
            IndexRefused.ALIKE,
        )
    better = -values if indicator.direction == LOWER else values
    if how.method == "rank":
        return _exact(better).rank(method="min")
    if how.method == "z_score":
        spread = better.std(ddof=1 if how.sample else 0)
        scores: pd.Series = how.mean + how.deviation * (better - better.mean()) / spread
        return scores
    share = (better - better.min()) / (better.max() - better.min())
    scaled: pd.Series = how.lower + (how.upper - how.lower) * share
    return scaled


def alike(values: pd.Series) -> bool:
    """Whether the values that there are cannot tell units apart."""
    return bool(_exact(values).nunique() < 2)


def _exact(values: pd.Series) -> pd.Series:
    """The values to twelve digits of the largest: 3 of 10 and 6 of 20 are the same rate."""
    largest = values.abs().max()
    exact: pd.Series = (values / largest).round(DIGITS) if largest > 0 else values
    return exact


def _between_goalposts(values: pd.Series, indicator: Indicator, how: Normalisation) -> pd.Series:
    if indicator.goalposts is None:
        raise IndexRefused(
            indicator.id, "no goalposts", "two numbers", "declare goalposts = [lowest, highest]"
        )
    low, high = np.log(indicator.goalposts) if indicator.log else indicator.goalposts
    share = ((values - low) / (high - low)).clip(0, 1)
    if indicator.direction == LOWER:
        share = 1 - share
    scores: pd.Series = how.lower + (how.upper - how.lower) * share
    return scores

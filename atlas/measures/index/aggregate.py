"""From the bottom to the top of the tree, level by level: the children of a group become its score.

Scores are arrays of units x draws. The index itself is one draw; Monte Carlo hands in many, and
the same lines make both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.composites.spec import Aggregation, Spec
from atlas.errors import IndexRefused

Floats = NDArray[np.float64]


def aggregate(normalised: pd.DataFrame, spec: Spec) -> pd.DataFrame:
    """Units x groups, the index in the last column; NaN where a unit has too few inputs of a group.

    Where a child is missing, the weights of the others are made to sum to one again. The inputs
    counted against ``available`` are those of the declared children, after imputation.
    """
    columns = {name: normalised[[name]].to_numpy(dtype="float64") for name in normalised.columns}
    weights = {node.id: np.array([node.weight]) for node in spec.nodes}
    scores = climb(columns, weights, spec)
    return pd.DataFrame(
        {group.id: scores[group.id][:, 0] for group in spec.bottom_up()}, index=normalised.index
    )


def climb(
    columns: Mapping[str, Floats],
    weights: Mapping[str, Floats],
    spec: Spec,
    scored: pd.DataFrame | None = None,
) -> dict[str, Floats]:
    """Every group's scores, units x draws, from the indicators' (units x 1) and every node's weights
    (draws). Raises ``IndexRefused`` where a mean is not defined.

    ``scored``, units x groups, says which units have a score of a group; else their inputs are counted.
    """
    scores = dict(columns)
    units = len(next(iter(columns.values())))
    nothing = np.full((units, 1), np.nan)
    for group in spec.bottom_up():
        children = spec.children(group.id)
        inputs = [scores.get(child.id, nothing) for child in children]
        made = combine(
            inputs,
            [weights[child.id] for child in children],
            group.method or spec.aggregation.method,
            spec.aggregation,
            group.id,
        )
        if scored is None:
            there = sum((~np.isnan(each)).astype(np.int16) for each in inputs)
            # 2 of 3 is enough for 0.6667: a share is written with a few decimals
            enough = there >= spec.aggregation.available * len(children) - 1e-3
        else:
            enough = scored[[group.id]].to_numpy()
        scores[group.id] = np.where(enough, made, np.nan)
    return scores


def combine(
    inputs: Sequence[Floats], weights: Sequence[Floats], method: str, how: Aggregation, name: str
) -> Floats:
    """The weighted mean of the children, units x draws.

    - ``arithmetic``: full compensation.
    - ``geometric``: ``exp`` of the mean logarithm; refuses zero and less.
    - ``mazziotta_pareto``: ``M + penalty * S * cv``, with ``cv = S / M`` and S the population deviation
      (divisor: the sum of the weights) among the unit's children (De Muro, Mazziotta, Pareto 2011;
      weights are a generalisation, equal weights are the original). Refuses a mean of zero or less.
    """
    if method == "geometric":
        _positive(inputs, name, "a geometric mean of")
        return np.exp(_mean([np.log(each) for each in inputs], weights))
    mean = _mean(inputs, weights)
    if method == "arithmetic":
        return mean
    _positive([mean], name, "a Mazziotta-Pareto penalty on a mean of")
    variance = _mean([(each - mean) ** 2 for each in inputs], weights)
    return mean + how.penalty * variance / mean


def _mean(inputs: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
    holes = [np.isnan(each) for each in inputs]
    if not any(each.any() for each in holes) and all(each.shape[1] == 1 for each in inputs):
        # the scores are the same in each draw: one product of matrices makes all means
        means: Floats = np.hstack(inputs) @ _shares(weights)
        return means
    total: Floats = np.zeros(1)
    weight: Floats = np.zeros(1)
    for values, each, missing in zip(inputs, weights, holes, strict=True):
        some = missing.any()
        total = total + each * (np.where(missing, 0.0, values) if some else values)
        weight = weight + (each * ~missing if some else each)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight > 0, total / weight, np.nan)


def _shares(weights: Sequence[Floats]) -> Floats:
    """Children x draws, each draw summing to one; NaN for a draw without weight."""
    stacked = np.vstack(weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = stacked / stacked.sum(axis=0)
    return shares


def _positive(inputs: Sequence[Floats], name: str, what: str) -> None:
    least = min(
        (float(np.nanmin(each)) for each in inputs if not np.isnan(each).all()), default=1.0
    )
    if least <= 0:
        raise IndexRefused(
            name,
            f"{what} {least:g}",
            "numbers above 0",
            "set lower = 1 of a min_max or goalposts scale, mean = 100 and deviation = 10 of a "
            "z_score, or use arithmetic",
        )

"""How firmly a rank stands: many indices with other weights, scales and one indicator fewer.

Handbook, step 7 (Saisana, Saltelli and Tarantola 2005). Draws are columns of arrays: nothing here
walks over them one by one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.composites.spec import Spec
from atlas.measures.index.aggregate import climb
from atlas.measures.index.normalise import normalise
from atlas.measures.index.rank import places_of

Floats = NDArray[np.float64]
COLUMNS = ["low", "median", "high"]


def rank_ranges(treated: pd.DataFrame, spec: Spec, scored: pd.DataFrame) -> pd.DataFrame:
    """Units x ``low, median, high`` places of the index over the draws; NaN for units that are not
    ``scored`` (units x groups).

    ``low`` is the best place. Each bound is a place that occurred: no interpolation. Every draw has
    weights of its own, one of the declared normalisations and, if asked for, leaves out one
    indicator of several, each as likely as the others. What a draw leaves out is not missing, and
    takes no unit's place away: one that has nothing else that counts keeps it in that draw, so all
    places are among all. The same seed gives the same ranges.
    """
    chance = spec.uncertainty
    random = np.random.default_rng(chance.seed)
    methods = chance.normalisations or (spec.normalisation.method,)
    weights = _weights(spec, random)
    fewer = _fewer(weights, list(treated.columns), random) if chance.leave_one_out else weights
    chosen = random.integers(len(methods), size=chance.draws)
    places = np.full((len(treated), chance.draws), np.nan)
    for number, method in enumerate(methods):
        at = chosen == number
        if not at.any():
            continue
        scale = normalise(treated, spec, replace(spec.normalisation, method=method))
        columns = {name: scale[[name]].to_numpy(dtype="float64") for name in scale.columns}
        scores = climb(columns, _at(fewer, at), spec, scored)[spec.root]
        lost = np.isnan(scores) & scored[[spec.root]].to_numpy()
        if lost.any():
            scores = np.where(
                lost, climb(columns, _at(weights, at), spec, scored)[spec.root], scores
            )
        places[:, at] = places_of(scores, spec.ties)
    return pd.DataFrame(_quantiles(places, chance.interval), index=treated.index, columns=COLUMNS)


def _weights(spec: Spec, random: np.random.Generator) -> dict[str, Floats]:
    """Weights by node, one for each draw. Dirichlet within each group of siblings, with the declared
    shares as means."""
    chance = spec.uncertainty
    made: dict[str, Floats] = {}
    for group in spec.bottom_up():
        children = spec.children(group.id)
        declared = np.array([child.weight for child in children], dtype="float64")
        if chance.weights == "dirichlet":
            shares = chance.concentration * declared / declared.sum()
            gammas = random.standard_gamma(shares, size=(chance.draws, len(children)))
            drawn = gammas / gammas.sum(axis=1, keepdims=True)
        else:
            factors = random.uniform(
                1 - chance.spread, 1 + chance.spread, size=(chance.draws, len(children))
            )
            drawn = declared * factors
        made |= {child.id: drawn[:, i] for i, child in enumerate(children)}
    return made


def _fewer(
    weights: dict[str, Floats], entered: list[str], random: np.random.Generator
) -> dict[str, Floats]:
    """The weights with that of one of the indicators, another in each draw, set to nothing."""
    out = random.integers(len(entered), size=len(weights[entered[0]]))
    return weights | {
        name: np.where(out == i, 0.0, weights[name]) for i, name in enumerate(entered)
    }


def _at(weights: dict[str, Floats], draws: NDArray[np.bool_]) -> dict[str, Floats]:
    """The weights of some of the draws."""
    return {name: each[draws] for name, each in weights.items()}


def _quantiles(places: Floats, interval: float) -> Floats:
    ordered = np.sort(places, axis=1)  # missing last
    known = (~np.isnan(ordered)).sum(axis=1)
    tail = (1 - interval) / 2
    bounds = []
    for share, whole in ((tail, np.floor), (0.5, np.floor), (1 - tail, np.ceil)):
        at = whole(np.round(share * np.maximum(known - 1, 0), 9)).astype(int)
        bounds.append(np.take_along_axis(ordered, at[:, None], axis=1)[:, 0])
    return np.column_stack(bounds)

"""The index engine on tables of the size that others have, each computed a second time by plain loops."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pandas as pd
import pytest

from atlas.composites.spec import Aggregation, Normalisation, Outliers, Uncertainty
from atlas.measures.index import Group, Indicator, Spec, composite

KEPT = Outliers(treat=False)


def table(units, columns, seed, holes=0.0):
    random = np.random.default_rng(seed)
    values = random.normal(50, 12, size=(units, columns))
    values[random.random(values.shape) < holes] = np.nan
    frame = pd.DataFrame(values, columns=[f"i{c}" for c in range(columns)])
    return frame.assign(unit=[f"u{u}" for u in range(units)])


def mean(pairs):
    """The weighted mean of what is there; None where nothing is."""
    known = [(weight, value) for weight, value in pairs if value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if known else None


def four_levels():
    """49 indicators under 14 groups under 4 groups under the index, every weight another one."""
    indicators = [
        Indicator(f"i{c}", f"g{c % 14}", 1 + c % 3, "lower" if c % 4 == 0 else "higher")
        for c in range(49)
    ]
    groups = [Group(f"g{g}", f"p{g % 4}", 1 + g % 2) for g in range(14)]
    groups += [Group(f"p{p}", "index", 2 + p) for p in range(4)]
    return Spec((*indicators,), (Group("index"), *groups), outliers=KEPT, missing=0.5)


def test_51_units_49_indicators_4_levels_by_loops():
    frame, spec = table(51, 49, 7, holes=0.05), four_levels()
    result = composite(frame, spec)
    columns = {i.id: frame[i.id].tolist() for i in spec.indicators}
    ends = {name: (np.nanmin(v), np.nanmax(v)) for name, v in columns.items()}
    by_loop = []
    for unit in range(51):
        scores = {}
        for each in spec.indicators:
            value, (low, high) = columns[each.id][unit], ends[each.id]
            share = None if math.isnan(value) else (value - low) / (high - low)
            turned = each.direction == "lower" and share is not None
            scores[each.id] = None if share is None else 100 * (1 - share if turned else share)
        for level in ("g", "p", "index"):
            for group in [g for g in spec.groups if g.id.startswith(level)]:
                children = [n for n in spec.nodes if n.parent == group.id]
                enough = sum(scores[c.id] is not None for c in children) >= 0.5 * len(children)
                made = mean([(c.weight, scores[c.id]) for c in children])
                scores[group.id] = made if enough else None
        by_loop.append(scores["index"])
    assert len(result.aggregated.columns) == 1 + 4 + 14
    assert result.aggregated["index"].tolist() == pytest.approx(by_loop)
    best = sorted(by_loop, reverse=True)
    assert result.ranks["index"].tolist() == [best.index(score) + 1 for score in by_loop]


def test_556_units_6_indicators_with_a_penalised_mean_by_loops():
    frame = table(556, 6, 3)
    spec = Spec(
        tuple(
            Indicator(f"i{c}", "mpi", direction="lower" if c == 5 else "higher") for c in range(6)
        ),
        (Group("mpi"),),
        outliers=KEPT,
        normalisation=Normalisation("z_score", mean=100, deviation=10, sample=False),
        aggregation=Aggregation("mazziotta_pareto"),
        uncertainty=Uncertainty(200, normalisations=("z_score",), leave_one_out=True),
    )
    result = composite(frame, spec)
    standard = []
    for c in range(6):
        values = frame[f"i{c}"].tolist()
        centre, spread = statistics.fmean(values), statistics.pstdev(values)
        sign = -1 if c == 5 else 1
        standard.append([100 + sign * 10 * (value - centre) / spread for value in values])
    by_loop = []
    for unit in zip(*standard, strict=True):
        level, spread = statistics.fmean(unit), statistics.pstdev(unit)
        by_loop.append(level - spread * (spread / level))
    assert result.aggregated["mpi"].tolist() == pytest.approx(by_loop)
    assert (result.aggregated["mpi"] < result.normalised.mean(axis=1)).all()
    assert len(result.rank_ranges.dropna()) == 556

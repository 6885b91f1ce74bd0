"""The range of places, a second time: every index that a draw can be, one by one, in plain Python."""

from __future__ import annotations

import random
import statistics
from dataclasses import dataclass, replace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from atlas.composites.spec import Aggregation, Outliers, Uncertainty
from atlas.measures.index import Group, Indicator, Spec, composite, own
from tests.measures.shipped_index import LOWER, THEMES, figures, reined

SCALES = ("min_max", "z_score", "rank")
ENOUGH = 0.5  # of the children of a theme, and of the themes


@dataclass(frozen=True)
class World:
    """Themes with their indicators, the weight of each of these by name, the indicators of which less is
    better, and the numbers: ``{indicator: {unit: number}}``, without those that are missing."""

    themes: dict[str, list[str]]
    weights: dict[str, float]
    lower: set[str]
    numbers: dict[str, dict[str, float]]
    units: list[str]

    def scaled(self, name: str, scale: str) -> dict[str, float]:
        """An indicator on a scale on which more is better."""
        sign = -1 if name in self.lower else 1
        better = {unit: sign * number for unit, number in self.numbers[name].items()}
        known = list(better.values())
        if scale == "rank":
            return {u: 1 + sum(other < mine for other in known) for u, mine in better.items()}
        if scale == "z_score":
            middle, spread = statistics.mean(known), statistics.stdev(known)
            return {unit: (mine - middle) / spread for unit, mine in better.items()}
        low, high = min(known), max(known)
        return {unit: 100 * (mine - low) / (high - low) for unit, mine in better.items()}

    def scores(self, scales, weights, out=""):
        """The score of each unit that has enough inputs, with one indicator left out: of a unit that has no
        other, it is not."""
        made = {}
        for unit in self.units:
            has = {
                t: [n for n in names if unit in scales.get(n, ())]
                for t, names in self.themes.items()
            }
            counts = {
                t: has[t] for t, names in self.themes.items() if len(has[t]) >= ENOUGH * len(names)
            }
            if len(counts) < ENOUGH * len(self.themes):
                continue
            fewer = {t: [n for n in names if n != out] for t, names in counts.items()}
            counts = fewer if any(fewer.values()) else counts
            theme = {
                t: sum(weights[n] * scales[n][unit] for n in names) / sum(weights[n] for n in names)
                for t, names in counts.items()
                if names
            }
            made[unit] = sum(weights[t] * s for t, s in theme.items()) / sum(
                weights[t] for t in theme
            )
        return made


def placed(scores):
    """Places from the highest score; what differs by binary fractions only is shared."""
    close = 1e-9 * max(map(abs, scores.values()))
    return {
        u: 1 + sum(other - mine > close for other in scores.values()) for u, mine in scores.items()
    }


def every_place(world, scales=SCALES):
    """The places of each unit over every scale and all that can be left out, by the declared weights."""
    found = {}
    for scale in scales:
        scaled = {name: world.scaled(name, scale) for name in world.numbers}
        for out in world.numbers:
            for unit, place in placed(world.scores(scaled, world.weights, out)).items():
                found.setdefault(unit, set()).add(place)
    return found


def told(result):
    """The range of each unit that has one."""
    known = result.rank_ranges.dropna()
    return {
        str(u): (int(r.low), int(r.high))
        for u, r in zip(known.index, known.itertuples(), strict=True)
    }


# --- small worlds ---------------------------------------------------------------------------------------


@some.composite
def worlds(draw):
    sizes = draw(some.lists(some.integers(1, 3), min_size=1, max_size=3))
    themes = {f"t{i}": [f"i{i}{j}" for j in range(size)] for i, size in enumerate(sizes)}
    names = [name for those in themes.values() for name in those]
    units = [f"u{i}" for i in range(draw(some.integers(3, 6)))]
    cell = some.none() | some.integers(0, 9)
    numbers = {
        name: {u: float(n) for u in units if (n := draw(cell)) is not None} for name in names
    }
    weights = {node: float(draw(some.integers(1, 3))) for node in (*themes, *names)}
    lower = {name for name in names if draw(some.booleans())}
    return World(themes, weights, lower, numbers, units)


def entered(world, missing):
    """The world without the indicators that too many units lack."""
    least = (1 - missing) * len(world.units)
    return replace(world, numbers={n: v for n, v in world.numbers.items() if len(v) >= least})


@settings(max_examples=20, deadline=None, database=None, derandomize=True)
@given(worlds(), some.lists(some.sampled_from(SCALES), min_size=1, max_size=3, unique=True))
def test_ranges_are_all_that_leaving_out_and_other_scales_can_make(world, scales):
    within = entered(world, missing=0.6)
    assume(within.numbers)
    assume(all(len(set(v.values())) > 1 for v in within.numbers.values()))
    assume(all(world.numbers.values()))
    expected = every_place(within, scales)
    assume(expected)
    spec = Spec(
        indicators=tuple(
            Indicator(n, t, world.weights[n], "lower" if n in world.lower else "higher")
            for t, names in world.themes.items()
            for n in names
        ),
        groups=(Group("index"), *(Group(t, "index", world.weights[t]) for t in world.themes)),
        missing=0.6,
        outliers=Outliers(treat=False),
        aggregation=Aggregation(available=ENOUGH),
        uncertainty=Uncertainty(
            800, spread=0, normalisations=tuple(scales), leave_one_out=True, interval=1
        ),
    )
    frame = pd.DataFrame(world.numbers, index=world.units)
    assert told(composite(frame, spec)) == {u: (min(p), max(p)) for u, p in expected.items()}


# --- the shipped figures --------------------------------------------------------------------------------


def shipped_world(data, preset):
    known = {name: figures(data.codes)[name] for names in THEMES.values() for name in names}
    weights = next(p.weights for p in data.index.presets if p.id == preset)
    return World(
        THEMES,
        {**weights, **dict.fromkeys(known, 1.0)},
        LOWER,
        {name: reined(numbers) for name, numbers in known.items()},
        list(data.codes),
    )


PRESETS = pytest.mark.parametrize("preset", ["equal", "skills", "enterprise", "work"])


@PRESETS
def test_shipped_ranges_without_other_weights_are_all_twenty_one_indices(shipped, preset):
    data = shipped.public
    made = own.made(
        data, tuple(next(p.weights for p in data.index.presets if p.id == preset).items())
    )
    firm = replace(made.spec.uncertainty, spread=0, interval=1)
    result = composite(made.figures, replace(made.spec, uncertainty=firm))
    expected = every_place(shipped_world(data, preset))
    assert told(result) == {u: (min(p), max(p)) for u, p in expected.items()}


@PRESETS
def test_shipped_ranges_hold_the_middle_nine_tenths_of_draws_of_another_kind(shipped, preset):
    data, dice, draws = shipped.public, random.Random(2), 2000
    world = shipped_world(data, preset)
    made = own.made(
        data, tuple(next(p.weights for p in data.index.presets if p.id == preset).items())
    )
    scales = [{name: world.scaled(name, scale) for name in world.numbers} for scale in SCALES]
    places = {unit: [] for unit in world.units}
    for _ in range(draws):
        weights = {node: w * dice.uniform(0.75, 1.25) for node, w in world.weights.items()}
        out = dice.choice(list(world.numbers))
        for unit, place in placed(world.scores(dice.choice(scales), weights, out)).items():
            places[unit].append(place)
    # a twentieth on either side, give or take four standard errors of both sets of draws
    tail, slack = 0.05, 4 * (0.05 * 0.95 * 2 / draws) ** 0.5
    for unit, (low, high) in made.ranges.items():
        mine = places[unit]
        assert sum(place < low for place in mine) / draws <= tail + slack, unit
        assert sum(place <= low for place in mine) / draws >= tail - slack, unit
        assert sum(place > high for place in mine) / draws <= tail + slack, unit
        assert sum(place >= high for place in mine) / draws >= tail - slack, unit

"""The index where numbers end: binary fractions, what a draw leaves out, what is too large to count with."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from atlas.composites.spec import Aggregation, Normalisation, Outliers, Uncertainty
from atlas.errors import IndexRefused
from atlas.measures.index import Group, Indicator, Spec, composite

NAN = float("nan")
A, B = Indicator("a", "index"), Indicator("b", "index")
INDEX = (Group("index"),)


def frame(**columns):
    units = [f"u{i}" for i in range(len(next(iter(columns.values()))))]
    return pd.DataFrame({"unit": units} | columns)


def places(table, **changes):
    """The range of each unit over draws that leave out one indicator and vary nothing else."""
    chance = Uncertainty(draws=400, spread=0, leave_one_out=True, interval=1)
    told = composite(
        table, Spec(**({"uncertainty": chance, "groups": INDEX} | changes))
    ).rank_ranges
    return [(int(low), int(high)) for low, high in zip(told["low"], told["high"], strict=True)]


def test_one_rate_everywhere_cannot_tell_units_apart():
    # 7 per cent of each, but 0.07 * 2461 / 2461 is not 0.07 * 5853 / 5853 in binary fractions
    sizes = [float(size) for size in np.random.default_rng(1).integers(1000, 130000, 200)]
    table = frame(a=[0.07 * size for size in sizes], size=sizes)
    assert (table["a"] / table["size"]).nunique() > 1
    with pytest.raises(IndexRefused, match="the same value"):
        composite(table, Spec((Indicator("a", "index", denominator="size"),), INDEX))


def test_equal_rates_share_a_place_as_a_scale():
    table = frame(a=[0.1 + 0.2, 0.3, 0.4])
    made = composite(table, Spec((A,), INDEX, normalisation=Normalisation("rank")))
    assert made.normalised["a"].tolist() == [1, 1, 3]


def test_what_a_draw_leaves_out_is_not_missing():
    # by a and b alike: third, second and first; by a alone: 1, 3, 2; by b alone: 3, 1, 2
    themes = (Group("index"), Group("one", "index"), Group("other", "index"))
    told = places(
        frame(a=[9.0, 0.0, 5.0], b=[0.0, 8.0, 7.0]),
        indicators=(Indicator("a", "one"), Indicator("b", "other")),
        groups=themes,
        aggregation=Aggregation(available=1),
    )
    assert told == [(1, 3), (1, 3), (2, 2)]


def test_a_unit_without_a_score_of_a_theme_gets_none_in_any_draw():
    # u2 has one of three, fewer than half: its only figure of the theme, the highest, never counts, and d,
    # the lowest, always does
    parts = tuple(Indicator(name, "theme") for name in "abc")
    shared = [2.0, 1.0, NAN, 3.0, 4.0]
    told = places(
        frame(a=[1.0, 2.0, 9.0, 3.0, 4.0], b=shared, c=shared, d=[9.0, 8.0, 0.0, 7.0, 6.0]),
        indicators=(*parts, Indicator("d", "index")),
        groups=(Group("index"), Group("theme", "index")),
    )
    assert told[2] == (5, 5)


def test_the_only_indicator_is_never_left_out():
    assert places(frame(a=[1.0, 3.0, 2.0]), indicators=(A,)) == [(3, 3), (1, 1), (2, 2)]


def test_a_unit_that_would_lose_its_only_input_keeps_it_and_nobody_moves_up():
    # u0 has only a: 50 beside 100 and 0. Without b: places 2, 1 and 3; without a, where the others have
    # 0 and 100: 2, 3 and 1. Were it taken out, u1 would be second of two
    told = places(
        frame(a=[5.0, 10.0, 0.0], b=[NAN, 0.0, 10.0]),
        indicators=(Indicator("a", "one"), Indicator("b", "other")),
        groups=(Group("index"), Group("one", "index"), Group("other", "index")),
        missing=0.5,
    )
    assert told == [(2, 2), (1, 3), (1, 3)]


def test_what_alone_has_weight_is_never_left_out():
    others = Indicator("b", "index", weight=0)
    told = places(frame(a=[1.0, 3.0, 2.0], b=[3.0, 1.0, 2.0]), indicators=(A, others))
    assert told == [(3, 3), (1, 1), (2, 2)]


@pytest.mark.parametrize("value", [1e308, -1e61])
def test_a_figure_that_cannot_be_counted_with_is_refused(value):
    with pytest.raises(IndexRefused, match="a of u0"):
        composite(frame(a=[value, 0.0, 1.0], b=[1.0, 2.0, 3.0]), Spec((A, B), INDEX))


@pytest.mark.parametrize(
    ("says", "changes"),
    [
        ("weight of a", {"indicators": (Indicator("a", "index", weight=1e308), B)}),
        ("draws: 100.5", {"uncertainty": Uncertainty(draws=100.5)}),
        ("seed: -1", {"uncertainty": Uncertainty(draws=10, seed=-1)}),
        ("seed: 'x'", {"uncertainty": Uncertainty(draws=10, seed="x")}),
        (
            "concentration: 1e-06",
            {"uncertainty": Uncertainty(weights="dirichlet", concentration=1e-6)},
        ),
        ("at_most: 2.5", {"outliers": Outliers(at_most=2.5)}),
        ("skewness: 'x'", {"outliers": Outliers(skewness="x")}),
        ("kurtosis: nan", {"outliers": Outliers(kurtosis=NAN)}),
        ("mean: 'x'", {"normalisation": Normalisation("z_score", mean="x")}),
        ("deviation: inf", {"normalisation": Normalisation("z_score", deviation=float("inf"))}),
    ],
)
def test_a_number_of_the_spec_that_is_none_is_refused_by_its_name(says, changes):
    with pytest.raises(IndexRefused) as refused:
        Spec(**({"indicators": (A, B), "groups": INDEX} | changes))
    assert str(refused.value).startswith(says)

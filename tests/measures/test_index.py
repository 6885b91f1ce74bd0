"""The index engine: by head, against published figures, by plain loops, and by what must always hold."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.composites.spec import (
    Aggregation,
    Imputation,
    Normalisation,
    Outliers,
    Uncertainty,
)
from atlas.errors import IndexRefused
from atlas.measures.index import Group, Indicator, Spec, composite
from atlas.measures.index.treat import shape, treat

NAN = float("nan")
TREE = Spec(
    indicators=(
        Indicator("a", "people"),
        Indicator("b", "people", weight=3, direction="lower"),
        Indicator("c", "money"),
    ),
    groups=(Group("index"), Group("people", "index"), Group("money", "index")),
)


def frame(**columns):
    units = [f"u{i}" for i in range(len(next(iter(columns.values()))))]
    return pd.DataFrame({"unit": units} | columns)


def flat(names, **changes):
    """An index of equal weights right above its indicators."""
    return Spec(tuple(Indicator(name, "index") for name in names), (Group("index"),), **changes)


def score(result):
    return result.aggregated[result.root].tolist()


# --- By head ----------------------------------------------------------------------------------------


def test_a_hierarchy_by_head():
    # a: 0, 50, 100; b turned: 100, 0, 50; c: 0, 100, 100
    result = composite(frame(a=[1, 2, 3], b=[1, 5, 3], c=[0, 7, 7]), TREE)
    assert result.aggregated["people"].tolist() == [75, 12.5, 62.5]
    assert score(result) == [37.5, 56.25, 81.25]
    assert result.ranks["index"].tolist() == [3, 2, 1]
    assert list(result.aggregated)[-1] == result.root == "index"


def test_denominators_and_per():
    spec = replace(
        TREE, indicators=(Indicator("a", "people", denominator="n", per=1000), *TREE.indicators[1:])
    )
    table = frame(a=[1, 2, 3], b=[1, 5, 3], c=[0, 7, 7], n=[100, 100, 1000])
    assert composite(table, spec).denominated["a"].tolist() == [10, 20, 3]


def test_a_group_mean_fills_and_its_share_is_told():
    spec = flat("xy", imputation=Imputation("group_mean", "kind"), missing=0.5)
    table = frame(x=[1, NAN, 3, 9], y=[1, 2, 3, 4], kind=["p", "p", "p", "q"])
    result = composite(table, spec)
    assert result.imputed["x"].tolist() == [1, 2, 3, 9]
    assert result.imputed_share.tolist() == [0, 0.5, 0, 0]


def test_missing_children_give_their_weight_to_the_others():
    result = composite(frame(a=[1, 2, NAN], b=[1, 5, 3], c=[0, 7, 7]), replace(TREE, missing=0.5))
    assert result.aggregated["people"].tolist() == [75, 25, 50]


def test_a_unit_with_too_few_inputs_has_no_score():
    spec = replace(TREE, missing=0.5, aggregation=Aggregation(available=1.0))
    result = composite(frame(a=[1, 2, NAN], b=[1, 5, 3], c=[0, 7, 7]), spec)
    assert np.isnan(result.aggregated["people"].iloc[2])
    assert np.isnan(result.ranks["index"].iloc[2])
    assert result.ranks["index"].iloc[:2].tolist() == [2, 1]


@pytest.mark.parametrize(("missing", "out"), [(3, []), (4, ["a"])])
def test_an_indicator_may_be_missing_for_three_of_fifteen(missing, out):
    values = [float(i) for i in range(15)]
    holes = [NAN] * missing + values[missing:]
    assert list(composite(frame(a=holes, b=values, c=values), TREE).left_out) == out


@pytest.mark.parametrize(
    ("ties", "places"), [("competition", [1, 2, 2, 4]), ("average", [1, 2.5, 2.5, 4])]
)
def test_ties_share_a_place(ties, places):
    spec = flat("x", ties=ties)
    assert composite(frame(x=[9, 5, 5, 1]), spec).ranks["index"].tolist() == places


def test_sums_that_differ_by_rounding_only_are_ties():
    spec = flat("xyz", outliers=Outliers(treat=False))
    table = frame(x=[0.1, 0.3, 0, 1], y=[0.2, 0.2, 0, 1], z=[0.3, 0.1, 0, 1])
    assert composite(table, spec).ranks["index"].tolist() == [2, 2, 4, 1]


@pytest.mark.parametrize(("sample", "top"), [(True, 1.0), (False, math.sqrt(1.5))])
def test_z_scores_of_a_sample_and_of_a_population(sample, top):
    spec = flat("x", normalisation=Normalisation("z_score", sample=sample))
    assert score(composite(frame(x=[1, 2, 3]), spec)) == pytest.approx([-top, 0, top])


def test_ranks_as_a_scale():
    spec = flat("x", normalisation=Normalisation("rank"))
    assert score(composite(frame(x=[5, 5, 1, 9]), spec)) == [2, 2, 1, 4]


@pytest.mark.parametrize(("penalty", "made"), [(-1, 100 - 1), (1, 100 + 1)])
def test_mazziotta_pareto_by_head(penalty, made):
    # a unit at 110 and 90: M = 100, S = 10, S * cv = 10 * 10 / 100 = 1
    spec = flat(
        "xy",
        normalisation=Normalisation("z_score", mean=100, deviation=10, sample=False),
        aggregation=Aggregation("mazziotta_pareto", penalty=penalty),
    )
    assert score(composite(frame(x=[0, 2], y=[5, 3]), spec)) == pytest.approx([made, made])


# --- Published figures (docs/index.md names the sources) --------------------------------------------

ASEM = {  # four rows of COINr's vignette "Presenting Results": pillars, sub-indices, index
    "CHE": ([63.41, 32.87, 74.78, 85.94, 56.93], [77.21, 87.85, 56.88], 62.79, 73.98, 68.38),
    "NLD": ([64.87, 46.62, 84.55, 71.74, 41.92], [58.73, 86.58, 57.78], 61.94, 67.70, 64.82),
    "DNK": ([50.52, 30.43, 78.13, 75.35, 51.04], [69.83, 86.40, 61.29], 57.10, 72.51, 64.80),
    "NOR": ([58.18, 25.70, 80.03, 89.46, 33.80], [70.90, 87.00, 56.59], 57.44, 71.50, 64.47),
}
CONN, SUST = (
    ["Physical", "ConEcFin", "Political", "Instit", "P2P"],
    ["Environ", "Social", "SusEcFin"],
)


def test_asem_from_pillars_to_index():
    spec = Spec(
        tuple(
            Indicator(name, parent, goalposts=(0, 100))
            for parent, names in (("Conn", CONN), ("Sust", SUST))
            for name in names
        ),
        (Group("Index"), Group("Conn", "Index"), Group("Sust", "Index")),
        outliers=Outliers(treat=False),
        normalisation=Normalisation("goalposts"),
    )
    rows = [conn + sust for conn, sust, *_ in ASEM.values()]
    made = composite(pd.DataFrame(rows, columns=CONN + SUST, index=list(ASEM)), spec).aggregated
    for unit, (_, _, conn, sust, index) in ASEM.items():
        # the inputs are printed with two decimals: their mean may be off by half of the last one
        printed = {"Conn": conn, "Sust": sust, "Index": index}
        assert made.loc[unit].to_dict() == pytest.approx(printed, abs=0.0101)


def test_skewness_kurtosis_and_winsorisation_of_coinr():
    table = pd.DataFrame({"x": [*range(1, 11), 30, 100]}, dtype="float64")
    made, told = treat(table, Outliers())
    assert shape(table["x"].to_numpy()) == pytest.approx((3.063241, 9.741391), abs=5e-7)
    assert made["x"].tolist() == [*range(1, 11), 30, 30]
    after = told.loc["x", ["skewness_after", "kurtosis_after"]].tolist()
    assert after == pytest.approx([1.712038, 1.815781], abs=5e-7)
    assert told.loc["x", ["status", "points"]].tolist() == ["winsorised", 1]


def test_human_development_index_of_the_technical_notes():
    spec = Spec(
        (
            Indicator("health", "hdi", goalposts=(0, 1)),
            Indicator("education", "hdi", goalposts=(0, 1)),
            Indicator("income", "hdi", goalposts=(100, 75_000), log=True),
        ),
        (Group("hdi"),),
        outliers=Outliers(treat=False),
        normalisation=Normalisation("goalposts", 0, 1),
        aggregation=Aggregation("geometric"),
    )
    result = composite(frame(health=[0.6971], education=[0.3447], income=[3829]), spec)
    assert result.normalised["income"].iloc[0] == pytest.approx(0.5506, abs=5e-5)
    assert score(result)[0] == pytest.approx(0.510, abs=5e-4)


# --- Outliers ---------------------------------------------------------------------------------------

LONG = [*range(1, 41)]


def test_more_points_than_allowed_are_left_and_told_or_become_logarithms():
    values = [*LONG, 1000, 2000, 3000]
    table = pd.DataFrame({"x": values}, dtype="float64")
    made, told = treat(table, Outliers(at_most=1))
    assert made["x"].tolist() == values
    assert told.loc["x", "status"] == "outliers remain"
    logs, told = treat(table, Outliers(at_most=1, otherwise="log"))
    assert told.loc["x", "status"] == "logarithm"
    assert logs["x"].iloc[0] == pytest.approx(math.log(0.01 * 2999))


def test_ties_never_make_it_six_points():
    values = [*LONG, *[500] * 6]
    _, told = treat(
        pd.DataFrame({"x": values}, dtype="float64"), Outliers(skewness=1, kurtosis=0.1)
    )
    assert told.loc["x", "points"] <= 5


# --- What must always hold --------------------------------------------------------------------------

NUMBER = st.integers(-1000, 1000).map(float)
TABLES = st.integers(3, 12).flatmap(
    lambda n: st.lists(
        st.lists(NUMBER, min_size=n, max_size=n).filter(lambda v: len(set(v)) > 1),
        min_size=3,
        max_size=3,
    )
)
PLAIN = replace(TREE, outliers=Outliers(treat=False))
SETTINGS = settings(max_examples=60, deadline=None)


def of(columns):
    return frame(**dict(zip("abc", columns, strict=True)))


@SETTINGS
@given(TABLES, st.integers(0, 2), st.floats(0, 1))
def test_a_better_input_never_lowers_a_score(columns, unit, share):
    better = [list(each) for each in columns]
    # within the range of the others, so that the scale stays
    top = max(columns[0])
    better[0][unit] += share * (top - better[0][unit])
    if columns[0][unit] == min(columns[0]) and columns[0].count(columns[0][unit]) == 1:
        return
    before, after = (score(composite(of(each), PLAIN)) for each in (columns, better))
    assert after[unit] >= before[unit] - 1e-9


@SETTINGS
@given(TABLES, st.floats(0.01, 100))
def test_weights_are_free_of_scale(columns, times):
    nodes = tuple(replace(each, weight=each.weight * times) for each in PLAIN.indicators)
    scaled = replace(PLAIN, indicators=nodes)
    assert score(composite(of(columns), scaled)) == pytest.approx(
        score(composite(of(columns), PLAIN))
    )


@SETTINGS
@given(TABLES)
def test_direction_turns_the_order(columns):
    other = {"higher": "lower", "lower": "higher"}
    turned = replace(
        PLAIN,
        indicators=tuple(replace(i, direction=other[i.direction]) for i in PLAIN.indicators),
    )
    made = np.array(score(composite(of(columns), turned)))
    assert 100 - made == pytest.approx(np.array(score(composite(of(columns), PLAIN))))


@SETTINGS
@given(TABLES, st.randoms())
def test_the_order_of_units_does_not_matter(columns, random):
    table = of(columns)
    mixed = table.sample(frac=1, random_state=random.randint(0, 1000))
    result = composite(table, PLAIN).aggregated
    pd.testing.assert_frame_equal(composite(mixed, PLAIN).aggregated.loc[result.index], result)


@SETTINGS
@given(TABLES, st.floats(0.1, 50), st.floats(-100, 100), st.sampled_from(["min_max", "z_score"]))
def test_the_unit_of_measurement_does_not_matter(columns, times, plus, method):
    spec = replace(PLAIN, normalisation=Normalisation(method))
    other = [[v * times + plus for v in columns[0]], *columns[1:]]
    made = [score(composite(of(each), spec)) for each in (columns, other)]
    assert made[0] == pytest.approx(made[1], abs=1e-6)


@SETTINGS
@given(TABLES)
def test_plain_loops_say_the_same(columns):
    scaled = []
    for values, up in zip(columns, (True, False, True), strict=True):
        low, high = min(values), max(values)
        scaled.append([100 * ((v - low) if up else (high - v)) / (high - low) for v in values])
    by_loop = [((a + 3 * b) / 4 + c) / 2 for a, b, c in zip(*scaled, strict=True)]
    assert score(composite(of(columns), PLAIN)) == pytest.approx(by_loop)


# --- Ranges -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("weights", ["uniform", "dirichlet"])
def test_ranges_hold_a_clear_leader_and_are_the_same_twice(weights):
    chance = Uncertainty(
        300, weights=weights, leave_one_out=True, normalisations=("min_max", "rank")
    )
    spec = replace(PLAIN, uncertainty=chance)
    table = frame(a=[9, 1, 5, 2], b=[0, 9, 5, 6], c=[9, 1, 4, 6])
    first = composite(table, spec).rank_ranges
    assert first.loc["u0"].tolist() == [1, 1, 1]
    assert first.loc["u1"].tolist() == [4, 4, 4]
    assert (first["low"] <= first["median"]).all()
    assert (first["median"] <= first["high"]).all()
    pd.testing.assert_frame_equal(first, composite(table, spec).rank_ranges)


def test_what_one_indicator_decides_is_told_by_leaving_it_out():
    # u0 has 67 of 100; without x or y both have 50, without z u0 has 100
    table = frame(x=[1, 0], y=[1, 0], z=[0, 1])
    for leave_one_out, best in ((False, 2), (True, 1)):
        chance = Uncertainty(200, spread=0, leave_one_out=leave_one_out)
        ranges = composite(table, flat("xyz", uncertainty=chance)).rank_ranges
        assert ranges.loc["u1", ["low", "high"]].tolist() == [best, 2]


@pytest.mark.parametrize("weights", ["uniform", "dirichlet"])
def test_weights_vary_around_the_declared_ones(weights):
    heavy = (Indicator("x", "index", weight=10), Indicator("y", "index"))
    spec = Spec(heavy, (Group("index"),), uncertainty=Uncertainty(200, weights=weights))
    ranges = composite(frame(x=[1, 0], y=[0, 1]), spec).rank_ranges
    assert ranges.loc["u0"].tolist() == [1, 1, 1]


def test_a_seed_decides_the_draws():
    def first(seed):
        spec = flat("xy", uncertainty=Uncertainty(1, seed=seed))
        return composite(frame(x=[1, 0], y=[0, 1]), spec).rank_ranges.loc["u0", "median"]

    once = [first(seed) for seed in range(12)]
    assert set(once) == {1, 2}
    assert once == [first(seed) for seed in range(12)]


def test_twins_are_ties_in_every_draw():
    spec = replace(PLAIN, uncertainty=Uncertainty(200, leave_one_out=True))
    ranges = composite(frame(a=[1, 7, 7, 9], b=[1, 5, 5, 0], c=[3, 4, 4, 1]), spec).rank_ranges
    assert ranges.loc["u1"].tolist() == ranges.loc["u2"].tolist()


def test_without_variation_each_range_is_the_rank():
    spec = replace(PLAIN, uncertainty=Uncertainty(50, spread=0))
    result = composite(frame(a=[1, 2, 3], b=[1, 5, 3], c=[0, 7, 7]), spec)
    for column in ("low", "median", "high"):
        assert result.rank_ranges[column].tolist() == result.ranks["index"].tolist()


# --- Refused ----------------------------------------------------------------------------------------

GOOD = frame(a=[1, 2, 3], b=[1, 5, 3], c=[0, 7, 7])


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (GOOD.drop(columns="c"), "no column c"),
        (GOOD.assign(a=NAN), "missing for every unit"),
        (GOOD.assign(a=4.0), "the same value"),
        (GOOD.assign(unit=["x", "x", "y"]), "x more than once"),
        (GOOD.assign(a=["1", "two", "3"]), "two"),
        (GOOD.assign(a=[1, float("inf"), 3]), "inf"),
        (GOOD.iloc[:0], "no units"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(table, says):
    with pytest.raises(IndexRefused, match=says) as refused:
        composite(table, TREE)
    assert refused.value.accepted
    assert refused.value.advice


@pytest.mark.parametrize(
    ("indicators", "groups", "says"),
    [
        ([Indicator("a", "g", 0)], [Group("g")], "sum to 0"),
        ([Indicator("a", "g", -1)], [Group("g")], "-1"),
        ([Indicator("a", "g", NAN)], [Group("g")], "nan"),
        ([Indicator("a", "g")], [Group("g", "h"), Group("h", "g")], "a cycle g > h > g"),
        ([Indicator("a", "x")], [Group("g")], "x"),
        ([Indicator("a", "g"), Indicator("a", "h")], [Group("g"), Group("h", "g")], "twice"),
        ([Indicator("a", "g")], [Group("g"), Group("h")], "2 without a parent"),
        ([Indicator("a", "g")], [Group("g"), Group("h", "g")], "no children"),
        ([Indicator("a", "g", direction="up")], [Group("g")], "up"),
        ([], [Group("g")], "none"),
    ],
)
def test_a_spec_that_is_no_tree_is_refused(indicators, groups, says):
    with pytest.raises(IndexRefused, match=says):
        Spec(tuple(indicators), tuple(groups))


def test_a_geometric_mean_of_zero_is_refused_with_what_to_do():
    spec = replace(TREE, aggregation=Aggregation("geometric"))
    with pytest.raises(IndexRefused, match="lower = 1"):
        composite(GOOD, spec)
    mended = replace(spec, normalisation=Normalisation(lower=1))
    # u1: a 50.5 of 1-100, b 1 with weight 3
    made = composite(GOOD, mended).aggregated["people"].iloc[1]
    assert made == pytest.approx(50.5**0.25)

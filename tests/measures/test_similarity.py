"""Which places are alike, on distances counted by head, and on the figures of the shipped delivery."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures import similarity
from atlas.measures.similarity import Near, nearest, scores

NAN = float("nan")
EVEN = {"x": 1, "y": 1}


def standard(**columns) -> pd.DataFrame:
    """Scores that need no standardising, of areas a, b, c and so on."""
    length = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=list("abcdefgh"[:length]), dtype="float64")


def found(near):
    return [(one.code, round(one.distance, 6)) for one in near]


def test_a_score_is_in_population_standard_deviations_from_the_mean():
    made = scores(pd.DataFrame({"x": [2.0, 4.0, 6.0], "y": [5.0, 5.0, NAN]}, index=list("abc")))
    step = math.sqrt(1.5)  # 2 from the mean, where the deviation is √(8/3)
    assert made["x"].tolist() == pytest.approx([-step, 0, step])
    assert made["y"].tolist()[:2] == [0, 0]  # what does not vary sets nobody apart
    assert math.isnan(made["y"]["c"])


def test_of_a_logarithm_equal_ratios_are_equal_steps_and_nought_is_missing():
    sizes = pd.DataFrame({"x": [10.0, 100.0, 1000.0, 0.0]}, index=list("abcd"))
    made = scores(sizes, frozenset({"x"}))["x"]
    assert made["b"] - made["a"] == pytest.approx(made["c"] - made["b"])
    assert math.isnan(made["d"])


def test_the_distance_is_the_root_of_the_mean_square():
    near = nearest(standard(x=[0, 3, 0], y=[0, 4, 1]), "a", EVEN, 5)
    assert found(near) == [("c", round(math.sqrt(0.5), 6)), ("b", round(math.sqrt(12.5), 6))]


def test_a_weight_counts_as_often_as_it_says_and_nought_not_at_all():
    points = standard(x=[0, 3], y=[0, 4])
    assert found(nearest(points, "a", {"x": 3, "y": 1}, 1)) == [("b", round(math.sqrt(43 / 4), 6))]
    assert found(nearest(points, "a", {"x": 5, "y": 0}, 1)) == [("b", 3)]
    assert nearest(points, "a", {"x": 0, "y": 0}, 1) == ()


def test_what_is_missing_is_left_out_of_the_mean_as_long_as_half_the_weight_is_there():
    points = standard(x=[0, 3, NAN], y=[0, NAN, NAN])
    assert found(nearest(points, "a", EVEN, 5)) == [("b", 3)]
    assert nearest(points, "a", {"x": 1, "y": 2}, 5) == ()  # a third is too little


def test_of_two_equally_near_the_smaller_code_comes_first_and_only_so_many_are_told():
    points = standard(x=[0, 1, -1, 1])
    assert [one.code for one in nearest(points, "a", {"x": 1}, 2)] == ["b", "c"]
    assert nearest(points, "z", {"x": 1}, 2) == ()


def test_the_reasons_are_what_counts_nearest_first_and_furthest_first():
    one = Near("b", 1.0, {"x": 0.1, "y": -2.0, "z": -0.05, "u": 0.5, "v": 0.0})
    weights = {"x": 1, "y": 1, "z": 1, "u": 1, "v": 0}
    assert one.most_alike(weights) == ["z", "x"]
    assert one.most_apart(weights) == ["y", "u"]


@pytest.mark.parametrize(
    ("distance", "word"),
    [(0, "very_alike"), (0.25, "alike"), (0.5, "rather_alike"), (1, "unlike"), (9, "unlike")],
)
def test_a_distance_has_a_word(distance, word):
    assert Near("b", distance, {}).word == word


NUMBER = st.integers(-9, 9).map(float)
POINTS = st.lists(st.tuples(NUMBER, NUMBER), min_size=3, max_size=8)


@given(POINTS, st.integers(1, 5), st.integers(0, 5))
def test_weights_in_proportion_say_the_same(points, one, other):
    table = standard(x=[p[0] for p in points], y=[p[1] for p in points])
    once = nearest(table, "a", {"x": one, "y": other}, 9)
    twice = nearest(table, "a", {"x": 2 * one, "y": 2 * other}, 9)
    assert found(once) == found(twice)


@given(POINTS)
def test_two_places_are_as_far_apart_from_either_side(points):
    table = standard(x=[p[0] for p in points], y=[p[1] for p in points])
    there = {one.code: one.distance for one in nearest(table, "a", EVEN, 9)}
    back = {one.code: one.distance for one in nearest(table, "b", EVEN, 9)}
    assert there["b"] == pytest.approx(back["a"])


@given(POINTS, st.randoms())
def test_the_order_of_the_places_does_not_matter(points, chance):
    table = standard(x=[p[0] for p in points], y=[p[1] for p in points])
    shuffled = table.loc[chance.sample(list(table.index), len(table))]
    assert found(nearest(table, "a", EVEN, 9)) == found(nearest(shuffled, "a", EVEN, 9))


@given(POINTS, st.sampled_from([0.25, 3.0, 1000.0]), NUMBER)
def test_another_unit_changes_no_distance(points, factor, shift):
    table = standard(x=[p[0] for p in points], y=[p[1] for p in points])
    other = table.assign(x=table["x"] * factor + shift)
    for one, two in zip(
        sorted(nearest(scores(table), "a", EVEN, 9)),
        sorted(nearest(scores(other), "a", EVEN, 9)),
        strict=True,
    ):
        assert (one.code, one.distance) == (two.code, pytest.approx(two.distance, abs=1e-7))


def test_all_290_municipalities_have_every_figure_and_our_own_stand_among_them(shipped):
    figures = similarity.figures(shipped.public)
    assert figures.shape == (290, 4)
    assert figures.notna().all(axis=None)
    assert figures.loc["2480", "pop_16_74_known_edu"] == 95536
    assert similarity.names(shipped.public)["2580"] == "Luleå"


def test_umea_is_like_university_towns_and_no_participant_counts(shipped):
    near = similarity.like(shipped.public, "2480", {}, 5)
    names = similarity.names(shipped.public)
    assert [names[one.code] for one in near[:3]] == ["Linköping", "Uppsala", "Mölndal"]
    assert {entry.id for entry in similarity.inputs(shipped.public)}.isdisjoint(
        measure.id for measure in shipped.public.catalogue.programme()
    )
    assert [one.distance for one in near] == sorted(one.distance for one in near)


def test_a_moved_weight_moves_the_list(shipped):
    alone = similarity.like(
        shipped.public,
        "2480",
        {"edu_postsec3plus_share": 0, "edu_phd_share": 0, "tax_base_per_inhabitant": 0},
        1,
    )
    sizes = similarity.figures(shipped.public)["pop_16_74_known_edu"].drop("2480")
    ratios = sizes.map(lambda size: abs(math.log(size / 95536)))
    assert alone[0].code == ratios.idxmin()

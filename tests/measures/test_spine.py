"""The spread of an indicator and what is said of a place in it, with numbers counted by head."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue import Measure
from atlas.measures import verdicts
from atlas.measures.spine import deviation, of_numbers, quantile, spine
from atlas.measures.standing import SCALE
from atlas.measures.values import MISSING, PROTECTED, REPORTED, Values, complete
from atlas.measures.verdicts import BETTER, LESS, MORE, NEITHER, SIMILAR, WORSE, Verdict, verdict

NUMBERS = [
    10.0,
    20.0,
    30.0,
    40.0,
    100.0,
]  # median 30; deviations 20 10 0 10 70, so 10 in the middle
WHOLE = st.lists(st.integers(-1000, 1000).map(float), min_size=5, max_size=15)


def made(told, county=None, direction="higher", kind="rate", ends=None) -> Values:
    """Values of one year by code; a status stands in place of a value that is not told."""
    measure = Measure("x", kind, 1, direction, "", "municipality", False, {})

    def table(numbers):
        rows = [
            (code, "2022", None, value)
            if isinstance(value, str)
            else (code, "2022", value, REPORTED)
            for code, value in numbers.items()
        ]
        frame = pd.DataFrame(rows, columns=["code", "period", "value", "status"])
        for code, (lower, upper) in (ends or {}).items():
            frame.loc[frame["code"] == code, ["lower", "upper"]] = (lower, upper)
        return complete(frame, list(numbers), ["2022"], MISSING)

    return Values(measure, table(told), table({"county": county or MISSING}), "2022", False)


def five(**more) -> Values:
    return made(dict(zip("abcde", NUMBERS, strict=True)), **more)


@pytest.mark.parametrize(
    ("share", "value"), [(0, 1), (0.25, 1.75), (0.5, 2.5), (0.75, 3.25), (1, 4)]
)
def test_between_two_values_a_quantile_lies_on_a_straight_line(share, value):
    assert quantile([1, 2, 3, 4], share) == value


def test_the_deviation_is_the_median_of_the_distances_from_the_median_without_a_factor():
    assert deviation(NUMBERS) == 10
    assert deviation([7.0, 7.0, 7.0, 9.0, 100.0]) == 0


def test_the_spine_goes_from_worst_to_best():
    told = of_numbers(NUMBERS, "higher")
    assert (told.worst, told.poorer, told.median, told.better, told.best) == (10, 20, 30, 40, 100)
    assert (told.spread, told.n) == (10, 5)
    assert [told.at(v) for v in (10, 55, 100)] == [0, SCALE // 2, SCALE]


def test_where_lower_is_better_the_highest_is_worst_and_stands_at_the_other_side():
    told = of_numbers(NUMBERS, "lower")
    assert (told.worst, told.poorer, told.median, told.better, told.best) == (100, 40, 30, 20, 10)
    assert [told.at(v) for v in (10, 55, 100)] == [SCALE, SCALE // 2, 0]


def test_without_a_direction_it_goes_from_the_lowest_to_the_highest():
    told = of_numbers(NUMBERS, "none")
    assert (told.worst, told.best, told.at(10), told.at(100)) == (10, 100, 0, SCALE)


def test_the_county_and_the_country_widen_the_scale_but_not_the_spread():
    told = of_numbers(NUMBERS, "higher", beside=[190.0])
    assert (told.best, told.spread, told.n) == (100, 10, 5)
    assert (told.at(190), told.at(100)) == (SCALE, SCALE // 2)


def test_what_lies_off_the_scale_stands_at_its_end_and_equal_numbers_in_the_middle():
    assert of_numbers(NUMBERS, "higher").at(1000) == SCALE
    assert of_numbers([3.0] * 5, "lower").at(3) == SCALE // 2


def test_under_five_reported_places_there_is_no_spine():
    assert of_numbers(NUMBERS[:4], "higher") is None
    assert spine(made({"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "e": PROTECTED})) is None


def test_only_reported_values_count_and_a_count_has_no_spine():
    values = made(dict(zip("abcde", NUMBERS, strict=True)) | {"f": PROTECTED, "g": MISSING})
    assert spine(values).n == 5
    assert spine(five(kind="count")) is None


@pytest.mark.parametrize(
    ("value", "direction", "said"),
    [
        (60.1, "higher", Verdict(MORE, BETTER)),
        (60.0, "higher", Verdict(SIMILAR, NEITHER)),  # just one deviation away
        (40.0, "higher", Verdict(SIMILAR, NEITHER)),
        (39.9, "higher", Verdict(LESS, WORSE)),
        (60.1, "lower", Verdict(MORE, WORSE)),
        (39.9, "lower", Verdict(LESS, BETTER)),
        (60.1, "none", Verdict(MORE, NEITHER)),
        (39.9, "none", Verdict(LESS, NEITHER)),
    ],
)
def test_a_difference_is_one_thing_and_better_or_worse_another(value, direction, said):
    assert verdict(value, 50.0, 10.0, direction) == said


def test_a_binary_fraction_does_not_make_a_difference():
    assert verdict(0.1 + 0.2, 0.3, 0.0, "higher") == Verdict(SIMILAR, NEITHER)


@pytest.mark.parametrize(
    ("ends", "difference"), [((59.0, 80.0), SIMILAR), ((61.0, 80.0), MORE), ((20.0, 45.0), SIMILAR)]
)
def test_an_interval_that_reaches_into_what_is_similar_is_no_difference(ends, difference):
    value = sum(ends) / 2
    assert verdict(value, 50.0, 10.0, "higher", ends).difference == difference


def test_a_place_is_compared_within_the_deviation_of_the_municipalities():
    values = five(county=50.0)
    said = {code: verdicts.of_place(values, code, 50.0) for code in "abcde"}
    assert [said[c].difference for c in "abcde"] == [LESS, LESS, LESS, SIMILAR, MORE]
    assert [said[c].judged for c in "abcde"] == [WORSE, WORSE, WORSE, NEITHER, BETTER]


def test_a_flipped_direction_turns_better_and_worse_and_no_difference():
    up, down = five(county=50.0), five(county=50.0, direction="lower")
    turned = {BETTER: WORSE, WORSE: BETTER, NEITHER: NEITHER}
    for code in "abcde":
        one, other = (verdicts.of_place(v, code, 50.0) for v in (up, down))
        assert other == Verdict(one.difference, turned[one.judged])
        value = up.at().loc[code, "value"]
        assert spine(up).at(value) == SCALE - spine(down).at(value)


def test_a_place_whose_interval_reaches_the_county_is_like_it():
    assert (
        verdicts.of_place(five(county=50.0, ends={"e": (55, 145)}), "e", 50.0).difference == SIMILAR
    )


def test_nothing_is_said_where_a_number_is_not_known():
    assert verdicts.of_place(five(), "a", None) is None
    values = made(dict(zip("abcde", NUMBERS, strict=True)) | {"f": PROTECTED}, county=50.0)
    assert verdicts.of_place(values, "f", 50.0) is None


@given(WHOLE, st.randoms())
def test_the_order_of_the_places_does_not_matter(numbers, chance):
    shuffled = chance.sample(numbers, len(numbers))
    assert of_numbers(numbers, "higher") == of_numbers(shuffled, "higher")


@given(WHOLE, st.sampled_from([0.5, 2.0, 4.0]), st.integers(-50, 50))
def test_another_unit_changes_no_place_on_the_scale(numbers, factor, shift):
    one, other = (
        of_numbers(numbers, "lower"),
        of_numbers([n * factor + shift for n in numbers], "lower"),
    )
    assert [one.at(n) for n in numbers] == [other.at(n * factor + shift) for n in numbers]
    assert math.isclose(other.spread, one.spread * factor)


@given(WHOLE, st.integers(-1000, 1000).map(float))
def test_a_flip_mirrors_everything(numbers, against):
    up, down = of_numbers(numbers, "higher"), of_numbers(numbers, "lower")
    assert (up.worst, up.poorer, up.better, up.best) == (
        down.best,
        down.better,
        down.poorer,
        down.worst,
    )
    for number in numbers:
        assert abs(up.at(number) + down.at(number) - SCALE) <= 1  # of rounding
        one, other = (verdict(number, against, up.spread, d) for d in ("higher", "lower"))
        assert one.difference == other.difference
        assert {one.judged, other.judged} in ({BETTER, WORSE}, {NEITHER})

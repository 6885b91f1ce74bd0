"""A published total is shared out among its parts in multiples of k, and remembers how."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.publish.apportion import apportion, at_least, shares

FEW = settings(max_examples=60, deadline=None, database=None, derandomize=True)
COUNTS = some.lists(some.integers(0, 40), min_size=1, max_size=8).filter(any)
TOTALS = some.integers(1, 12).map(lambda steps: 5 * steps)


def of_cohorts(rows):
    return pd.DataFrame(rows, columns=["cohort_id", "category", "n"])


@FEW
@given(COUNTS, TOTALS)
def test_parts_are_multiples_of_k_and_add_up_to_the_total(counts, total):
    parts = shares(counts, total, 5)
    assert parts.sum() == total
    assert (parts % 5 == 0).all()
    assert all(part == 0 for part, count in zip(parts, counts, strict=True) if not count)


@FEW
@given(COUNTS, TOTALS)
def test_a_part_is_at_most_k_off_its_share_of_the_total(counts, total):
    exact = np.array(counts) * total / sum(counts)
    assert (np.abs(shares(counts, total, 5) - exact) <= 5).all()


@FEW
@given(COUNTS, TOTALS)
def test_parts_that_are_public_already_do_not_change(counts, total):
    parts = shares(counts, total, 5)
    assert shares(parts, total, 5).tolist() == parts.tolist()


@FEW
@given(
    some.lists(some.tuples(*[some.integers(0, 40)] * 3), min_size=1, max_size=8),
    TOTALS,
    TOTALS,
    TOTALS,
)
def test_nor_do_they_from_one_publication_to_the_next(counts, first, second, third):
    shown = None
    for truth, total in zip(zip(*counts, strict=True), (first, second, third), strict=True):
        if not any(truth):
            continue
        parts = shares(truth, total, 5, shown, 5)
        assert parts.sum() == total
        if shown is not None:
            assert shares(parts, total, 5, shown, 5).tolist() == parts.tolist()
        shown = parts


def test_running_sums_are_rounded_to_the_nearest():
    # running sums 4, 6, 13, 20 of 20: 5, 5, 15, 20
    assert shares([4, 2, 7, 7], 20, 5).tolist() == [5, 0, 10, 5]


def test_a_half_goes_up():
    # 5 of 10 within a total of 5: 2.5 is as near to 0 as to 5
    assert shares([5, 5], 5, 5).tolist() == [5, 0]


def test_one_person_who_changes_part_is_not_seen():
    # women 8 of 20 were shown as 10; when there are 7, 6 … they stay until the share is 5 away
    shown = shares([8, 12], 20, 5)
    assert shown.tolist() == [10, 10]
    for women in (7, 6):
        assert shares([women, 20 - women], 20, 5, shown, 5).tolist() == [10, 10]
    assert shares([5, 15], 20, 5, shown, 5).tolist() == [5, 15]


def test_where_nobody_is_any_more_nobody_is_shown():
    assert shares([0, 12], 10, 5, [5, 5], 5).tolist() == [0, 10]


def test_a_group_without_a_published_total_has_no_part():
    exact = of_cohorts([("x", "woman", 4), ("x", "man", 2), ("y", "woman", 3)])
    public = apportion(exact, pd.Series({"x": 5}), ("cohort_id",), 5)
    # in the order of the categories: men 2 of 6 within 5 are 1.7
    assert public.to_dict("records") == [{"cohort_id": "x", "category": "woman", "n": 5}]


def test_parts_are_remembered_by_their_names():
    exact = of_cohorts([("x", "man", 6), ("x", "woman", 14)])
    before = of_cohorts([("x", "man", 10), ("x", "woman", 10)])
    public = apportion(exact, pd.Series({"x": 20}), ("cohort_id",), 5, before)
    assert public["n"].tolist() == [10, 10]
    assert apportion(exact, pd.Series({"x": 20}), ("cohort_id",), 5)["n"].tolist() == [5, 15]


def test_a_total_that_stands_although_nobody_is_left_keeps_its_parts():
    nobody = of_cohorts([]).astype({"n": "int64"})
    before = of_cohorts([("x", "man", 5), ("x", "woman", 10)])
    public = apportion(nobody, pd.Series({"x": 15}), ("cohort_id",), 5, before, 14)
    assert public.to_dict("records") == before.to_dict("records")
    assert apportion(nobody, pd.Series({"x": 0}), ("cohort_id",), 5, before, 14).empty


def test_with_a_longer_reach_a_sum_that_moves_is_seen_to_move_as_far():
    # no women were shown; what moved by twelve or more is not shown as having moved by ten
    for women, told in ((11, 0), (12, 20), (14, 20), (16, 20)):
        assert shares([women, 30 - women], 30, 10, [0, 30], 12).tolist() == [told, 30 - told]
        assert shares([told, 30 - told], 30, 10, [0, 30], 12).tolist() == [told, 30 - told]


def test_what_a_part_lacks_comes_from_the_one_with_most_to_spare():
    assert at_least(np.array([0, 20, 10]), np.array([5, 0, 10]), 5).tolist() == [5, 15, 10]
    assert at_least(np.array([10, 20]), np.array([5, 0]), 5).tolist() == [10, 20]


def test_floors_that_are_more_than_there_is_are_refused():
    with pytest.raises(ValueError, match="more than the sum"):
        at_least(np.array([5, 5]), np.array([10, 5]), 5)

"""Small counts never come out: each cell is 0 or at least k, and the sums move least."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.publish import protect

SECRET = b"a secret for tests"
MARGINS = ((), ("place",), ("cohort",))
FEW = settings(max_examples=40, deadline=None, database=None, derandomize=True)

cubes = some.dictionaries(
    some.tuples(some.sampled_from("ABCDE"), some.sampled_from("xyz")),
    some.integers(1, 12),
    min_size=1,
    max_size=15,
).map(
    lambda cells: pd.DataFrame(
        [(place, cohort, n) for (place, cohort), n in cells.items()],
        columns=["place", "cohort", "n"],
    )
)


def cube(**cells):
    rows = [(place, "x", n) for place, n in cells.items()]
    return pd.DataFrame(rows, columns=["place", "cohort", "n"])


def rounded(exact, k=5, secret=SECRET):
    return protect.protect(exact, MARGINS, k, secret)[0]


def by_place(public):
    return dict(zip(public["place"], public["n"], strict=True))


@FEW
@given(cubes, some.sampled_from([3, 5, 10]))
def test_every_cell_that_comes_out_is_at_least_k(exact, k):
    assert (rounded(exact, k)["n"] >= k).all()


@FEW
@given(cubes)
def test_no_sum_of_cells_is_small(exact):
    public = rounded(exact)["n"].tolist()
    for size in (1, 2, 3):
        assert all(sum(some_of) >= 5 for some_of in combinations(public, size))


@FEW
@given(cubes)
def test_no_difference_of_a_whole_and_its_part_is_small(exact):
    public = rounded(exact)
    for column in ("place", "cohort"):
        for _, part in public.groupby(column):
            rest = public["n"].sum() - part["n"].sum()
            assert rest == 0 or rest >= 5


@FEW
@given(cubes)
def test_a_cell_of_k_or_more_stays_as_it_is(exact):
    large = exact[exact["n"] >= 5].set_index(["place", "cohort"])["n"]
    public = rounded(exact).set_index(["place", "cohort"])["n"]
    assert public.reindex(large.index).tolist() == large.tolist()


@FEW
@given(cubes)
def test_nothing_comes_out_of_a_cell_that_was_not_there(exact):
    known = set(zip(exact["place"], exact["cohort"], strict=True))
    public = rounded(exact)
    assert set(zip(public["place"], public["cohort"], strict=True)) <= known


@FEW
@given(cubes)
def test_the_total_moves_by_half_of_k_at_most(exact):
    # a single flip moves it by 5, so a best choice is never further away than 2.5: that is, 2
    public, report = protect.protect(exact, ((),), 5, SECRET)
    small = exact.loc[exact["n"] < 5, "n"]
    reachable = [5 * i - small.sum() for i in range(len(small) + 1)]
    moved = public["n"].sum() - exact["n"].sum()
    assert abs(moved) == min(abs(r) for r in reachable)
    assert report.moved["total"][0] == abs(moved)


@FEW
@given(cubes, some.randoms())
def test_the_same_secret_gives_the_same_answer_in_any_order_of_rows(exact, chance):
    order = list(range(len(exact)))
    chance.shuffle(order)
    shuffled = exact.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(rounded(exact), rounded(shuffled))


def test_another_secret_may_choose_another_of_two_equal_cells():
    exact = cube(A=2, B=2, C=2)
    chosen = {tuple(by_place(rounded(exact, secret=bytes([i])))) for i in range(20)}
    assert chosen == {("A",), ("B",), ("C",)}


def test_of_five_small_cells_the_total_is_kept():
    # 1 + 2 + 2 + 3 + 2 = 10: two of the five become 5, the others 0
    public = rounded(cube(A=1, B=2, C=2, D=3, E=2))
    assert public["n"].tolist() == [5, 5]


def test_the_nearest_cells_are_raised():
    assert by_place(rounded(cube(A=4, B=1))) == {"A": 5}


def test_without_protection_the_same_check_finds_small_counts(monkeypatch):
    monkeypatch.setattr(protect, "_choose", lambda exact, *_: exact)
    assert not (rounded(cube(A=4, B=1))["n"] >= 5).all()


def test_the_report_tells_how_far_the_margins_moved_and_no_count():
    _, report = protect.protect(cube(A=4, B=8), MARGINS, 5, SECRET)
    assert report.as_dict() == {
        "cells": 2,
        "small_cells": 1,
        "margins": {
            "total": {"largest_move": 1, "mean_move": 1.0},
            "place": {"largest_move": 1, "mean_move": 0.5},
            "cohort": {"largest_move": 1, "mean_move": 1.0},
        },
    }


def test_an_empty_cube_stays_empty():
    public, report = protect.protect(cube(), MARGINS, 5, SECRET)
    assert (len(public), report.cells, report.small) == (0, 0, 0)


def test_counts_are_fitted_to_their_total_with_the_least_move():
    # 4 and 2 to a total of 6: 6 and 0 costs 4 + 4, 0 and 6 costs 16 + 16
    assert protect.fit([4, 2], 6, 5) == [6, 0]


def test_a_count_that_fits_already_does_not_move():
    assert protect.fit([7, 5, 0], 12, 5) == [7, 5, 0]


@FEW
@given(some.lists(some.integers(0, 12), min_size=1, max_size=5), some.integers(5, 40))
def test_a_fit_has_its_total_and_no_small_count(counts, total):
    fitted = protect.fit(counts, total, 5)
    assert sum(fitted) == total
    assert all(n == 0 or n >= 5 for n in fitted)


@pytest.mark.parametrize(("counts", "total"), [([3, 1], 4), ([], 6)])
def test_a_total_that_no_counts_can_reach_is_refused(counts, total):
    with pytest.raises(ValueError, match="no way"):
        protect.fit(counts, total, 5)


def test_a_fit_within_cohorts_follows_their_published_totals():
    exact = pd.DataFrame(
        [("x", "woman", 4), ("x", "man", 2), ("y", "woman", 3)],
        columns=["cohort_id", "category", "n"],
    )
    public = protect.fit_within(exact, pd.Series({"x": 6}), 5, SECRET)
    assert public.to_dict("records") == [{"cohort_id": "x", "category": "woman", "n": 6}]


LARGE = some.one_of(
    some.lists(some.integers(0, 300), min_size=1, max_size=6),
    some.integers(1, 4).flatmap(lambda n: some.integers(80, 300).map(lambda size: [n] * size)),
)


@FEW
@given(LARGE, some.integers(-4, 4))
def test_large_groups_are_fitted_without_a_small_count_too(counts, moved):
    total = max(201, sum(counts) + moved)
    fitted = protect._fit_large(counts, total, 5)
    assert sum(fitted) == total
    assert all(n == 0 or n >= 5 for n in fitted)

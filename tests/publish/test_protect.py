"""Public cells are multiples of k, they remember what they showed, and sums move least."""

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
KS = some.sampled_from([3, 5, 10])

cubes = some.dictionaries(
    some.tuples(some.sampled_from("ABCDE"), some.sampled_from("xyz")),
    some.integers(1, 30),
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


def rounded(exact, k=5, secret=SECRET, **more):
    return protect.protect(exact, MARGINS, k, secret, protect.Past(**more))


def by_place(public):
    return dict(zip(public["place"], public["n"], strict=True))


def numbers(public):
    return {(place, cohort): n for place, cohort, n in public.itertuples(index=False, name=None)}


@FEW
@given(cubes, KS)
def test_every_cell_is_a_multiple_of_k_and_less_than_k_from_the_truth(exact, k):
    public, truth = numbers(rounded(exact, k)), numbers(exact)
    assert all(n % k == 0 for n in public.values())
    assert all(abs(public.get(cell, 0) - n) < k for cell, n in truth.items())


@FEW
@given(cubes)
def test_no_difference_of_any_two_selections_is_small(exact):
    public = rounded(exact)["n"].tolist()
    sums = [sum(some_of) for size in (0, 1, 2, 3) for some_of in combinations(public, size)]
    assert all(not 0 < abs(a - b) < 5 for a in sums for b in sums)


@FEW
@given(cubes, KS)
def test_cells_that_are_public_already_do_not_change(exact, k):
    # so the public cells are a possible truth themselves
    public = rounded(exact, k)
    pd.testing.assert_frame_equal(rounded(public, k, b"another secret"), public)


@FEW
@given(cubes, cubes, cubes, KS)
def test_nor_do_they_from_one_publication_to_the_next(first, second, third, k):
    shown = [rounded(first, k)]
    for truth in (second, third):
        shown.append(rounded(truth, k, before=shown[-1]))
        again = rounded(shown[-1], k, b"another secret", before=shown[-2])
        pd.testing.assert_frame_equal(again, shown[-1])


def off(shown, truth, margin):
    """How far sums of what is shown are from the true ones."""
    sums = [
        frame.groupby(list(margin))["n"].sum() if margin else frame[["n"]].sum()
        for frame in (shown, truth)
    ]
    return sums[0].sub(sums[1], fill_value=0).abs()


@FEW
@given(cubes, cubes, KS)
def test_a_cell_keeps_its_value_while_no_sum_is_k_off(first, second, k):
    before = rounded(first, k)
    shown = rounded(second, k, before=before, were=first)
    was, truth, earlier = numbers(before), numbers(second), numbers(first)
    after = numbers(shown)
    every = {*was, *truth}
    assert all(abs(after.get(cell, 0) - truth.get(cell, 0)) < k for cell in every)
    same = {cell for cell in every if truth.get(cell, 0) == earlier.get(cell, 0)}
    assert all(after.get(cell, 0) == was.get(cell, 0) for cell in same)
    stays = {cell for cell in every if abs(truth.get(cell, 0) - was.get(cell, 0)) < k}
    turned = sum(after.get(cell, 0) != was.get(cell, 0) for cell in stays)
    # as if none of them had turned: what moved by k or more is the truth rounded either way
    pairs = second[["place", "cohort"]].itertuples(index=False, name=None)
    kept = second.assign(n=[was.get(c, 0) if c in stays else after.get(c, 0) for c in pairs])
    if turned:
        assert any((off(kept, second, margin) >= k).any() for margin in MARGINS)


def test_one_person_more_in_a_large_cell_is_not_seen():
    # 85 and then 86, 87, 88 and 89: at 90 it moves
    shown = rounded(cube(A=85))
    for people in (86, 87, 88, 89):
        shown = rounded(cube(A=people), before=shown)
        assert by_place(shown) == {"A": 85}
    assert by_place(rounded(cube(A=90), before=shown)) == {"A": 90}


def test_many_that_stand_give_way_before_their_sum_is_k_off():
    # four in each of three places, one after the other: nobody is shown of the first, five of the sixth...
    was = cube(A=20, B=20, C=20)
    shown = rounded(was)
    for more in range(1, 5):
        exact = cube(A=20 + more, B=20 + more, C=20 + more)
        shown, was = rounded(exact, before=shown, were=was), exact
        assert abs(shown["n"].sum() - 60 - 3 * more) < 5
    assert shown["n"].sum() == 70
    # and what has turned stays turned
    pd.testing.assert_frame_equal(rounded(cube(A=23, B=23, C=23), before=shown), shown)


def test_one_who_completed_and_then_withdrew_is_not_seen():
    # completed 9 → 8, withdrawn 4 → 5: the first stays, the second has moved by five from nought
    before = rounded(cube(A=9, B=4))
    after = rounded(cube(A=8, B=5), before=before)
    assert by_place(before) == {"A": 10, "B": 5}
    assert by_place(after) == {"A": 10, "B": 5}


def test_another_secret_changes_nothing_that_was_shown():
    exact = cube(A=2, B=2, C=2)
    shown = rounded(exact)
    for secret in range(20):
        kept = rounded(exact, secret=bytes([secret]), before=shown)
        pd.testing.assert_frame_equal(kept, shown)


def test_with_a_longer_reach_a_cell_waits_longer_and_then_moves_as_far():
    # reach 14: after k went from 10 to 5 the truth may be up to 13 away from what is shown
    shown = cube(A=10)
    assert by_place(rounded(cube(A=23), before=shown, reach=14)) == {"A": 10}
    assert by_place(rounded(cube(A=24), before=shown, reach=14)) == {"A": 25}


def test_what_moves_makes_up_for_what_must_stay():
    # A stays 5 although 9 are there; B is 12 and could be 10: it is 15, so the total is 20 of 21
    before = cube(A=5)
    assert by_place(rounded(cube(A=9, B=12), before=before)) == {"A": 5, "B": 15}


def test_a_sum_that_may_not_be_more_is_not_and_others_make_up_for_it():
    keys = lambda cells: [[[("place", place), ("all",)] for place in cells["place"]]]  # noqa: E731
    public = protect.protect_sums(cube(A=4, B=2), keys, 5, SECRET, most={("place", "A"): 0})
    assert by_place(public) == {"B": 5}


@FEW
@given(cubes)
def test_the_total_moves_by_half_of_k_at_most(exact):
    # a single flip moves it by 5, so a best choice is never further away than 2.5: that is, 2
    public = protect.protect(exact, ((),), 5, SECRET)
    rest = [n % 5 for n in exact["n"] if n % 5]
    reachable = [5 * i - sum(rest) for i in range(len(rest) + 1)]
    moved = public["n"].sum() - exact["n"].sum()
    assert abs(moved) == min(abs(r) for r in reachable)
    assert protect.cost(exact, public, ((),)).moved["total"][0] == abs(moved)


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
    monkeypatch.setattr(protect, "_choose", lambda choice, *_: choice.exact)
    assert not (rounded(cube(A=4, B=1))["n"] % 5 == 0).all()


def test_the_report_tells_how_far_the_margins_moved_and_no_count():
    exact = cube(A=4, B=10)
    report = protect.cost(exact, rounded(exact), MARGINS)
    assert report.as_dict() == {
        "cells": 2,
        "rounded_cells": 1,
        "margins": {
            "total": {"largest_move": 1, "mean_move": 1.0},
            "place": {"largest_move": 1, "mean_move": 0.5},
            "cohort": {"largest_move": 1, "mean_move": 1.0},
        },
    }


@pytest.mark.parametrize("before", [None, cube()])
def test_an_empty_cube_stays_empty(before):
    public = rounded(cube(), before=before)
    assert len(public) == 0
    assert protect.cost(cube(), public, MARGINS).cells == 0

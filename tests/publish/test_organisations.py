"""Organisations are rounded with all their ways through cohorts and places, and stand under people."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.publish.organisations import organisations, steps, ways
from atlas.publish.protect import Past

FEW = settings(max_examples=40, deadline=None, database=None, derandomize=True)
NONE = pd.DataFrame({"cohort_id": []}, dtype="str")
PAIRS = some.tuples(some.sampled_from(["alfa", "beta", "gamma"]), some.sampled_from("ABC"))
WAYS = some.lists(PAIRS, min_size=1, max_size=3, unique=True).map(
    lambda pairs: " ".join(f"{cohort}@{place}" for cohort, place in pairs)
)
TAKEN = some.dictionaries(some.tuples(some.booleans(), WAYS), some.integers(1, 12), max_size=8)


def taken(ways_taken):
    rows = [(business, way, n) for (business, way), n in ways_taken.items()]
    frame = pd.DataFrame(rows, columns=["enterprise", "way", "n"])
    return frame.astype({"enterprise": "bool", "way": "str", "n": "int64"})


def people(**places):
    """So many people shown in each place of alfa."""
    rows = [(place, "alfa", n) for place, n in places.items()]
    return pd.DataFrame(rows, columns=["municipality_code", "cohort_id", "n"])


def rounded(exact, there, before=None):
    return organisations(exact, there, 5, b"a secret for tests", Past(before, None, 5, NONE))


@FEW
@given(TAKEN)
def test_ways_are_cells_and_cells_are_ways(given_ways):
    exact = taken(given_ways)
    keys = ["enterprise", "way"]
    again = ways(steps(exact)).sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(again, exact.sort_values(keys, ignore_index=True))


def test_an_organisation_that_came_twice_stands_in_two_cells():
    cells = steps(taken({(True, "alfa@A beta@B"): 10, (True, "alfa@A"): 5}))
    assert cells.to_numpy().tolist() == [
        ["A", "alfa", True, "", 15],
        ["B", "beta", True, "alfa@A", 10],
    ]


@FEW
@given(TAKEN, some.dictionaries(PAIRS, some.integers(0, 8), max_size=9))
def test_there_are_never_more_of_them_than_people_and_nobody_comes_from_nowhere(given_ways, more):
    exact = steps(taken(given_ways))
    room = exact.groupby(["municipality_code", "cohort_id"])["n"].sum()
    shown = {pair: -(-n // 5) * 5 * (more.get(pair[::-1], 1) > 0) for pair, n in room.items()}
    there = pd.DataFrame(
        [(*pair, n) for pair, n in shown.items()], columns=["municipality_code", "cohort_id", "n"]
    )
    made = rounded(exact, there)
    assert (made["n"] % 5 == 0).all()
    sums = made.groupby(["municipality_code", "cohort_id"])["n"].sum()
    assert all(n <= shown[pair] for pair, n in sums.items())
    # what is shown is made of whole ways: nobody goes on who did not come
    pd.testing.assert_frame_equal(steps(ways(made)), made)
    # and is a possible truth
    pd.testing.assert_frame_equal(rounded(made, there), made)


def test_where_nobody_is_shown_no_organisation_is_and_others_make_up_for_it():
    # four and four are eight: with nobody shown in B, ten in A or five
    exact = steps(taken({(True, "alfa@A"): 4, (False, "alfa@B"): 4}))
    made = rounded(exact, people(A=10))
    assert made.to_numpy().tolist() == [["A", "alfa", True, "", 5]]


def test_who_was_also_where_nobody_is_shown_is_shown_where_it_can_be():
    exact = steps(taken({(True, "alfa@A alfa@B"): 9}))
    made = rounded(exact, people(A=10))
    assert made.to_numpy().tolist() == [["A", "alfa", True, "", 10]]


def test_where_nobody_is_any_more_none_is():
    shown = rounded(steps(taken({(True, "alfa@A"): 9})), people(A=20))
    assert rounded(shown.iloc[:0], people(A=20), shown).empty


def test_what_was_shown_stays():
    shown = rounded(steps(taken({(True, "alfa@A"): 9})), people(A=20))
    for there in (10, 11, 12, 13, 14):
        shown = rounded(steps(taken({(True, "alfa@A"): there})), people(A=20), shown)
        assert shown["n"].sum() == 10
    assert rounded(steps(taken({(True, "alfa@A"): 15})), people(A=20), shown)["n"].sum() == 15

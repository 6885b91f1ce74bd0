"""Who is enrolled where does not follow one person; where they stand follows the cohort."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.publish.crossing import crossed
from atlas.publish.enrolments import enrolments

FEW = settings(max_examples=40, deadline=None, database=None, derandomize=True)
COLUMNS = ["municipality_code", "cohort_id", "status", "started", "first", "n"]
NONE = pd.DataFrame({"cohort_id": []}, dtype="str")
TABLES = some.integers(1, 4).flatmap(
    lambda width: some.lists(
        some.lists(some.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def people(cohort="alfa", **places):
    """So many in each place, by state: ``A={"active": 4}``."""
    rows = [
        (place, cohort, status, status != "enrolled", True, n)
        for place, states in places.items()
        for status, n in states.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def rounded(exact, before=None, fresh=NONE):
    return enrolments(exact, 5, b"a secret for tests", before, 5, fresh)


def by(cells, column):
    return cells.groupby(column)["n"].sum().to_dict()


def test_few_in_each_place_do_not_vanish_when_they_complete():
    # four places of four: fifteen of sixteen are shown, active first, and then completed
    began = people(**{place: {"active": 4} for place in "ABCD"})
    shown = rounded(began)
    assert by(shown, "status") == {"active": 15}
    ended = people(**{place: {"completed": 4} for place in "ABCD"})
    after = rounded(ended, shown)
    assert by(after, "status") == {"completed": 15}
    assert by(after, "municipality_code") == by(shown, "municipality_code")


def test_those_who_left_are_seen_in_the_cohort_although_they_are_few_in_each_place():
    # two of five left in each of five places: ten of twenty-five, not none
    cells = rounded(people(**{place: {"completed": 3, "withdrawn": 2} for place in "ABCDE"}))
    assert by(cells, "status") == {"completed": 15, "withdrawn": 10}
    assert by(cells, "municipality_code") == dict.fromkeys("ABCDE", 5)


def test_who_comes_one_by_one_to_a_place_is_not_seen_before_the_fifth():
    shown = rounded(people(A={"active": 20}, B={"active": 0}))
    for there in (1, 2, 3, 4):
        shown = rounded(people(A={"active": 20}, B={"active": there}), shown)
        assert by(shown, "municipality_code") == {"A": 20}
    last = rounded(people(A={"active": 20}, B={"active": 5}), shown)
    assert by(last, "municipality_code") == {"A": 20, "B": 5}


def test_one_who_completed_and_is_then_withdrawn_is_not_seen():
    # completed 9 → 8, withdrawn 4 → 5
    shown = rounded(people(A={"completed": 9, "withdrawn": 4}))
    after = rounded(people(A={"completed": 8, "withdrawn": 5}), shown)
    pd.testing.assert_frame_equal(after, shown)


def test_a_cohort_that_is_new_is_told_at_once_and_the_others_remember():
    first = people(A={"active": 4}, B={"active": 4}, C={"active": 2})
    shown = rounded(first)
    new = people("beta", **{place: {"active": 4} for place in "ABCDE"})
    fresh = pd.DataFrame({"cohort_id": ["beta"]})
    both = rounded(pd.concat([first, new], ignore_index=True), shown, fresh)
    assert by(both, "cohort_id") == {"alfa": 10, "beta": 20}
    # without being new, four in each place would be nobody
    late = rounded(pd.concat([first, new], ignore_index=True), shown)
    assert by(late, "cohort_id") == {"alfa": 10}


def test_nobody_is_no_cell():
    nobody = people(A={"active": 4}).iloc[:0]
    assert rounded(nobody).empty
    assert by(rounded(nobody, people(A={"active": 5})), "status") == {}


# --- between two margins ----------------------------------------------------------------------------


def margins(table, k=5):
    """Some multiples of k with the same sum, near the sums of a table."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    total = k * max(1, round(int(table.sum()) / k))

    def shared(sums):
        steps = np.floor(total * np.cumsum(sums) / max(int(np.sum(sums)), 1) / k + 0.5) * k
        steps[-1] = total
        return np.diff(steps, prepend=0).astype(int)

    return shared(rows), shared(columns)


@FEW
@given(TABLES)
def test_cells_are_multiples_of_k_with_both_sums(table):
    table = np.array(table)
    rows, columns = margins(table)
    made = crossed(table, rows, columns, 5)
    assert (made % 5 == 0).all()
    assert (made >= 0).all()
    assert made.sum(axis=1).tolist() == rows.tolist()
    assert made.sum(axis=0).tolist() == columns.tolist()


@FEW
@given(TABLES, TABLES)
def test_cells_that_are_public_already_do_not_change(table, other):
    table = np.array(table)
    made = crossed(table, *margins(table), 5)
    sums = made.sum(axis=1), made.sum(axis=0)
    assert crossed(made, *sums, 5).tolist() == made.tolist()
    shown = np.array(other) // 5 * 5
    if shown.shape == made.shape:
        after = crossed(table, *margins(table), 5, shown, 5)
        assert crossed(after, *sums, 5, shown, 5).tolist() == after.tolist()


def test_the_nearest_cells_are_found():
    # 4 1 / 1 4 within fives both ways: on the diagonal
    assert crossed(np.array([[4, 1], [1, 4]]), np.array([5, 5]), np.array([5, 5]), 5).tolist() == [
        [5, 0],
        [0, 5],
    ]


def test_what_was_shown_stays_where_both_sums_let_it():
    exact = np.array([[3, 2], [2, 3]])
    sums = np.array([5, 5])
    shown = np.array([[0, 5], [5, 0]])
    assert crossed(exact, sums, sums, 5).tolist() == [[5, 0], [0, 5]]
    assert crossed(exact, sums, sums, 5, shown, 5).tolist() == shown.tolist()


def test_where_nobody_is_nobody_is_shown_unless_the_sums_ask_for_it():
    exact = np.array([[9, 0], [1, 1]])
    assert crossed(exact, np.array([10, 5]), np.array([10, 5]), 5).tolist() == [[10, 0], [0, 5]]
    assert crossed(exact, np.array([10, 5]), np.array([5, 10]), 5).tolist() == [[5, 5], [0, 5]]

"""Who is enrolled where does not follow one person; where they stand follows the cohort."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.publish.enrolments import MARGINS, enrolments
from atlas.publish.histories import kinds
from atlas.publish.protect import Past

FEW = settings(max_examples=40, deadline=None, database=None, derandomize=True)
COLUMNS = ["municipality_code", "cohort_id", "status", "started", "earlier", "n"]
NONE = pd.DataFrame({"cohort_id": []}, dtype="str")


def people(cohort="alfa", **places):
    """So many in each place, by state: ``A={"active": 4}``."""
    rows = [
        (place, cohort, status, status != "enrolled", "", n)
        for place, states in places.items()
        for status, n in states.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def rounded(exact, before=None, fresh=NONE, was=None):
    return enrolments(exact, 5, b"a secret for tests", Past(before, was, 5, fresh))


def by(cells, column):
    return cells.groupby(column)["n"].sum().to_dict()


def test_few_in_each_place_do_not_vanish_when_they_complete():
    # four places of four: fifteen of sixteen are shown, active first, and then completed
    began = people(**{place: {"active": 4} for place in "ABCD"})
    shown = rounded(began)
    assert by(shown, "status") == {"active": 15}
    ended = people(**{place: {"completed": 4} for place in "ABCD"})
    after = rounded(ended, shown, was=began)
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


def test_who_has_not_changed_stays_whatever_others_do():
    # four in each of three places, of which ten are shown; five places more of four each
    first = people(**{place: {"active": 4} for place in "ABC"})
    shown = rounded(first)
    more = people(**{place: {"active": 4} for place in "ABCDEFGH"})
    after = by(rounded(more, shown, was=first), "municipality_code")
    assert [after.get(place, 0) for place in "ABC"] == [
        by(shown, "municipality_code").get(place, 0) for place in "ABC"
    ]
    assert abs(sum(after.values()) - 32) < 5


def test_who_comes_one_by_one_is_seen_in_the_sum_before_it_is_five_off():
    # five places, one person more in each every time: no sum is ever five off
    shown = was = None
    for there in range(1, 9):
        exact = people(**{place: {"active": there} for place in "ABCDE"})
        shown, was = rounded(exact, shown, was=was), exact
        assert abs(shown["n"].sum() - 5 * there) < 5
        assert all(abs(n - there) < 5 for n in by(shown, "municipality_code").values())


CELLS = some.tuples(
    some.sampled_from("ABCD"),
    some.sampled_from(["alfa", "beta"]),
    some.sampled_from(["active", "completed", "withdrawn", "enrolled"]),
)
PROGRAMMES = some.dictionaries(CELLS, some.integers(1, 12), min_size=1, max_size=14).map(
    lambda cells: pd.DataFrame(
        [(p, c, s, s != "enrolled", "", n) for (p, c, s), n in cells.items()], columns=COLUMNS
    )
)


@FEW
@given(some.lists(PROGRAMMES, min_size=1, max_size=4))
def test_no_declared_sum_is_k_off_however_often_it_is_published(programmes):
    shown = was = None
    for exact in programmes:
        shown, was = rounded(exact, shown, was=was), exact
        both = [kinds(frame) for frame in (shown, exact)]
        for margin in MARGINS:
            told, true = (
                f.groupby(list(margin))["n"].sum() if margin else f[["n"]].sum() for f in both
            )
            assert (told.sub(true, fill_value=0).abs() < 5).all(), margin


@pytest.mark.parametrize("reach", [7, 14])
def test_after_another_k_a_cell_waits_longer_and_states_are_within_it(reach):
    shown = people(A={"active": 10})
    exact = people(A={"active": 4, "completed": 12})
    past = Past(shown, None, reach, NONE)
    after = enrolments(exact, 5, b"a secret for tests", past)
    assert by(after, "municipality_code") == {"A": 10 if reach > 6 else 15}
    assert set(by(after, "status")) <= {"active", "completed"}


def test_nobody_is_no_cell():
    nobody = people(A={"active": 4}).iloc[:0]
    assert rounded(nobody).empty
    assert by(rounded(nobody, people(A={"active": 5})), "status") == {}

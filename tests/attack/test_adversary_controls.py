"""The adversary by hand: tables as they were once published, a reader's head can do the sums, and it must
find each of them with the very interval. What it no longer finds here it would find nowhere.

People are those of two places, A and B, and of the cohorts alfa and beta; k is 5.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from atlas.protection import Protection
from atlas.publish import cubes
from tests.attack.adversary import EACH_CELL, MULTIPLES, Adversary, Publication, table
from tests.attack.adversary.publication import DIMENSIONS
from tests.attack.adversary.solving import NotPossible
from tests.publish.programmes import programme

PEOPLE = "municipality_code cohort_id status started earlier n"
OWNERS = "municipality_code cohort_id enterprise earlier n"
TIMES = "cohort_id n median lower upper"
LISTS = ("participants", "progress", "surveys", "cohorts")


def done(place, cohort, n):
    """So many who completed, each for the first time."""
    return place, cohort, "completed", True, "", n


def untold(place, cohort, n):
    """So many where statuses are not told."""
    return place, cohort, "", False, "", n


def published(people, places="A", cohorts=("alfa",), files=(), **more):
    """A publication by hand; the tables that are not given have no rows."""
    tables = {
        "register": table("code", *((place,) for place in places)),
        "cohorts": table("cohort_id", *((cohort,) for cohort in cohorts)),
        "modules": table("position", (1,)),
        "enrolments": table(PEOPLE, *people),
    }
    return Publication(tables | more, k=5, manifest={"files": list(files)})


def numbers(*publications, rule=EACH_CELL, once=False):
    """What the adversary finds."""
    found = Adversary(*publications, rule=rule, once=once).found()
    return {f.what: (f.least, f.most) for f in found}


def test_cells_alone_give_nothing_away():
    # A is 7, B is one to five: no count is surely below five
    assert numbers(published([done("A", "alfa", 7), done("B", "alfa", 5)], places="AB")) == {}


def test_a_median_withheld_says_how_few_there_are():
    # 7 in A and 5 in B are shown as completed, and no median is told: truly they are nine at most
    people = [done("A", "alfa", 7), done("B", "alfa", 5)]
    found = numbers(published(people, places="AB", times=table(TIMES)))
    assert found["enrolments[municipality_code=B, status=completed, started=True]"] == (1, 2)


def test_a_whole_withheld_says_that_a_shown_zero_is_somebody():
    # alfa's twelve are told, all together are not: so beta, shown as none, has one to nine, in one cell
    times = table(TIMES, ("alfa", 12, 20, 20, 20))
    shown = published([done("A", "alfa", 12)], cohorts=("alfa", "beta"), times=times)
    beta = "enrolments[cohort_id=beta, status=completed, started=True]"
    assert numbers(shown, once=True)[beta] == (1, 4)


def test_a_whole_that_is_told_says_that_a_shown_zero_is_nobody():
    times = table(TIMES, ("alfa", 12, 20, 20, 20), ("", 12, 20, 20, 20))
    shown = published([done("A", "alfa", 12)], cohorts=("alfa", "beta"), times=times)
    adversary = Adversary(shown, rule=EACH_CELL)
    those = {"cohort_id": "beta", "status": "completed"}
    assert adversary.interval("enrolments", **those, started=True) == (0, 0)
    # in two cells: came for the first time, or again
    assert adversary.interval("enrolments", **those, started=False) == (0, 8)


def test_one_person_more_in_a_large_cell():
    before, after = published([done("A", "alfa", 85)]), published([done("A", "alfa", 86)])
    found = numbers(before, after)
    assert found["more enrolments[status=completed, started=True]"] == (1, 1)


def test_one_person_from_completed_to_withdrawn():
    gone = ("A", "alfa", "withdrawn", True, "", 5)
    found = numbers(published([done("A", "alfa", 9)]), published([done("A", "alfa", 8), gone]))
    assert found["fewer enrolments[status=completed, started=True]"] == (1, 1)


def test_the_same_rows_rounded_twice():
    # up the first time, down the second, and the digests say that no row changed
    files = [{"name": f"{name}.csv", "sha256": "0"} for name in LISTS]
    up, down = published([done("A", "alfa", 5)], files=files), published([], files=files)
    cell = "enrolments[status=completed, started=True]"
    assert numbers(up, down)[cell] == (1, 4)
    # without them someone may have gone
    assert cell not in numbers(published([done("A", "alfa", 5)]), published([]))


@pytest.mark.parametrize("rule", [EACH_CELL, MULTIPLES], ids=["each cell", "multiples"])
def test_organisations_where_nobody_is_shown(rule):
    # five organisations have a person each, so the people shown as none are one to four, and so are they
    owners = table(OWNERS, ("A", "alfa", False, "", 5))
    shown = published([untold("B", "alfa", 10)], places="AB", organisations=owners)
    found = numbers(shown, rule=rule)
    assert found["enrolments[municipality_code=A]"] == (1, 4)
    assert found["organisations[municipality_code=A]"] == (1, 4)


def test_quartiles_and_half_years_together():
    # a quarter of twelve took 26 weeks at the most: so at most three were done in the first half-year,
    # and some were, for it is shown
    left = table(
        "cohort_id status started half_year n",
        ("alfa", "completed", True, 0, 5),
        ("alfa", "completed", True, 1, 7),
    )
    times = table(TIMES, ("alfa", 12, 30, 26, 31), ("", 12, 30, 26, 31))
    found = numbers(published([done("A", "alfa", 12)], exits=left, times=times))
    assert found["exits[status=completed, started=True, half_year=0]"] == (1, 3)


def test_the_length_of_the_list_of_people():
    # 85 are shown as they are in A, none in B, where statuses are not told; 87 rows were delivered
    files = [{"name": "participants.csv", "rows": 87}]
    shown = published([untold("A", "alfa", 85)], places="AB", files=files)
    assert numbers(shown)["enrolments[municipality_code=B]"] == (2, 2)


def test_multiples_of_k_give_nothing_away():
    # the tables are themselves a possible truth: now, then, and from one to the other
    owners = table(OWNERS, ("A", "alfa", True, "", 5))
    before = published([done("A", "alfa", 85)], places="AB", organisations=owners)
    people = [done("A", "alfa", 90), done("B", "alfa", 10)]
    after = published(people, places="AB", organisations=owners)
    assert Adversary(before, after, rule=MULTIPLES).broken() == []
    assert numbers(before, after, rule=MULTIPLES) == {}


@pytest.mark.parametrize("seed", range(3))
def test_a_programme_in_which_everyone_is_five_gives_nothing_away(seed):
    # exact cubes times five are multiples of five, and add up as a programme does: so they are a possible
    # truth, however many there are, and so are two of them after each other
    one, other = (fivefold(programme(seed + more, 60)) for more in (0, 100))
    adversary = Adversary(one, other, rule=MULTIPLES)
    assert adversary.broken() == []
    assert adversary.found() == []


def fivefold(tables):
    """The exact cubes of a programme with five of each person and organisation."""
    delivery = SimpleNamespace(tables=tables, region=SimpleNamespace(protection=Protection()))
    # the names of the cubes are those of the tables of publication.py
    made = {n: t for n, t in cubes.exact(delivery).items() if n in DIMENSIONS and n != "scores"}
    shown = {name: cube.assign(n=cube["n"] * 5) for name, cube in made.items() if "n" in cube}
    known = {"modules": tables["modules"], "cohorts": tables["cohorts"][["cohort_id"]]}
    return Publication(shown | known, k=5)


def test_whoever_goes_on_from_a_cohort_was_in_it():
    # five came to beta from alfa in A, where nobody is shown, while ten are in B: one to four are in A
    people = [done("B", "alfa", 10), ("A", "beta", "completed", True, "alfa@A", 5)]
    shown = published(people, places="AB", cohorts=("alfa", "beta"))
    found = numbers(shown, rule=MULTIPLES)
    assert found["enrolments[municipality_code=A, earlier=]"] == (1, 4)


def test_declared_sums_are_less_than_k_from_the_truth():
    # five in each of four places are one to nine in each, and sixteen to twenty-four together
    people = [done(place, "alfa", 5) for place in "ABCD"]
    adversary = Adversary(published(people, places="ABCD"), rule=MULTIPLES)
    assert adversary.interval("enrolments", municipality_code="A", status="completed") == (1, 9)
    assert adversary.interval("enrolments") == (16, 24)


def test_a_session_that_only_another_publication_tells_of_may_be_one_nobody_wrote_down():
    told = table(
        "cohort_id module_id started completed attended n", ("alfa", "m1", True, True, "yes", 10)
    )
    people = [done("A", "alfa", 10)]
    before, after = published(people, attended=told), published(people)
    assert Adversary(before, after, rule=MULTIPLES).broken() == []


def test_parts_that_are_shared_out_are_as_uncertain_as_their_whole():
    # ten are shown to have completed, so six to fourteen have; of six a quarter are men at least; of
    # fourteen, no more than ten and a half are
    genders = table(
        "cohort_id dimension category started completed n",
        ("alfa", "gender", "man", True, True, 5),
        ("alfa", "gender", "woman", True, True, 5),
    )
    people = [done("A", "alfa", 10)]
    adversary = Adversary(published(people, profile=genders), rule=MULTIPLES, once=True)
    men = {"dimension": "gender", "category": "man", "started": True}
    assert adversary.interval("profile", **men, completed=True) == (2, 10)


def test_what_no_truth_can_be_is_told():
    # a median is told of seven: a rule was misread, or not kept
    shown = published([done("A", "alfa", 7)], times=table(TIMES, ("alfa", 7, 20, 20, 20)))
    with pytest.raises(NotPossible):
        numbers(shown)

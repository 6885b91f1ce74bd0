"""Every protected number says between which two the truth lies, and it does; and whoever is named as the
highest is. Both are asked of the rows themselves, on the shipped data and on 200 random programmes."""

from __future__ import annotations

import pytest

from atlas.measures.selection import Selection
from tests.views.spans import misses, table_misses, wrong_winners
from tests.views.worlds import COUNTS, boxes, world

PROGRAMMES = 200


@pytest.fixture(scope="module")
def programmes(counted):
    return [world(counted.public, seed) for seed in range(PROGRAMMES)]


def told_of(programmes, ask):
    found, looked = [], 0
    for seed, (data, rows) in enumerate(programmes):
        wrong, n = ask(data, rows)
        found += [(seed, *one) for one in wrong]
        looked += n
    print(f"{looked} looked at, {len(found)} wrong")
    return found, looked


def whole(data):
    """The county and each cohort."""
    return [box for box in boxes(data) if not box.municipalities]


def places(data):
    """Each municipality."""
    return [box for box in boxes(data) if box.municipalities and not box.cohorts]


def crossed(data):
    """Each municipality in each cohort."""
    return [box for box in boxes(data) if box.municipalities and box.cohorts]


def test_no_span_of_a_place_of_200_random_programmes_misses_the_truth(programmes):
    found, looked = told_of(programmes, lambda d, rows: misses(d, rows, places(d), COUNTS))
    assert looked > 2_000
    assert found == []


def test_no_span_of_a_place_in_a_cohort_of_200_random_programmes_misses_the_truth(programmes):
    found, looked = told_of(programmes, lambda d, rows: misses(d, rows, crossed(d), COUNTS))
    assert looked > 4_000
    assert found == []


def test_no_span_of_the_county_of_200_random_programmes_misses_the_truth(programmes):
    found, looked = told_of(programmes, lambda d, rows: misses(d, rows, whole(d)))
    assert looked > 3_000
    assert found == []


def test_no_span_of_programmes_whose_people_moved_misses_the_truth(counted):
    moved = [world(counted.public, seed, moved=True) for seed in range(40)]
    found, looked = told_of(moved, lambda d, rows: misses(d, rows, whole(d), COUNTS))
    assert looked > 500
    assert found == []


def test_no_interval_of_a_map_of_random_programmes_misses_the_truth(programmes):
    measures = ("participants", "organisations", "completion_rate", "participants_per_10000")
    found, looked = told_of(
        programmes[:60], lambda data, rows: table_misses(data, rows, Selection(), measures)
    )
    assert looked > 500
    assert found == []


def test_whoever_is_named_in_200_random_programmes_has_most(programmes):
    measures = ("participants", "completed", "participants_per_10000", "completion_rate")

    def ask(data, rows):
        return wrong_winners(data, rows, Selection(), measures)

    found, looked = told_of(programmes, ask)
    assert looked > 20
    assert found == []

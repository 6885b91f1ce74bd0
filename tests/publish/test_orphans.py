"""A table without rows that others rest on: one finding that says so, and none of each row."""

from __future__ import annotations

import pytest

from atlas import contract as contracts
from atlas import ingest
from atlas.publish import orphans
from tests import deliveries
from tests.deliveries import PERSON

CONTRACT = contracts.load(deliveries.DATA)


def found(folder, new, exact=True):
    of_contract = ingest.read(folder, deliveries.GEO).findings
    told = orphans.told_once(of_contract, CONTRACT, folder, {new}, exact)
    assert told.total == len(told.kept)
    return [(f.file, f.rule, f.actual, f.expected) for f in told]


@pytest.fixture
def small(tmp_path):
    return deliveries.small(tmp_path / "data")


def test_a_cohort_that_goes_is_told_with_what_rests_on_it(small):
    deliveries.edit(small / "cohorts.csv", deliveries._cohorts()[1] + "\n", "")
    # beta has four enrolments and one session
    rests = "participants.csv (4), sessions.csv (1)"
    assert found(small, "cohorts.csv") == [("cohorts.csv", "rows_needed", "beta", rests)]
    untold = "participants.csv, sessions.csv (1)"
    assert found(small, "cohorts.csv", exact=False)[0][-1] == untold


def test_a_person_who_goes_is_told_without_an_id(small):
    deliveries.edit(small / "participants.csv", deliveries._participants()[6] + "\n", "")
    # the seventh has done one module and was not at one session
    rests = "progress.csv (1), attendance.csv (1)"
    assert found(small, "participants.csv") == [
        ("participants.csv", "rows_needed_unnamed", "", rests)
    ]


def test_a_row_that_came_without_what_it_refers_to_is_told_itself(small):
    path = small / "progress.csv"
    path.write_text(path.read_text() + f"{PERSON}99,alfa,m1,2022-02-02\n")
    assert [rule for _, rule, _, _ in found(small, "progress.csv")] == ["foreign_key"]

"""Cells that change in tables that are nobody's are told one by one; numbers of people among them are not."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.publish import altered
from tests.deliveries import DATA

CONTRACT = contracts.load(DATA)


def frame(name, *rows):
    cells = [row.split(",") for row in rows]
    return pd.DataFrame(cells, columns=CONTRACT[name].columns, dtype="str")


def told(name, before, after, exact=True):
    changes = altered.cells(before, after, CONTRACT[name], exact)
    return [(c["of"], c["column"], c["before"], c["after"]) for c in changes]


def test_a_target_is_told_by_measure_cohort_and_day():
    before = frame("targets", "participants,,60,2023-04-30,Beslut", "started,a,5,2023-04-30,Beslut")
    after = frame("targets", "participants,,70,2023-04-30,Beslut", "completed,,9,2024-04-30,Beslut")
    assert told("targets", before, after) == [
        ("participants · 2023-04-30", "value", "60", "70"),
        ("started · a · 2023-04-30", "value", "5", ""),
        ("started · a · 2023-04-30", "source", "Beslut", ""),
        ("completed · 2024-04-30", "value", "", "9"),
        ("completed · 2024-04-30", "source", "", "Beslut"),
    ]


def test_how_many_were_admitted_is_told_only_to_who_may_know_it():
    before = frame("cohorts", "a,Alfa,Alpha,2480,2022-01-10,2022-06-10,10,12,9")
    after = frame("cohorts", "a,Alfa,Alpha,2480,2022-02-10,2022-06-10,10,13,3")
    day = ("a", "starts_on", "2022-01-10", "2022-02-10")
    assert told("cohorts", before, after, exact=False) == [day]
    assert told("cohorts", before, after) == [
        day,
        ("a", "applications", "12", "13"),
        ("a", "admitted", "9", "3"),
    ]


@pytest.mark.parametrize(
    "name", ["participants", "progress", "attendance", "surveys", "corrections", "indicators"]
)
def test_no_cell_of_a_person_is_told_and_figures_are_told_as_numbers(name):
    assert not altered.is_told(CONTRACT[name])


@pytest.mark.parametrize("name", ["cohorts", "modules", "sessions", "targets", "events", "groups"])
def test_tables_that_are_nobodys(name):
    assert altered.is_told(CONTRACT[name])

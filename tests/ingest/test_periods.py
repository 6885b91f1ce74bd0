"""A column of periods: as offices write them, and days that stand for the year they end."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.ingest import periods


def read(*cells, marks=True):
    known = periods.known(pd.Series(cells, dtype="str"), marks)
    return [known[cell] for cell in cells]


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2022", "2022"),
        ("2022K3", "2022-Q3"),
        ("kvartal 3 2022", "2022-Q3"),
        ("2022M01", "2022-01"),
        ("jan-22", "2022-01"),
        ("Jan 2022", "2022-01"),
        ("2021/22", "2021/22"),
        ("2022-12-31", "2022"),
        ("2022-12-31 00:00:00", "2022"),
        ("31/12 2022", "2022"),
        ("31/12-22", "2022"),
    ],
)
def test_a_period_is_read_however_it_is_written(cell, period):
    assert read(cell) == [(period, "")]


@pytest.mark.parametrize("cell", ["2022-06-30", "HT 2022", "Umeå jan 2022", "i fjol", ""])
def test_what_is_no_period_stays_as_it_is(cell):
    assert read(cell) == [(cell, "")]


def test_days_are_years_only_where_each_is_the_last_of_one():
    assert read("2021-12-31", "31/12 2022", "") == [("2021", ""), ("2022", ""), ("", "")]
    assert read("2021-12-31", "2022-06-30") == [("2021-12-31", ""), ("2022-06-30", "")]
    assert read("2021-12-31", "2022") == [("2021-12-31", ""), ("2022", "")]


def test_a_mark_at_a_period_is_its_note_where_notes_are_kept():
    assert read("2022*") == [("2022", "marked")]
    assert read("2022*", marks=False) == [("2022*", "")]

"""Days are read as a column is written; where the day and the month could be either, they are not guessed."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.ingest import days


def read(*cells):
    known = days.known(pd.Series(cells))
    return [known[cell] for cell in cells]


@pytest.mark.parametrize(
    "cell",
    ["2022-06-13", "20220613", "13/6 2022", "13.06.2022", "13. 6. 2022", "13 juni 2022", "13 JUN 2022",
     "13/6-22", "13/6-2022", "13/6 - 22"],
)  # fmt: skip
def test_a_day_that_can_be_nothing_else_is_read_alone(cell):
    assert read(cell) == ["2022-06-13"]


def test_one_cell_tells_for_its_column_that_the_day_stands_first():
    assert read("26/05/2022", "01/02/2022", "") == ["2022-05-26", "2022-02-01", ""]
    assert read("26-05-2022", "1-2-2022") == ["2022-05-26", "2022-02-01"]


@pytest.mark.parametrize("column", [("01/02/2022",), ("01/02/2022", "05/26/2022")])
def test_where_no_cell_tells_or_the_month_stands_first_nothing_is_read(column):
    assert read(*column) == list(column)


def test_a_column_that_is_both_ways_is_not_read():
    assert read("26/05/2022", "05/26/2022") == ["26/05/2022", "05/26/2022"]


def test_numbers_are_days_where_the_whole_column_is_so():
    assert read("44725", "44726.0") == ["2022-06-13", "2022-06-14"]
    assert read("44725", "13/6 2022") == ["44725", "2022-06-13"]


def test_two_figures_of_a_year_are_of_this_century_until_they_lie_far_ahead():
    assert read("13/6-68", "13/6-69") == ["2068-06-13", "1969-06-13"]


def test_a_day_in_short_has_no_month_beyond_december():
    assert read("6/13-22") == ["6/13-22"]

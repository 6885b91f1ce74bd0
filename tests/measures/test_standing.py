"""Where a place stands: its change, its years and its place among the others, with numbers made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.catalogue import Measure
from atlas.measures import standing
from atlas.measures.values import MISSING, PROTECTED, REPORTED, Values, complete

CODES = ["a", "b", "c"]
PERIODS = ["2020", "2021", "2022", "2024"]
TOP, HALF = standing.SCALE, standing.HALFWAY


def made(rows, county=None, kind="rate", periods=PERIODS, **declared) -> Values:
    """Values of rows ``(code, period, value)``; a status stands in place of a value that is not told."""
    measure = Measure("x", kind, 1, "none", "", "municipality", False, declared)

    def table(told, codes):
        frame = pd.DataFrame(
            [
                (code, period, None, value)
                if isinstance(value, str)
                else (code, period, value, REPORTED)
                for code, period, value in told
            ],
            columns=["code", "period", "value", "status"],
        )
        return complete(frame, codes, periods, MISSING)

    beside = [("county", periods[-1], county)] if county is not None else []
    return Values(measure, table(rows, CODES), table(beside, ["county"]), periods[-1], False)


def test_a_change_is_from_the_period_before_without_the_noise_of_fractions():
    values = made([("a", "2022", 3.1), ("a", "2024", 3.4)])
    assert standing.change(values, "a") == ("2022", 0.3)


@pytest.mark.parametrize("before", [PROTECTED, MISSING])
def test_there_is_no_change_from_what_is_not_told_nor_from_an_earlier_year(before):
    values = made([("a", "2021", 1.0), ("a", "2022", before), ("a", "2024", 3.4)])
    assert standing.change(values, "a") is None
    assert standing.change(values, "b") is None


def test_there_is_no_change_across_a_new_definition_nor_in_a_single_year():
    assert (
        standing.change(made([("a", "2022", 1.0), ("a", "2024", 2.0)], series_breaks=["2024"]), "a")
        is None
    )
    assert standing.change(made([("a", "2024", 2.0)], periods=["2024"]), "a") is None


def test_the_lowest_is_at_the_one_end_and_the_highest_at_the_other():
    values = made([("a", "2024", 10.0), ("b", "2024", 20.0), ("c", "2024", PROTECTED)], county=15.0)
    assert standing.placed(values) == {"a": 0, "b": TOP, "county": HALF}


def test_the_countys_own_count_is_no_place_among_those_of_municipalities():
    values = made([("a", "2024", 10.0), ("b", "2024", 20.0)], county=900.0, kind="count")
    assert standing.placed(values) == {"a": 0, "b": TOP}


def test_zero_is_a_place_and_what_is_missing_is_none():
    assert standing.placed(made([("a", "2024", 0.0), ("b", "2024", 5.0)])) == {"a": 0, "b": TOP}
    assert standing.placed(made([])) == {}
    assert standing.placed(made([("a", "2024", 7.0)])) == {"a": HALF}


def test_a_line_stops_where_a_year_is_missing():
    # 2020 and 2021 are joined; between 2022 and 2024 lies a year without a figure
    values = made([("a", "2020", 1.0), ("a", "2021", 3.0), ("a", "2022", 2.0), ("a", "2024", 1.0)])
    quarter = TOP // 4
    assert standing.line(values, "a") == [
        [[0, 0], [quarter, TOP], [HALF, HALF]],
        [[TOP, 0]],
    ]
    assert standing.line(values, "b") == []


def test_a_line_stops_at_what_is_protected_and_at_a_new_definition():
    told = [("a", "2020", 1.0), ("a", "2021", PROTECTED), ("a", "2022", 2.0)]
    pieces = standing.line(made(told, periods=PERIODS[:3]), "a")
    assert [len(piece) for piece in pieces] == [1, 1]
    broken = [("a", "2020", 1.0), ("a", "2021", 1.5), ("a", "2022", 2.0)]
    pieces = standing.line(made(broken, periods=PERIODS[:3], series_breaks=["2022"]), "a")
    assert [len(piece) for piece in pieces] == [2, 1]


def test_the_ends_are_those_of_the_years_that_are_told():
    values = made([("a", "2021", 1.0), ("a", "2022", 2.0), ("b", "2022", 4.0)])
    assert standing.ends(values, "a") == [("2021", 1.0), ("2022", 2.0)]
    assert standing.ends(values, "b") == [("2022", 4.0)]
    assert standing.ends(values, "c") == []

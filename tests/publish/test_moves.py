"""Values that move by a factor are asked about."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.publish import moves

COLUMNS = ["indicator_id", "municipality_code", "year", "value", "status"]
BEFORE = [["p", "2480", "2021", "100", "reported"], ["p", "2403", "2021", "50", "reported"]]


def asked(rows):
    before = pd.DataFrame(BEFORE, columns=COLUMNS)
    after = pd.DataFrame([*BEFORE, *rows], columns=COLUMNS).drop_duplicates(
        COLUMNS[:3], keep="last"
    )
    return [(q["rule"], q["came"]) for q in moves.questions(before, after, "indicators.csv")]


@pytest.mark.parametrize(
    ("value", "status", "found"),
    [
        ("110", "reported", []),
        ("100000", "reported", [("values_move", "p × 1e+03")]),
        ("0.1", "reported", [("values_move", "p × 0.001")]),
        ("500", "reported", [("values_move", "p × 5")]),
        ("499", "reported", []),
        ("", "protected", [("values_withheld", "p")]),
    ],
)
def test_a_new_year_is_compared_with_the_latest(value, status, found):
    assert asked([["p", "2480", "2022", value, status]]) == found


def test_a_changed_value_is_compared_with_the_one_it_replaces():
    assert asked([["p", "2480", "2021", "0.1", "reported"]]) == [("values_move", "p × 0.001")]


def test_an_indicator_without_earlier_figures_moves_by_nothing():
    assert asked([["q", "2480", "2021", "7", "reported"]]) == []

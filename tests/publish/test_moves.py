"""Values that move by a factor are asked about."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.publish import moves

COLUMNS = ["indicator_id", "municipality_code", "year", "value", "status"]
BEFORE = [["p", "2480", "2021", "100", "reported"], ["p", "2403", "2021", "50", "reported"]]


def asked(rows, earlier=BEFORE):
    before = pd.DataFrame(earlier, columns=COLUMNS)
    after = pd.DataFrame([*earlier, *rows], columns=COLUMNS).drop_duplicates(
        COLUMNS[:3], keep="last"
    )
    found = moves.questions(before, after, "indicators.csv")
    return [(q["rule"], q["came"], q.get("factor", "")) for q in found]


@pytest.mark.parametrize(
    ("value", "status", "found"),
    [
        ("110", "reported", []),
        ("100000", "reported", [("values_move", "p", "1e+03")]),
        ("0.1", "reported", [("values_move", "p", "0.001")]),
        ("500", "reported", [("values_move", "p", "5")]),
        ("499", "reported", []),
        ("", "protected", [("values_withheld", "p", "")]),
    ],
)
def test_a_new_year_is_compared_with_the_latest(value, status, found):
    assert asked([["p", "2480", "2022", value, status]]) == found


def test_the_latest_is_that_of_the_last_year():
    first = ["p", "2480", "2019", "1", "reported"]
    assert asked([["p", "2480", "2022", "110", "reported"]], [*BEFORE, first]) == []


def test_a_changed_value_is_compared_with_the_one_it_replaces():
    assert asked([["p", "2480", "2021", "0.1", "reported"]]) == [("values_move", "p", "0.001")]
    # and not with the latest, from which both are far
    earlier = ["p", "2480", "2019", "100000", "reported"]
    assert asked([[*earlier[:3], "90000", "reported"]], [*BEFORE, earlier]) == []


def test_an_indicator_without_earlier_figures_moves_by_nothing():
    assert asked([["q", "2480", "2021", "7", "reported"]]) == []
    assert asked([["q", "2480", "2021", "", "protected"]]) == []

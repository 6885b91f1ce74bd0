"""Where someone was before: in the order of days, and only for those who were."""

from __future__ import annotations

import pandas as pd

from atlas.memberships import memberships, without_places
from atlas.publish.histories import kinds, with_earlier


def rows(*told):
    frame = pd.DataFrame(told, columns=["who", "cohort_id", "municipality_code", "enrolled_on"])
    return frame.assign(enrolled_on=pd.to_datetime(frame["enrolled_on"]))


def test_each_has_those_before_it_by_day():
    given = rows(
        ("p2", "alfa", "A", "2022-01-01"),
        ("p1", "gamma", "B", "2023-01-01"),
        ("p1", "alfa", "A", "2021-01-01"),
        ("p1", "beta", "A", "2022-01-01"),
    )
    known = with_earlier(given, "who")
    assert known["earlier"].tolist() == ["", "alfa@A beta@A", "", "alfa@A"]
    assert known.drop(columns="earlier").equals(given)


def test_who_came_from_two_places_to_one_cohort_is_in_both_and_the_second_knows_of_the_first():
    given = rows(("o1", "alfa", "B", "2022-01-01"), ("o1", "alfa", "A", "2022-01-01"))
    assert with_earlier(given, "who")["earlier"].tolist() == ["alfa@A", ""]


def test_new_anywhere_in_this_place_and_in_this_cohort():
    cells = pd.DataFrame(
        [
            ("A", "alfa", ""),
            ("B", "alfa", "alfa@A"),
            ("B", "beta", "alfa@A"),
            ("A", "beta", "alfa@A"),
        ],
        columns=["municipality_code", "cohort_id", "earlier"],
    )
    known = kinds(cells)
    assert known["new"].tolist() == [True, False, False, False]
    assert known["new_here"].tolist() == [True, True, True, False]
    assert known["new_then"].tolist() == [True, False, True, True]


def test_a_history_is_read_as_it_was_written():
    assert memberships("") == []
    assert memberships("riv-1@2480 riv_2@2482") == [("riv-1", "2480"), ("riv_2", "2482")]
    assert without_places("riv-1@2480 riv-1@2482 riv_2@2482") == "riv-1@ riv_2@"

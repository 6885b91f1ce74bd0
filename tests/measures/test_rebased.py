"""Values with the first year as 100, with numbers that can be counted by head."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures.rebased import rebased
from atlas.measures.values import MISSING, REPORTED, Values, complete

PERIODS = ["2019", "2020", "2021"]
ROWS = [
    ("a", "2019", 50.0), ("a", "2020", 100.0), ("a", "2021", 110.0),
    ("b", "2020", 8.0), ("b", "2021", 6.0),
    ("c", "2021", 7.0),
    ("d", "2020", 0.0), ("d", "2021", 3.0),
]  # fmt: skip


def made(rows, **declared):
    names = {"name_sv": "Hus", "name_en": "Houses", "unit_sv": "hus", "short_sv": "Hus"}
    measure = Measure("x", "count", 0, "none", "", "municipality", False, names | declared)
    frame = pd.DataFrame(
        [(*row, REPORTED) for row in rows], columns=["code", "period", "value", "status"]
    )
    table = complete(frame, ["a", "b", "c", "d"], PERIODS, MISSING)
    county = pd.DataFrame([("k", "2020", 200.0, REPORTED)], columns=frame.columns)
    return Values(measure, table, complete(county, ["k"], PERIODS, MISSING), "2021", False)


def told(values, period):
    return values.at(period)["value"].dropna().to_dict()


def test_the_first_year_is_100_and_what_has_no_such_year_has_no_index():
    same = rebased(made(ROWS))
    assert told(same, "2019") == {"a": 100.0}
    assert told(same, "2021") == {"a": 220.0}  # the others have no value of 2019
    assert same.at("2021").loc["b", "status"] == MISSING
    assert same.benchmark("k", "2020") is None


def test_the_base_lies_after_a_break_and_nothing_before_it_is_told():
    same = rebased(made(ROWS, series_breaks=["2020"]))
    assert same.periods == ["2020", "2021"]
    assert told(same, "2020") == {"a": 100.0, "b": 100.0}
    assert told(same, "2021") == {"a": 110.0, "b": 75.0}  # nothing is a share of nought
    assert same.benchmark("k", "2020") == 100.0
    assert same.measure.kind == "index"
    assert same.measure.name("sv") == same.measure.short("sv") == "Hus, index 2020 = 100"
    assert same.measure.unit("sv") == ""


def test_one_year_alone_has_no_index():
    assert rebased(made([row for row in ROWS if row[1] == "2021"])) is None
    assert rebased(made(ROWS, series_breaks=["2021"])) is None

"""The values table: every municipality in every period, and silence is not zero."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from atlas import catalogue
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.measures.values import COLUMNS, STATUSES, complete, empty, records
from tests.deliveries import DATA, register

# those to be fetched have no figures yet, and are not known to readers
FILLED = set(pd.read_csv(DATA / "indicators.csv", usecols=["indicator_id"])["indicator_id"])
EVERY = catalogue.load(DATA).shown(FILLED)
MAPPABLE = [measure.id for measure in EVERY.mappable()]


def rows(*cells):
    return pd.DataFrame(cells, columns=["code", "period", "value", "status"])


def test_a_row_that_is_not_there_is_missing_and_not_zero():
    table = complete(rows(("a", "2022", 0.0, "reported")), ["a", "b"], ["2022"], "missing")
    zero, silent = table.to_dict("records")
    assert (zero["value"], zero["status"]) == (0.0, "reported")
    assert math.isnan(silent["value"])
    assert silent["status"] == "missing"


def test_codes_and_periods_come_in_the_given_order():
    table = complete(rows(("b", "2022", 1.0, "reported")), ["b", "a"], ["2021", "2022"], "missing")
    assert table[["period", "code"]].to_records(index=False).tolist() == [
        ("2021", "b"),
        ("2021", "a"),
        ("2022", "b"),
        ("2022", "a"),
    ]
    assert list(table.columns) == COLUMNS


@pytest.mark.parametrize("status", ["protected", "missing", "not_applicable"])
def test_a_value_stands_only_where_it_is_reported(status):
    table = complete(rows(("a", "2022", 3.0, status)), ["a"], ["2022"], "missing")
    assert math.isnan(table["value"].iloc[0])
    assert table["status"].iloc[0] == status


def test_a_status_that_is_none_becomes_the_absent_one():
    table = complete(rows(("a", "2022", 3.0, "perhaps")), ["a"], ["2022"], "not_applicable")
    assert table["status"].iloc[0] == "not_applicable"


def test_records_keep_missing_as_nothing_and_whole_numbers_whole():
    table = complete(rows(("a", "2022", 3.0, "reported")), ["a", "b"], ["2022"], "missing")
    assert [r["value"] for r in records(table)] == [3, None]
    assert records(empty()) == []


@pytest.mark.parametrize("door", ["public", "exact"])
@pytest.mark.parametrize("measure", MAPPABLE)
def test_map_codes_are_register_codes_are_table_rows(shipped, measure, door):
    data = getattr(shipped, door)
    made = registry.values(data, measure, Selection())
    drawn = [area["code"] for area in data.drawing["areas"]]
    assert len(register()) == 15
    for period in made.periods:
        assert made.at(period).index.tolist() == drawn == data.codes == register()


@pytest.mark.parametrize("measure", list(EVERY.measures))
def test_a_value_is_a_number_exactly_where_the_status_says_so(shipped, measure):
    made = registry.values(shipped.public, measure, Selection())
    for table in (made.table, made.benchmarks):
        assert (table["value"].notna() == (table["status"] == "reported")).all()
        assert set(table["status"]) <= set(STATUSES)


@pytest.mark.parametrize("measure", [m.id for m in EVERY.programme()])
def test_no_public_count_is_one_to_four(shipped, measure):
    for place in (None, *register()):
        chosen = Selection((place,)) if place else Selection()
        made = registry.values(shipped.public, measure, chosen)
        assert not made.table["n"].between(1, 4).any()
        if made.measure.kind == "count":
            assert not made.table["value"].between(1, 4).any()

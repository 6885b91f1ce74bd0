"""How long people were in the training: whole weeks, counted by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from atlas.publish import spans

DAY = pd.Timestamp
UNTIL = DAY("2022-12-31")


def weeks(status, started, ended, until=UNTIL):
    row = {"status": [status], "started_on": [started], "ended_on": [ended]}
    people = pd.DataFrame(row).astype(
        {"started_on": "datetime64[us]", "ended_on": "datetime64[us]"}
    )
    made = spans.spans(people, until).iloc[0]
    return int(made["week"]), int(made["half_year"])


@pytest.mark.parametrize(
    ("status", "started", "ended", "found"),
    [
        ("withdrawn", "2022-01-03", "2022-01-09", (0, 0)),  # six days
        ("withdrawn", "2022-01-03", "2022-01-10", (1, 0)),  # seven
        ("completed", "2022-01-03", "2022-07-03", (25, 0)),  # 181 days: a day short of 26 weeks
        ("completed", "2022-01-03", "2022-07-04", (26, 1)),
        # after the cohort's end: by their own last day
        ("completed", "2022-01-03", "2022-12-26", (51, 1)),
        # still in it: to the last recorded day, 362 days
        ("active", "2022-01-03", None, (51, 1)),
        # withdrawn, then back: whatever last day is left there says nothing
        ("active", "2022-01-03", "2022-01-10", (51, 1)),
        # a last day that lies ahead has not been yet
        ("withdrawn", "2022-01-03", "2032-01-01", (51, 1)),
        # nobody knows on which day they ended: no day is made up
        ("withdrawn", "2022-01-03", None, (-1, -1)),
        ("completed", "2022-01-03", None, (-1, -1)),
        ("completed", None, None, (-1, -1)),
        # no start date, and a start that lies ahead: not in it yet
        ("completed", None, "2022-07-04", (0, 0)),
        ("active", "2023-05-01", None, (0, 0)),
    ],
)
def test_weeks_by_hand(status, started, ended, found):
    assert weeks(status, started, ended) == found


def test_the_last_recorded_day_is_the_last_of_any_table(counted):
    # the last module was done on the second of March 2023; beta's people started in January
    tables = counted.delivery.tables
    assert spans.recorded_until(tables) == DAY("2023-03-02")


def test_nothing_is_recorded_after_today(counted):
    assert spans.recorded_until(counted.delivery.tables, dt.date(2022, 5, 1)) == DAY("2022-05-01")


def test_an_empty_delivery_has_no_last_day(counted):
    empty = {name: table.iloc[:0] for name, table in counted.delivery.tables.items()}
    assert spans.recorded_until(empty) is None
    assert len(spans.spans(empty["participants"], None)) == 0

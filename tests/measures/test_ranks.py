"""The place of a municipality in the order from best to worst."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.catalogue import Measure
from atlas.measures.ranks import rank
from atlas.measures.values import MISSING, REPORTED, Values, complete, empty


def made(direction, **numbers):
    measure = Measure("x", "rate", 1, direction, "", "municipality", False, {})
    rows = [(code, "2024", value, REPORTED) for code, value in numbers.items()]
    frame = pd.DataFrame(rows, columns=["code", "period", "value", "status"])
    table = complete(frame, [*numbers, "silent"], ["2024"], MISSING)
    return Values(measure, table, empty(), "2024", False)


NUMBERS = {"a": 10.0, "b": 20.04, "c": 19.96, "d": 30.0}


@pytest.mark.parametrize(
    ("direction", "code", "told"),
    [
        ("higher", "d", (1, 4, False)),
        ("lower", "d", (4, 4, False)),
        ("higher", "a", (4, 4, False)),
        ("lower", "a", (1, 4, False)),
        # both are told as 20.0
        ("higher", "b", (2, 4, True)),
        ("higher", "c", (2, 4, True)),
        ("lower", "b", (2, 4, True)),
    ],
)
def test_the_best_comes_first_and_what_is_told_alike_shares_a_place(direction, code, told):
    assert rank(made(direction, **NUMBERS), code) == told


def test_there_is_no_place_without_a_value_nor_where_no_end_is_better():
    values = made("higher", **NUMBERS)
    assert rank(values, "silent") is None
    assert rank(values, "elsewhere") is None
    neither = replace(values, measure=replace(values.measure, direction="none"))
    assert rank(neither, "a") is None

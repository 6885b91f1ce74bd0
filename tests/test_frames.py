"""Rows of a table: in their order, by their labels, and one where one is asked for."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import frames

TABLE = pd.DataFrame({"n": [5, 10, 15]}, index=["2480", "2481", "2481"])


def test_rows_come_in_their_order_with_columns_and_label():
    assert [(row.Index, row.n) for row in frames.each(TABLE)] == [
        ("2480", 5),
        ("2481", 10),
        ("2481", 15),
    ]


def test_one_row_is_one_row():
    assert frames.one(TABLE, "2480")["n"] == 5
    with pytest.raises(KeyError):
        frames.one(TABLE, "2482")
    with pytest.raises(ValueError, match="2 rows have the same label"):
        frames.one(TABLE, "2481")

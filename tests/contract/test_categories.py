"""Columns as categories: sorted, joined from parts, laid out, and without what nobody asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from atlas import contract as contracts
from atlas.contract import categories
from atlas.contract.checking import _numbered
from atlas.publish.snapshot import _parquet
from tests.deliveries import DATA, small


def column(*texts):
    return pd.Series(list(texts), dtype="str").astype("category")


def test_parts_with_texts_of_their_own_become_one_in_the_order_of_characters():
    parts = [
        (np.array([0, 1, 0]), pa.array(["b", "a"])),
        (np.array([1, 0]), pa.array(["c", "b"])),
    ]
    whole = categories.joined(parts)
    assert list(whole.categories) == ["a", "b", "c"]
    assert list(whole) == ["b", "a", "b", "b", "c"]
    assert whole.codes.dtype == np.int8
    assert parts == []


def test_blanks_are_the_first_and_can_be_taken_out():
    some = column("b", "", "a").array
    assert categories.filled(some).tolist() == [True, False, True]
    bare = categories.without_blank(some)
    assert list(bare.categories) == ["a", "b"]
    assert pd.isna(bare).tolist() == [False, True, False]
    assert categories.without_blank(column("a").array).tolist() == ["a"]


@pytest.mark.parametrize(("size", "kind"), [(0, "i1"), (128, "i1"), (129, "i2"), (40_000, "i4")])
def test_the_smallest_number_holds_the_texts_and_minus_one(size, kind):
    assert categories.smallest(size) == np.dtype(kind)


def test_whole_numbers_keep_what_is_missing():
    values = pd.Series([7, None], dtype="Int64")
    out = categories.laid_out(values, np.array([1, 0, 0]))
    assert pd.Series(out).tolist() == [pd.NA, 7, 7]


def test_a_million_rows_are_laid_out_as_one_is():
    codes = np.tile(np.array([0, 1], dtype=np.int8), categories.SLICE)
    out = categories.laid_out(pd.Series([0.5, 2.5]), codes)
    assert (len(out), float(out.sum())) == (2 * categories.SLICE, 3.0 * categories.SLICE)


def test_rows_with_the_same_texts_get_the_same_number_and_blanks_none():
    one, two = column("a", "b", "a", ""), column("x", "x", "x", "x")
    numbers = _numbered([one, two])
    assert numbers[0] == numbers[2] != numbers[1]
    assert numbers[3] == -1
    other = _numbered([column("b", "c"), column("x", "x")], like=[one, two])
    assert other.tolist() == [numbers[1], -2]


def test_numbers_do_not_run_over_when_there_are_many_columns(monkeypatch):
    monkeypatch.setattr("atlas.contract.checking.MOST_NUMBERS", 3)
    rows = [column("a", "a", "b"), column("x", "y", "x"), column("1", "2", "1")]
    assert len(set(_numbered(rows).tolist())) == 3
    twice = [column("a", "a", "b"), column("x", "x", "x"), column("1", "1", "1")]
    assert len(set(_numbered(twice).tolist())) == 2


def test_what_was_written_as_categories_is_read_as_text(tmp_path):
    frame = pd.DataFrame({"who": column("b", "a").cat.remove_unused_categories(), "n": [1, 2]})
    frame["n"] = frame["n"].astype("Int64")
    _parquet(frame, tmp_path / "t.parquet")
    back = pd.read_parquet(tmp_path / "t.parquet")
    assert back.dtypes.astype(str).to_dict() == {"who": "str", "n": "Int64"}
    assert back["who"].tolist() == ["b", "a"]


def test_a_table_that_somebody_holds_is_not_made_again(tmp_path):
    contract = contracts.load(DATA)
    text, _ = contracts.read_table(small(tmp_path), contract["participants"])
    tables = contracts.Tables(contract, {"participants": text})
    held = tables["participants"]
    assert tables["participants"] is held
    assert (list(tables), len(tables)) == (["participants"], 1)

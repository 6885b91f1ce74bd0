"""Reading a delivery whole: types, receipts, fingerprint."""

from __future__ import annotations

import hashlib

import pandas as pd

from atlas import contract, ingest
from atlas.ingest import delivery
from tests.deliveries import GEO, edit, empty


def test_cells_take_their_own_types_and_blanks_are_missing(counted):
    people = counted.delivery.tables["participants"]
    assert people["municipality_code"].iloc[0] == "2480"
    assert people["enrolled_on"].iloc[0] == pd.Timestamp("2022-01-01")
    assert people["started_on"].isna().sum() == 1
    assert counted.delivery.tables["cohorts"]["places"].tolist() == [10, 6]


def test_a_receipt_says_file_rows_bytes_and_fingerprint(counted):
    receipts = {r.name: r for r in counted.delivery.files}
    path = counted.delivery.folder / "participants.csv"
    assert receipts["participants.csv"].rows == 12
    assert receipts["participants.csv"].bytes == path.stat().st_size
    assert receipts["participants.csv"].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {"region.toml", "indicators.toml", "municipalities.shp"} <= set(receipts)


def test_any_changed_byte_changes_the_fingerprint(desk):
    before = delivery.fingerprint(desk.data, GEO)
    assert delivery.fingerprint(desk.data, GEO) == before
    edit(desk.data / "region.toml", "k = 5", "k = 3")
    assert delivery.fingerprint(desk.data, GEO) != before


def test_an_empty_programme_is_a_delivery(desk):
    empty(desk.data)
    reading = ingest.read(desk.data, desk.geo)
    assert list(reading.findings) == []
    assert len(reading.delivery.tables["participants"]) == 0


def test_a_broken_delivery_is_no_delivery(desk):
    (desk.data / "groups.csv").unlink()
    reading = ingest.read(desk.data, desk.geo)
    assert reading.delivery is None
    assert reading.findings.total > 0


def test_some_columns_are_the_same_as_in_the_whole_table(desk):
    tables = ingest.read(desk.data, desk.geo).delivery.tables
    # asked for before the whole is made, and again while somebody holds it
    some = contract.columns(tables, "attendance", "cohort_id", "attended")
    pd.testing.assert_frame_equal(some, tables["attendance"][["cohort_id", "attended"]])
    held = tables["attendance"]
    pd.testing.assert_frame_equal(contract.columns(tables, "attendance", *held.columns), held)

"""One door to exact numbers, and it asks who comes."""

from __future__ import annotations

import pytest

from atlas import warehouse
from atlas.errors import BrokenSnapshot, ExactRefused, NoSnapshot
from atlas.warehouse import ExactData, PublicData

PERSONS = {"participants", "progress", "attendance", "surveys"}


@pytest.mark.parametrize("role", ["public", "leader", "presenter", "unknown", "", "STAFF"])
def test_exact_numbers_are_refused_to(counted, role):
    with pytest.raises(ExactRefused):
        warehouse.exact(counted.store, role)


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_exact_numbers_are_given_to(counted, role):
    data = warehouse.exact(counted.store, role)
    assert type(data) is ExactData
    assert data.exact is True
    assert data["enrolments"]["n"].sum() == 12


def test_who_is_refused_learns_nothing_of_an_empty_store(tmp_path):
    with pytest.raises(ExactRefused):
        warehouse.exact(tmp_path, "public")


def test_public_data_never_hold_a_table_of_persons(counted):
    assert type(counted.public) is PublicData
    assert counted.public.exact is False
    assert PERSONS.isdisjoint(counted.public.tables)
    with pytest.raises(KeyError):
        counted.public["participants"]


def test_a_process_that_opens_public_data_opens_no_exact_file(counted, monkeypatch):
    opened = []
    monkeypatch.setattr(
        warehouse.pd, "read_parquet", lambda path: opened.append(path.parent.name) or path
    )
    warehouse.open_public(counted.store)
    assert set(opened) == {"public"}


def test_exact_data_do_hold_them(counted):
    assert set(counted.exact.tables) >= PERSONS


def test_a_store_without_a_snapshot_says_so(tmp_path):
    with pytest.raises(NoSnapshot, match="python -m atlas publish"):
        warehouse.open_public(tmp_path)


def test_a_snapshot_that_cannot_be_read_is_named_without_its_content(desk, run):
    run("publish", "--data", desk.data, "--geo", desk.geo, "--store", desk.store)
    (live,) = (desk.store / "snapshots").iterdir()
    (live / "public" / "enrolments.parquet").write_bytes(b"broken")
    with pytest.raises(BrokenSnapshot, match=live.name):
        warehouse.open_public(desk.store)


def test_areas_are_named_by_code(counted):
    data = counted.public
    assert data.name_of("2480", "sv") == "Umeå"
    assert data.name_of("24", "sv") == "Länet"
    assert data.name_of("00", "en") == "Sweden"
    assert data.name_of("9999", "sv") == "9999"

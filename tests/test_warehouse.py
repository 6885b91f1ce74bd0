"""One door to exact numbers, and it asks who comes."""

from __future__ import annotations

import json

import pytest

from atlas import warehouse
from atlas.errors import BrokenSnapshot, ExactRefused, NoSnapshot, UnknownSnapshot
from atlas.warehouse import ExactData, PublicData
from tests.deliveries import edit

pytestmark = pytest.mark.usefixtures("tables_once")

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
    read, opened = warehouse.pd.read_parquet, []
    monkeypatch.setattr(
        warehouse.pd, "read_parquet", lambda path: opened.append(path.parent.name) or read(path)
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


@pytest.fixture
def reads(monkeypatch):
    """The snapshots that tables are read from, one entry for each table."""
    read, seen = warehouse.pd.read_parquet, []
    monkeypatch.setattr(
        warehouse.pd,
        "read_parquet",
        lambda path: (seen.append(path.parents[1].name), read(path))[1],
    )
    return seen


def test_a_broken_snapshot_is_not_read_at_every_click_but_again_when_it_changes(
    twice, reads, monkeypatch
):
    store, first, second, _ = twice
    path = store / "snapshots" / second / "public" / "enrolments.parquet"
    manifest = store / "snapshots" / second / "manifest.json"
    without_seal = json.loads(manifest.read_text("utf-8")) | {"seal": {}}
    manifest.write_text(json.dumps(without_seal), "utf-8")
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    reads.clear()
    shown = warehouse.open_public(store)
    assert (shown.id, shown.stands_in) == (first, True)
    assert second in reads
    reads.clear()
    assert warehouse.open_public(store).id == first
    assert second not in reads
    # a minute later it is tried again: it may have been the disk
    monkeypatch.setattr(warehouse, "BROKEN_SECONDS", 0)
    assert warehouse.open_public(store).id == first
    assert second in reads
    monkeypatch.undo()
    path.write_bytes(whole)
    shown = warehouse.open_public(store)
    assert (shown.id, shown.stands_in) == (second, False)


def test_exact_numbers_are_of_the_snapshot_that_stands_in(twice):
    store, first, second, _ = twice
    (store / "snapshots" / second / "public" / "region.toml").unlink()
    data = warehouse.exact(store, "staff")
    assert (data.id, data.stands_in, type(data)) == (first, True, ExactData)


def test_an_earlier_one_is_earlier_than_the_one_that_is_shown(twice):
    store, first, second, publish = twice
    third = publish('"RIV 2"', '"RIV 3"')
    (store / "CURRENT").write_text("garbage")
    (store / "snapshots" / third / "public" / "geometry.json").unlink()
    assert warehouse.open_public(store).id == second
    assert warehouse.open_earlier(store, first).id == first
    with pytest.raises(UnknownSnapshot):
        warehouse.open_earlier(store, third)


@pytest.mark.parametrize("text", ["[]", "{}", '"text"', '{"published_at": "2020-01-01"}', "\0"])
def test_a_garbled_manifest_is_no_publication(twice, text):
    store, first, _, _ = twice
    shown = warehouse.open_public(store)
    (store / "snapshots" / first / "manifest.json").write_text(text)
    assert warehouse.publications(shown) == ()


def test_areas_are_named_by_code(counted):
    data = counted.public
    assert data.name_of("2480", "sv") == "Umeå"
    assert data.name_of("24", "sv") == "Länet"
    assert data.name_of("00", "en") == "Sweden"
    assert data.name_of("9999", "sv") == "9999"


@pytest.fixture
def twice(run, desk):
    """A store with two snapshots, the older and the newer, and how to publish another."""
    folders = ("--data", desk.data, "--geo", desk.geo, "--store", desk.store)

    def publish(old="", new=""):
        edit(desk.data / "region.toml", old, new)
        told = run("publish", *folders)
        assert told.code == 0, told
        return warehouse.open_public(desk.store).id

    return desk.store, publish("", ""), publish('"RIV"', '"RIV 2"'), publish


def test_an_earlier_snapshot_is_opened_with_its_own_numbers(twice):
    store, first, second, _ = twice
    assert warehouse.open_earlier(store, first).id == first != second
    assert warehouse.open_earlier(store, second).id == second


def test_an_unknown_snapshot_and_one_outside_the_store_are_refused(twice):
    for wrong in ("20200101T000000-000000000000", "", "..", "../snapshots"):
        with pytest.raises(UnknownSnapshot):
            warehouse.open_earlier(twice[0], wrong)


def test_what_was_gone_back_from_is_not_opened_also_when_a_later_one_is_live(run, twice, desk):
    store, first, second, publish = twice
    folders = ("--data", desk.data, "--geo", desk.geo, "--store", store)
    assert run("rollback", first, *folders).code == 0
    with pytest.raises(UnknownSnapshot):
        warehouse.open_earlier(store, second)
    third = publish('"RIV"', '"RIV 3"')
    assert third > second
    assert warehouse.open_earlier(store, first).id == first
    with pytest.raises(UnknownSnapshot):
        warehouse.open_earlier(store, second)
    # whoever goes forward to it again has said that it may be shown
    assert run("rollback", second, *folders).code == 0
    assert warehouse.open_earlier(store, second).id == second


def test_a_snapshot_with_other_tables_is_neither_opened_nor_compared_with(twice):
    store, first, _, _ = twice
    path = store / "snapshots" / first / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"form": 1}), "utf-8")
    with pytest.raises(UnknownSnapshot):
        warehouse.open_earlier(store, first)
    assert warehouse.publications(warehouse.open_public(store)) == ()


def test_numbers_made_under_another_protection_are_not_opened(twice):
    store, first, second, publish = twice
    publish("k = 5", "k = 10")
    for earlier in (first, second):
        with pytest.raises(UnknownSnapshot):
            warehouse.open_earlier(store, earlier)

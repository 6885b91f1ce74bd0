"""Snapshots: written whole beside the old one, then switched to; a refusal changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from atlas import disk, ingest
from atlas.contract import Finding
from atlas.errors import NoSnapshot, ProtectionError
from atlas.publish import snapshot, tables
from atlas.publish import store as stores
from atlas.words import Words
from tests.deliveries import ROOT, edit, empty, write
from tests.publish.programmes import not_rounded

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def a_secret_of_its_own(monkeypatch):
    """Each store makes its secret, as in life."""
    monkeypatch.delenv("ATLAS_SECRET")


@pytest.fixture
def delivery(desk):
    return ingest.read(desk.data, desk.geo).delivery


@pytest.fixture
def live(desk, delivery):
    """A store with a good snapshot in it."""
    return snapshot.publish(delivery, desk.store, NOW)


def publishing(run, desk, *more):
    return run("publish", "--data", desk.data, "--geo", desk.geo, "--store", desk.store, *more)


def everything(store):
    """Each file of a store with its bytes."""
    return {p.relative_to(store): p.read_bytes() for p in store.rglob("*") if p.is_file()}


def test_the_last_line_of_publish_is_the_snapshot_that_current_names(run, desk):
    told = publishing(run, desk)
    assert told.code == 0
    assert told.out.splitlines()[-1] == (desk.store / "CURRENT").read_text().strip()


def test_the_name_tells_when_and_what(live, delivery):
    moment, mark = live.id.split("-")
    assert (moment, len(mark)) == ("20240301T120000", 8)
    assert mark != delivery.fingerprint[:8]  # or a guess at the files could be proved by it
    assert stores.current(live.folder.parents[1]).id == live.id


def test_an_empty_store_has_no_snapshot(tmp_path):
    with pytest.raises(NoSnapshot):
        stores.current(tmp_path)


def test_nothing_is_left_half_written(desk, live):
    names = {p.name for p in desk.store.iterdir()} | {
        p.name for p in (desk.store / "snapshots").iterdir()
    }
    assert names == {"CURRENT", "files", "history.jsonl", "lock", "secret", "snapshots", live.id}


def test_the_secret_is_for_its_owner_only_and_made_once(desk, delivery, live):
    first = (desk.store / "secret").read_bytes()
    snapshot.publish(delivery, desk.store, NOW + DAY)
    assert (desk.store / "secret").stat().st_mode & 0o777 == 0o600
    assert ((desk.store / "secret").read_bytes(), len(first)) == (first, 32)


def test_the_manifest_says_what_the_figures_rest_on(live, delivery):
    manifest = json.loads((live.folder / "manifest.json").read_text())
    files = {f["name"]: f for f in manifest["files"]}
    assert manifest["published_at"] == "2024-03-01T12:00:00+00:00"
    assert manifest["synthetic"] is True
    assert manifest["protection"]["k"] == 5
    assert files["participants.csv"]["rows"] == 12
    assert re.fullmatch(r"[0-9a-f]{64}", files["participants.csv"]["sha256"])


@pytest.mark.parametrize(
    ("room", "broken"), [(snapshot, "_write"), (disk, "sync"), (disk, "replace")]
)
def test_a_crash_while_writing_leaves_the_old_snapshot_live(
    desk, delivery, live, monkeypatch, room, broken
):
    before = everything(desk.store)

    def crash(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, broken, crash)
    with pytest.raises(OSError, match="No space"):
        snapshot.publish(delivery, desk.store, NOW + DAY)
    monkeypatch.undo()
    after = everything(desk.store)
    assert stores.current(desk.store).id == live.id
    assert {path: after[path] for path in before} == before


def test_current_never_names_a_snapshot_that_is_not_there_yet(desk, delivery, live, monkeypatch):
    rename = Path.rename

    def crash(path, target):
        if path.name.startswith(".new-"):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", crash)
    with pytest.raises(OSError, match="Input/output"):
        snapshot.publish(delivery, desk.store, NOW + DAY)
    assert stores.current(desk.store).id == live.id


def test_a_crash_between_two_files_leaves_no_half_snapshot(desk, delivery, live, monkeypatch):
    written = []

    def crash(frame, path):
        written.append(path)
        if len(written) == 3:
            raise OSError(5, "Input/output error")
        frame.to_parquet(path)

    monkeypatch.setattr(snapshot, "_parquet", crash)
    with pytest.raises(OSError, match="Input/output"):
        snapshot.publish(delivery, desk.store, NOW + DAY)
    assert [p.name for p in (desk.store / "snapshots").iterdir()] == [live.id]


def test_a_count_that_protection_missed_stops_the_publishing(desk, delivery, live, monkeypatch):
    monkeypatch.setattr(tables, "rounded", not_rounded)
    with pytest.raises(ProtectionError):
        snapshot.publish(delivery, desk.store, NOW + DAY)
    assert stores.current(desk.store).id == live.id


def test_a_refused_delivery_leaves_the_old_snapshot_live(run, desk, live):
    edit(desk.data / "participants.csv", "2403,man", "9999,man")
    told = publishing(run, desk)
    assert told.code == 1
    assert "participants.csv row 9" in told.out
    assert stores.current(desk.store).id == live.id


def test_why_a_delivery_was_refused_is_remembered_with_the_first_twenty(run, desk, live):
    write(desk.data, "events", ["soon,a,b,c"] * 30)
    publishing(run, desk)
    note = stores.rejection(desk.store)
    told = [Finding.from_stored(f).sentence(Words("sv")) for f in note["findings"]]
    assert (note["total"], len(told)) == (30, 20)
    assert told[0].startswith("events.csv rad 2, kolumn date: är inget datum")


def test_a_good_delivery_clears_the_memory(run, desk, live):
    edit(desk.data / "events.csv", "2022-01-10", "soon")
    publishing(run, desk)
    assert stores.rejection(desk.store) is not None
    edit(desk.data / "events.csv", "soon", "2022-01-11")
    publishing(run, desk)
    assert stores.rejection(desk.store) is None


def test_going_back_to_the_live_files_clears_the_memory_too(run, desk, live):
    edit(desk.data / "events.csv", "2022-01-10", "soon")
    publishing(run, desk, "--if-changed")
    edit(desk.data / "events.csv", "soon", "2022-01-10")
    told = publishing(run, desk, "--if-changed")
    assert told.out.strip() == live.id
    assert stores.rejection(desk.store) is None


def test_unchanged_files_are_not_published_again(run, desk, live):
    before = everything(desk.store)
    told = publishing(run, desk, "--if-changed")
    assert (told.code, told.out.strip()) == (0, live.id)
    after = everything(desk.store)
    after.pop(Path("delivery.lock"))
    assert after == before


def test_changed_files_are_published(run, desk, live):
    edit(desk.data / "events.csv", "2022-01-10", "2022-01-11")
    told = publishing(run, desk, "--if-changed")
    assert told.out.splitlines()[-1] == stores.current(desk.store).id != live.id


def test_two_snapshots_of_one_second_stand_beside_each_other(desk, delivery, live):
    again = snapshot.publish(delivery, desk.store, NOW)
    assert again.id != live.id
    assert live.folder.exists()
    assert stores.current(desk.store).id == again.id


def made_old(folder, days):
    """Let a snapshot have been written so many days before the publishing of the tests."""
    when = (NOW - days * DAY).timestamp()
    os.utime(folder, (when, when))


def old_snapshots(store, number):
    for i in range(number):
        folder = store / "snapshots" / f"2020{i + 1:02d}01T000000-aaaaaaaa"
        folder.mkdir(parents=True)
        made_old(folder, 1000)


def test_old_snapshots_are_pruned_but_never_the_last_ten(desk, delivery):
    old_snapshots(desk.store, 12)
    live = snapshot.publish(delivery, desk.store, NOW)
    left = sorted(p.name for p in (desk.store / "snapshots").iterdir())
    assert len(left) == 10
    assert left[-1] == live.id
    assert left[0].startswith("202004")


def test_young_snapshots_stay_however_many_there_are(desk, delivery):
    old_snapshots(desk.store, 12)
    for folder in (desk.store / "snapshots").iterdir():
        made_old(folder, 10)
    snapshot.publish(delivery, desk.store, NOW)
    assert len(list((desk.store / "snapshots").iterdir())) == 13


def test_two_publishers_at_once_both_get_their_snapshot(desk):
    command = [sys.executable, "-m", "atlas", "publish", "--data", desk.data, "--geo", desk.geo]
    both = [
        subprocess.Popen(
            [*command, "--store", desk.store], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    ids = {process.communicate(timeout=60)[0].splitlines()[-1] for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(ids) == 2
    assert stores.current(desk.store).id in ids
    assert {p.name for p in (desk.store / "snapshots").iterdir()} == ids


def test_an_empty_programme_can_be_published(run, desk):
    empty(desk.data)
    assert publishing(run, desk).code == 0
    told = run("values", "participants", "--store", desk.store, "--json")
    assert {row["status"] for row in json.loads(told.out)} == {"protected"}


def test_a_table_written_in_parts_reads_back_whole(desk, delivery, monkeypatch):
    monkeypatch.setattr(snapshot, "ROWS_AT_ONCE", 5)
    live = snapshot.publish(delivery, desk.store, NOW)
    for name in tables.PERSON_TABLES:
        given = delivery.tables[name]
        read = pd.read_parquet(live.folder / "exact" / f"{name}.parquet")
        text = {c: "str" for c in given if isinstance(given[c].dtype, pd.CategoricalDtype)}
        pd.testing.assert_frame_equal(read, given.astype(text), check_dtype=False)
    assert len(delivery.tables["participants"]) > 2 * snapshot.ROWS_AT_ONCE

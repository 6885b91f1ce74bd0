"""Which snapshot is shown: the live one, or the newest that may stand in for it."""

from __future__ import annotations

import json

import pytest

from atlas.errors import BrokenSnapshot, NoSnapshot, UnknownSnapshot
from atlas.publish import history
from atlas.publish import store as stores
from tests.conftest import NOW

A, B, C, D = (f"2024030{day}T120000-0000000{day}" for day in (1, 2, 3, 4))


def made(store, identity, form=stores.FORM):
    folder = store / "snapshots" / identity
    folder.mkdir(parents=True)
    manifest = {"form": form, "published_at": f"{identity[:4]}-03-0{identity[7]}", "files": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    history.append(store, history.entry(identity, NOW.replace(day=int(identity[7])), "publish"))
    (store / "CURRENT").write_text(identity + "\n")


def back(store, to, of, day=5):
    history.append(store, history.entry(to, NOW.replace(day=day), "rollback", **{"from": of}))
    (store / "CURRENT").write_text(to + "\n")


@pytest.fixture
def store(tmp_path):
    for identity in (A, B, C):
        made(tmp_path, identity)
    return tmp_path


def shown(store, *broken):
    """What is shown when some snapshots are broken, and whether it stands in."""

    def opens(found, stands_in):
        if found.id in broken:
            raise BrokenSnapshot(found.id)
        return found.id, stands_in

    return stores.newest_readable(store, opens)


def test_the_live_one_is_shown_and_else_the_newest_before_it(store):
    assert shown(store) == (C, False)
    assert shown(store, C) == (B, True)
    assert shown(store, C, B) == (A, True)


def test_when_all_are_broken_the_error_is_of_the_live_one(store):
    with pytest.raises(BrokenSnapshot, match=C):
        shown(store, A, B, C)


def test_a_snapshot_that_was_gone_back_from_comes_last(store):
    back(store, B, C)
    assert shown(store) == (B, False)
    assert shown(store, B) == (A, True)
    assert shown(store, B, A) == (C, True)


def test_one_between_where_we_are_and_what_was_gone_back_from_is_no_better(store):
    made(store, D)
    back(store, B, D)
    assert shown(store, B) == (A, True)
    assert shown(store, B, A) == (C, True)
    assert shown(store, B, A, C) == (D, True)


def test_history_tells_which_was_live_where_current_does_not(store):
    back(store, B, C)
    (store / "CURRENT").unlink()
    assert shown(store) == (B, True)
    assert shown(store, B) == (A, True)


@pytest.mark.parametrize(
    "named",
    ["", ".", "..", "../..", "../snapshots/" + A, "/", "x\0y", "snapshots", "20990101T000000-0a"],
)
def test_a_name_that_leads_nowhere_or_out_of_the_store_is_no_snapshot(store, named):
    (store / "manifest.json").write_text(json.dumps({"form": stores.FORM}))
    (store / "CURRENT").write_text(named)
    with pytest.raises(NoSnapshot):
        stores.current(store)
    assert shown(store) == (C, True)


def test_snapshots_with_other_tables_are_not_shown(tmp_path):
    made(tmp_path, A)
    made(tmp_path, B, form=stores.FORM + 1)
    assert shown(tmp_path) == (A, True)
    with pytest.raises(UnknownSnapshot):
        stores.standing(tmp_path, B)


def test_a_store_of_other_tables_alone_has_nothing_to_show_and_is_not_empty(tmp_path):
    made(tmp_path, A, form=stores.FORM - 1)
    with pytest.raises(NoSnapshot):
        shown(tmp_path)
    assert not stores.is_empty(tmp_path)


def test_a_store_is_empty_until_something_was_published(tmp_path):
    assert stores.is_empty(tmp_path / "not there")
    (tmp_path / "people.json").write_text("{}")
    # what a first publish left that was killed
    (tmp_path / "snapshots" / ".new-1").mkdir(parents=True)
    assert stores.is_empty(tmp_path)
    (tmp_path / "snapshots" / A).mkdir()
    assert not stores.is_empty(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fingerprint": "0"}', "\0"])
def test_a_garbled_refusal_is_none(tmp_path, text):
    (tmp_path / "rejected.json").write_text(text)
    assert stores.rejection(tmp_path) is None

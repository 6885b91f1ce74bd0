"""Files replaced in one step."""

from __future__ import annotations

import fcntl
import os
import stat

import pytest

from atlas import disk


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "a.json"
    disk.replace(path, "first")
    disk.replace(path, "andra å")
    assert path.read_text("utf-8") == "andra å"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_who_may_read_it_is_settled_before_its_first_byte(tmp_path):
    path = tmp_path / "secret.json"
    disk.replace(path, "x", mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_crash_before_the_step_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    disk.replace(path, "old")

    def crash(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "sync", crash)
    with pytest.raises(OSError, match="No space"):
        disk.replace(path, "new")
    assert path.read_text("utf-8") == "old"


def test_what_a_killed_writer_left_is_cleared_and_what_another_is_writing_is_not(tmp_path):
    left = tmp_path / ".people.csv-4711"
    left.write_text("Eva", "utf-8")
    others = [".gitkeep", ".hidden-notes", "2024-1"]
    for name in others:
        (tmp_path / name).write_text("", "utf-8")
    with disk.beside(tmp_path / "figures.csv", 0o600) as (fresh, _):
        disk.clear(tmp_path)
        assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, fresh.name])
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(others)


def test_a_file_that_was_cleared_before_its_writer_held_it_is_made_again(tmp_path, monkeypatch):
    held = fcntl.flock

    def too_late(descriptor, how):
        monkeypatch.setattr(fcntl, "flock", held)
        (tmp_path / f".a.csv-{os.getpid()}").unlink()
        held(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", too_late)
    disk.replace(tmp_path / "a.csv", "whole")
    assert (tmp_path / "a.csv").read_text("utf-8") == "whole"


def test_a_hold_ends_with_who_has_it_and_not_before(tmp_path):
    path = tmp_path / "held"
    one, other = disk.Hold(path), disk.Hold(path)
    del one
    with disk.abandoned(path) as so:
        assert not so
    other.release()
    with disk.abandoned(path) as so:
        assert so

"""Files replaced in one step."""

from __future__ import annotations

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

"""A browser for the journeys: the lightest that is there, and the lightest that can be had."""

from __future__ import annotations

import pytest

from scripts import find_browser


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Make a machine with these commands on its path, and no browser of Playwright's."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(find_browser, "MAC", tmp_path / "none")
    monkeypatch.setattr(find_browser, "_kept_by_playwright", lambda: None)

    def made(*commands):
        for command in commands:
            path = tmp_path / command
            path.write_text("#!/bin/sh\necho Chromium 150\n", "utf-8")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    return made


def test_the_shell_comes_before_the_whole_browser_and_who_names_one_decides(machine, monkeypatch):
    folder = machine("chromium", "chromium-headless-shell", "mine")
    assert find_browser.find() == f"{folder}/chromium-headless-shell"
    monkeypatch.setenv("CHROMIUM", "mine")
    assert find_browser.find() == f"{folder}/mine"


def test_a_browser_that_cannot_tell_its_version_is_none(machine):
    folder = machine("chromium-headless-shell", "chromium")
    (folder / "chromium-headless-shell").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert find_browser.find() == f"{folder}/chromium"


@pytest.mark.parametrize(
    ("offered", "asked"),
    [
        (("chromium-headless-shell",), ["chromium-headless-shell"]),
        (("chromium",), ["chromium-headless-shell", "chromium"]),
    ],
)
def test_where_there_is_none_the_lightest_that_can_be_had_is_installed(
    machine, capsys, monkeypatch, offered, asked
):
    folder = machine()
    tried = []

    def install(package):
        tried.append(package)
        if package not in offered:
            return False
        machine(package)
        return True

    monkeypatch.setattr(find_browser, "installed_from_debian", install)
    monkeypatch.setattr(find_browser.sys, "argv", ["find_browser", "--install"])
    assert find_browser.main() == 0
    assert tried == asked
    assert capsys.readouterr().out == f"{folder}/{asked[-1]}\n"


def test_where_none_can_be_had_a_sentence_says_what_to_do(machine, capsys, monkeypatch):
    machine()
    monkeypatch.setattr(find_browser.sys, "argv", ["find_browser"])
    assert find_browser.main() == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "sudo apt-get install chromium" in told.err

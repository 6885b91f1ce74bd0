"""Node for the checks of the scripts: found where it is new enough, and a sentence where it is not."""

from __future__ import annotations

import pytest

from scripts import find_node


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Make a machine with these commands on its path, each of which answers its version."""

    def made(**versions):
        for command, version in versions.items():
            path = tmp_path / command
            path.write_text(f"#!/bin/sh\necho {version}\n", "utf-8")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    return made


@pytest.mark.parametrize("version", ["v18.18.0", "v20.20.2", "v100.0.0"])
def test_a_node_that_is_new_enough_is_found(machine, capsys, version):
    folder = machine(node=version, npm="9.2.0")
    assert find_node.main() == 0
    assert capsys.readouterr().out == f"{folder}/node\n"


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ({}, "none"),
        ({"node": "v18.17.9", "npm": "9.2.0"}, "18.17"),
        ({"node": "v9.99.0", "npm": "9.2.0"}, "9.99"),
        ({"node": "v20.0.0"}, "20.0"),
    ],
)
def test_where_none_is_new_enough_or_npm_is_absent_a_sentence_says_what_to_do(
    machine, capsys, versions, found
):
    machine(**versions)
    assert find_node.main() == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Node 18.18 or newer with npm (found: {found})" in told.err
    assert "apt-get install nodejs npm" in told.err


def test_it_is_installed_only_when_asked_to_and_looked_for_again(machine, capsys, monkeypatch):
    machine()
    asked = []

    def install(*packages):
        asked.append(packages)
        machine(node="v18.20.4", npm="9.2.0")
        return True

    monkeypatch.setattr(find_node, "installed_from_debian", install)
    monkeypatch.setattr(find_node.sys, "argv", ["find_node"])
    assert find_node.main() == 1
    assert asked == []
    monkeypatch.setattr(find_node.sys, "argv", ["find_node", "--install"])
    assert find_node.main() == 0
    assert asked == [("--no-install-recommends", "nodejs", "npm")]


def test_where_npm_cannot_be_had_beside_node_it_is_taken_to_come_with_it(machine, monkeypatch):
    machine()

    def install(*packages):
        if "npm" in packages:
            return False
        machine(node="v20.20.2", npm="11.0.0")
        return True

    monkeypatch.setattr(find_node, "installed_from_debian", install)
    monkeypatch.setattr(find_node.sys, "argv", ["find_node", "--install"])
    assert find_node.main() == 0

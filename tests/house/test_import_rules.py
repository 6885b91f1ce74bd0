"""The import rules hold, and those that keep the public room from anything exact, and the library from
Streamlit, can be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.deliveries import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
PUBLIC = "The public room knows nothing exact"
STREAMLIT = "Streamlit lives in the views"
# what must not be asked for, from where
ASKED = {
    (PUBLIC, room, f"atlas.publish.{exact}")
    for room in ("publish.public_tables", "measures.durations", "exports.csv", "warehouse")
    for exact in ("cubes", "spans")
} | {(STREAMLIT, "measures.durations", "streamlit")}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "atlas", folder / "atlas", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def linted(folder):
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_rules_hold(house):
    told = linted(house)
    assert told.returncode == 0, told.stdout


@pytest.fixture(scope="module")
def broken(house):
    """What is told of the same house where all of that is asked for at once."""
    for _, room, wanted in sorted(ASKED):
        path = house / "atlas" / f"{room.replace('.', '/')}.py"
        path.write_text(f"{path.read_text('utf-8')}\nimport {wanted}  # noqa\n", "utf-8")
    told = linted(house)
    assert told.returncode == 1
    return told.stdout.split("Broken contracts")[1]


@pytest.mark.parametrize(("rule", "room", "wanted"), sorted(ASKED))
def test_a_module_that_asks_for_what_it_must_not_breaks_the_rule(broken, rule, room, wanted):
    assert rule in broken
    assert f" atlas.{room} -> {wanted} (l." in broken.split(rule)[1]

"""The import rules hold, and the one that keeps the public room from anything exact can be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.deliveries import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
ROOMS = ("publish/public_tables.py", "measures/durations.py", "exports/csv.py", "warehouse.py")


def linted(folder):
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "atlas", folder / "atlas", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def test_the_rules_hold(house):
    told = linted(house)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("wanted", ["cubes", "spans"])
def test_a_public_module_that_asks_for_something_exact_breaks_the_rule(house, room, wanted):
    path = house / "atlas" / room
    kept = path.read_text("utf-8")
    path.write_text(kept + f"\n\nfrom atlas.publish import {wanted}  # noqa\n", "utf-8")
    told = linted(house)
    path.write_text(kept, "utf-8")
    assert told.returncode == 1
    assert "The public room knows nothing exact" in told.stdout.split("Broken contracts")[1]

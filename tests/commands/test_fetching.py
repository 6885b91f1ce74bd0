"""``fetch`` as typed, against a server of our own: a slot is filled, and the same twice changes nothing."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from atlas import sandbox, warehouse
from atlas.__main__ import main
from tests import deliveries
from tests.sources import serving
from tests.sources.serving import KOLADA, PLACES, SCB

pytestmark = pytest.mark.usefixtures("tables_once")


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_FETCH", "on")

    def here(work, request, *_, **__):
        plain = json.loads(json.dumps(request))
        return json.loads(json.dumps(work(plain, lambda step, share: None)))

    monkeypatch.setattr(sandbox, "run", here)
    deliveries.small(tmp_path / "data")
    shutil.copytree(deliveries.GEO, tmp_path / "geo")
    with serving.serving([*PLACES, "24", "00"]) as source:
        serving.point(tmp_path / "data" / "region.toml", source)
        options = [f"--{part}={tmp_path / part}" for part in ("data", "geo", "store")]
        assert main(["publish", *options]) == 0
        yield tmp_path, source, options


def public(folder):
    return warehouse.open_public(folder / "store")


def figures(folder, indicator):
    with (folder / "data" / "indicators.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["indicator_id"] == indicator]


def test_an_empty_slot_is_shown_to_nobody_until_it_is_fetched(office, capsys):
    folder, _, options = office
    assert KOLADA not in public(folder).catalogue.measures
    assert main(["fetch", "kolada", "--indicator", KOLADA, "--yes", *options]) == 0
    data = public(folder)
    assert KOLADA in data.catalogue.measures
    assert len(figures(folder, KOLADA)) == 85
    origin = data.manifest["fetched"][KOLADA]
    assert "kpi_id=N00999" in origin["query"]
    assert len(origin["sha256"]) == 64


def test_the_same_twice_changes_nothing(office, capsys):
    folder, _, options = office
    arguments = ["fetch", "--indicator", KOLADA, SCB, "--yes", "--json", *options]
    assert main(arguments) == 0
    before = (folder / "data" / "indicators.csv").read_bytes()
    capsys.readouterr()
    assert main(arguments) == 0
    change = json.loads(capsys.readouterr().out)["difference"]
    assert [change[key] for key in ("new", "changed", "gone")] == [0, 0, 0]
    assert (folder / "data" / "indicators.csv").read_bytes() == before


def test_a_dry_run_and_a_refusal_change_nothing(office, capsys):
    folder, source, options = office
    before = (folder / "data" / "indicators.csv").read_bytes()
    assert main(["fetch", "--indicator", KOLADA, "--dry-run", *options]) == 0
    source.title = "Something else"
    capsys.readouterr()
    assert main(["fetch", "--indicator", KOLADA, "--yes", *options]) == 1
    assert "declared: “Nystartade" in capsys.readouterr().err
    assert (folder / "data" / "indicators.csv").read_bytes() == before
    assert KOLADA not in public(folder).catalogue.measures


def test_figures_changed_by_hand_lose_their_origin(office):
    folder, _, options = office
    assert main(["fetch", "--indicator", KOLADA, "--yes", *options]) == 0
    table = folder / "data" / "indicators.csv"
    changed = table.read_text("utf-8").replace(f"{KOLADA},2480,2024,80.4", f"{KOLADA},2480,2024,81")
    table.write_text(changed, "utf-8")
    assert main(["publish", *options]) == 0
    assert public(folder).manifest["fetched"] == {}

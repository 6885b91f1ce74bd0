"""The made-up programme: the same seed gives the same files, and they keep the contract."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from atlas.errors import DeclarationError
from atlas.ingest import sample
from tests.deliveries import DATA, DECLARING, edit, rows, squares, write

TABLES = ("cohorts", "modules", "sessions", "participants", "progress", "attendance", "surveys")


def drawn(folder, seed=7, participants=61, municipalities=None):
    made = sample.make(DATA, participants, seed, municipalities)
    return {path.name: path.read_bytes() for path in sample.write(made, folder)}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    assert drawn(tmp_path / "one") == drawn(tmp_path / "other")


def test_the_shipped_programme_is_the_one_of_seed_seven(tmp_path):
    made = drawn(tmp_path)
    assert set(made) == {f"{table}.csv" for table in TABLES}
    assert all((DATA / name).read_bytes() == content for name, content in made.items())


def test_another_seed_gives_another_programme(tmp_path):
    assert drawn(tmp_path / "one", seed=7) != drawn(tmp_path / "other", seed=8)


def test_sixty_one_people_stand_in_the_cohorts_as_region_toml_says(tmp_path):
    drawn(tmp_path)
    cohorts = Counter(row["cohort_id"] for row in rows(tmp_path / "participants.csv"))
    assert cohorts == {"riv-skelleftea-2022": 21, "riv-umea-2022": 22, "riv-lycksele-2022": 18}


def test_a_programme_for_a_whole_country_keeps_the_contract(tmp_path, run):
    data = tmp_path / "data"
    made = drawn(data, participants=2000, municipalities=290)
    assert len(rows(data / "participants.csv")) == 2000
    assert len(rows(data / "groups.csv")) == 290
    assert set(made) == {f"{table}.csv" for table in (*TABLES, "groups")}
    for name in DECLARING:
        shutil.copyfile(DATA / name, data / name)
    for table in ("indicators", "targets", "events"):
        write(data, table, [])
    codes = [row["municipality_code"] for row in rows(data / "groups.csv")]
    told = run("check", "--data", data, "--geo", squares(tmp_path / "geo", codes))
    assert (told.code, told.out) == (0, "No errors: the delivery follows the rules.\n")


def test_a_region_that_declares_no_sample_has_none(desk):
    text = (desk.data / "region.toml").read_text(encoding="utf-8")
    (desk.data / "region.toml").write_text(text.split("[sample]")[0], encoding="utf-8")
    with pytest.raises(DeclarationError, match="sample"):
        sample.make(desk.data, 10, 1)


def test_a_sample_needs_the_register(desk):
    (desk.data / "groups.csv").unlink()
    edit(desk.data / "region.toml", "k = 5", "k = 3")
    with pytest.raises(DeclarationError, match=r"groups\.csv"):
        sample.make(desk.data, 10, 1)


def test_a_programme_drawn_in_parts_keeps_the_contract_too(tmp_path, run, monkeypatch):
    monkeypatch.setattr(sample, "BLOCK", 20)
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    drawn(data)
    parted = len(rows(data / "progress.csv")), len(rows(data / "surveys.csv"))
    whole = sample.make(DATA, 61, 7).tables
    assert parted == (len(whole["progress"]), len(whole["surveys"]))
    assert (data / "participants.csv").read_bytes() == (DATA / "participants.csv").read_bytes()
    assert run("check", "--data", data).code == 0

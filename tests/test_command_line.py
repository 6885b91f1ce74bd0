"""The command line: what it prints, with which exit code, and that it teaches."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from atlas import __version__, folders
from tests.deliveries import ROOT, SHARE, register


@pytest.fixture
def values(run, counted):
    def asked(*arguments):
        return run("values", *arguments, "--store", counted.store)

    return asked


def rows(told):
    assert told.code == 0, told.err
    return json.loads(told.out)


def test_values_are_the_table_that_the_page_draws(values):
    shown = rows(values("participants", "--json"))
    assert [row["code"] for row in shown] == register()
    assert list(shown[0]) == ["code", "period", "value", "status", "lower", "upper", "n", "note"]
    assert {row["code"]: row["value"] for row in shown if row["status"] == "reported"} == {
        "2480": 5,
        "2481": 5,
    }


def test_values_of_chosen_places_come_in_the_asked_order(values):
    shown = rows(values("population", "--municipality", "2480", "24", "2403", "--json"))
    assert [(row["code"], row["value"]) for row in shown] == [
        ("2480", 60_000),
        ("24", 200_000),
        ("2403", 10_000),
    ]


def test_values_of_a_cohort(values):
    shown = rows(values("participants", "--cohort", "beta", "--exact", "--json"))
    assert {row["code"]: row["value"] for row in shown if row["value"]} == {"2480": 1, "2481": 3}


def test_values_of_a_year(values):
    shown = rows(values("population", "--year", "2022", "--json"))
    assert {row["period"] for row in shown} == {"2022"}


def test_a_missing_value_is_null_and_not_zero(values):
    (row,) = rows(values(SHARE, "--municipality", "2463", "--json"))
    assert (row["value"], row["status"]) == (None, "missing")


def test_without_json_values_are_a_table(values):
    told = values("participants", "--municipality", "2480")
    head, line = told.out.splitlines()
    assert head.split() == ["code", "period", "value", "status", "lower", "upper", "n", "note"]
    assert line.split() == ["2480", "2022–2023", "5", "reported", "1", "9", "5"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("happiness",), "no measure is called so; known: participants"),
        (("participants", "--municipality", "9999"), "no municipality is called so; known: 2401"),
        (("participants", "--cohort", "gamma"), "no cohort is called so; known: alfa, beta"),
    ],
)
def test_what_is_not_known_is_told_in_one_line(values, arguments, said):
    told = values(*arguments)
    assert (told.code, told.out) == (1, "")
    assert said in told.err
    assert told.err.count("\n") == 1


def test_an_empty_store_says_what_to_do(run, tmp_path):
    told = run("values", "participants", "--store", tmp_path)
    assert told.code == 1
    assert "python -m atlas publish" in told.err


def test_measures_lists_every_measure(run, counted):
    told = run("measures", "--json", "--data", counted.delivery.folder)
    listed = {row["measure"]: row for row in json.loads(told.out)}
    assert list(listed) == list(counted.public.catalogue.measures)
    assert listed["participants"]["name_sv"] == "Deltagare"
    assert listed["population"]["source"].startswith("SCB")


def test_sample_writes_the_programme_and_names_its_files(run, tmp_path):
    told = run("sample", "--participants", "10", "--seed", "1", "--out", tmp_path)
    assert told.code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        line.rsplit("/", 1)[-1] for line in told.out.splitlines()
    )
    assert len((tmp_path / "participants.csv").read_text().splitlines()) == 11


@pytest.mark.parametrize("arguments", [(), ("dance",), ("sample", "--participants", "0")])
def test_wrong_use_ends_with_two(run, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_help_teaches_the_first_steps(run, capsys):
    with pytest.raises(SystemExit) as ended:
        run("--help")
    said = capsys.readouterr().out
    assert ended.value.code == 0
    for part in ("atlas check", "atlas publish", "atlas values", "ATLAS_DATA", "Exit codes"):
        assert part in said


@pytest.mark.parametrize(
    ("name", "of"),
    [("ATLAS_DATA", folders.data), ("ATLAS_GEO", folders.geo), ("ATLAS_STORE", folders.store)],
)
def test_the_environment_names_other_folders(monkeypatch, tmp_path, name, of):
    monkeypatch.delenv(name, raising=False)
    assert of().parent == ROOT
    monkeypatch.setenv(name, str(tmp_path))
    assert of() == tmp_path


def test_a_folder_that_is_not_there_is_told_without_a_traceback(run, tmp_path):
    told = run("check", "--data", tmp_path / "nowhere", "--geo", tmp_path)
    assert told.code == 1
    assert "region.toml: the file is missing" in told.out


def test_it_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "atlas", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"atlas {__version__}\n")

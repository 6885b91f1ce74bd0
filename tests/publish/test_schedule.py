"""Today's public numbers minus yesterday's are no person: they change by schedule or many at a time."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil

import pandas as pd
import pytest

from atlas import ingest, journal, warehouse
from atlas.publish import cells, memory, schedule, snapshot
from atlas.publish import store as stores
from tests.deliveries import DATA, OWNER, PERSON, edit

pytestmark = pytest.mark.usefixtures("tables_once")

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)


def real(data):
    """Say that the participants are real: then the schedule holds."""
    path = data / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for resource in package["resources"]:
        resource["synthetic"] = False
    path.write_text(json.dumps(package), "utf-8")


def enrol(data, people, name="9"):
    """So many more in the smallest place, numbered from a name."""
    path = data / "participants.csv"
    lines = [
        f"{PERSON}{name}{i},beta,{OWNER}{name}{i},2403,woman,leader,region,10-49,active,"
        "2023-01-01,2023-01-10,\n"
        for i in range(people)
    ]
    path.write_text(path.read_text("utf-8") + "".join(lines), "utf-8")


@pytest.fixture
def at(desk):
    """Publish what lies on the desk, so many days after the first of March."""

    def published(days=0, public_now=False):
        delivery = ingest.read(desk.data, desk.geo).delivery
        return snapshot.publish(delivery, desk.store, NOW + days * DAY, public_now=public_now)

    real(desk.data)
    return published


def public(made):
    folder = made.folder / "public"
    return {name: (folder / f"{name}.parquet").read_bytes() for name in cells.NAMES}


def people_in(made, place):
    shown = pd.read_parquet(made.folder / "public" / "enrolments.parquet")
    return int(shown.loc[shown["municipality_code"] == place, "n"].sum())


def test_the_first_publish_always_makes_public_cells(at):
    made = at()
    assert made.why == schedule.FIRST
    assert made.manifest["public"] == {
        "as_of": "2024-03-01T12:00:00+00:00",
        "snapshot": made.id,
        "until": "2024-03-31T12:00:00+00:00",
        "sample": False,
    }


@pytest.mark.parametrize("more", [1, 9, 50])
def test_however_many_come_nothing_shows_the_day_after(desk, at, more):
    first = at()
    enrol(desk.data, more)
    later = at(days=1)
    assert later.why == schedule.KEPT
    assert public(later) == public(first)
    assert later.manifest["public"] == first.manifest["public"]
    exact = pd.read_parquet(later.folder / "exact" / "enrolments.parquet")
    assert exact["n"].sum() == 12 + more


def test_people_who_come_one_by_one_do_not_show_one_by_one(desk, at):
    first = at()
    for day in range(1, 5):
        enrol(desk.data, 1, name=f"9{day}")
        assert public(at(days=day)) == public(first)


def test_nor_month_by_month_before_they_are_five(desk, at):
    # nobody in beta from 2403 at first; then one more each month: of eleven ten were shown, and with
    # the third one sum would be five too few
    shown = [people_in(at(), "2403")]
    for month in range(1, 7):
        enrol(desk.data, 1, name=f"9{month}")
        shown.append(people_in(at(days=30 * month), "2403"))
    assert shown == [0, 0, 0, 5, 5, 5, 5]


def test_indicators_and_texts_follow_every_delivery(desk, at):
    at()
    edit(desk.data / "events.csv", "Alfa begins.", "Alfa began.")
    later = at(days=1)
    assert later.why == schedule.KEPT
    events = pd.read_parquet(later.folder / "public" / "events.parquet")
    assert events["text_en"].tolist() == ["Alfa began."]


@pytest.mark.parametrize(("days", "why"), [(29, "kept"), (30, "due")])
def test_after_thirty_days_they_are_made_anew(desk, at, days, why):
    first = at()
    enrol(desk.data, 9)
    later = at(days=days)
    assert later.why == why
    assert (public(later) == public(first)) == (why == "kept")


def test_asking_does_not_wait_and_is_written_down(desk, at):
    first = at()
    enrol(desk.data, 1)
    later = at(days=1, public_now=True)
    assert later.why == schedule.ASKED
    assert later.manifest["public"]["snapshot"] == later.id != first.id
    (entry,) = journal.entries(desk.store, journal.PUBLISH)
    assert (entry["action"], entry["snapshot"]) == ("public_now", later.id)
    assert entry["when"] == "2024-03-02T12:00:00+00:00"
    assert set(entry) == {"when", "who", "action", "snapshot"}


def test_not_asking_writes_nothing(desk, at):
    at()
    assert journal.entries(desk.store, journal.PUBLISH) == []


def test_sample_data_follow_at_once(desk, at):
    shutil.copyfile(DATA / "datapackage.json", desk.data / "datapackage.json")
    first = at()
    enrol(desk.data, 5)
    later = at(days=1)
    assert later.why == schedule.SAMPLE
    assert later.manifest["public"]["until"] == later.manifest["public"]["as_of"]
    assert public(later) != public(first)


def test_real_people_never_stand_behind_numbers_of_the_sample(desk, at):
    given = (desk.data / "datapackage.json").read_bytes()
    shutil.copyfile(DATA / "datapackage.json", desk.data / "datapackage.json")
    at()
    (desk.data / "datapackage.json").write_bytes(given)
    assert at(days=1).why == schedule.KIND


def test_real_people_who_come_back_after_a_sample_are_remembered(desk, at):
    given = (desk.data / "datapackage.json").read_bytes()
    first = at()
    shutil.copyfile(DATA / "datapackage.json", desk.data / "datapackage.json")
    at(days=1)
    (desk.data / "datapackage.json").write_bytes(given)
    enrol(desk.data, 2)
    assert public(at(days=2)) == public(first)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("k = 5", "k = 10"),
        ('gender = "cohort"', 'gender = "never"'),
        ('    ["cohort_id", "status"],\n', ""),
        ('schedule = "month"', "schedule = 90"),
    ],
)
def test_changed_settings_wait_for_the_schedule(desk, at, old, new):
    first = at()
    edit(desk.data / "region.toml", old, new)
    later = at(days=1)
    assert later.why == "kept"
    assert later.manifest["protection"] == first.manifest["protection"]
    assert public(later) == public(first)
    assert at(days=30).why == "due"


def test_asked_for_they_take_effect_and_round_nothing_anew(desk, at):
    first = at()
    edit(desk.data / "region.toml", 'gender = "cohort"', 'gender = "never"')
    later = at(days=1, public_now=True)
    assert later.why == schedule.ASKED
    assert later.manifest["protection"]["properties"]["gender"] == "never"
    assert public(later)["enrolments"] == public(first)["enrolments"]
    profile = pd.read_parquet(later.folder / "public" / "profile.parquet")
    assert "gender" not in set(profile["dimension"])


def test_another_secret_rounds_nothing_anew(desk, at, monkeypatch):
    first = at()
    monkeypatch.setenv("ATLAS_SECRET", "another secret altogether")
    assert public(at(days=1, public_now=True)) == public(first)


def test_another_k_is_worked_out_from_what_was_shown(desk, at):
    at()
    edit(desk.data / "region.toml", "k = 5", "k = 10")
    enrol(desk.data, 4)
    turned = at(days=30)
    assert turned.manifest["protection"]["k"] == 10
    # five and five were shown; of ten in tens one place has ten, or none and the other all
    shown = pd.read_parquet(turned.folder / "public" / "enrolments.parquet")
    assert shown["n"].tolist() == [10]
    # 4 and 9 together: the truth behind a cell may be 13 away from it, and moves it at 14
    assert turned.manifest["protection"]["reach"] == 14


def test_without_the_rows_behind_them_the_cells_are_remembered_all_the_same(desk, at):
    first = at()
    shutil.rmtree(first.folder / "exact")
    enrol(desk.data, 2)
    assert public(at(days=30)) == public(first)


def test_where_the_live_snapshot_is_broken_those_before_it_are_remembered(desk, at):
    first = at()
    enrol(desk.data, 2)
    second = at(days=30)
    (second.folder / "rounded" / "enrolments.parquet").write_bytes(b"not a table")
    third = at(days=60)
    assert public(third) == public(first) == public(second)


def new_cohort(data, people):
    """A third cohort with so many in each of five places."""
    cohorts, list_ = data / "cohorts.csv", data / "participants.csv"
    line = "gamma,Gamma,Gamma,2480,2023-02-01,2023-06-30,30,5,3\n"
    cohorts.write_text(cohorts.read_text("utf-8") + line, "utf-8")
    lines = [
        f"{PERSON}g{place}{i},gamma,{OWNER}g{place},{place},woman,leader,region,10-49,active,"
        "2023-01-01,2023-02-01,\n"
        for place in ("2401", "2403", "2404", "2409", "2417")
        for i in range(people)
    ]
    list_.write_text(list_.read_text("utf-8") + "".join(lines), "utf-8")


def gamma(made):
    shown = pd.read_parquet(made.folder / "public" / "enrolments.parquet")
    return shown[shown["cohort_id"] == "gamma"].set_index("municipality_code")["n"].to_dict()


def test_a_new_cohort_is_told_when_the_numbers_are_due_and_remembered_from_then_on(desk, at):
    at()
    new_cohort(desk.data, 3)
    assert gamma(at(days=1)) == {}
    told = gamma(at(days=30))
    # three in each of five places: fifteen
    assert sum(told.values()) == 15
    enrol(desk.data, 1)
    assert gamma(at(days=60)) == told


def test_a_cohort_that_was_gone_for_a_while_is_not_rounded_anew(desk, at):
    files = [desk.data / "cohorts.csv", desk.data / "participants.csv"]
    before = [path.read_bytes() for path in files]
    at()
    new_cohort(desk.data, 3)
    with_gamma = [path.read_bytes() for path in files]
    told = gamma(at(days=30))
    assert sum(told.values()) == 15
    for path, content in zip(files, before, strict=True):
        path.write_bytes(content)
    assert gamma(at(days=60)) == {}
    for path, content in zip(files, with_gamma, strict=True):
        path.write_bytes(content)
    # it was told to have nobody, and three in a place are too few to move that
    assert gamma(at(days=90)) == {}


def test_a_cohort_of_a_snapshot_that_was_gone_back_from_is_remembered(desk, at):
    first = at()
    new_cohort(desk.data, 3)
    told = gamma(at(days=30))
    stores.switch(desk.store, first.id)
    enrol(desk.data, 2)
    assert gamma(at(days=60)) == told


def with_k(data, k):
    text = (data / "region.toml").read_text("utf-8")
    (data / "region.toml").write_text(re.sub(r"(?m)^k = \d+$", f"k = {k}", text), "utf-8")


@pytest.mark.parametrize(("earlier", "later"), [(5, 10), (3, 5), (5, 3)])
def test_so_is_one_that_was_told_under_another_k(desk, at, earlier, later):
    with_k(desk.data, earlier)
    first = at()
    with_k(desk.data, later)
    new_cohort(desk.data, 8)
    assert gamma(at(days=30)) == {}  # what was shown is turned, and nothing new is told
    told = gamma(at(days=60))
    assert sum(told.values()) > 0
    stores.switch(desk.store, first.id)
    # four of forty leave: no sum is so far off that a cell that was told may move
    edit_out(desk.data, 4)
    with_k(desk.data, earlier)
    kept = gamma(at(days=60, public_now=True))
    places = {*told, *kept}
    assert all(abs(kept.get(place, 0) - told.get(place, 0)) < earlier for place in places)
    assert all(n % earlier == 0 for n in kept.values())
    assert gamma(at(days=120)) == kept


def edit_out(data, people):
    """Take the last ones out of the list."""
    path = data / "participants.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-people]), "utf-8")


@pytest.mark.parametrize("broken", ["{}", "[]", '{"form": 3}', '{"form": 4, "public": {}}'])
def test_a_manifest_that_says_too_little_is_passed_over(desk, at, broken):
    first = at()
    later = at(days=1)
    (later.folder / "manifest.json").write_text(broken, "utf-8")
    shown = memory.shown_last(desk.store)
    assert shown is not None
    assert shown.manifest["id"] == first.id
    assert at(days=2).why == schedule.KEPT


def known(made, column="applications_known"):
    shown = pd.read_parquet(made.folder / "public" / "cohorts.parquet")
    return dict(zip(shown["cohort_id"], shown[column], strict=True))


def test_which_cohorts_tell_how_many_applied_stands_with_the_numbers(desk, at):
    assert known(at()) == {"alfa": True, "beta": True}
    edit(desk.data / "cohorts.csv", ",12,9", ",,9")
    new_cohort(desk.data, 3)
    assert known(at(days=1)) == {"alfa": True, "beta": True, "gamma": False}
    assert known(at(days=31)) == {"alfa": False, "beta": True, "gamma": True}


def test_a_day_that_lies_ahead_does_not_hold_the_numbers_for_years(desk, at):
    at(days=5 * 365)
    enrol(desk.data, 9)
    assert at().why == schedule.DUE
    assert at(days=1).why == schedule.KEPT


def test_the_numbers_of_an_earlier_edition_are_remembered(desk, at):
    # that edition rounded small cells alone: six were told as six, three as five
    first = at()
    path = first.folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8")) | {"form": 2}
    manifest.pop("seal")
    manifest["protection"].pop("reach")
    path.write_text(json.dumps(manifest), "utf-8")
    shutil.rmtree(first.folder / "rounded")
    table = first.folder / "public" / "enrolments.parquet"
    shown = pd.read_parquet(table)
    shown.assign(n=[6, 5]).to_parquet(table)
    enrol(desk.data, 4)
    later = at(days=1)
    assert later.why == schedule.EDITION
    told = pd.read_parquet(later.folder / "public" / "enrolments.parquet")
    assert told["n"].tolist() == [5, 5]
    assert later.manifest["protection"]["reach"] == 9


def test_a_reader_is_told_as_of_when_the_numbers_of_people_are(desk, at):
    at()
    enrol(desk.data, 1)
    later = at(days=1)
    assert warehouse.open_public(desk.store).people_as_of == NOW
    assert warehouse.open_public(desk.store).published_at == NOW + DAY
    assert warehouse.exact(desk.store, "staff").people_as_of == NOW + DAY
    assert later.manifest["published_at"] == "2024-03-02T12:00:00+00:00"


def test_the_manifest_tells_no_number_of_changed_rows(desk, at):
    at()
    enrol(desk.data, 3)
    told = at(days=1).manifest["public"]
    assert [v for v in told.values() if isinstance(v, int) and not isinstance(v, bool)] == []


# --- the command ------------------------------------------------------------------------------------


@pytest.fixture
def command(run, desk):
    def publishing(*more):
        return run("publish", "--data", desk.data, "--geo", desk.geo, "--store", desk.store, *more)

    return publishing


def test_the_command_says_what_happened_to_the_public_numbers(command, desk):
    real(desk.data)
    made = command().out
    assert "Public numbers of people: made anew (there were none); public numbers" in made
    assert "public numbers stay until" in made
    # cells of 6, 3, 1, 1 and 1; published as 10 of 12
    told = "enrolments: 5 of 5 cells moved to a multiple of 5; largest (mean) move: total 2 (2.0),"
    assert told in made
    enrol(desk.data, 1)
    kept = command().out
    assert "public numbers stay until" in kept
    assert "publish --public now" in kept
    assert "cells moved" not in kept
    asked = command("--public", "now").out
    assert "made anew (asked for, and written down)" in asked
    assert len(journal.entries(desk.store, journal.PUBLISH)) == 1


def test_the_command_says_that_sample_data_follow_at_once(command):
    assert "made anew (there were none); they follow the next delivery." in command().out
    told = command().out
    assert "made anew (the participants are sample data); they follow the next" in told


def test_unchanged_files_are_published_again_when_public_numbers_may_catch_up(command, desk):
    real(desk.data)
    command()
    enrol(desk.data, 1)
    behind = command().out.splitlines()[-1]
    assert command("--if-changed").out.strip() == behind
    path = desk.store / "snapshots" / behind / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["public"]["until"] = "2020-01-01T00:00:00+00:00"
    path.write_text(json.dumps(manifest), "utf-8")
    assert "made anew (due by the schedule)" in command("--if-changed").out
    enrolled = stores.current(desk.store)
    assert command("--if-changed", "--public", "now").out.strip() == enrolled.id

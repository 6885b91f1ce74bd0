"""Today's public numbers minus yesterday's are no person: they change by schedule or many at a time."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pandas as pd
import pytest

from atlas import ingest, journal, warehouse
from atlas.publish import cubes, schedule, snapshot
from atlas.publish import store as stores
from tests.deliveries import DATA, OWNER, PERSON, edit

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
    return {name: (folder / f"{name}.parquet").read_bytes() for name in cubes.NAMES}


def test_the_first_publish_always_makes_public_cubes(at):
    made = at()
    assert made.why == schedule.FIRST
    assert made.manifest["public"] == {
        "as_of": "2024-03-01T12:00:00+00:00",
        "snapshot": made.id,
        "until": "2024-03-31T12:00:00+00:00",
        "sample": False,
        "behind": False,
    }


def test_one_more_person_does_not_show_the_day_after(desk, at):
    first = at()
    enrol(desk.data, 1)
    later = at(days=1)
    assert later.why == schedule.KEPT
    assert public(later) == public(first)
    assert later.manifest["public"] == first.manifest["public"] | {"behind": True}
    exact = pd.read_parquet(later.folder / "exact" / "enrolments.parquet")
    assert exact["n"].sum() == 13


def test_people_who_come_one_by_one_do_not_show_one_by_one(desk, at):
    first = at()
    for day in range(1, 5):
        enrol(desk.data, 1, name=f"9{day}")
        assert public(at(days=day)) == public(first)


def test_indicators_and_texts_follow_every_delivery(desk, at):
    at()
    edit(desk.data / "events.csv", "Alfa begins.", "Alfa began.")
    later = at(days=1)
    assert later.why == schedule.KEPT
    events = pd.read_parquet(later.folder / "public" / "events.parquet")
    assert events["text_en"].tolist() == ["Alfa began."]
    assert later.manifest["public"]["behind"] is False


@pytest.mark.parametrize(("days", "why"), [(29, "kept"), (30, "due")])
def test_after_thirty_days_they_are_made_anew(desk, at, days, why):
    first = at()
    enrol(desk.data, 9)
    later = at(days=days)
    assert later.why == why
    assert (public(later) == public(first)) == (why == "kept")


@pytest.mark.parametrize(("more", "why"), [(9, "kept"), (10, "rows")])
def test_ten_changed_rows_are_enough(desk, at, more, why):
    first = at()
    enrol(desk.data, more)
    later = at(days=1)
    assert later.why == why
    assert (public(later) == public(first)) == (why == "kept")
    assert later.manifest["public"]["snapshot"] == (first.id if why == "kept" else later.id)


def test_changes_are_counted_from_the_rows_behind_the_public_cubes(desk, at):
    # six and then four more: since the live snapshot it is four, since the public cubes it is ten
    at()
    enrol(desk.data, 6)
    assert at(days=1).why == "kept"
    enrol(desk.data, 4, name="8")
    assert at(days=2).why == "rows"


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
    enrol(desk.data, 3)
    later = at(days=1)
    assert later.why == schedule.SAMPLE
    assert later.manifest["public"]["until"] == later.manifest["public"]["as_of"]
    assert public(later) != public(first)


def test_real_people_never_stand_behind_numbers_of_the_sample(desk, at):
    given = (desk.data / "datapackage.json").read_bytes()
    shutil.copyfile(DATA / "datapackage.json", desk.data / "datapackage.json")
    at()
    (desk.data / "datapackage.json").write_bytes(given)
    assert at(days=1).why == schedule.SETTINGS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("k = 5", "k = 10"),
        ('gender = "cohort"', 'gender = "never"'),
        ('    ["cohort_id", "status"],\n', ""),
    ],
)
def test_changed_settings_take_effect_at_once(desk, at, old, new):
    at()
    edit(desk.data / "region.toml", old, new)
    assert at(days=1).why == "settings"


def test_a_longer_schedule_is_no_reason_to_change_the_numbers(desk, at):
    at()
    edit(desk.data / "region.toml", 'schedule = "month"', "schedule = 90")
    assert at(days=1).why == "kept"


def test_where_the_rows_are_gone_only_the_schedule_counts(desk, at):
    first = at()
    shutil.rmtree(first.folder / "exact")
    enrol(desk.data, 50)
    later = at(days=1)
    assert (later.why, later.manifest["public"]["behind"]) == ("kept", True)
    assert at(days=30).why == "due"


def test_the_rows_behind_the_public_cubes_are_never_pruned(desk, at, monkeypatch):
    monkeypatch.setattr(snapshot, "KEPT", 1)
    monkeypatch.setattr(snapshot, "KEPT_DAYS", -10_000)
    first = at()
    second, third = at(days=1), at(days=2)
    assert first.folder.exists()
    assert not second.folder.exists()
    assert third.folder.exists()


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


# --- counting changes -------------------------------------------------------------------------------


@pytest.fixture
def tables(counted):
    return counted.delivery.tables


def changed(tables, **others):
    return schedule.changed_rows(tables, {**tables, **others})


def test_nothing_changed_is_no_row(tables):
    shuffled = tables["participants"].iloc[::-1].reset_index(drop=True)
    assert changed(tables, participants=shuffled) == 0


def test_a_changed_status_is_one_row(tables):
    people = tables["participants"].copy()
    people.loc[6, "status"] = "active"
    assert changed(tables, participants=people) == 1


def test_one_who_came_and_one_who_left_are_one_row_and_two_more_are_two(tables):
    people = tables["participants"]
    swapped = people.copy()
    swapped.loc[0, "participant_id"] = "new"
    assert changed(tables, participants=swapped) == 1
    assert changed(tables, participants=people.iloc[2:]) == 2


def test_a_module_more_is_one_row_and_a_day_of_progress_none(tables):
    progress = tables["progress"]
    later = progress.assign(completed_on=progress["completed_on"] + pd.Timedelta(days=1))
    assert changed(tables, progress=later) == 0
    assert changed(tables, progress=progress.iloc[:-1]) == 1


def test_an_answer_or_a_session_that_reads_otherwise_is_one_row(tables):
    answers, sessions = tables["surveys"], tables["attendance"]
    assert changed(tables, surveys=answers.assign(score=answers["score"] % 5 + 1)) == 1
    assert changed(tables, attendance=sessions.iloc[1:]) == 1  # p1 was at the first session of alfa


def test_two_more_who_applied_are_two_rows(tables):
    cohorts = tables["cohorts"].copy()
    cohorts.loc[0, "applications"] += 2
    assert changed(tables, cohorts=cohorts) == 2


# --- the command ------------------------------------------------------------------------------------


@pytest.fixture
def command(run, desk):
    def publishing(*more):
        return run("publish", "--data", desk.data, "--geo", desk.geo, "--store", desk.store, *more)

    return publishing


def test_the_command_says_what_happened_to_the_public_numbers(command, desk):
    real(desk.data)
    made = command().out
    assert "Public numbers of people: made anew (there were none)." in made
    assert "or with 10 changed rows" in made
    # cells of 6, 3, 1, 1 and 1; published as 11 of 12
    assert "enrolments: 4 of 5 cells moved to 0 or 5; largest (mean) move: total 1 (1.0)," in made
    enrol(desk.data, 1)
    kept = command().out
    assert "unchanged, as of" in kept
    assert "Rows have changed since." in kept
    assert "publish --public now" in kept
    assert "cells moved" not in kept
    asked = command("--public", "now").out
    assert "made anew (asked for, and written down)" in asked
    assert len(journal.entries(desk.store, journal.PUBLISH)) == 1


def test_the_command_says_that_sample_data_follow_at_once(command):
    assert "made anew (there were none). They change with the next delivery." in command().out
    told = command().out
    assert "made anew (the participants are sample data). They change with the next" in told


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

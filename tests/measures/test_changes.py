"""Since last time: what a second publication of the counted delivery changes, by head."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from atlas import ingest, warehouse
from atlas.measures import programme
from atlas.measures.changes import changes
from atlas.measures.selection import Selection
from atlas.publish import snapshot
from atlas.views.panels.since import sentence
from atlas.words import Words
from tests.deliveries import OWNER, PERSON, edit, write

MARCH = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)
SWEDISH, ENGLISH = Words("sv"), Words("en")


@pytest.fixture
def twice(desk):
    """Publish the counted delivery, change it, publish it again: both, protected or exact."""

    def made(change, part="public", days=7):
        for day, alter in ((0, None), (days, change)):
            if alter:
                alter(desk.data)
            delivery = ingest.read(desk.data, desk.geo).delivery
            snapshot.publish(delivery, desk.store, MARCH + dt.timedelta(days=day))
        now = (
            warehouse.open_public(desk.store)
            if part == "public"
            else warehouse.exact(desk.store, "staff")
        )
        (past,) = warehouse.publications(now)
        return warehouse.earlier(now, past.id), now

    return made


def enrol(data, people, place="2482", status="completed"):
    path = data / "participants.csv"
    more = [
        f"{PERSON}n{i},beta,{OWNER}n,{place},woman,leader,region,250+,{status},2023-01-01,2023-01-10,2023-06-01"
        for i in range(people)
    ]
    path.write_text(path.read_text("utf-8") + "\n".join(more) + "\n", "utf-8")


def said(pair, words=SWEDISH, selection=None):
    before, now = pair
    return [sentence(words, now, before, c) for c in changes(before, now, selection or Selection())]


def test_nothing_has_changed(twice):
    assert said(twice(None)) == []


def test_twenty_more_who_completed(twice):
    # published: 10 people became 30; 10 could be 14, and 30 could be 26
    lines = said(twice(lambda data: enrol(data, 20)))
    assert "Deltagare: från omkring 10 till omkring 30 (omkring +20)." in lines
    assert not [line for line in lines if line.startswith("Organisationer:")]


def test_the_same_in_english(twice):
    lines = said(twice(lambda data: enrol(data, 20)), ENGLISH)
    assert "Participants: from about 10 to about 30 (about +20)." in lines


def test_what_rounding_may_have_done_is_no_change(twice):
    # published: 10 people became 15, but 10 could be 14 and 15 could be 11
    before, now = twice(lambda data: enrol(data, 6))
    assert programme.amount(before, "participants", Selection()).value == 10
    assert programme.amount(now, "participants", Selection()).value == 15
    assert said((before, now)) == []


def test_one_more_is_told_to_staff_and_to_nobody_else(twice):
    pair = twice(lambda data: enrol(data, 1, place="2401"))
    assert [line for line in said(pair) if line.startswith("Deltagare")] == []


def test_four_more_in_a_place_are_not_told(twice):
    # nobody is of 2463 at first
    pair = twice(lambda data: enrol(data, 4, place="2463"))
    assert [line for line in said(pair) if line.startswith("Deltagare:")] == []


def test_one_more_in_exact_numbers(twice):
    lines = said(twice(lambda data: enrol(data, 1, place="2401"), part="exact"))
    assert "Deltagare: från 11 till 12 (+1)." in lines
    assert "Organisationer: från 7 till 8 (+1)." in lines


def test_a_choice_of_cohorts_is_compared_with_the_same_choice(twice):
    lines = said(twice(lambda data: enrol(data, 6)), selection=Selection(cohorts=("alfa",)))
    assert lines == []


def test_cohorts_events_and_targets(twice):
    def change(data):
        path = data / "cohorts.csv"
        line = "gamma,Gamma,Gamma,2480,2023-02-01,2023-06-30,5,5,3\n"
        path.write_text(path.read_text("utf-8") + line, "utf-8")
        write(data, "events", ["2024-02-01,Slut.,The end.,https://example.org/"])
        write(data, "targets", ["participants,,40,2023-04-30,A decision"])

    lines = said(twice(change))
    assert "Ny kohort: Gamma." in lines
    assert "Ny händelse 1 feb. 2024: Slut." in lines
    assert "Nytt mål för Deltagare: 40 personer." in lines


def test_new_years_and_changed_figures_of_an_indicator(twice):
    def change(data):
        edit(data / "indicators.csv", "population,2401,2022,10000", "population,2401,2022,10001")
        edit(data / "indicators.csv", "population,2403,2022,10000", "population,2403,2022,9999")
        path = data / "indicators.csv"
        path.write_text(path.read_text("utf-8") + "population,24,2024,200100,reported\n", "utf-8")

    lines = said(twice(change))
    assert "Folkmängd: nya uppgifter för 2024." in lines
    assert "Folkmängd: 2 tidigare uppgifter har ändrats." in lines


def test_protected_and_exact_are_never_compared(counted):
    with pytest.raises(ValueError, match="exact"):
        changes(counted.public, counted.exact, Selection())


def test_an_earlier_publication_is_of_the_kind_in_hand(twice):
    before, now = twice(lambda data: enrol(data, 6))
    assert type(before) is type(now) is warehouse.PublicData
    assert "participants" not in before.tables


def test_the_first_publication_has_no_history(counted):
    assert warehouse.publications(counted.public) == ()


def test_a_publication_of_another_form_is_not_compared_with(twice, desk):
    _, now = twice(lambda data: enrol(data, 6))
    path = now.folder.with_name(warehouse.publications(now)[0].id) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"form": 1}), "utf-8")
    assert warehouse.publications(warehouse.open_public(desk.store)) == ()


def test_a_publication_that_is_half_gone_is_none(twice, desk):
    _, now = twice(lambda data: enrol(data, 6))
    shutil.rmtree(now.folder.with_name(warehouse.publications(now)[0].id))
    assert warehouse.publications(warehouse.open_public(desk.store)) == ()

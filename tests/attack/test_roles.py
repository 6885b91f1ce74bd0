"""What the framework sends to a role without the right to exact numbers, and to one that has it and has
not asked, is what the public gets: so the attack as the public is the attack as each of them."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from atlas import roles
from atlas.measures.selection import Selection
from atlas.views import access
from atlas.views.run import visit
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.collect import PAGES, every_view, whole
from tests.attack.parts import flat
from tests.deliveries import ROOT
from tests.turning import turn

VIEWS = ({}, {"kommun": "2480", "kohort": "alfa"})
VIEW = State("sv", Selection(("2480",), ("alfa",)))
# who looks, and whether that one asks for exact numbers; whoever presents has not
LOOKERS = ((roles.PUBLIC, True), (roles.LEADER, True), (roles.STAFF, False), (roles.ADMIN, False))
ASKING = ((roles.STAFF, True), (roles.ADMIN, True))
# what is shown to a room is protected whoever shows it, also for who may see exact numbers and asks
PRESENTING = ("present", "play")


@pytest.fixture
def sent(monkeypatch, counted):
    """What a page's own parts, charts and words are, as sent to a role; the head may differ."""
    monkeypatch.setenv("ATLAS_STORE", str(counted.store))
    monkeypatch.delenv("ATLAS_MODE", raising=False)

    def payload(page, role, asking, address):
        monkeypatch.setattr(access, "viewer", lambda: access.Viewer(role, "someone"))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.session_state["exact"] = asking
        deck = every_view(Here(counted.public, VIEW, Words("sv")))
        app.session_state[visit.KEY] = visit.Visit(deck=deck)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        if page != "overview":
            turn(app, page)
        assert list(app.exception) == []
        scenes = [json.loads(e.proto.json)["scene"] for e in app.get("bidi_component")]
        sheets = [scene for scene in scenes if "parts" in scene or "slides" in scene]
        # who may keep decks on the server has one field more, for a name
        fields = [e for e in (*app.text_input, *app.text_area) if e.key != "deck-name"]
        typed = [e.value for e in fields]
        return sheets, [c.value for c in app.caption], typed

    return payload


@pytest.mark.parametrize("address", VIEWS, ids=["all", "chosen"])
@pytest.mark.parametrize("page", PAGES)
def test_every_role_without_exact_numbers_is_sent_what_the_public_is(sent, page, address):
    lookers = (*LOOKERS, *ASKING) if page in PRESENTING else LOOKERS
    (first, *others) = [sent(page, role, asking, address) for role, asking in lookers]
    assert first[0]
    assert all(other == first for other in others)


def test_whoever_may_and_asks_is_sent_something_else(sent):
    assert sent("participants", roles.STAFF, True, {}) != sent(
        "participants", roles.STAFF, False, {}
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_the_attack_hears_of_a_page_is_what_is_sent(sent, look, counted, page):
    sheets, _, typed = sent(page, roles.PUBLIC, False, VIEWS[1])
    shown = look(page, Here(counted.public, VIEW, Words("sv")))
    parts = [part for sheet in sheets for part in flat(sheet.get("parts", []))]
    slides = [slide for sheet in sheets for slide in sheet.get("slides", []) if "figure" in slide]
    heard = json.loads(json.dumps(shown.parts).replace("shapes.json", geometry(sheets)))
    played = [part for part in heard if part["kind"] == "slide"]
    around = [text for part in heard if part["kind"] == "editor" for text in part["texts"]]
    heard = [part for part in heard if part["kind"] not in ("slide", "editor")]
    assert sorted(map(json.dumps, heard)) == sorted(map(json.dumps, parts))
    if page in PRESENTING:
        named = {"kind", "key", "of", "own"}
        here = Here(counted.public, VIEW, Words("sv"))
        if page == "play":  # between its title and its end
            slides = whole(here, every_view(here), slides[1:-1])
        assert [{k: v for k, v in s.items() if k not in named} for s in played] == slides
        assert len(slides) == len(every_view(here).slides) > 20
    if page == "present":
        (work,) = (sheet for sheet in sheets if "chosen" in sheet)
        own = [[slide["own_heading"], slide["own_sentence"]] for slide in work["slides"]]
        assert own == [slide["own"] for slide in played]
        assert {slide["shows"] for slide in work["slides"]} <= set(around)
    assert set(typed) <= {*around, ""}


def geometry(sent):
    found = re.search('"geometry": "([^"]+)"', json.dumps(sent))
    return found[1] if found else ""


def test_the_foot_does_not_tell_how_many_rows_a_list_of_people_has(sent, counted):
    files = counted.public.manifest["files"]
    people = {t.path for t in counted.public.contract.tables.values() if t.about_people}
    told = sum(f["rows"] for f in files if f["name"] not in people)
    (foot,) = sent("overview", roles.PUBLIC, False, {})[1]
    assert f"{len(files)} filer, {told} rader utöver listorna över personer" in foot
    assert people == {
        "participants.csv",
        "progress.csv",
        "attendance.csv",
        "surveys.csv",
        "corrections.csv",
    }


def test_no_setting_of_the_roles_puts_exact_numbers_before_a_room(sent, monkeypatch):
    (stage,), (_, *_, typed) = (
        sent("play", roles.PUBLIC, False, {})[0],
        sent("present", roles.PUBLIC, False, {}),
    )
    monkeypatch.setattr(access, "wants_exact", lambda _: True)
    assert sent("participants", roles.STAFF, True, {})[0][0]["exact"]
    assert sent("play", roles.STAFF, True, {})[0][0]["slides"] == stage["slides"]
    assert sent("present", roles.STAFF, True, {})[2] == typed

"""The map by group: the same numbers as the group's places have together, and never a zero for silence."""

from __future__ import annotations

import json

import pytest

from atlas.maps import groups as maps
from atlas.measures import groups, registry
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED
from atlas.views import map_view, slides
from atlas.views.panels import grouped, map_card, map_values
from atlas.views.panels.map import map_answer, map_choices
from atlas.views.run import address
from atlas.words import Words
from tests.attack.views import here

PEOPLE, DENSITY, ENTERPRISES = "participants", "participants_per_10000", "enterprises"


@pytest.fixture(autouse=True)
def _no_files(monkeypatch):
    monkeypatch.setattr(map_view.assets, "geometry_url", lambda _: "/shapes.json")
    monkeypatch.setattr(map_view.assets, "groups_url", lambda *_: "/groups.json")


def seen(data, measure=PEOPLE, selection=None, form=address.GROUPS):
    return here(data, selection, measure, form=form)


def drawn(data, measure=PEOPLE, selection=None):
    return map_card(seen(data, measure, selection)).content["map"]


def test_bubbles_of_the_groups_add_up_to_what_the_participants_page_tells(shipped):
    made = drawn(shipped.public)
    (period,) = made["periods"]
    assert sorted(made["codes"]) == ["fa-skelleftea", "fa-umea", "inland"]
    # 25 + 20 + 15 people, the 60 of the county
    assert sum(made["values"][period]) == 60
    assert made["bubbleMax"] == 25
    assert made["kind"] == "count"
    assert made["breaks"] == []
    assert json.loads(json.dumps(made, allow_nan=False)) == made


def test_a_bubble_keeps_its_scale_whatever_is_chosen(shipped):
    chosen = Selection(cohorts=("riv-lycksele-2022",))
    assert drawn(shipped.public, selection=chosen)["bubbleMax"] == 25


def test_a_group_that_may_not_be_told_is_silent_and_not_zero(shipped):
    made = drawn(shipped.public, ENTERPRISES, Selection(cohorts=("riv-skelleftea-2022",)))
    (period,) = made["periods"]
    inland = made["codes"].index("inland")
    assert (made["status"][period][inland], made["values"][period][inland]) == ("p", None)
    assert 0 not in made["values"][period]


def test_classes_hold_the_group_with_the_lowest_density(shipped):
    made = drawn(shipped.public, DENSITY)
    (period,) = made["periods"]
    held = [v for v in made["values"][period] if v is not None]
    assert made["breaks"][0] <= min(held) <= max(held) <= made["breaks"][-1]
    assert maps._wide_enough([2.0, 4.0, 8.0], [1.5, None, 9.2]) == [1, 4.0, 10]


def test_nothing_can_be_chosen_in_it_and_no_place_is_told_instead(shipped):
    made = drawn(shipped.public, selection=Selection(("2481",)))
    assert (made["still"], made["selected"], made["instead"]) == (True, [], {})
    assert "form" not in made


def test_its_answer_title_table_and_file_say_the_same(shipped):
    said = map_answer(seen(shipped.public)).text
    assert "Inlandet: omkring 15 personer." in said
    card = map_card(seen(shipped.public))
    for number in ("25", "20", "15"):
        assert f"omkring {number}" in card.content["title"]
    rows = {row[0]: row[1] for row in map_values(seen(shipped.public)).content["rows"]}
    assert rows == {"Umeå med omnejd": "25", "Skellefteå med omnejd": "20", "Inlandet": "15"}
    text = card.files["map-groups"].make().decode("utf-8")
    assert "Inlandet;15;" in text


def test_a_published_measure_has_no_groups_and_keeps_its_map_of_places(shipped):
    view = seen(shipped.public, "population")
    assert grouped.geography_switch(view) is None
    assert map_choices(view).content["kind"] == "picker"
    assert map_card(view).content["map"]["codes"] == shipped.public.codes


def test_a_snapshot_from_before_groups_were_drawn_offers_none(shipped, monkeypatch):
    data = shipped.public
    old = {name: part for name, part in data.drawing.items() if name != "groups"}
    monkeypatch.setitem(data.__dict__, "drawing", old)
    assert not maps.offered(data, registry.values(data, PEOPLE, Selection()))


def test_exact_numbers_have_groups_too_and_nothing_is_said_instead(shipped):
    data = shipped.exact
    told = groups.amounts(data, PEOPLE, Selection())
    made = drawn(data)
    assert made["values"][made["period"]] == [amount.value for amount in told.values()]
    assert sum(amount.value for amount in told.values()) == 61
    assert (
        maps.instead(data, registry.values(data, PEOPLE, Selection()), Selection(), Words("sv"))
        == {}
    )


def test_the_address_carries_the_switch(shipped):
    state, ignored = address.read({"vy": "groups"}, shipped.public)
    assert (state.form, ignored) == ("groups", [])
    assert address.write(state, shipped.public)["vy"] == "groups"


def test_on_the_stage_the_groups_stand_without_facts_of_places(shipped):
    of_groups = slides.decks.slide("map", {"vy": "groups"}, "map-groups")
    slide = slides.content(shipped.public, "sv", of_groups)
    assert slide["figure"]["scene"]["still"] is True
    assert slide["facts"] is None
    assert slide["heading"].startswith("Deltagare per grupp")
    of_places = slides.content(shipped.public, "sv", slides.decks.slide("map", {}, "map"))
    assert of_places["facts"]


def test_every_protected_place_and_no_other_is_said_of_its_group(shipped):
    scene = map_card(seen(shipped.public, form="")).content["map"]
    (said,) = scene["instead"].values()
    (letters,) = scene["status"].values()
    assert [bool(text) for text in said] == [letter == "p" for letter in letters]
    assert PROTECTED not in said

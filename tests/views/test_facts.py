"""The facts of a place beside the map: the same as on the stage, of what the map tells and nothing else."""

from __future__ import annotations

import gzip

import pytest

from atlas.decks import Slide
from atlas.views import facts, panels, slides
from atlas.views.replies import packed
from atlas.views.run.address import read, write
from atlas.views.run.visit import Here
from atlas.words import Words

DOROTEA, LYCKSELE, UMEA = "2425", "2481", "2480"
SHARE = "edu_postsec3plus_share"
NBSP = "\u00a0"
LARGEST = 12 * 1024  # bytes of a view, packed


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def beside(panel, data, language="sv", **query):
    return panel(view(data, language, **query)).content["facts"]


def told(item):
    return {name: item[name] for name in ("label", "value", "said", "lines")}


def test_the_open_place_stands_in_the_address_and_one_that_is_not_there_is_ignored(shipped):
    state, ignored = read({"plats": LYCKSELE}, shipped.public)
    assert (state.place, ignored) == (LYCKSELE, [])
    assert write(state, shipped.public) == {"plats": LYCKSELE}
    assert state.selection.municipalities == ()
    state, (missed,) = read({"plats": "9999"}, shipped.public)
    assert (state.place, missed.parameter) == ("", "plats")


def test_no_place_is_open_until_one_is_named(shipped):
    assert beside(panels.overview_map, shipped.public) is None
    assert panels.overview_map(view(shipped.public)).content["map"]["opened"] == ""
    there = panels.overview_map(view(shipped.public, plats=UMEA)).content
    assert there["map"]["opened"] == there["facts"]["code"] == UMEA


def test_three_facts_are_told_with_what_they_could_be(shipped):
    people, inhabitants, more = beside(panels.overview_map, shipped.public, plats=LYCKSELE)["items"]
    assert told(people) == {
        "label": "Deltagare, 2022",
        "value": "15",
        "said": "",
        "lines": ["Kan vara 11–19 personer"],
    }
    assert (inhabitants["value"], inhabitants["lines"]) == (f"12{NBSP}159", [])
    assert more["value"] == f"16,7{NBSP}%"


def test_a_protected_place_tells_its_groups_number_and_has_no_dot(shipped):
    people, *_ = beside(panels.overview_map, shipped.public, plats=DOROTEA)["items"]
    assert told(people) == {
        "label": "Deltagare, 2022",
        "value": "..",
        "said": "skyddat tal",
        "lines": ["Gruppen Inlandet: omkring 15 personer"],
    }
    assert people["strip"]["marked"] == [None, None, None]
    shown = beside(panels.map_card, shipped.public)
    assert shown is None
    # six of fifteen places are told, each with a dot
    assert len(people["strip"]["others"]) == 6


def test_the_third_fact_is_that_of_the_map_where_it_is_another(shipped):
    for measure in (SHARE, "participants_per_10000", "unemployment_rate"):
        told = beside(panels.map_card, shipped.public, matt=measure, plats=UMEA)["items"]
        name = shipped.public.catalogue[measure].short("sv")
        assert told[2]["label"].startswith(f"{name}, ")
    of_people = beside(panels.map_card, shipped.public, plats=UMEA)["items"]
    assert [item["label"].split(", ")[0] for item in of_people[:2]] == ["Deltagare", "Folkmängd"]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "query", [{}, {"matt": SHARE}, {"matt": "participants_per_10000"}], ids=str
)
def test_page_and_stage_tell_the_same_facts(shipped, language, query):
    slide = Slide("map", tuple(query.items()), "map")
    on_stage = slides.content(shipped.public, language, slide)["facts"]
    assert len(on_stage) == 15
    for code, place in on_stage.items():
        there = beside(panels.map_card, shipped.public, language, plats=code, **query)
        assert there["name"] == place["name"]
        assert [told(item) for item in there["items"]] == place["items"]


def test_the_trend_is_about_the_place_and_of_the_measure_of_the_map(shipped):
    there = beside(panels.map_card, shipped.public, matt=SHARE, plats=LYCKSELE)["trend"]
    strong = [line["name"] for line in there["figure"]["lines"] if line["look"] == "strong"]
    assert strong == ["Lycksele"]
    assert there["title"] == "Andel med minst tre års eftergymnasial utbildning över åren"
    assert "Lycksele" in there["text"]
    # the programme's own numbers have one period
    assert beside(panels.map_card, shipped.public, plats=LYCKSELE)["trend"] is None


def test_ways_on_filter_by_the_place_and_lead_to_its_page(shipped):
    there = beside(panels.overview_map, shipped.public, "en", plats=UMEA, kommun=LYCKSELE)
    assert (there["filter"], there["asks"]) == ("Filter by Umeå", {"kommun": UMEA})
    assert there["url"].endswith(f"/kommun?lang=en&kommun={UMEA}")
    chosen = beside(panels.overview_map, shipped.public, plats=UMEA, kommun=UMEA)
    assert chosen["filter"] == ""


@pytest.mark.parametrize("how", ["years", "measures", "all"])
def test_maps_beside_each_other_open_one_place(shipped, how):
    part = panels.shown_map(view(shipped.public, matt=SHARE, jamfor=how, plats=UMEA)).content
    scenes = part["compared"].get("scenes") or [part["compared"]["scene"]]
    assert {scene["opened"] for scene in scenes} == {UMEA}
    assert part["facts"]["name"] == "Umeå"
    assert part["facts"]["key"] == f"map-{how}"


def test_where_a_press_chooses_or_does_nothing_no_place_opens(shipped):
    chooser = panels.municipality_chooser(view(shipped.public, plats=UMEA)).content
    assert "opened" not in chooser["map"]
    assert chooser["facts"] is None
    groups = panels.map_card(view(shipped.public, vy="groups", plats=UMEA)).content
    assert "opened" not in groups["map"]
    assert groups["facts"] is None


@pytest.mark.parametrize(
    ("page", "query"),
    [("overview", {}), *(("map", {"matt": m}) for m in ("participants", "population", SHARE))],
    ids=str,
)
def test_an_open_place_costs_little_and_the_view_stays_small(shipped, page, query):
    without, with_it = (
        len(packed(page, view(shipped.public, **query, **more))) for more in ({}, {"plats": UMEA})
    )
    assert with_it <= LARGEST
    assert with_it - without < 3 * 1024
    assert len(gzip.decompress(packed(page, view(shipped.public, **query, plats=UMEA)))) > with_it


def test_facts_of_places_are_made_for_those_that_are_asked_for(shipped):
    assert list(facts.of_places(view(shipped.public), [UMEA])) == [UMEA]

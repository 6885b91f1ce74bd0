"""Slides: what a deck's views say on the stage, from protected numbers only."""

from __future__ import annotations

import pytest

from atlas import decks
from atlas.decks import Slide
from atlas.errors import ExactRefused
from atlas.views import site, slides
from tests.deliveries import DATA, SHARE

SMALL = {"1", "2", "3", "4"}


def ready(data):
    return [
        s
        for r in decks.ready(DATA, site.staged())
        for s in r.deck("sv", data.id, {}, "2481").slides
    ]


def test_every_ready_slide_is_there(shipped):
    told = [slides.content(shipped.public, "sv", slide) for slide in ready(shipped.public)]
    assert len(told) == 19
    kinds = {t["figure"]["kind"] for t in told}
    assert kinds == {"map", "key_figures", "cohorts", "chart", "table"}
    assert all(t["heading"] and t["caption"] for t in told)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_card_that_can_be_staged_is_drawn_in_both_languages(counted, language):
    keys = []
    place = (("kommun", "2480"),)
    for page in site.staged():
        for address in ((), place):
            seen = slides.content(counted.public, language, Slide(page, address))
            # this delivery declares no index
            assert (seen["figure"]["kind"] == "gone") is (page == "own_index")
        here = slides.view(counted.public, language, Slide(page, place))[0]
        keys += [(page, m.key) for m in slides.staged(here, site.page(page)) if m.key]
    assert ("participants", "profile-gender") in keys
    assert ("municipality", "place-trend") in keys
    for page, key in keys:
        assert slides.content(counted.public, language, Slide(page, place, key))["heading"]


def test_no_slide_is_made_of_exact_numbers(counted):
    with pytest.raises(ExactRefused):
        slides.content(counted.exact, "sv", Slide("overview"))
    with pytest.raises(ExactRefused):
        slides.own_texts(counted.exact, "sv", Slide("overview"))


def test_a_slide_says_the_protected_numbers_of_the_delivery(counted):
    told = slides.content(counted.public, "sv", Slide("map", (), "map"))
    values = told["figure"]["scene"]["values"]
    assert [v for v in next(iter(values.values())) if v] == [5, 5]  # Umeå and Lycksele
    assert told["facts"]["2480"]["name"] == "Umeå"
    assert [item["value"] for item in told["facts"]["2480"]["items"]][:2] == ["5", "60\u00a0000"]
    assert told["facts"]["2403"]["items"][0]["value"] == ".."
    assert all(len(fact["items"]) == 3 for fact in told["facts"].values())
    assert told["figure"]["scene"]["projector"] is True


def test_a_table_of_all_indicators_is_shown_until_one_is_chosen(counted):
    told = slides.content(counted.public, "sv", Slide("indicators"))
    assert told["sentence"].startswith("Publicerade indikatorer, efter tema: ")
    assert told["figure"]["kind"] == "table"
    assert told["figure"]["columns"] == ["Indikator", "Länet", "Riket", "Period"]
    assert told["figure"]["rows"][0][:2] == ["Lång eftergymnasial utbildning", "7,0\u00a0%"]
    one = slides.content(counted.public, "sv", Slide("indicators", (("matt", SHARE),)))
    assert one["figure"]["kind"] == "chart"
    assert one["sentence"].startswith("Andel med minst tre års")


def test_no_small_count_stands_in_the_facts_of_any_place(shipped):
    for cohort in ["", *shipped.public["cohorts"]["cohort_id"]]:
        slide = Slide("map", (("kohort", cohort),) if cohort else (), "map")
        facts = slides.content(shipped.public, "sv", slide)["facts"]
        assert len(facts) == 15
        assert {fact["items"][0]["value"] for fact in facts.values()} & SMALL == set()


def test_an_own_heading_stands_before_the_cards_and_a_blank_one_follows_it(counted):
    slide = Slide("overview", (), "overview-map", "Min rubrik", "", "Säg hej")
    told = slides.content(counted.public, "sv", slide)
    assert (told["heading"], told["notes"]) == ("Min rubrik", "Säg hej")
    own = slides.own_texts(counted.public, "sv", slide)
    assert own.heading == "Deltagare: för osäkert att rangordna"
    assert told["sentence"] == own.sentence != ""


def test_the_caption_says_filters_period_date_source_and_an_unknown_choice(counted):
    slide = Slide("map", (("kommun", "2481,9999"),), "map")
    told = " | ".join(slides.content(counted.public, "sv", slide)["caption"])
    for part in (
        "Lycksele",
        "alla kohorter",
        "2022–2023",
        "1 mars 2024",
        "programmets egna",
        "vyn visas utan det",
    ):
        assert part in told


def test_the_caption_of_lines_says_all_the_years_that_they_are_of(shipped):
    for page, card in (("indicators", "trend"), ("municipality", "place-trend")):
        address = (("matt", "population"), ("kommun", "2481"))
        told = slides.content(shipped.public, "sv", Slide(page, address, card))
        years = [text for _, text in told["figure"]["figure"]["marks"]]
        assert told["caption"][0].endswith(f" · {years[0]}–{years[-1]}")


@pytest.mark.parametrize("page", ["participants", "cohorts"])
def test_every_slide_of_the_programmes_pages_is_told_as_its_own_protected_numbers(shipped, page):
    seen, _ = slides.view(shipped.public, "sv", Slide(page))
    cards = [shown.key for shown in slides.staged(seen, site.page(page))]
    assert {"participants": "groups", "cohorts": "losses"}[page] in cards
    for card in cards:
        told = slides.content(shipped.public, "sv", Slide(page, (), card))
        assert "programmets egna uppgifter" in told["caption"][1], card
        assert told["caption"][1].endswith("Exempeldata · skyddade tal"), card
        assert "alla kohorter" in told["caption"][0], card


@pytest.mark.parametrize("card", ["place-table", "place-moves", "place-alike"])
def test_a_table_of_several_sources_is_not_told_as_of_the_programmes_year(shipped, card):
    """Each of its rows has a period of its own."""
    told = slides.content(shipped.public, "sv", Slide("municipality", (("kommun", "2481"),), card))
    assert told["caption"][0] == "Lycksele · flera perioder"
    assert "flera källor" in told["caption"][1]


def test_a_card_that_is_not_there_says_so(counted):
    told = slides.content(counted.public, "en", Slide("map", (), "nothing-here"))
    assert told["figure"] == {"kind": "gone", "text": "The view does not exist in these data."}


@pytest.mark.parametrize("how", ["years", "all"])
def test_two_years_of_a_measure_with_one_period_are_its_one_map(shipped, how):
    """Participants have one period: the deck was made of a measure that has two, or of other data."""
    address = (("matt", "participants"), ("jamfor", how))
    told = slides.content(shipped.public, "sv", Slide("map", address, f"map-{how}"))
    assert told["figure"]["kind"] == "map"
    assert told["caption"][0].endswith(" · 2022")


@pytest.mark.parametrize("how", ["years", "all", "measures"])
def test_maps_beside_each_other_fill_a_slide_with_facts_and_in_large_type(shipped, how):
    address = (("jamfor", how), ("matt", SHARE))
    told = slides.content(shipped.public, "sv", Slide("map", address, f"map-{how}"))
    compared = told["figure"]["compared"]
    scenes = compared.get("scenes") or [compared["scene"]]
    assert told["figure"]["kind"] == "maps"
    assert [s["projector"] for s in scenes] == [True] * (2 if how == "measures" else 1)
    assert told["facts"]["2480"]["name"] == "Umeå"
    whole = slides.content(shipped.public, "sv", Slide("map", address))
    assert whole["figure"] == told["figure"]


def test_a_measure_of_one_period_is_one_map_on_the_stage_too(counted):
    told = slides.content(counted.public, "sv", Slide("map", (("jamfor", "years"),), "map"))
    assert told["figure"]["kind"] == "map"


HIDDEN = (("kommun", "2403"),)


def test_a_place_whose_numbers_are_protected_tells_its_groups_and_says_so(shipped):
    told = slides.content(shipped.public, "sv", Slide("municipality", HIDDEN))
    first, *others = told["figure"]["items"]
    assert (first["label"], first["value"]) == ("Folkmängd", "2\u00a0327")
    assert [(item["label"], item["value"]) for item in others] == [
        ("Deltagare, Umeå med omnejd", "25"),
        ("Organisationer, Umeå med omnejd", "10"),
        ("Andel som slutfört, Umeå med omnejd", "60\u00a0%"),
    ]
    assert all(item["lines"][-1] == "Bjurholm: skyddat tal." for item in others)
    assert {item["value"] for item in told["figure"]["items"]} & {"..", *SMALL} == set()


def test_a_number_that_its_group_may_not_show_either_is_the_countys(shipped):
    address = (("kohort", "riv-lycksele-2022"), ("kommun", "2417"))
    told = slides.content(shipped.public, "sv", Slide("municipality", address))
    people = told["figure"]["items"][1]
    assert (people["label"], people["value"]) == ("Deltagare, Länet", "20")


def test_a_place_whose_numbers_are_shown_tells_its_own(shipped):
    told = slides.content(shipped.public, "sv", Slide("municipality", (("kommun", "2481"),)))
    assert [item["label"] for item in told["figure"]["items"][1:3]] == [
        "Deltagare",
        "Organisationer",
    ]


def test_the_map_of_a_place_with_a_protected_number_is_headed_by_all_of_them(shipped):
    told = slides.content(shipped.public, "sv", Slide("map", HIDDEN, "map"))
    assert told["heading"] == "Deltagare: högst i Lycksele, Skellefteå eller Umeå (omkring 15)"
    shown = slides.content(shipped.public, "sv", Slide("map", (("kommun", "2481"),), "map"))
    assert shown["heading"] == "Deltagare i Lycksele: omkring 15 personer"

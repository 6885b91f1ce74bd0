"""Reading: every page, in both languages, on screens of every size."""

from __future__ import annotations

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.journeys.labels import COVERED, HEAD_PARTS
from tests.journeys.pages import LABELS, MUNICIPALITIES, ROOMS, TOO_TALL, TOO_WIDE, agreed, left
from tests.journeys.tabs import picture
from tests.profile import SIZE

pytestmark = pytest.mark.browser

LANGUAGES = ("sv", "en")
SIZES = ((1920, 1080), (1280, 720), (390, 844))

# What the answer of each page must say: a sentence with its numbers in it.
ANSWERS = {
    "sv": {
        "overview": r"^Västerbottens län: omkring \d+ deltagare från omkring \d+ organisationer\. .+\.$",
        "map": r"^Deltagare, \d{4}\. Högst har .+ \(omkring [\d–]+\), .+ Länet: .+\.$",
        "participants": r"^Västerbottens län: omkring \d+ personer, omkring \d+ organisationer och .+\.$",
        "cohorts": r"^Västerbottens län: omkring \d+ har börjat och omkring \d+ har slutfört\. .+\.$",
        "indicators": r"^Länet har bättre värde än riket i \d+ av \d+ indikatorer som kan jämföras, .+\.$",
        "compare": r"^Välj upp till fem kommuner på rutkartan .+\.$",
        "own_index": r"^Först kan vara .+, beroende på hur man räknar\.$",
        "municipality": r"^Välj en kommun på rutkartan .+\.$",
        "about": r"^Atlasen .+\.$",
        "accessibility": r"^Region Västerbotten står bakom .+ delvis förenlig .+: \d+ brister .+\.$",
        "import": r"^Välj vad filen innehåller .+\.$",
        "history": r"^Allt som har publicerats: .+\.$",
        "access": r"^Antal under 5 .+\.$",
        "present": r"^Bygg en presentation av vyer .+\.$",
    },
    "en": {
        "overview": r"^Västerbotten County: about \d+ participants from about \d+ organisations\. .+\.$",
        "map": r"^Participants, \d{4}\. .+\(about [\d–]+\).+\.$",
        "participants": r"^Västerbotten County: about \d+ people, about \d+ organisations and .+\.$",
        "cohorts": r"^Västerbotten County: about \d+ .+ \d+ .+\.$",
        "indicators": r"^The county has a better value than the country in \d+ of \d+ indicators .+\.$",
        "compare": r"^Choose up to five municipalities on the tile map .+\.$",
        "own_index": r"^The first could be .+, depending on how one counts\.$",
        "municipality": r"^Choose a municipality on the tile map .+\.$",
        "about": r"^The atlas .+\.$",
        "accessibility": r"^Region Västerbotten is behind .+ complies in part .+: \d+ faults .+\.$",
        "import": r"^Choose what the file contains .+\.$",
        "history": r"^All that has been published, .+\.$",
        "access": r"^Counts under 5 .+\.$",
        "present": r"^Build a presentation from views .+\.$",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_opens_by_its_link_with_its_answer_and_everything_drawn(visit, desk, language):
    atlas = visit(desk).open("overview", language)
    for room in ROOMS.values():
        atlas.go(room.name, language)
        expect(atlas.page.get_by_role("heading", level=1)).to_have_count(1)
        expect(atlas.answer).to_have_text(re.compile(ANSWERS[language][room.name]))
        expect(atlas.errors).to_have_count(0)
        expect(atlas.notices).to_have_count(0)
        expect(atlas.areas).to_have_count(0 if room.of_measure else room.maps * MUNICIPALITIES)
        expect(atlas.page.locator("html")).to_have_attribute("lang", language)
        if language == "sv":
            picture(atlas.page, f"{room.name}-{language}-light")


def test_each_page_is_opened_whole_by_its_address_in_english_too(visit, desk):
    # in Swedish, on two screens, in tests/journeys/test_standing_still.py
    atlas = visit(desk, color_scheme="dark")
    for room in ROOMS:
        atlas.open(room, "en")
        expect(atlas.answer).to_have_text(re.compile(ANSWERS["en"][room]))
        expect(atlas.errors).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_the_page_says_its_language_in_its_first_bytes(desk, room, language):
    asked = urllib.request.Request(
        f"{desk}{ROOMS[room].path}?lang={language}", headers={"Accept": "text/html"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        told = re.findall(r'<html[^>]* lang="(\w+)"', answer.read().decode())
    assert told == [language]


def test_switching_language_changes_words_and_lang_but_neither_the_view_nor_the_page(visit, desk):
    atlas = visit(desk).open("map", kommun="2481")
    html = atlas.page.locator("html")
    atlas.page.evaluate("window.notReloaded = true")

    atlas.speak("en")
    atlas.rest("map", "en")
    expect(html).to_have_attribute("lang", "en")
    expect(atlas.answer).to_contain_text("Participants, 2022")
    assert atlas.query == {"lang": "en", "kommun": "2481"}
    assert atlas.chosen() == ["2481"]

    atlas.speak("sv")
    atlas.rest("map", "sv")
    expect(html).to_have_attribute("lang", "sv")
    assert atlas.query == {"kommun": "2481"}
    assert atlas.page.evaluate("window.notReloaded")


def test_no_page_scrolls_sideways_on_any_screen(visit, desk):
    atlas = visit(desk).open()
    broken = {}
    for room in ROOMS:
        atlas.turn(room)
        for width, height in SIZES:
            atlas.page.set_viewport_size({"width": width, "height": height})
            if late := left(atlas.page, TOO_WIDE, seconds=5):
                broken[room, width] = late
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_head_lies_over_anything_else(visit, public, language):
    atlas = visit(public).open("overview", language)
    for width, height in SIZES:
        atlas.page.set_viewport_size({"width": width, "height": height})
        free(atlas.page)


@agreed
def free(page) -> None:
    assert page.locator(HEAD_PARTS).evaluate_all(COVERED) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_fits_one_large_screen(visit, desk, language):
    atlas = visit(desk, viewport=SIZE).open("overview", language)
    assert not left(atlas.page, TOO_TALL, seconds=5)


@pytest.mark.parametrize("width", [1920, 1280])
@pytest.mark.parametrize("measure", ["participants", "edu_postsec3plus_share"])
def test_no_two_labels_of_the_map_overlap(visit, desk, width, measure):
    query = {} if measure == "participants" else {"matt": measure}
    atlas = visit(desk, viewport={"width": width, "height": 1080}).open("map", **query)
    labels = atlas.map.evaluate(LABELS)
    areas = atlas.values()
    assert {label["of"] for label in labels} == {area["code"] for area in areas}
    if width == 1920:  # where there is less room, some places tell their number alone
        assert {label["text"] for label in labels} >= {area["name"] for area in areas}
    crossing = [
        (one["text"], other["text"])
        for i, one in enumerate(labels)
        for other in labels[i + 1 :]
        if one["of"] != other["of"] and overlap(one, other)  # a name and its value are one label
    ]
    assert not crossing


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two text boxes lie over each other by more than the air above and below letters."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    tall = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 1 and tall > 3


def test_a_link_is_found_by_the_first_visitor_of_a_plain_start(visit, plain):
    atlas = visit(plain).open("map", kommun="2481")

    expect(atlas.page.get_by_text("Page not found")).to_have_count(0)
    atlas.area("2480").click(force=True, modifiers=["Control"])
    expect(atlas.answer).to_contain_text("Umeå: ")
    expect(atlas.page.locator("html")).to_have_attribute("lang", "sv")
    expect(atlas.page.locator("#atlas-style")).to_have_count(1)


def test_an_address_that_is_not_there_is_told_in_the_language_of_the_page(visit, public):
    atlas = visit(public)
    for address, said in (("map", "finns inte"), ("map?lang=en", "does not exist")):
        atlas.page.goto(f"{public}/{address}")
        expect(atlas.page.get_by_text(said)).to_be_visible()
        expect(atlas.page.get_by_text("Page not found")).to_have_count(0)
    atlas.go("map", "en")
    expect(atlas.page.get_by_text("does not exist")).to_have_count(0)

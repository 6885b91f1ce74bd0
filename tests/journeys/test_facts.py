"""The facts beside a map: opened, read, put on the deck and closed, by mouse, by finger and by keyboard."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import LISTEN, violations
from tests.journeys.pages import BARE_SPOT, TOO_WIDE, agreed
from tests.journeys.staging import Stage, slides_of

pytestmark = pytest.mark.browser

DOROTEA, LYCKSELE, UMEA = "2425", "2481", "2480"
SHARE = "edu_postsec3plus_share"
WORDS = {
    "sv": ("Filtrera på Lycksele", "Sidan om Lycksele", "Stäng", "Tillagd"),
    "en": ("Filter by Lycksele", "Page of Lycksele", "Close", "Added"),
}
FOCUS = "document.activeElement.dataset.code ?? document.activeElement.textContent"


def name(atlas):
    return atlas.facts.locator(".atlas-facts-name")


@agreed
def has_focus(atlas, what: str) -> None:
    assert atlas.page.evaluate(FOCUS) == what


@agreed
def is_closed(atlas) -> None:
    expect(atlas.facts).to_have_count(0)
    assert "plats" not in atlas.query


@pytest.mark.parametrize("language", ["sv", "en"])
def test_by_mouse_a_place_is_opened_read_put_on_the_deck_and_closed(visit, public, language):
    filters, leads, close, added = WORDS[language]
    atlas = visit(public, viewport={"width": 1280, "height": 720}).open("overview", language)
    answer = atlas.answer.inner_text()
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    expect(name(atlas)).to_have_text("Lycksele")
    has_focus(atlas, "Lycksele")
    assert atlas.query["plats"] == LYCKSELE
    expect(atlas.answer).to_have_text(answer)  # a place that is looked at is no filter
    assert atlas.chosen() == []
    expect(atlas.area(LYCKSELE)).to_have_attribute("aria-current", "true")
    expect(atlas.facts.locator(".atlas-facts-value")).to_have_count(3)
    expect(atlas.facts.locator(".atlas-place-strip")).to_have_count(3)
    expect(atlas.facts.get_by_role("button", name=filters)).to_be_visible()
    expect(atlas.facts.get_by_role("link", name=leads)).to_be_visible()
    beside, shown = atlas.facts.bounding_box(), atlas.map.bounding_box()
    assert beside["x"] >= shown["x"] + shown["width"], "beside the map, not on it"
    atlas.facts.locator(".atlas-add").click()
    expect(atlas.facts.locator(".atlas-add[data-done]")).to_contain_text(added)
    atlas.facts.get_by_role("button", name=close).click()
    is_closed(atlas)
    has_focus(atlas, LYCKSELE)


def test_the_same_place_once_more_closes_and_another_takes_its_place(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    expect(name(atlas)).to_have_text("Lycksele")
    atlas.page.mouse.click(*atlas.spot(UMEA))
    expect(name(atlas)).to_have_text("Umeå")
    expect(atlas.facts.locator(".atlas-plot-drawing")).to_be_visible()
    atlas.page.mouse.click(*atlas.spot(UMEA))
    is_closed(atlas)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_by_keyboard_enter_opens_and_escape_closes_and_the_focus_comes_back(
    visit, public, language
):
    atlas = visit(public).open("map", language)
    press = atlas.page.keyboard.press
    atlas.area(LYCKSELE).focus()
    press("Enter")
    has_focus(atlas, "Lycksele")
    press("Tab")
    press("Enter")  # + Presentation
    expect(atlas.facts.locator(".atlas-add[data-done]")).to_be_visible()
    press("Escape")
    is_closed(atlas)
    has_focus(atlas, LYCKSELE)
    press("Enter")
    has_focus(atlas, "Lycksele")
    atlas.area(LYCKSELE).focus()
    press("Escape")  # on the map itself, too
    is_closed(atlas)
    assert violations(atlas.page) == []


def test_by_finger_the_facts_come_under_the_map_and_into_sight(visit, public):
    atlas = visit(public, viewport={"width": 390, "height": 844}, has_touch=True)
    atlas.open("overview", "en")
    atlas.page.touchscreen.tap(*atlas.area(LYCKSELE).evaluate(BARE_SPOT))
    expect(name(atlas)).to_be_in_viewport()
    assert atlas.facts.bounding_box()["y"] >= sum(
        atlas.map.locator(".atlas-map-stage").bounding_box()[side] for side in ("y", "height")
    )
    assert atlas.page.evaluate(TOO_WIDE) == []
    atlas.facts.locator(".atlas-add").tap()
    expect(atlas.facts.locator(".atlas-add[data-done]")).to_be_visible()
    atlas.facts.get_by_role("button", name="Close").tap()
    is_closed(atlas)


def test_a_link_reopens_them_and_gives_them_no_focus(visit, public):
    atlas = visit(public).open("map", matt=SHARE, plats=DOROTEA)
    expect(name(atlas)).to_have_text("Dorotea")
    assert atlas.page.evaluate("document.activeElement === document.body")
    atlas.go("overview")
    expect(name(atlas)).to_have_text("Dorotea")
    atlas.page.go_back()
    atlas.rest("map")
    expect(name(atlas)).to_have_text("Dorotea")


def test_a_protected_place_tells_its_groups_number(visit, public):
    atlas = visit(public).open("overview", plats=DOROTEA)
    first = atlas.facts.locator(".atlas-fact").first
    expect(first.locator(".atlas-facts-value")).to_contain_text("skyddat tal")
    expect(first.locator(".atlas-facts-line")).to_have_text("Gruppen Inlandet: omkring 15 personer")


def test_its_button_filters_by_the_place_and_its_link_leads_to_its_page(visit, public):
    atlas = visit(public).open("map")
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    atlas.facts.get_by_role("button", name="Filtrera på Lycksele").click()
    expect(atlas.badge(LYCKSELE)).to_be_visible()
    expect(atlas.facts.get_by_role("button", name="Filtrera på Lycksele")).to_be_hidden()
    has_focus(atlas, "Lycksele")
    atlas.facts.get_by_role("link", name="Sidan om Lycksele").click()
    atlas.rest("municipality")
    expect(atlas.page.locator("h1")).to_have_text("Lycksele")
    assert "plats" not in atlas.query


def test_maps_beside_each_other_open_the_same_place(visit, public):
    atlas = visit(public)
    atlas.page.goto(f"{public}/karta?matt={SHARE}&jamfor=years")
    panes = atlas.page.locator(".atlas-maps-pane")
    expect(panes).to_have_count(3)
    atlas.page.mouse.click(*panes.nth(1).locator(f'.area[data-code="{UMEA}"]').evaluate(BARE_SPOT))
    expect(name(atlas)).to_have_text("Umeå")
    expect(atlas.page.locator(".area[aria-current=true]")).to_have_count(3)
    atlas.page.keyboard.press("Escape")
    is_closed(atlas)


def test_what_is_put_on_the_deck_is_the_map_with_the_place_open_on_it(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    expect(name(atlas)).to_have_text("Lycksele")
    on_page = facts_of(atlas.facts)
    atlas.facts.locator(".atlas-add").click()
    expect(atlas.facts.locator(".atlas-add[data-done]")).to_be_visible()
    atlas.go("present")
    assert len(slides_of(atlas)) == 1
    atlas.page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).begin()
    expect(stage.facts.locator("h2")).to_have_text("Lycksele")
    assert facts_of(stage.facts) == on_page
    stage.press("Escape")
    expect(stage.facts).to_be_hidden()


def facts_of(panel) -> list[str]:
    return [
        *panel.locator(".atlas-fact > dt").all_inner_texts(),
        *panel.locator(".atlas-facts-value").all_inner_texts(),
    ]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844), (320, 640)])
@pytest.mark.parametrize(("scheme", "language"), [("light", "sv"), ("dark", "en")])
def test_axe_finds_nothing_and_nothing_leaves_the_page(
    visit, public, scheme, language, width, height
):
    atlas = visit(public, viewport={"width": width, "height": height}, color_scheme=scheme)
    wider = "(panel) => [...panel.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right"
    wider += " > panel.getBoundingClientRect().right + 1).map((one) => one.outerHTML.slice(0, 80))"
    atlas.open("about", language)
    for room in ("overview", "map"):
        atlas.turn(room, language, matt=SHARE, plats=DOROTEA)
        expect(name(atlas)).to_have_text("Dorotea")
        assert violations(atlas.page) == []
        assert atlas.page.evaluate(TOO_WIDE) == []
        assert atlas.facts.evaluate(wider) == []


def test_the_facts_are_announced_once_and_closing_them_says_nothing(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script(LISTEN)
    atlas.open("overview")
    atlas.page.mouse.click(*atlas.spot(DOROTEA))
    expect(name(atlas)).to_have_text("Dorotea")
    atlas.page.keyboard.press("Escape")
    is_closed(atlas)
    (told,) = atlas.page.evaluate("window.told")
    assert told.startswith("Dorotea. Deltagare, 2022: skyddat tal. Folkmängd, 2025: ")


SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def test_nothing_of_the_page_jumps_and_only_the_chosen_place_is_asked_for(visit, public):
    atlas = visit(public, viewport={"width": 1280, "height": 720})
    sizes: list[int] = []
    atlas.page.add_init_script(SHIFT)
    atlas.open("overview")
    atlas.page.on(
        "response", lambda answer: sizes.append(answer) if "plats=" in answer.url else None
    )
    atlas.page.mouse.click(*atlas.spot(UMEA))
    expect(name(atlas)).to_have_text("Umeå")
    shown = [json.loads(answer.text()) for answer in sizes if f"plats={UMEA}" in answer.url]
    assert len(shown) == 1
    assert len(re.findall(r'"kind": ?"facts"', json.dumps(shown[0]))) == 1
    assert atlas.page.evaluate("window.shift") < 0.05

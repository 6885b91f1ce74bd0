"""The map by group, as a reader finds it: where the place's own number is protected, and by the switch."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas.decks import Deck, Slide
from tests.journeys.accessibility import violations
from tests.journeys.labels import meetings
from tests.journeys.pages import LABELS, TOO_WIDE
from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser
GROUPS, DOROTEA = 3, "2425"


def test_a_protected_place_says_its_groups_number_to_pointer_and_keyboard(visit, public):
    page = visit(public).open("map").page
    dorotea = page.locator(f'.area[data-code="{DOROTEA}"]')
    said = "Gruppen Inlandet: omkring 15 personer"
    expect(dorotea).to_have_attribute("aria-label", re.compile(said))
    dorotea.hover()
    expect(page.locator(".atlas-map-tip")).to_contain_text(said)
    page.mouse.move(0, 0)
    dorotea.focus()
    expect(page.locator(".atlas-map-tip")).to_contain_text(said)
    expect(page.locator('.area[data-code="2480"]')).not_to_have_attribute(
        "aria-label", re.compile("Gruppen")
    )


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [((1280, 720), "sv", ("Grupper", "Inlandet")), ((390, 844), "en", ("Groups", "The inland"))],
)
def test_the_switch_works_by_keyboard_and_stands_in_the_address(
    visit, public, size, language, words
):
    switch, inland = words
    page = visit(public).page
    page.goto(f"{public}/karta?lang={language}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_role("radio", name=switch).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("vy=groups"))
    areas = page.locator(".atlas-map .area")
    expect(areas).to_have_count(GROUPS)
    page.reload()
    expect(areas).to_have_count(GROUPS)
    name = page.locator(".atlas-map .area[data-code=inland]")
    expect(name).to_have_attribute("aria-label", re.compile(rf"{inland}: 15\s"))
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator('.area[aria-selected="true"]')).to_have_count(0)
    assert "kommun=" not in page.url
    assert page.evaluate(TOO_WIDE) == []
    assert meetings(page.locator(".atlas-map").evaluate(LABELS)) == []
    assert violations(page) == []


def test_a_published_measure_shows_its_places_and_groups_come_back_with_the_programmes(
    visit, public
):
    page = visit(public).open("map", matt="population", vy="groups").page
    expect(page.locator(".atlas-map .area")).to_have_count(15)
    expect(page.get_by_role("radio", name="Grupper")).to_have_count(0)
    page.get_by_role("combobox", name="Mått").select_option("participants")
    expect(page.locator(".atlas-map .area")).to_have_count(GROUPS)


def test_groups_fill_the_stage_and_a_click_opens_no_facts(visit, public):
    deck = Deck("Grupper", "sv", "", (Slide("map", (("vy", "groups"),), "map-groups"),))
    stage = Stage(visit(public)).open(deck)
    expect(stage.heading).to_contain_text("Deltagare per grupp")
    expect(stage.slide.locator(".area")).to_have_count(GROUPS)
    stage.slide.locator(".area[data-code=inland]").click()
    expect(stage.facts).to_be_hidden()

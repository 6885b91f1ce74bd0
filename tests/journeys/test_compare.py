"""The page that compares: places gathered on its tiles, spines read by keyboard, weights held by the link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.pages import TOO_WIDE

pytestmark = pytest.mark.browser

LYCKSELE, STORUMAN, UMEA = "2481", "2421", "2480"
FIVE = f"{LYCKSELE},{STORUMAN},{UMEA},2403,2482"


def test_places_are_chosen_one_by_one_and_stand_on_every_spine(visit, public):
    atlas = visit(public).open("compare")
    expect(atlas.card("spine-vacant")).to_be_visible()
    expect(atlas.page.locator(".atlas-spines")).to_have_count(0)
    atlas.area(LYCKSELE).click()
    expect(atlas.answer).to_contain_text("Jämfört med länet: Lycksele är lik i ")
    atlas.area(STORUMAN).click()
    expect(atlas.answer).to_contain_text("; Storuman är lik i ")
    expect(atlas.card("spine-vacant")).to_have_count(0)
    assert atlas.query["kommun"] == f"{LYCKSELE},{STORUMAN}"
    row = atlas.page.locator('.atlas-spines tr[data-key="edu_postsec3plus_share"]')
    expect(row.locator(".atlas-spine-at")).to_have_count(2)
    expect(row.get_by_role("listitem").first).to_have_text(
        re.compile(r"^Lycksele\d+,\d.%▼ lägre, sämre$")
    )
    atlas.area(LYCKSELE).click()
    expect(atlas.answer).not_to_contain_text("Lycksele")
    assert atlas.query["kommun"] == STORUMAN
    atlas.area(LYCKSELE).click()
    expect(atlas.answer).to_contain_text("; Lycksele är lik i ")
    atlas.area(LYCKSELE).click(modifiers=["Control"])  # as on every map
    expect(atlas.answer).not_to_contain_text("Lycksele")
    atlas.page.get_by_role("radio", name="Riket").check()
    expect(atlas.answer).to_contain_text("Jämfört med riket: ")
    assert atlas.query["mot"] == "country"


TABLES = "(tables) => tables.map((table) => table.outerHTML)"
MARKED = "(parts) => parts.filter((part) => (part.marked = (part.marked ?? 0) + 1) > 1).length"


def test_what_stands_stays_while_places_come_and_go_and_says_what_a_link_says(visit, public):
    atlas = visit(public).open("compare", kommun=LYCKSELE)
    tables = atlas.page.locator(".atlas-spines, .atlas-multiples")
    parts = tables.locator("tr, li, td")
    assert parts.evaluate_all(MARKED) == 0
    before = parts.count()
    atlas.area(STORUMAN).click()
    expect(atlas.answer).to_contain_text("; Storuman är lik i ")
    assert parts.evaluate_all(MARKED) == before < parts.count()
    signs = atlas.page.locator(".atlas-spines tr[data-key] .atlas-spine-at path")
    assert signs.nth(0).get_attribute("d") != signs.nth(1).get_attribute("d")
    for places in (f"{LYCKSELE},{STORUMAN}", STORUMAN):
        if places == STORUMAN:
            atlas.area(LYCKSELE).click()
            expect(atlas.answer).not_to_contain_text("Lycksele")
        linked = visit(public).open("compare", kommun=places).page
        there = linked.locator(".atlas-spines, .atlas-multiples").evaluate_all(TABLES)
        assert tables.evaluate_all(TABLES) == there


def test_a_spine_tells_all_under_the_pointer_and_by_keyboard(visit, public):
    atlas = visit(public).open("compare", kommun=UMEA)
    spines = atlas.page.locator(".atlas-spine-bar")
    tip = atlas.page.locator(".atlas-spine-tip")
    expect(tip).to_be_hidden()
    spines.nth(1).hover()
    expect(tip).to_have_text(spines.nth(1).get_attribute("aria-label"))
    expect(tip).to_contain_text(
        re.compile(r"sämst .+ hälften mellan .+ bäst .+\(15 kommuner\).+Umeå")
    )
    spines.first.focus()
    expect(tip).to_contain_text("Andel med minst tre års eftergymnasial utbildning")
    atlas.page.keyboard.press("ArrowDown")
    expect(spines.nth(1)).to_be_focused()
    expect(spines.first).to_have_attribute("tabindex", "-1")
    atlas.page.keyboard.press("End")
    expect(spines.last).to_be_focused()
    atlas.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_weight_is_moved_by_keyboard_held_by_the_link_and_put_back(visit, public):
    atlas = visit(public).open("compare", kommun=UMEA)
    card = atlas.card("alike")
    first = card.locator(".atlas-alike > li strong").first
    expect(first).to_have_text("Linköping")
    size = card.get_by_role("slider").first
    expect(size).to_have_value("3")
    size.focus()
    atlas.page.keyboard.press("Home")
    expect(card.locator(".atlas-alike > li").first).not_to_contain_text("Storlek")
    expect(size).to_be_focused()
    expect(size).to_have_attribute("aria-valuetext", "räknas inte")
    assert atlas.query["likhet"] == "pop_16_74_known_edu:0"
    there = visit(public).open("compare", kommun=UMEA, likhet=atlas.query["likhet"])
    expect(there.card("alike").locator(".atlas-card-title")).to_have_text(
        card.locator(".atlas-card-title").inner_text()
    )
    card.get_by_role("button", name="Återställ").click()
    expect(first).to_have_text("Linköping")
    assert "likhet" not in atlas.query


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("wide", "language"), [(1280, "sv"), (390, "en"), (320, "sv")])
def test_with_five_places_all_is_readable_on_every_screen(visit, public, wide, language, theme):
    atlas = visit(public, color_scheme=theme).open("compare", language, kommun=FIVE)
    atlas.page.set_viewport_size({"width": wide, "height": 720})
    expect(atlas.page.locator(".atlas-spine-at")).to_have_count(5 * 14)
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []
    for tab in atlas.page.get_by_role("tab", name={"sv": "Tabell", "en": "Table"}[language]).all():
        tab.click()
    expect(atlas.card("spine").get_by_role("table")).to_be_visible()
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []

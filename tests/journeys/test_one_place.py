"""The page of one place: chosen on its tile map, by pointer and by keyboard, and what its rows say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.pages import TOO_WIDE

pytestmark = pytest.mark.browser

LYCKSELE, UMEA = "2481", "2480"
NAME = "document.activeElement.getAttribute('aria-label')"


def heading(atlas):
    return atlas.page.get_by_role("heading", level=1)


def test_a_place_is_chosen_on_the_tile_map_by_keyboard_alone(visit, public):
    atlas = visit(public).open("municipality")
    expect(heading(atlas)).to_have_text("Kommun")
    expect(atlas.page.locator(".atlas-place-rows")).to_have_count(0)
    places = atlas.page.get_by_role("listbox")
    expect(places.get_by_role("option")).to_have_count(15)

    atlas.page.locator('.area[tabindex="0"]').focus()
    first = atlas.page.evaluate(NAME).split(":")[0]
    atlas.page.keyboard.press("Enter")
    expect(heading(atlas)).to_have_text(first)
    atlas.page.keyboard.press("ArrowRight")
    atlas.page.keyboard.press("Enter")
    expect(heading(atlas)).not_to_have_text(first)
    assert atlas.page.evaluate(NAME).startswith(heading(atlas).inner_text())
    assert len(atlas.query["kommun"]) == 4  # one place, in the filter too
    atlas.page.keyboard.press("Escape")
    expect(heading(atlas)).to_have_text("Kommun")
    assert "kommun" not in atlas.query


def test_another_place_comes_first_and_the_others_stay_chosen(visit, public):
    atlas = visit(public).open("municipality", kommun=f"{LYCKSELE},{UMEA}")
    expect(heading(atlas)).to_have_text("Lycksele")
    expect(atlas.card("locator")).to_contain_text("Också valda i filtret: Umeå")
    atlas.area(UMEA).click()
    expect(heading(atlas)).to_have_text("Umeå")
    assert atlas.query["kommun"] == f"{UMEA},{LYCKSELE}"
    atlas.area("2482").click()
    expect(heading(atlas)).to_have_text("Skellefteå")
    assert atlas.query["kommun"] == f"2482,{LYCKSELE}"
    expect(atlas.badge("2481")).to_be_visible()


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (390, 844)])
def test_the_rows_say_what_they_draw(visit, public, wide, high):
    atlas = visit(public).open("municipality", kommun=LYCKSELE)
    atlas.page.set_viewport_size({"width": wide, "height": high})
    table = atlas.page.locator(".atlas-place-rows")
    expect(table).to_have_accessible_name("Lycksele i siffror")
    row = table.get_by_role("row").filter(has=atlas.page.get_by_text("Sysselsättningsgrad"))
    expect(row).to_contain_text(re.compile(r"Minskade med [\d,]+ procentenheter sedan \d{4}"))
    expect(row.get_by_role("img")).to_have_accessible_name(re.compile(r"^2020: .+, 2024: .+%$"))
    expect(row.locator(".atlas-place-place")).to_have_attribute("d", re.compile("^M"))
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []


def test_the_list_of_the_county_leads_to_a_place_and_its_sections_to_those_like_it(visit, public):
    atlas = visit(public).open("municipality")
    listed = atlas.card("place-list")
    expect(listed.get_by_role("row").nth(1)).to_contain_text("Umeå")
    listed.get_by_role("link", name="Lycksele").press("Enter")
    expect(heading(atlas)).to_have_text("Lycksele")
    expect(listed).to_have_count(0)
    questions = atlas.page.locator("h2.atlas-section-title")
    expect(questions).to_have_count(5)

    index = atlas.page.locator(".atlas-index")
    index.get_by_role("link", name="Vad har ändrats mest?").press("Enter")
    expect(questions.filter(has_text="Vad har ändrats mest?")).to_be_focused()
    assert atlas.query["avsnitt"] == "moves"

    atlas.page.get_by_role("link", name="Jämför Lycksele").press("Enter")
    expect(heading(atlas)).to_have_text("Jämför")
    assert atlas.query["kommun"] == LYCKSELE


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (390, 844)])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sections_fit_every_screen_and_anyone_can_read_them(
    visit, public, wide, high, language
):
    atlas = visit(public).open("municipality", language=language, kommun="2403")
    atlas.page.set_viewport_size({"width": wide, "height": high})
    for key in ("place-alike", "place-moves", "place-unknown"):
        expect(atlas.card(key).get_by_role("heading", level=3)).to_be_visible()
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []


def test_the_tiles_are_large_enough_for_a_finger(visit, public):
    atlas = visit(public).open("municipality")
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    for area in atlas.areas.all():
        box = area.bounding_box()
        assert min(box["width"], box["height"]) >= 24

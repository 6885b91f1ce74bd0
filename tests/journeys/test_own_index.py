"""The page of the index: weights moved by mouse and keyboard, held by the link, answered without a reload."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.pages import TOO_WIDE

pytestmark = pytest.mark.browser

UMEA, LYCKSELE = "2480", "2481"


def sliders(atlas):
    return atlas.page.locator("[data-key=index-weights]").get_by_role("slider")


def values(atlas):
    return [int(slider.input_value()) for slider in sliders(atlas).all()]


def test_a_weight_is_moved_by_keyboard_the_others_give_way_and_it_is_put_back(visit, public):
    atlas = visit(public).open("own_index")
    atlas.page.evaluate("window.notReloaded = true")
    first = sliders(atlas).first
    expect(first).to_have_value("25")
    first.focus()
    atlas.page.keyboard.press("ArrowRight")
    expect(first).to_have_value("26")
    assert sum(values(atlas)) == 100
    expect(first).to_have_attribute("aria-valuetext", "26 procent")
    atlas.page.keyboard.press("End")
    expect(sliders(atlas).last).to_have_value("0")
    assert values(atlas) == [100, 0, 0, 0]
    title = atlas.card("index-ranking").locator(".atlas-card-title")
    expect(atlas.answer).to_contain_text("Vännäs")
    assert atlas.query["vikter"] == "skills:100,research:0,enterprise:0,work:0"
    there = visit(public).open("own_index", vikter=atlas.query["vikter"])
    expect(there.card("index-ranking").locator(".atlas-card-title")).to_have_text(
        title.inner_text()
    )
    # from nothing the others share what is left alike
    expect(first).to_be_focused()
    atlas.page.keyboard.press("ArrowLeft")
    expect(first).to_have_value("99")
    assert values(atlas) == [99, 1, 0, 0]
    atlas.page.get_by_role("button", name="Återställ").click()
    expect(first).to_have_value("25")
    expect(sliders(atlas).last).to_have_value("25")
    assert "vikter" not in atlas.query
    assert atlas.page.evaluate("window.notReloaded")


def test_ready_weights_change_the_order(visit, public):
    atlas = visit(public).open("own_index", kommun=LYCKSELE)
    expect(atlas.answer).to_contain_text(re.compile(r"^Lycksele: plats 5, mellan \d+ och \d+\."))
    atlas.page.get_by_role("radio", name="Företagande tyngst").check()
    expect(atlas.answer).to_contain_text(re.compile(r"^Lycksele: plats 4, "))
    assert values(atlas) == [15, 15, 55, 15]
    assert atlas.query == {
        "kommun": LYCKSELE,
        "vikter": "skills:15,research:15,enterprise:55,work:15",
    }
    # of weights that differ, the others give way in proportion
    sliders(atlas).first.focus()
    atlas.page.keyboard.press("ArrowRight")
    expect(sliders(atlas).nth(2)).to_have_value("54")
    assert values(atlas) == [16, 15, 54, 15]
    atlas.page.get_by_role("radio", name="Lika vikt").check()
    expect(atlas.answer).to_contain_text("Lycksele: plats 5, ")
    assert atlas.query == {"kommun": LYCKSELE}


def test_weights_that_sum_to_nothing_are_told_and_can_be_raised(visit, public):
    atlas = visit(public)
    atlas.page.goto(f"{public}/index?vikter=skills:0,research:0,enterprise:0,work:0")
    expect(atlas.answer).to_contain_text("Alla vikter är noll")
    expect(atlas.card("index-ranking")).to_have_count(0)
    sliders(atlas).first.focus()
    atlas.page.keyboard.press("PageUp")
    expect(atlas.card("index-ranking")).to_be_visible()
    assert sum(values(atlas)) == 100


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("wide", "language"), [(1280, "sv"), (390, "en"), (320, "sv")])
def test_all_is_readable_on_every_screen(visit, public, wide, language, theme):
    atlas = visit(public, color_scheme=theme).open(
        "own_index", language, kommun=f"{UMEA},{LYCKSELE}"
    )
    atlas.page.set_viewport_size({"width": wide, "height": 720})
    expect(atlas.card("index-ranking")).to_contain_text("Lycksele")
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []
    for tab in atlas.page.get_by_role("tab", name={"sv": "Tabell", "en": "Table"}[language]).all():
        tab.click()
    expect(atlas.card("index-ranking").get_by_role("table")).to_be_visible()
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []

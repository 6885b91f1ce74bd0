"""Everyone: what axe-core checks, and the map by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import THEMES, violations
from tests.journeys.pages import ROOMS, agreed

pytestmark = pytest.mark.browser

MOST_TABS = 60


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_page_in_either_language(visit, desk, theme):
    atlas = visit(desk, color_scheme=theme).open()
    expect(atlas.page.get_by_test_id("stApp")).to_have_css("background-color", THEMES[theme])
    told = []
    for room in ROOMS:
        atlas.turn(room)
        told += [f"{room}: {one}" for one in violations(atlas.page)]
        atlas.speak("en")
        atlas.rest(room, "en")
        told += [f"{room}: {one}" for one in violations(atlas.page)]
    assert not told, "\n".join(dict.fromkeys(told))


def test_the_link_past_the_menu_speaks_the_language_of_the_page(visit, public):
    atlas = visit(public).open("map", "sv")
    skip = atlas.page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text("Hoppa till innehållet")
    atlas.speak("en")
    expect(skip).to_have_text("Skip to main content")
    atlas.speak("sv")
    expect(skip).to_have_text("Hoppa till innehållet")


@pytest.mark.parametrize(("language", "kept"), [("sv", "vald"), ("en", "selected")])
def test_the_map_is_reached_read_and_used_by_keyboard_alone(visit, public, language, kept):
    atlas = visit(public).open("map", language)
    press = atlas.page.keyboard.press

    tab_to_the_map(atlas)
    first = focused(atlas)
    expect(atlas.tooltip).to_be_visible()
    press("ArrowUp")
    second = focused(atlas)
    assert second not in ("", first), "an arrow key moves to another place"
    told = atlas.area(second).get_attribute("aria-label")
    name, value = told.split(": ", 1)
    value = value.split(", ")[0]  # what it could be stands on a line of its own
    expect(atlas.tooltip).to_contain_text(name)
    expect(atlas.tooltip).to_contain_text(value)

    press("Control+Enter")
    expect(atlas.area(second)).to_have_attribute("aria-selected", "true")
    expect(atlas.area(second)).to_have_attribute("aria-label", f"{told}, {kept}")
    expect(atlas.answer).to_contain_text(f"{name}: ")
    assert focused(atlas) == second, "the focus stays where the reader is"

    press("Escape")
    expect(atlas.badge(second)).to_have_count(0)
    nothing_is_chosen(atlas)


@agreed
def nothing_is_chosen(atlas) -> None:
    assert atlas.chosen() == []
    assert "kommun" not in atlas.query


def test_the_pointer_and_the_focus_read_the_same(visit, public):
    atlas = visit(public).open("map", matt="participants_per_10000")
    tab_to_the_map(atlas)
    press = atlas.page.keyboard.press
    by_focus = {}
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown"):
        press(key)
        by_focus[focused(atlas)] = atlas.tooltip.inner_text()
    assert len(by_focus) >= 3
    press("Shift+Tab")
    expect(atlas.tooltip).to_be_hidden()

    by_pointer = {}
    for code in by_focus:
        point_at(atlas, code)
        by_pointer[code] = atlas.tooltip.inner_text()

    assert by_pointer == by_focus
    assert all(text.strip() for text in by_focus.values())


def tab_to_the_map(atlas) -> None:
    """From the top of the page, as often as it takes."""
    for _ in range(MOST_TABS):
        atlas.page.keyboard.press("Tab")
        if focused(atlas):
            return
    raise AssertionError(f"the map is not reached by {MOST_TABS} presses of Tab")


def focused(atlas) -> str:
    """The code of the area that has the focus, or nothing."""
    return atlas.page.evaluate("document.activeElement.closest('.area')?.dataset.code ?? ''")


def point_at(atlas, code: str) -> None:
    """Move the pointer onto a spot where nothing but the area itself is seen, and wait for its name."""
    name = atlas.area(code).get_attribute("aria-label").split(":")[0]
    x, y = atlas.spot(code)
    atlas.page.mouse.move(x, y)
    expect(atlas.tooltip).to_contain_text(name)

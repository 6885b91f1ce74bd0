"""The deck as a row of slides in small: chosen, moved, taken away and written on, by keyboard and mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.keeping import field, holds, option, texts
from tests.journeys.pages import TOO_WIDE, agreed
from tests.journeys.screens import KINDS
from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser

STEERING = ["", "overview-map", "map", "", "states", "funnel", "ranking"]
KIND_OF = ["key_figures", "map", "map", "cohorts", "chart", "chart", "chart"]
# what a picture of a slide shows, and whether all of it lies within the picture
PICTURES = """() => [...document.querySelectorAll(".atlas-deck-option")].map((option) => {
  const figure = option.querySelector(".atlas-slide-figure");
  if (!figure) return []; // it is still to be drawn
  const [thumb, slide] = [".atlas-thumb", ".atlas-slide"].map((name) =>
    option.querySelector(name).getBoundingClientRect());
  return [figure.dataset.kind, Math.abs(thumb.width - slide.width) < 4 && thumb.bottom > slide.bottom - 4];
})"""


@pytest.fixture
def steering(visit, public):
    """The ready deck with seven slides, on its page."""
    atlas = visit(public).open("present")
    atlas.page.get_by_role("button", name="Skapa Styrgrupp").click()
    holds(atlas.page, STEERING)
    return atlas


def test_the_pictures_are_the_slides_by_the_stages_own_drawers(steering):
    pictured(steering.page)
    names = steering.page.locator(".atlas-deck-name").all_text_contents()
    small = steering.page.locator(".atlas-deck-option h1").all_text_contents()
    assert small == names
    steering.page.locator(".st-key-deck-play button").click()
    stage = Stage(steering).begin()
    for at, name in enumerate(names, start=1):
        stage.at(at)
        expect(stage.heading).to_have_text(name)
        expect(stage.slide.locator(f'[data-kind="{KIND_OF[at - 1]}"]').first).to_be_visible()
        stage.press("ArrowRight")


@agreed
def pictured(page) -> None:
    assert page.evaluate(PICTURES) == [[kind, True] for kind in KIND_OF]


def test_a_slide_is_chosen_moved_and_taken_away_by_keyboard_and_the_focus_stays_with_it(steering):
    page = steering.page
    keys = page.keyboard
    option(page, 0).focus()
    keys.press("ArrowRight")
    expect(option(page, 1)).to_be_focused()
    expect(page.locator(".atlas-deck-place")).to_have_text("Vy 2 av 7 · Översikt")
    keys.press("Alt+ArrowRight")
    holds(page, ["", "map", "overview-map", "", "states", "funnel", "ranking"])
    expect(option(page, 2)).to_be_focused()
    expect(page.locator(".atlas-deck > .atlas-unseen")).to_have_text("Flyttad: vy 3 av 7")
    keys.press("Alt+End")
    holds(page, ["", "map", "", "states", "funnel", "ranking", "overview-map"])
    expect(option(page, 6)).to_be_focused()
    keys.press("Alt+ArrowRight")  # the end holds
    keys.press("Home")
    keys.press("Delete")
    holds(page, ["map", "", "states", "funnel", "ranking", "overview-map"])
    expect(option(page, 0)).to_be_focused()
    expect(option(page, 0)).to_have_attribute("aria-selected", "true")
    assert re.search("/presentera", page.url), "Alt + arrow is not the browser's way back here"


def test_the_buttons_do_the_same_and_keep_the_focus(steering):
    page = steering.page
    option(page, 5).click()
    later = page.get_by_role("button", name="Flytta senare")
    later.press("Enter")
    holds(page, ["", "overview-map", "map", "", "states", "ranking", "funnel"])
    expect(later).to_be_focused()
    expect(later).to_have_attribute("aria-disabled", "true")
    remove = page.get_by_role("button", name="Ta bort", exact=True)
    remove.press("Enter")
    holds(page, ["", "overview-map", "map", "", "states", "ranking"])
    expect(remove).to_be_focused()
    expect(page.locator(".atlas-deck-place")).to_have_text("Vy 6 av 6 · Indikatorer")


def test_a_slide_is_dragged_to_another_place(steering):
    page = steering.page
    box = option(page, 3).bounding_box()
    right = {"x": box["width"] - 8, "y": 20}
    option(page, 0).drag_to(option(page, 3), target_position=right)
    holds(page, ["overview-map", "map", "", "", "states", "funnel", "ranking"])
    expect(option(page, 3)).to_be_focused()
    option(page, 4).drag_to(option(page, 0), target_position={"x": 8, "y": 20})
    holds(page, ["states", "overview-map", "map", "", "", "funnel", "ranking"])


def test_what_is_written_stands_on_the_pictures_at_once_and_undoing_brings_the_one_before(steering):
    page = steering.page
    heading = field(page, 2, "heading")
    own = heading.input_value()
    heading.fill("Tre orter")
    expect(option(page, 2).locator("h1")).to_have_text("Tre orter")
    expect(option(page, 2).locator(".atlas-deck-name")).to_have_text("Tre orter")
    expect(page.locator(".atlas-deck-editor h1")).to_have_text("Tre orter")
    heading.press("Enter")
    texts(page, 2, {"heading": "Tre orter"})
    expect(heading).to_be_focused()
    heading.fill("")
    heading.press("Tab")
    texts(page, 2, {"heading": ""})
    expect(heading).to_have_value(own)
    page.locator(".st-key-deck-undo button").click()
    expect(heading).to_have_value("Tre orter")
    expect(option(page, 2)).to_have_attribute("aria-selected", "true")


def test_when_the_last_slide_is_gone_the_focus_is_on_what_brings_it_back(visit, public):
    atlas = visit(public).open("map")
    page = atlas.page
    page.locator(".atlas-heading .atlas-add").click()
    holds(page, [""])
    atlas.go("present")
    option(page, 0).focus()
    page.keyboard.press("Delete")
    holds(page, [])
    expect(page.locator(".st-key-deck-undo button")).to_be_focused()
    page.keyboard.press("Enter")
    holds(page, [""])


def test_moving_a_slide_sends_no_picture_again(visit, public):
    atlas = visit(public)
    page = atlas.page
    heard = []
    listen = lambda frame: heard.append(len(frame))  # noqa: E731
    page.on("websocket", lambda wire: wire.on("framereceived", listen))
    atlas.open("present")
    page.get_by_role("button", name="Skapa Styrgrupp").click()
    holds(page, STEERING)
    atlas.rest("present")
    assert max(heard) > 18_000, "the pictures of seven slides came"
    heard.clear()
    option(page, 1).focus()
    page.keyboard.press("Alt+ArrowRight")
    holds(page, ["", "map", "overview-map", "", "states", "funnel", "ranking"])
    atlas.rest("present")
    assert heard
    assert max(heard) < 12_000


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_page_can_be_read_and_fits_with_and_without_a_deck(visit, public, kind):
    atlas, language = visit(public, **kind.options), kind.language
    page = atlas.page
    page.goto(f"{public}/presentera?lang={language}")
    atlas.rest("present", language)
    expect(page.locator(".st-key-deck-ready .atlas-slide").first).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []
    assert violations(page) == []
    page.locator(".st-key-deck-ready-steering button").click()
    holds(page, STEERING)
    atlas.rest("present", language)
    assert page.evaluate(TOO_WIDE) == []
    assert violations(page) == []


def test_where_there_is_nothing_to_play_a_ready_deck_is_one_press_away(visit, public):
    atlas = visit(public)
    page = atlas.page
    page.goto(f"{public}/visa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingen presentation ännu")
    expect(page.get_by_role("button", name=re.compile("^Skapa "))).to_have_count(3)
    assert violations(page) == []
    page.get_by_role("button", name="Skapa Styrgrupp").press("Enter")
    stage = Stage(atlas).rest(0)
    expect(stage.heading).to_have_text("Styrgrupp")
    holds(page, STEERING)

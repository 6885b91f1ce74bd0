"""What axe does not see: targets as large as a finger needs, and what is chosen in a reader's own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser

# what can be pressed, with what belongs to it, and is neither a link in a text nor hidden from the eye
SMALL = """() => [...document.querySelectorAll("button, input, select, [role=radio], [role=switch]")]
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([one, { width, height }]) => width > 1 && (width < 24 || height < 24))
  .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 90)} ${width} x ${height}`)"""


def test_nothing_to_press_is_smaller_than_24_pixels(visit, desk):
    atlas = visit(desk).open()
    for room in ("overview", "present", "import", "access"):
        assert atlas.turn(room).page.evaluate(SMALL) == [], room


def test_the_chosen_segment_is_seen_in_the_readers_own_colours(visit, public):
    atlas = visit(public, forced_colors="active").open("map")
    painted = {True: set(), False: set()}
    for segment in atlas.page.locator(".atlas-sheet .atlas-switch label").all():
        box = segment.bounding_box()
        corner = {"x": box["x"] + 6, "y": box["y"] + 6, "width": 3, "height": 3}
        # what is painted: a computed style tells none of the colours that the reader has chosen
        painted[segment.get_by_role("radio").is_checked()].add(atlas.page.screenshot(clip=corner))
    assert len(painted[True]) == len(painted[False]) == 1
    assert painted[True] != painted[False]


@pytest.mark.parametrize(
    ("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")]
)
def test_who_wants_more_contrast_reads_no_quiet_colour_and_sees_edges(visit, public, scheme, ink):
    page = visit(public, contrast="more", color_scheme=scheme).open("participants").page
    card = page.locator(".atlas-card").first
    for quiet in (card.locator(".atlas-quiet").first, card.locator(".atlas-tab").last):
        expect(quiet).to_have_css("color", ink)
    expect(card).to_have_css("border-top-color", ink)
    expect(page.locator(".atlas-chip").first).to_have_css("border-top-color", ink)


@pytest.mark.parametrize(
    "part", [".atlas-card .atlas-more", ".atlas-card .atlas-tab", ".atlas-choice"]
)
def test_what_is_pressed_differs_from_what_is_pointed_at(visit, public, part):
    page = visit(public).open("participants").page
    pressed = page.locator(part).first
    pressed.hover()
    pointed_at = pressed.evaluate("(it) => getComputedStyle(it).backgroundColor")
    page.mouse.down()
    expect(pressed).not_to_have_css("background-color", pointed_at)


def test_the_stage_lies_within_the_one_main_of_the_page(visit, public):
    stage = Stage(visit(public)).open()
    assert stage.page.locator("main, [role=main]").count() <= 1
    assert violations(stage.page) == []

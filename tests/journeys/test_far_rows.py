"""Rows far from the screen are laid out when they come near; they are read aloud and printed as others."""

from __future__ import annotations

import time

import pytest

from scripts.find_browser import find
from tests.journeys.pages import Atlas

pytestmark = pytest.mark.browser

UMEA, LYCKSELE = "2480", "2481"
ROWS = "table:is(.atlas-theme-rows, .atlas-spines, .atlas-multiples) > tbody > tr"
ROOMS = [("indicators", UMEA), ("compare", f"{UMEA},{LYCKSELE}")]
FAR = """(rows) => rows.filter((row) =>
  !row.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length"""
NAMES = "(rows) => rows.map((row) => row.firstElementChild.textContent.trim())"
TALL = "(rows) => rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0)"


each_room = pytest.mark.parametrize(("room", "places"), ROOMS)


def opened(atlas, room, places, wide=390):
    atlas.page.set_viewport_size({"width": wide, "height": 720})
    atlas.open(room, kommun=places)
    assert atlas.page.locator(ROWS).evaluate_all(FAR) > 5  # or nothing is proved
    return atlas.page


@pytest.fixture(scope="module")
def read_aloud(chromium):
    """A browser that tells a screen reader of its pages."""
    args = ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility"]
    browser = chromium.browser_type.launch(executable_path=find(), args=args)
    yield browser
    browser.close()


def heard(reader):
    """The names of all that a screen reader is told."""
    nodes = reader.send("Accessibility.getFullAXTree")["nodes"]
    return "\n".join(node.get("name", {}).get("value", "") for node in nodes)


@each_room
def test_a_screen_reader_is_told_of_rows_far_from_the_screen(read_aloud, public, room, places):
    page = opened(Atlas(read_aloud.new_page(locale="sv-SE"), public), room, places)
    rows = page.locator(ROWS)
    reader = page.context.new_cdp_session(page)
    reader.send("Accessibility.enable")
    names = [name[:20] for name in rows.evaluate_all(NAMES)]
    until = time.monotonic() + 20  # the browser tells of what changes when it has the time
    while missing := [name for name in names if name not in heard(reader)]:
        assert time.monotonic() < until, missing
        page.wait_for_timeout(100)
    assert rows.evaluate_all(FAR) > 5
    page.context.close()


@each_room
def test_all_rows_are_printed(visit, public, room, places):
    page = opened(visit(public), room, places)
    page.emulate_media(media="print")
    assert page.locator(ROWS).evaluate_all(FAR) == 0


@each_room
@pytest.mark.parametrize("wide", [1280, 390])
def test_rows_far_from_the_screen_are_taken_to_be_as_tall_as_they_turn_out(
    visit, public, room, places, wide
):
    page = opened(visit(public), room, places, wide)
    taken = page.locator(ROWS).evaluate_all(TALL)
    page.add_style_tag(content="tr { content-visibility: visible !important }")
    assert page.locator(ROWS).evaluate_all(FAR) == 0
    assert taken == pytest.approx(page.locator(ROWS).evaluate_all(TALL), rel=0.15)

"""The presenter's tablet or phone: a finger turns the pages, and moves what can be moved."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def stage(visit, public):
    return Stage(visit(public, **PHONE)).open(at=2)


def drag(stage, start: tuple[float, float], by: tuple[float, float], fingers: int = 1) -> None:
    """Put fingers down beside each other, move them and lift them."""
    screen = stage.page.context.new_cdp_session(stage.page)

    def touch(kind: str, share: float) -> None:
        x, y = (at + share * way for at, way in zip(start, by, strict=True))
        points = [{"x": x + 40 * i, "y": y, "id": i} for i in range(fingers)]
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0)
    for share in (0.25, 0.5, 0.75, 1, 1, 1):  # it rests before it lifts, so that nothing is thrown
        touch("touchMove", share)
        stage.page.wait_for_timeout(30)
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    stage.page.wait_for_timeout(300)


def test_a_swipe_turns_the_page_and_the_ends_hold(stage):
    drag(stage, (300, 120), (-200, 10))
    stage.rest(3)
    for at in (2, 1, 0, 0):
        drag(stage, (80, 120), (200, -10))
        stage.rest(at)


def test_a_swipe_on_the_map_turns_the_page_until_the_map_is_zoomed(stage):
    canvas = stage.slide.locator(".atlas-map-canvas")
    box = canvas.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    stage.slide.locator("[data-word=zoom_in]").tap()
    before = canvas.get_attribute("viewBox")
    drag(stage, middle, (-120, 0))
    stage.at(2)
    assert canvas.get_attribute("viewBox") != before, "the map moved instead"
    stage.slide.locator("[data-word=reset]").tap()
    drag(stage, middle, (-120, 0))
    stage.rest(3)


def test_a_short_a_slanting_and_a_two_finger_move_turn_no_page(stage):
    drag(stage, (300, 120), (-40, 0))
    drag(stage, (200, 400), (-90, -80))
    drag(stage, (250, 120), (-200, 0), fingers=2)
    stage.at(2)


def test_a_wide_table_is_moved_sideways_by_a_finger(visit, public):
    stage = Stage(visit(public, **PHONE)).open(at=8)
    table = stage.slide.locator(".atlas-slide-figure")
    box = table.bounding_box()
    wide = table.evaluate("e => e.scrollWidth > e.clientWidth")
    drag(stage, (box["x"] + box["width"] - 40, box["y"] + 40), (-200, 0))
    if wide:
        assert table.evaluate("e => e.scrollLeft") > 0
    stage.at(8)
    expect(stage.heading).to_be_visible()

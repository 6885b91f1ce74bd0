"""Nothing that a reader looks at moves: layout shift of first visits, changes of page, and choices.

The score is the browser's own, summed over all of a visit, so it is never less than the one of Core Web
Vitals, which counts the worst five seconds. Shifts soon after a press count here, too.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import ROOMS, Atlas, left

pytestmark = pytest.mark.browser

MOST = 0.05
WIDTHS = {1280: 720, 390: 844}
WATCH = """
window.shifts = [];
new PerformanceObserver((seen) => {
  for (const shift of seen.getEntries()) window.shifts.push(shift);
}).observe({ type: "layout-shift", buffered: true });
"""
# each with what moved most, for who reads that this failed
SHIFTED = """() => {
  const moved = [];
  for (const { value, sources } of window.shifts.splice(0)) {
    const { node, previousRect: was, currentRect: is } = sources[0] ?? {};
    moved.push([value, `${node?.nodeName} ${node?.className} ${was?.y} to ${is?.y}`]);
  }
  return moved;
}"""
STANDS = "() => document.querySelector('#atlas-arrival') ? ['its place is kept'] : []"


def opened(visit, address: str, width: int, **options) -> Atlas:
    atlas = visit(address, viewport={"width": width, "height": WIDTHS[width]}, **options)
    atlas.page.add_init_script(WATCH)
    return atlas


def stood_still(atlas: Atlas) -> None:
    """All that has moved since this was last asked is too little to be seen."""
    page = atlas.page
    assert not left(page, STANDS)
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")  # what would come late
    moved = page.evaluate(SHIFTED)
    assert sum(value for value, _ in moved) < MOST, moved


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("room", ROOMS)
def test_a_first_visit_stands_still(visit, desk, room, width):
    stood_still(opened(visit, desk, width).open(room))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_change_of_page_stands_still(visit, desk, width):
    atlas = opened(visit, desk, width).open("overview")
    stood_still(atlas)
    for room in ("map", "participants", "municipality", "about", "present", "history", "overview"):
        atlas.go(room)
        stood_still(atlas)
    atlas.page.go_back()
    stood_still(atlas.rest("history"))


def test_a_choice_of_a_filter_stands_still(visit, public):
    atlas = opened(visit, public, 1280).open()
    for room in ("overview", "participants", "cohorts"):
        stood_still(atlas.turn(room))
        atlas.choose_by_keyboard("kommun", "Lycksele")
        atlas.page.wait_for_url("**kommun=2481**")
        atlas.rest(room)
        stood_still(atlas)


def test_the_place_of_a_page_is_kept_before_any_script_has_run(visit, public):
    page = visit(public).page
    page.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
    page.goto(f"{public}{ROOMS['participants'].path}", wait_until="commit")
    kept = page.locator("#atlas-arrival")
    expect(kept).to_be_visible()
    expect(kept).to_contain_text("Innovationsatlas")
    expect(kept).to_have_attribute("aria-hidden", "true")
    expect(page.locator("#root")).to_have_css("opacity", "0")


def test_a_page_that_never_stands_is_shown_after_a_while(visit, public):
    page = visit(public).page
    page.clock.install()
    page.route(re.compile(r"sheet/sheet\.js"), lambda route: None)  # an answer that never comes
    page.goto(f"{public}/karta")
    foot = page.locator(".st-key-footer")
    expect(foot).to_be_attached()
    root = page.locator("#root")
    expect(root).to_have_css("opacity", "0")
    page.clock.fast_forward(15_000)
    expect(root).to_have_css("opacity", "1")
    expect(page.locator("#atlas-arrival")).to_have_count(0)


def test_a_part_that_fails_is_told_at_once(visit, public):
    page = visit(public).page
    page.route(re.compile(r"sheet/sheet\.js"), lambda route: route.abort())
    page.goto(f"{public}/karta")
    expect(page.locator(".atlas-fault")).to_be_attached()
    expect(page.locator(".atlas-fault")).to_be_visible(
        timeout=5_000
    )  # and not when patience is over

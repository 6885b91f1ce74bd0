"""What a room sees of the stage: nothing but the slide, large enough, and what it rests on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.views import site
from tests.deliveries import DATA
from tests.journeys.line import Line
from tests.journeys.pages import BARE_SPOT, ROOMS, agreed
from tests.journeys.staging import DECK, MORE, ON_STAGE, OUTSIDE, SLIDES, STRANGERS, Stage

pytestmark = pytest.mark.browser

READY = {ready.name: ready for ready in decks.ready(DATA, site.staged())}
# words that are seen and smaller than this, with their size; buttons to press are not for the room
SMALLER = """(slide, [heading, value, text]) => {
  const found = [];
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || one.closest(".atlas-unseen, [hidden], .atlas-map-help, style")) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !one.checkVisibility({ visibilityProperty: true })) continue;
    const scale = one.closest("svg") ? one.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(one).fontSize) * scale;
    const least = one.matches("h1") ? heading
      : one.matches(".atlas-slide-value, .atlas-slide-facts dd") ? value : text;
    if (size < least - 0.1) found.push(`${size.toFixed(1)} < ${least}: ${node.data.trim().slice(0, 40)}`);
  }
  return [...new Set(found)];
}"""


# What ends outside of the slide, apart from tables and what a map draws beyond its frame.
CUT = """(slide) => [...slide.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && !one.closest("table, svg, .atlas-map-tip, .atlas-unseen")
    && one.getBoundingClientRect().right > slide.clientWidth + 1)
  .map((one) => `${one.className}: ${Math.round(one.getBoundingClientRect().right)}`)"""

# Texts of a legend that are seen and lie on each other.
CROSSED = """(slide) => [...slide.querySelectorAll(".atlas-map-legend")].flatMap((legend) => {
  const seen = [...legend.querySelectorAll("span, dt, dd, p")].filter((one) => one.textContent.trim()
    && one.checkVisibility() && getComputedStyle(one).clipPath === "none"
    && one.getBoundingClientRect().width > 1);
  const boxes = seen.map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [one, range.getBoundingClientRect()];
  });
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
    .filter(([other, b]) => !one.contains(other) && a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 8 && b.top < a.bottom - 8)
    .map(([other]) => `${one.textContent} | ${other.textContent}`));
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_but_the_stage_is_seen_or_reached_by_keyboard(visit, public, theme):
    stage = Stage(visit(public, color_scheme=theme)).open()
    page = stage.page
    assert page.evaluate(STRANGERS) == []
    for kind in ("stSidebar", "stHeader", "stToolbar", "stSkipLink", "stStatusWidget"):
        expect(page.get_by_test_id(kind).locator("visible=true")).to_have_count(0)
    fields = page.locator("input, select, textarea, [role=combobox], [role=switch]")
    expect(fields.locator("visible=true")).to_have_count(0)
    for _ in range(25):
        stage.press("Tab")
        assert page.evaluate(ON_STAGE), page.evaluate("document.activeElement.outerHTML")[:200]


def test_every_word_that_is_seen_is_large_enough(visit, public):
    stage = Stage(visit(public)).open(replace(DECK, slides=(*SLIDES, *MORE)))
    for at in range(1, stage.last + 1):
        stage.press(*str(at), "Enter")
        stage.rest(at)
        large_enough(stage, at)
        assert stage.slide.evaluate(OUTSIDE) == [], at
    stage.press("?")
    assert stage.page.locator(".atlas-stage-help li").evaluate_all(
        "(all) => all.every((one) => parseFloat(getComputedStyle(one).fontSize) >= 24)"
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (768, 1024)])
def test_no_words_of_a_legend_lie_on_others(visit, public, size):
    stage = Stage(visit(public, viewport={"width": size[0], "height": size[1]}))
    maps = [slide for slide in MORE if slide.card.startswith("map")]
    stage.open(replace(DECK, slides=tuple(maps)))
    for at in range(1, stage.last + 1):
        stage.press(*str(at), "Enter")
        stage.rest(at)
        assert stage.slide.evaluate(CROSSED) == [], at


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_is_cut_at_the_right_in_the_hand(visit, public, language):
    """A table that is wider is scrolled in its frame; all else has the width of the smallest screen."""
    stage = Stage(visit(public, viewport={"width": 320, "height": 640}))
    stage.open(replace(DECK, language=language, slides=(*SLIDES, *MORE)))
    for at in range(1, stage.last + 1):
        stage.press(*str(at), "Enter")
        stage.rest(at)
        assert stage.slide.evaluate(CUT) == [], at


@agreed
def large_enough(stage, at: int) -> None:
    assert stage.slide.evaluate(SMALLER, [40, 64, 24]) == [], at


@pytest.mark.parametrize("name", READY)
def test_the_caption_of_every_slide_says_filter_period_day_source_and_that_it_is_safe(
    visit, public, name
):
    chosen = {"kohort": "riv-umea-2022", "kommun": "2481"}
    deck = READY[name].deck("sv", "", chosen, "2481")
    stage = Stage(visit(public)).open(deck)
    for at in range(1, stage.last + 1):
        stage.at(at)
        told = stage.slide.locator("footer").inner_text()
        expect(stage.slide.locator("footer")).to_be_visible()
        assert "✓ Säkert att visa" in told
        assert re.search(r"Källa: \w+", told), told
        assert re.search(r"inläst i atlasen \d+ \w+\.? 20\d\d", told), told
        assert "Lycksele" in told, told
        assert re.search(r"\b20\d\d\b|flera perioder", told.split("Källa:")[0]), told
        programme = "programmets egna uppgifter" in told
        assert programme == ("skyddade tal" in told), told
        assert programme == ("Umeå 2022" in told), told
        stage.press("ArrowRight")


def test_the_projector_switch_is_on_every_page_and_makes_it_larger_bolder_and_blacker(
    visit, public
):
    atlas = visit(public).open()
    page = atlas.page
    for room in ("overview", "map", "cohorts", "indicators", "present", "about"):
        before = look(atlas.turn(room).page)
        atlas.project()
        expect(page.locator("html.atlas-projector")).to_have_count(1)
        larger_and_blacker(page, before, bool(ROOMS[room].charts))
        page.reload()
        atlas.rest(room)
        larger_and_blacker(page, before, bool(ROOMS[room].charts))
        atlas.project()
        back_again(page, before)


COUNTED = """
window.followers = 0;
for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const own = window[name];
  window[name] = (type, ...rest) => {
    if (type === "atlas-projector") window.followers += step;
    return own.call(window, type, ...rest);
  };
}"""


def test_a_map_that_is_gone_no_longer_follows_the_projector_switch(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script(COUNTED)
    atlas.open("about")
    follows = "(wanted) => window.followers === wanted"
    atlas.page.wait_for_function(follows, arg=1)  # the switch itself
    for _ in range(2):
        atlas.go("overview", "sv")
        atlas.page.wait_for_function(follows, arg=2)  # and the map
        atlas.go("about", "sv")
        atlas.page.wait_for_function(follows, arg=1)


LOOK = """() => {
  const style = (selector, of) => [...document.querySelectorAll(selector)]
    .filter((one) => one.getBoundingClientRect().width).map((one) => getComputedStyle(one)[of])[0];
  return { text: parseFloat(style(".atlas-answer", "fontSize")),
    quiet: style(".st-key-footer [data-testid=stCaptionContainer] p", "color"),
    frame: parseFloat(style(".atlas-frame", "borderTopWidth") ?? 0),
    line: parseFloat(style(".atlas-plot .atlas-plot-line", "strokeWidth") ?? 0) };
}"""


def look(page) -> dict:
    return page.evaluate(LOOK)


@agreed
def larger_and_blacker(page, before: dict, charted: bool) -> None:
    now = look(page)
    assert now["text"] > before["text"]
    assert now["quiet"] == "rgb(0, 0, 0)" != before["quiet"]
    for kind in ("frame", "line"):
        assert now[kind] > before[kind] or not before[kind], kind
    assert bool(before["line"]) <= charted


@agreed
def back_again(page, before: dict) -> None:
    assert look(page) == before


def test_the_projector_thickens_the_lines_of_the_stage(visit, public):
    stage = Stage(visit(public)).open()
    rule = "(slide) => parseFloat(getComputedStyle(slide.querySelector('footer')).borderTopWidth)"
    thin = stage.slide.evaluate(rule)
    stage.press("p")
    assert stage.slide.evaluate(rule) >= thin + 2
    assert stage.root.evaluate("(it) => getComputedStyle(it).color") == "rgb(0, 0, 0)"


def test_without_a_connection_map_clicks_and_buttons_work_and_nothing_tells_of_it(visit, public):
    line = Line(public)
    stage = Stage(visit(line.address)).open(at=1)
    line.cut()
    stage.page.wait_for_timeout(3000)
    stage.press("ArrowRight")
    stage.at(2)
    expect(stage.slide.locator(".area")).to_have_count(15)
    expect(stage.slide.locator(".atlas-map-canvas")).to_be_visible()
    assert stage.page.evaluate(STRANGERS) == []
    for kind in ("stStatusWidget", "stConnectionStatus", "stToolbar", "stDialog"):
        expect(stage.page.get_by_test_id(kind).locator("visible=true")).to_have_count(0)
    stage.page.mouse.click(*stage.slide.locator('.area[data-code="2481"]').evaluate(BARE_SPOT))
    expect(stage.facts.locator("h2")).to_have_text("Lycksele")
    stage.button("next").click()
    stage.at(3)
    stage.press("Tab")
    assert stage.page.evaluate(ON_STAGE)


@pytest.mark.parametrize("size", [(768, 1024), (390, 844)])
def test_the_land_of_the_last_slide_lies_under_what_is_told_on_a_screen_that_stands(
    visit, public, size
):
    width, height = size
    page = visit(public, viewport={"width": width, "height": height}).page
    deck = decks.Deck("Styrgrupp", "sv", "", (decks.Slide("overview"),))
    page.goto(f"{public}/visa?lek={decks.to_link(deck)}&bild=99")
    told = page.locator('.atlas-slide-shown [data-kind="cover"]')
    expect(told.locator(".atlas-cover-areas")).to_be_attached()
    land = told.locator(".atlas-cover-land").bounding_box()
    boxes = [fact.bounding_box() for fact in told.locator("dl").all()]
    assert max(box["y"] + box["height"] for box in boxes) <= land["y"]

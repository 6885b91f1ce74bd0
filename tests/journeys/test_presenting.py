"""The presenter: put views on a deck, edit it, and run it before a room, by keys and by buttons."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.decks import Deck
from atlas.views import site
from tests.deliveries import DATA
from tests.journeys.accessibility import THEMES, violations
from tests.journeys.keeping import field, option, press
from tests.journeys.labels import meetings
from tests.journeys.pages import BARE_SPOT, LABELS, TOO_WIDE
from tests.journeys.screens import KINDS
from tests.journeys.staging import DECK, MORE, SLIDES, Stage, made, says
from tests.journeys.tabs import picture

pytestmark = pytest.mark.browser

SIZES = {"1920": (1920, 1080), "1280": (1280, 720), "390": (390, 844)}


@pytest.fixture
def stage(visit, public):
    return Stage(visit(public)).open()


# --- the keys ---------------------------------------------------------------------------------------


def test_question_mark_helps_and_esc_closes_the_help_before_the_presentation(stage):
    help_ = stage.page.locator(".atlas-stage-help")
    stage.press("?")
    expect(help_).to_contain_text("Siffra + Enter")
    expect(help_.locator("li")).to_have_count(14)
    assert violations(stage.page) == []
    stage.press("Escape")
    expect(help_).to_be_hidden()
    stage.at(1)
    stage.press("Escape")
    stage.atlas.rest("present")
    expect(option(stage.page, 7)).to_be_visible()


def test_buttons_are_named_and_reached_by_keyboard(stage):
    for _ in range(20):
        stage.press("Tab")
        if stage.page.evaluate("document.activeElement.dataset.act") == "next":
            break
    stage.press("Enter")
    stage.at(2)
    names = stage.page.locator(".atlas-stage-controls button").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert "Nästa vy" in names
    assert all(names)
    stage.button("leave").click()
    stage.atlas.rest("present")


def test_the_projector_switch_holds_on_the_stage_and_on_the_other_pages(visit, public):
    atlas = visit(public).open("map")
    with atlas.settings() as menu:
        lamp = menu.get_by_role("switch", name="Projektor")
        expect(lamp).not_to_be_checked()
        lamp.check()
    expect(atlas.map).to_have_attribute("data-projector", "true")
    assert not atlas.page.evaluate(TOO_WIDE)
    picture(atlas.page, "presenting-projector")
    stage = Stage(atlas).open()
    black = "(it) => getComputedStyle(it.querySelector('.atlas-slide-caption')).color"
    assert stage.slide.evaluate(black) == "rgb(0, 0, 0)"
    stage.press("p")
    assert stage.slide.evaluate(black) != "rgb(0, 0, 0)"


# --- what the room sees -----------------------------------------------------------------------------

TYPE = """(slide) => {
  const seen = (selector) => [...slide.querySelectorAll(selector)].filter((one) =>
    one.textContent.trim() && !one.closest(".atlas-unseen") && one.getBoundingClientRect().width);
  const size = (selector) => seen(selector).map((one) => parseFloat(getComputedStyle(one).fontSize));
  // a label is as large as the map's own scale makes it: its font size is in units of the map
  const label = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
  return { headings: size("h1"), values: size(".atlas-slide-value"),
    texts: size("header p, .atlas-slide-caption *, th, td, dt, dd, .atlas-plot-text, "
      + ".atlas-maps-title, .atlas-map-legend span"),
    labels: seen("text.atlas-map-label").map(label) };
}"""
# on a screen all rows are seen, and what a map is stepped by stands whole under its own map
CUT = """(slide) => [...slide.querySelectorAll(
    ".atlas-slide-figure:is([data-kind=table], [data-kind=chart]), .atlas-maps-pane")]
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1
    || [...one.querySelectorAll(".atlas-map-years")].some((years) => {
      const [outer, inner] = [one, years].map((box) => box.getBoundingClientRect());
      return inner.width && (inner.right > outer.right + 1 || inner.left > outer.left + 10);
    })).map((one) => one.className)"""
# words of a chart stand whole in its room and none upon another, and a number upon a bar has room there
MEET = """(slide) => {
  const drawing = slide.querySelector(".atlas-plot-drawing");
  if (!drawing) return [];
  const boxes = (selector) => [...drawing.querySelectorAll(selector)].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { text: one.textContent, left, right, top, bottom };
  });
  // the box of a word is higher than its letters
  const words = boxes("text").filter(({ text }) => text)
    .map((a) => ({ ...a, top: a.top + (a.bottom - a.top) / 7, bottom: a.bottom - (a.bottom - a.top) / 10 }));
  const within = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
    && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const room = drawing.getBoundingClientRect();
  const parts = boxes("rect.atlas-plot-part");
  return [
    ...words.filter((a) => !within(a, room) || a.right > innerWidth),
    ...words.filter((a, i) => words.slice(i + 1).some((b) => meet(a, b))),
    ...boxes("text[style*=fill]").filter((a) => !parts.some((b) => a.left >= b.left && a.right <= b.right)),
  ].map(({ text }) => text);
}"""
LEAST = {"1920": (40, 24, 64, 24), "1280": (26, 16, 42, 14), "390": (24, 16, 32, 9.4)}


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_slide_can_be_read_and_fits(visit, public, kind):
    atlas, language = visit(public, **kind.options), kind.language
    stage = Stage(atlas).open(replace(DECK, language=language, slides=(*SLIDES, *MORE)))
    expect(stage.root).to_have_css("background-color", THEMES[kind.theme])
    expect(stage.root).to_have_attribute("lang", language)
    for at in range(1, stage.last + 1):
        stage.press(*str(at), "Enter")
        can_be_read(stage, at, str(kind.width), language)
        picture(atlas.page, f"presenting-{kind}-{at}")
    expect(atlas.page.locator(".atlas-nav, .atlas-filters, .st-key-footer")).to_have_count(0)
    assert violations(atlas.page) == []


@pytest.mark.parametrize("ready", decks.ready(DATA, site.staged()), ids=lambda ready: ready.name)
@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [("1920", "light", "sv"), ("1280", "dark", "en"), ("390", "light", "en")],
)
def test_every_ready_deck_can_be_read_and_fits(visit, public, ready, size, theme, language):
    width, height = SIZES[size]
    atlas = visit(public, viewport={"width": width, "height": height}, color_scheme=theme)
    stage = Stage(atlas).open(ready.deck(language, "", {}, "2481"))
    for at in range(1, stage.last + 1):
        can_be_read(stage, at, size, language)
        picture(atlas.page, f"presenting-{ready.name}-{size}-{theme}-{language}-{at}")
        stage.press("ArrowRight")
    assert violations(atlas.page) == []


def can_be_read(stage, at: int, size: str, language: str) -> None:
    """What is shown is large enough, and nothing is wider than the screen."""
    heading, text, value, label = LEAST[size]
    stage.rest(at)
    type_ = stage.slide.evaluate(TYPE)
    assert min(type_["headings"]) >= heading
    assert min(type_["texts"]) >= text
    assert min(type_["labels"], default=label) >= label - 0.1, at
    assert stage.slide.evaluate(MEET) == [], at
    if size != "390":
        assert stage.slide.evaluate(CUT) == [], at
    assert min(type_["values"], default=value) >= value
    for box in stage.slide.locator(".atlas-map:has(.atlas-map-canvas)").all():
        assert meetings(box.evaluate(LABELS)) == []
    assert not stage.page.evaluate(TOO_WIDE)
    wide = stage.slide.evaluate("(it) => it.scrollWidth - it.clientWidth")
    assert wide <= 0, f"slide {at} is {wide} px too wide"
    expect(stage.slide.locator(".atlas-slide-safe")).to_have_text(
        {"sv": "✓ Säkert att visa", "en": "✓ Safe to show"}[language]
    )


STACKED = """(slide) => {
  const texts = [...slide.querySelectorAll("text[style*=fill]")];
  return [...slide.querySelectorAll("rect.atlas-plot-part:not(.atlas-plot-key)")].map((part) => {
    const box = part.getBoundingClientRect();
    const on = texts.find((one) => {
      const { left, top } = one.getBoundingClientRect();
      return left >= box.left && left <= box.right && top >= box.top - 3 && top <= box.bottom;
    });
    return [Number(on?.textContent), box.width];
  });
}"""
UNSEEN = """(slide) => [...slide.querySelectorAll(".atlas-unseen tbody tr")].map((row) =>
  [...row.children].map((cell) => cell.textContent))"""


@pytest.mark.parametrize("size", SIZES)
def test_parts_of_a_bar_are_as_long_as_their_numbers_and_what_is_protected_is_said(
    visit, public, size
):
    width, height = SIZES[size]
    atlas = visit(public, viewport={"width": width, "height": height})
    stage = Stage(atlas).open(replace(DECK, language="en"), at=4)
    parts, rows = stage.slide.evaluate(STACKED), stage.slide.evaluate(UNSEEN)
    assert [len(row) for row in rows] == [8, 8, 8]
    told = [float(cell) for row in rows for cell in row[4:] if cell != ".."]
    assert sorted(number for number, _ in parts) == sorted(told)
    one = max(wide / number for number, wide in parts)
    assert all(wide == pytest.approx(number * one, abs=1) for number, wide in parts)
    notes = " ".join(stage.slide.locator("text.atlas-plot-quiet").all_text_contents())
    assert notes.count("Protected: ") == sum(".." in row[4:] for row in rows)


def test_parts_of_a_bar_have_an_edge_before_a_projector_as_black_as_the_text(visit, public):
    stage = Stage(visit(public)).open(at=4)
    edge = "(it) => getComputedStyle(it.querySelector('.atlas-plot-part')).stroke"
    assert stage.slide.evaluate(edge) == "rgb(75, 91, 102)"
    stage.press("p")
    assert stage.slide.evaluate(edge) == "rgb(0, 0, 0)"
    picture(stage.page, "presenting-projector-stacks")


def test_a_chart_says_on_the_stage_what_it_says_on_its_page_to_keys_and_pointer(stage):
    stage.press("5", "Enter")
    drawing, told = (stage.slide.locator(f".atlas-plot-{part}") for part in ("drawing", "told"))
    stage.press("Tab")
    expect(drawing).to_be_focused()
    stage.press("ArrowDown")
    expect(told).to_have_text(re.compile(r"^Inskrivna: \d+$"))
    stage.at(5)  # who walks a chart turns no page
    stage.press("Escape")
    expect(told).to_be_hidden()
    stage.at(5)
    box = stage.slide.locator(".atlas-plot-bar").nth(1).bounding_box()
    stage.page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(told).to_have_text(re.compile(r"^1\. .*: \d+$"))
    stage.page.mouse.move(5, 5)
    expect(told).to_be_hidden()


def test_u_explores_a_chart_and_esc_closes_that_and_nothing_else(stage):
    dialog = stage.page.locator("dialog.atlas-explore")
    explores = stage.page.locator("[data-act=explore]")
    stage.press("u")  # no chart
    expect(dialog).to_have_count(0)
    expect(explores).to_be_hidden()
    stage.press("5", "Enter", "u")
    expect(dialog.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(dialog.locator("h2")).to_have_text(stage.heading.inner_text())
    size = "(it) => parseFloat(getComputedStyle(it).fontSize)"
    assert dialog.locator(".ytick text").first.evaluate(size) >= 24
    stage.press("ArrowRight")
    stage.press("b")
    picture(stage.page, "presenting-explore")
    stage.press("Escape")
    expect(dialog).to_have_count(0)
    expect(stage.page.locator(".atlas-stage-black")).to_be_hidden()
    stage.at(5)
    stage.button("explore").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Stäng").click()
    expect(dialog).to_have_count(0)
    stage.press("ArrowRight")
    stage.at(6)


def test_a_key_shows_the_neighbour_that_stands_prepared_in_the_same_breath(stage):
    """How long that takes is timed by ``benchmarks/slide_change.py``."""
    for at in range(1, len(SLIDES)):
        prepared = re.compile(rf"\b{at + 1}\b")
        expect(stage.root).to_have_attribute("data-prepared", prepared)
        same_breath = stage.page.evaluate("""() => {
          const drawn = [...document.querySelectorAll(".atlas-slide")];
          const before = document.querySelector(".atlas-slide-shown");
          dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
          const after = document.querySelector(".atlas-slide-shown");
          return after !== before && drawn.includes(after)
            && getComputedStyle(after).visibility === "visible"
            && getComputedStyle(before).visibility === "hidden";
        }""")
        assert same_breath, f"view {at + 1}"
        stage.at(at + 1)


def test_a_click_on_the_map_answers_with_three_facts_and_esc_takes_them_away(visit, public):
    stage = Stage(visit(public)).open(at=2)
    area = stage.slide.locator('.area[data-code="2481"]')
    expect(area).to_be_visible()
    expect(stage.facts).to_be_hidden()
    stage.page.mouse.click(*area.evaluate(BARE_SPOT))
    expect(stage.facts.locator("h2")).to_have_text("Lycksele")
    expect(stage.facts.locator("dl")).to_have_count(3)
    size = "(all) => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    assert stage.facts.locator(".atlas-facts-value").evaluate_all(size) >= 64
    assert stage.facts.locator(".atlas-facts-line").evaluate_all(size) >= 24
    picture(stage.page, "presenting-facts")
    stage.press("Escape")
    expect(stage.facts).to_be_hidden()
    expect(area).to_have_attribute("aria-selected", "false")
    stage.at(2)
    stage.page.mouse.click(*area.evaluate(BARE_SPOT))
    expect(stage.facts.locator("h2")).to_have_text("Lycksele")
    stage.press("ArrowRight")
    stage.at(3)


def test_a_link_that_holds_no_deck_says_so(visit, public):
    atlas = visit(public)
    atlas.page.goto(f"{atlas.address}/visa?lek=nonsense")
    expect(atlas.page.get_by_text("Länken innehåller ingen hel presentation")).to_be_visible()


# --- making a deck ----------------------------------------------------------------------------------


def test_views_are_added_ordered_edited_and_taken_away_and_a_reload_keeps_them(visit, public):
    atlas = made(visit, public)
    option(atlas.page, 2).click()
    press(atlas.page, "Flytta tidigare")
    says(atlas, ["Översikt", "Hur långt de kom", "Deltagare"])
    heading = field(atlas.page, 0, "heading")
    heading.fill("Välkomna")
    heading.press("Enter")
    says(atlas, ["Välkomna", "Hur långt de kom", "Deltagare"])
    option(atlas.page, 1).click()
    press(atlas.page, "Ta bort")
    says(atlas, ["Välkomna", "Deltagare"])
    atlas.page.wait_for_function(
        "() => JSON.parse(sessionStorage['atlas-deck']).slides.length === 2"
    )
    atlas.page.reload()
    atlas.rest("present")
    says(atlas, ["Välkomna", "Deltagare"])
    picture(atlas.page, "presenting-editor")

    atlas.page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).rest(0)
    expect(stage.heading).to_have_text("Regional Innovationsledning Västerbotten")
    stage.begin()
    expect(stage.heading).to_have_text("Välkomna")
    stage.press("End")
    stage.at(2)
    atlas.page.reload()
    stage.rest(2)
    expect(stage.heading).to_contain_text("Deltagare: högst i")


def test_a_file_and_a_link_bring_the_same_deck_to_another_browser(visit, public, tmp_path):
    atlas = made(visit, public)
    with atlas.page.expect_download() as coming:
        atlas.page.locator(".st-key-deck-download button").click()
    path = tmp_path / "deck.json"
    coming.value.save_as(path)
    told = json.loads(path.read_text("utf-8"))
    assert [s["page"] for s in told["slides"]] == ["overview", "map", "cohorts"]
    atlas.page.get_by_role("button", name="Kopiera länk till presentationen").click()
    expect(atlas.page.get_by_role("button", name="Länken är kopierad")).to_be_visible()
    link = atlas.page.evaluate("navigator.clipboard.readText()")

    other = visit(public).open("present")
    other.page.locator(
        '.st-key-deck-upload-0 input[type="file"], input[type="file"]'
    ).set_input_files(path)
    says(other, ["Översikt", "Deltagare", "Hur långt"])
    path.write_text('{"form": 1, "slides": [{"page": "access"}]}', "utf-8")
    other.page.locator('input[type="file"]').set_input_files(path)
    expect(other.notices.filter(has_text="Vy 1: den sidan kan inte visas")).to_be_visible()
    says(other, ["Översikt", "Deltagare", "Hur långt"])

    third = visit(public)
    third.page.goto(link)
    stage = Stage(third).begin()
    expect(stage.heading).to_have_text("Översikt")


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_page_with_the_deck_can_be_read_and_fits(visit, public, kind):
    atlas, language = visit(public, **kind.options), kind.language
    link = decks.to_link(replace(DECK, slides=SLIDES[:3]))
    atlas.page.goto(f"{public}/presentera?lek={link}&lang={language}")
    atlas.rest("present", language)
    expect(option(atlas.page, 2)).to_be_visible()
    assert atlas.page.evaluate(TOO_WIDE) == []
    picture(atlas.page, f"presenting-deck-{kind}")
    assert violations(atlas.page) == []


def test_a_visit_without_a_choice_goes_to_the_largest_place_and_not_to_the_first_letter(
    visit, public
):
    page = visit(public).open("present").page
    expect(page.get_by_role("button", name="Skapa Kommunbesök, Umeå")).to_be_visible()


def test_ready_decks_are_made_for_the_present_choice_and_can_be_undone(visit, public):
    atlas = visit(public).open("present", kommun="2481")
    atlas.page.get_by_role("button", name="Skapa Kommunbesök, Lycksele").click()
    says(atlas, ["Lycksele", "Deltagare i Lycksele", "Lycksele i siffror", "Andel", "Andel"])
    atlas.page.get_by_role("button", name="Skapa Styrgrupp").click()
    expect(option(atlas.page, 6)).to_be_attached()
    atlas.page.locator(".st-key-deck-undo button").click()
    says(atlas, ["Lycksele", "Deltagare i Lycksele", "Lycksele i siffror", "Andel", "Andel"])


def test_staff_keep_decks_by_name_on_the_server_and_others_cannot(visit, desk, public):
    atlas = visit(desk).open("present", kommun="2481")
    atlas.page.get_by_role("button", name="Skapa Kommunbesök, Lycksele").click()
    expect(option(atlas.page, 4)).to_be_attached()
    atlas.page.locator(".st-key-deck-name input").fill("Lycksele i mars")
    atlas.page.locator(".st-key-deck-name input").press("Enter")
    atlas.page.get_by_role("button", name="Spara på servern").click()
    expect(atlas.notices.filter(has_text="Sparad")).to_be_visible()
    other = visit(desk).open("present")
    other.page.get_by_role("button", name="Öppna", exact=True).first.click()
    expect(option(other.page, 4)).to_be_attached()
    guest = visit(public).open("present")
    expect(guest.page.get_by_role("button", name="Spara på servern")).to_have_count(0)


# --- whose numbers, and of which day ----------------------------------------------------------------


def test_a_deck_whose_day_is_gone_says_so_and_shows_the_latest(visit, public):
    deck = Deck("", "sv", "20200101T000000-00000000", SLIDES[:1])
    stage = Stage(visit(public)).open(deck)
    expect(stage.root).to_contain_text("finns inte kvar")
    expect(stage.slide.locator(".atlas-slide-value").first).to_be_visible()

"""Whose texts a deck shows: one that was sent says so on each slide and on its page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.decks import Deck, Slide
from atlas.views import site
from tests.deliveries import DATA
from tests.journeys.accessibility import violations
from tests.journeys.keeping import holds, kept, texts, write
from tests.journeys.pages import TOO_WIDE
from tests.journeys.screens import KINDS
from tests.journeys.staging import SLIDES, Stage, added, made
from tests.journeys.tabs import picture

pytestmark = pytest.mark.browser

ON_STAGE = {
    "sv": "Texterna är avsändarens, inte atlasens.",
    "en": "The texts are the sender's, not the atlas's.",
}
ON_PAGE = {
    "sv": "rubriker, meningar och anteckningar är avsändarens",
    "en": "headings, sentences and notes are the sender's",
}
LONG = Slide(
    "cohorts", (), "states", "Så långt har de kommit. " * 8, "Det här skrev den som skickar. " * 25
)
SENT = Deck("Möte", "sv", "", (*SLIDES, LONG))
# words that are seen where the mark stands: it lies on none, and none on it (the box of a line reaches
# a little over its letters)
MET = """(stage) => {
  const mark = stage.querySelector(".atlas-slide-shown .atlas-slide-sent");
  const written = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  const [own, found] = [written(mark), []];
  const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const around = node.parentElement;
    if (!node.data.trim() || mark.contains(node) || around.closest(".atlas-unseen")) continue;
    if (!around.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = written(node);
    if (own.left < box.right && box.left < own.right && own.top < box.bottom - 3
      && box.top < own.bottom - 3) {
      found.push(node.data);
    }
  }
  const top = document.elementFromPoint(own.left + own.width / 2, own.top + own.height / 2);
  return top === mark ? found : [...found, `under ${top?.className}`];
}"""
LINES = "(it) => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight)"


def mark(stage: Stage):
    return stage.slide.locator(".atlas-slide-sent")


def page_mark(atlas, language: str = "sv"):
    return atlas.page.get_by_text(ON_PAGE[language])


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_slide_of_a_deck_from_a_link_says_so_on_one_line_beside_all_other_words(
    visit, public, kind
):
    atlas, language = visit(public, **kind.options), kind.language
    stage = Stage(atlas).open(replace(SENT, language=language))
    for at in range(1, len(SENT.slides) + 1):
        stage.press(*str(at), "Enter")
        stage.rest(at)
        expect(mark(stage)).to_have_text(ON_STAGE[language])
        expect(mark(stage)).to_be_in_viewport(ratio=1)
        assert stage.root.evaluate(MET) == [], at
        assert mark(stage).evaluate(LINES) == pytest.approx(1, abs=0.1)
        size_ = mark(stage).evaluate("(it) => parseFloat(getComputedStyle(it).fontSize)")
        assert size_ >= {1920: 24}.get(kind.width, 16)
        picture(atlas.page, f"sent-{kind}-{at}")
    assert not atlas.page.evaluate(TOO_WIDE)
    assert violations(atlas.page) == []
    stage.press("Escape")
    atlas.rest("present", language)
    expect(page_mark(atlas, language)).to_be_visible()


def test_the_reader_is_told_in_their_own_language_whichever_the_deck_is_told_in(visit, public):
    atlas = visit(public)
    link = decks.to_link(replace(SENT, language="en"))
    atlas.page.goto(f"{public}/visa?lek={link}&bild=1&lang=sv")
    stage = Stage(atlas).rest(1)
    expect(stage.root).to_have_attribute("lang", "en")
    expect(mark(stage)).to_have_text(ON_STAGE["sv"])
    expect(mark(stage)).to_have_attribute("lang", "sv")
    with atlas.page.context.expect_page() as coming:
        stage.press("n")
    expect(coming.value.locator("#sent")).to_have_text(ON_STAGE["sv"])


def test_news_of_the_deck_lies_on_no_word_of_the_mark(visit, public):
    stage = Stage(visit(public, viewport={"width": 390, "height": 844}))
    stage.open(replace(SENT, snapshot="20200101T000000-00000000"))
    expect(stage.page.locator(".atlas-stage-notice")).to_be_visible()
    assert stage.root.evaluate(MET) == []


@pytest.mark.parametrize("ready", decks.ready(DATA, site.staged()), ids=lambda ready: ready.name)
def test_a_ready_deck_by_a_link_is_not_marked_until_something_is_written_on_it(
    visit, public, ready
):
    deck = ready.deck("sv", "", {}, "2481")
    stage = Stage(visit(public)).open(deck)
    expect(mark(stage)).to_have_count(0)
    first, second, *others = deck.slides
    written = replace(second, sentence="Så bra.")
    stage.open(replace(deck, slides=(first, written, *others)))
    expect(mark(stage)).to_have_text(ON_STAGE["sv"])


def test_ones_own_deck_is_not_marked_on_its_page_nor_on_the_stage_nor_by_ones_own_link(
    visit, public
):
    atlas = made(visit, public)
    write(atlas, 1, "heading", "Vårt möte")
    texts(atlas.page, 1, {"heading": "Vårt möte"})
    expect(page_mark(atlas)).to_have_count(0)
    link = decks.to_link(kept(atlas.page))
    copied = atlas.page.locator(".st-key-deck-link button")
    expect(copied).to_have_attribute("data-deck", link)
    atlas.page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).begin()
    expect(mark(stage)).to_have_count(0)
    atlas.page.goto(f"{public}/visa?lek={link}&bild=2")
    stage.rest(2)
    expect(stage.heading).to_have_text("Vårt möte")
    expect(mark(stage)).to_have_count(0)
    other = visit(public)
    other.page.goto(f"{public}/visa?lek={link}&bild=2")
    expect(mark(Stage(other).rest(2))).to_have_text(ON_STAGE["sv"])


def test_a_deck_that_was_taken_on_stays_marked_through_changes_a_reload_and_undoing(visit, public):
    atlas = visit(public)
    page = atlas.page
    page.goto(f"{public}/presentera?lek={decks.to_link(SENT)}")
    atlas.rest("present")
    holds(page, [slide.card for slide in SENT.slides])
    expect(page_mark(atlas)).to_be_visible()
    write(atlas, 1, "heading", "Mitt")
    texts(page, 1, {"heading": "Mitt"})
    page.reload()
    atlas.rest("present")
    expect(page_mark(atlas)).to_be_visible()
    atlas.go("map")
    added(atlas, ".atlas-card[data-key=map]")
    atlas.go("present")
    expect(page_mark(atlas)).to_be_visible()
    page.get_by_role("button", name="Skapa Styrgrupp", exact=True).click()
    expect(page_mark(atlas)).to_have_count(0)
    page.locator(".st-key-deck-undo button").click()
    expect(page_mark(atlas)).to_be_visible()
    page.locator(".st-key-deck-play button").click()
    expect(mark(Stage(atlas).begin())).to_have_text(ON_STAGE["sv"])


def test_a_deck_from_a_file_is_marked_and_one_kept_on_the_server_is_not(visit, own_desk, tmp_path):
    path = tmp_path / "deck.json"
    path.write_text(decks.to_json(SENT), "utf-8")
    atlas = visit(own_desk).open("present")
    page = atlas.page
    page.locator('input[type="file"]').set_input_files(path)
    expect(page_mark(atlas)).to_be_visible()
    atlas.rest("present")
    page.locator(".st-key-deck-name input").fill("Granskad")
    page.locator(".st-key-deck-name input").press("Enter")
    page.get_by_role("button", name="Spara på servern").click()
    expect(atlas.notices.filter(has_text="Sparad: Granskad")).to_be_visible()
    other = visit(own_desk).open("present")
    other.page.get_by_role("button", name="Öppna", exact=True).click()
    holds(other.page, [slide.card for slide in SENT.slides])
    expect(page_mark(other)).to_have_count(0)
    other.page.locator(".st-key-deck-play button").click()
    stage = Stage(other).begin()
    expect(stage.root).to_have_attribute("aria-label", re.compile("Möte"))
    expect(mark(stage)).to_have_count(0)

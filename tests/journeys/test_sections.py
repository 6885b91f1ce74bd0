"""Sections of a page: the index leads to them, follows what is read, and a link opens the page there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import agreed

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (390, 844))
QUESTIONS = [
    "Håller vi takten?",
    "Var tappar vi dem?",
    "Vad har de lärt sig?",
    "När hände det?",
]
LEARNING = QUESTIONS[2]
# where the index ends, and where the heading with the focus begins
PLACES = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return [document.querySelector(".atlas-index").getBoundingClientRect().bottom, top, bottom, innerHeight];
}"""
# what has the focus, where it is hidden behind the index
COVERED = """() => {
  const index = document.querySelector(".atlas-index");
  const { left, top } = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(Math.max(left, 0) + 3, top + 3);
  return index.contains(there) && !index.contains(document.activeElement)
    ? [document.activeElement.outerHTML.slice(0, 80)] : [];
}"""
STILL = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


def index(atlas):
    return atlas.page.get_by_role("navigation", name="På sidan")


def link(atlas, title):
    return index(atlas).get_by_role("link", name=title)


def marked(atlas):
    return index(atlas).locator("[aria-current]")


@agreed
def arrived(atlas, title) -> None:
    """The heading of a section has the focus, below the index and on the screen, and the index says so."""
    focused = atlas.page.locator("h2:focus")
    assert focused.all_inner_texts() == [title]
    index_ends, top, bottom, height = atlas.page.evaluate(PLACES)
    assert index_ends <= top < bottom <= height
    assert marked(atlas).all_inner_texts() == [title]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_press_leads_to_a_section_and_its_link_opens_the_page_there(visit, public, size):
    atlas = visit(public)
    atlas.page.set_viewport_size({"width": size[0], "height": size[1]})
    atlas.open("cohorts")
    assert index(atlas).get_by_role("link").all_inner_texts() == QUESTIONS
    for title in reversed(QUESTIONS):
        link(atlas, title).click()
        arrived(atlas, title)
    link(atlas, LEARNING).click()
    arrived(atlas, LEARNING)
    assert atlas.query == {"avsnitt": "learning"}
    another = visit(public)
    another.page.set_viewport_size({"width": size[0], "height": size[1]})
    another.open("cohorts", **atlas.query)
    arrived(another, LEARNING)


def test_the_index_follows_what_is_read(visit, public):
    atlas = visit(public).open("cohorts")
    for title in QUESTIONS:
        atlas.page.get_by_role("heading", name=title, exact=True).evaluate(
            "(heading) => heading.scrollIntoView()"
        )
        expect(marked(atlas)).to_have_text([title])


def test_by_keyboard_nothing_that_has_the_focus_lies_behind_the_index(visit, public):
    atlas = visit(public).open("cohorts", avsnitt="loss")
    arrived(atlas, QUESTIONS[1])
    hidden = []
    for key in ["Tab"] * 25 + ["Shift+Tab"] * 45:
        atlas.page.keyboard.press(key)
        atlas.page.evaluate(STILL)
        hidden += atlas.page.evaluate(COVERED)
    assert hidden == []


def test_a_choice_leaves_the_sections_in_place_and_the_address_at_the_section(visit, public):
    atlas = visit(public).open("participants")
    link(atlas, "Vilka saknas?").press("Enter")
    arrived(atlas, "Vilka saknas?")
    kept = atlas.page.locator("[data-section=gap]").element_handle()
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    assert kept.evaluate("(section) => section.isConnected")
    assert atlas.query == {"kommun": "2481", "avsnitt": "gap"}
    atlas.page.go_back()
    expect(atlas.answer).not_to_contain_text("Lycksele: ")
    assert kept.evaluate("(section) => section.isConnected")


def test_years_without_a_cohort_are_told_once_with_a_way_on(visit, public):
    atlas = visit(public).open("cohorts")
    atlas.page.goto(f"{public}/kohorter?period=2019-2020")
    expect(atlas.answer).to_have_text("Ingen kohort startade 2019–2020; närmast 2022. Visa alla år")
    for gone in (index(atlas), atlas.page.locator(".atlas-card")):
        expect(gone).to_have_count(0)
    atlas.page.get_by_role("link", name="Visa alla år").click()
    expect(index(atlas).get_by_role("link")).to_have_text(QUESTIONS)


@pytest.mark.parametrize("room", ["cohorts", "participants", "about"])
def test_headings_go_down_one_step_at_a_time_and_cards_stand_under_their_section(
    visit, public, room
):
    atlas = visit(public).open(room)
    levels = atlas.page.locator("h1, h2, h3, h4").evaluate_all(
        "(all) => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert atlas.page.locator("[data-section] .atlas-card h2").count() == 0


def test_the_page_about_the_atlas_opens_its_folds_and_orders_its_table_by_keyboard(visit, public):
    atlas = visit(public).open("about")
    link(atlas, "Vad betyder måtten?").press("Enter")
    arrived(atlas, "Vad betyder måtten?")
    atlas.page.keyboard.press("Tab")
    fold = atlas.page.locator("details:has(summary:focus)")
    told = fold.locator("p").first
    expect(fold.locator("summary")).to_have_text("Deltagare")
    expect(told).to_be_hidden()
    atlas.page.keyboard.press("Enter")
    expect(told).to_be_visible()
    indicators = atlas.card("indicators")
    indicators.get_by_role("button", name="Källan uppdaterad").press("Enter")
    first = indicators.locator("tbody tr").first.locator("td").nth(3)
    expect(first).to_have_text("2017-12-14")


def test_the_index_of_a_page_without_filters_follows_what_is_read(visit, public):
    atlas = visit(public).open("about")
    for title in ("Hur räknas det?", "Var kommer siffrorna ifrån?"):
        atlas.page.get_by_role("heading", name=title, exact=True).evaluate(
            "(heading) => heading.scrollIntoView()"
        )
        expect(marked(atlas)).to_have_text([title])

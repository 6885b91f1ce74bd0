"""A deck outlives its tab, in the browser that it was made in: docs/decisions/0019."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.keeping import STORED, holds, kept
from tests.journeys.pages import agreed
from tests.journeys.staging import added, made
from tests.journeys.tabs import Atlas

pytestmark = pytest.mark.browser
OLDER = """(days) => Object.keys(localStorage).filter((key) => key.startsWith("atlas-deck-of-"))
  .forEach((key) => { const kept = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({ ...kept, at: kept.at - days * 24 * 60 * 60 * 1000 }); })"""


def another(atlas) -> Atlas:
    """Another tab of the same browser, at the page with the deck."""
    tab = Atlas(atlas.page.context.new_page(), atlas.address)
    return tab.open("present")


@agreed
def stored(page, count: int) -> None:
    assert len(page.evaluate(STORED)) == count


def test_a_new_tab_has_the_deck_of_a_closed_one_and_says_so(visit, public):
    atlas = made(visit, public)
    stored(atlas.page, 1)
    deck = kept(atlas.page)
    atlas.page.close()
    later = another(atlas)
    holds(later.page, ["", "map", "funnel"])
    assert kept(later.page) == deck
    expect(later.notices.filter(has_text="är kvar från en flik som har stängts")).to_be_visible()
    stored(later.page, 1)
    later.page.reload()
    later.rest("present")
    holds(later.page, ["", "map", "funnel"])
    expect(later.notices.filter(has_text="har stängts")).to_have_count(0)


def test_two_open_tabs_keep_a_deck_each(visit, public):
    atlas = made(visit, public)
    other = another(atlas)
    holds(other.page, [])
    other.go("indicators")
    added(other, ".atlas-heading")
    holds(other.page, [""])
    atlas.page.reload()
    atlas.rest("present")
    holds(atlas.page, ["", "map", "funnel"])
    stored(atlas.page, 2)
    other.page.close()
    atlas.page.close()
    holds(another(atlas).page, ["", "map", "funnel"])  # the one that was kept last


def test_an_emptied_deck_is_gone(visit, public):
    atlas = made(visit, public)
    atlas.page.locator(".st-key-deck-clear button").click()
    holds(atlas.page, [])
    stored(atlas.page, 0)
    atlas.page.close()
    holds(another(atlas).page, [])


@pytest.mark.parametrize(("days", "cards"), [(6, ["", "map", "funnel"]), (8, [])])
def test_a_deck_is_kept_for_a_week(visit, public, days, cards):
    atlas = made(visit, public)
    stored(atlas.page, 1)
    atlas.page.evaluate(OLDER, days)
    atlas.page.close()
    later = another(atlas)
    holds(later.page, cards)
    stored(later.page, 1 if cards else 0)


def test_a_private_window_knows_nothing_of_it(visit, public, chromium):
    atlas = made(visit, public)
    atlas.page.close()
    private = chromium.new_context()
    tab = Atlas(private.new_page(), public).open("present")
    holds(tab.page, [])
    private.close()


def test_where_tabs_cannot_be_told_apart_a_deck_is_the_tabs_alone(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script('Object.defineProperty(navigator, "locks", { value: undefined })')
    atlas.open("overview")
    added(atlas, ".atlas-heading")
    holds(atlas.page, [""])
    atlas.page.reload()
    atlas.rest("overview")
    holds(atlas.page, [""])
    stored(atlas.page, 0)

"""What every page promises on each of the screens: its views can be shown, and it can be projected."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from atlas.decks import Deck
from atlas.views import site
from tests.journeys.keeping import holds, kept, one_button_each
from tests.journeys.labels import COVERED, HEAD_PARTS, labels_apart
from tests.journeys.pages import EVERYONES, ROOMS, TOO_WIDE, Atlas, agreed
from tests.journeys.screens import Screen

pytestmark = pytest.mark.browser
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('.atlas-answer')).fontSize)"


@pytest.mark.parametrize("room", EVERYONES)
def test_a_page_and_every_card_offer_to_be_shown_and_all_of_it_can_be_projected(screen, room):
    page = screen.go(ROOMS[room].path.removeprefix("/"))
    atlas = screen.atlas.rest(room, screen.kind.language)
    if room in site.staged():
        views_are_added(screen, atlas, room)

    before = page.evaluate(SIZE)
    atlas.project()
    expect(page.locator("html.atlas-projector")).to_have_count(1)
    screen.still()
    atlas.rest(room, screen.kind.language)
    assert page.evaluate(SIZE) > before
    links_free(page)
    if ROOMS[room].maps and not ROOMS[room].of_measure:  # that has its map where a measure is open
        labels_apart(screen)
    screen.keep(f"projected-{room}")
    atlas.project()
    expect(page.locator("html.atlas-projector")).to_have_count(0)
    assert page.evaluate(SIZE) == before
    assert page.evaluate(TOO_WIDE) == []


def views_are_added(screen: Screen, atlas: Atlas, room: str) -> None:
    """One button on each card and one of the page's own, and the last does what it says."""
    cards, before = one_button_each(atlas.page), cards_of(kept(atlas.page))
    buttons = atlas.page.locator(".atlas-add").locator("visible=true")
    expect(buttons).to_have_count(len(cards) + 1)
    for one in buttons.all():
        expect(one).to_have_text(screen.words("sheet.add").removeprefix("+ "))
    buttons.last.click()
    said = screen.words("deck.added", views=screen.words("deck.views", n=len(before) + 1))
    expect(buttons.last).to_contain_text(said)
    holds(atlas.page, [*before, list(cards)[-1] if cards else ""])
    assert kept(atlas.page).slides[-1].page == room
    assert kept(atlas.page).language == screen.kind.language


def cards_of(deck: Deck) -> list[str]:
    """What the pages before on this screen have put on the deck."""
    return [slide.card for slide in deck.slides]


@agreed
def links_free(page) -> None:
    assert page.locator(HEAD_PARTS).evaluate_all(COVERED) == []

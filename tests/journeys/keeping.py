"""Decks that are kept, opened and written on."""

from __future__ import annotations

from playwright.sync_api import expect

from atlas import decks
from atlas.views import site
from tests.journeys.pages import agreed

KEPT = "sessionStorage['atlas-deck'] ?? ''"
# the decks that the browser keeps for a later tab
STORED = """() => Object.keys(localStorage).filter((key) => key.startsWith("atlas-deck-of-"))
  .map((key) => JSON.parse(localStorage[key]).deck)"""
# the cards of a page and which of them have a button that puts them on the deck: not what is chosen with, nor
# what is folded away
CARDS = """() => [...document.querySelectorAll(".atlas-card.atlas-frame")]
  .filter((card) => card.getBoundingClientRect().width && card.dataset.key !== ""
    && !card.matches(".atlas-cohort, .atlas-vacant") && !card.querySelector(".atlas-text")
    && card.querySelector(":scope > .atlas-card-head") && !card.querySelector(":scope > .atlas-fold"))
  .map((card) => [card.dataset.key,
    [...card.querySelectorAll(".atlas-add")].filter((one) => one.checkVisibility()).length])"""


def kept(page) -> decks.Deck:
    """The deck as the tab keeps it."""
    text = page.evaluate(KEPT)
    return decks.from_json(text, site.staged()) if text else decks.Deck()


@agreed
def holds(page, cards: list[str]) -> None:
    assert [slide.card for slide in kept(page).slides] == cards


@agreed
def one_button_each(page) -> dict[str, int]:
    cards = dict(page.evaluate(CARDS))
    assert set(cards.values()) <= {1}, cards
    return cards


def option(page, at: int):
    """A slide of the row on the page that edits the deck."""
    return page.locator(".atlas-deck-option").nth(at)


def field(page, at: int, name: str):
    """A text of a slide, which is chosen for it."""
    option(page, at).click()
    expect(option(page, at)).to_have_attribute("aria-selected", "true")
    return page.locator(f".atlas-deck-form [name={name}]")


def press(page, name: str) -> None:
    """Press one of the buttons of the chosen slide."""
    page.locator(".atlas-deck-buttons").get_by_role("button", name=name).click()


def write(atlas, at: int, name: str, text: str) -> None:
    written = field(atlas.page, at, name)
    written.fill(text)
    written.press("Tab")


@agreed
def texts(page, at: int, wanted: dict[str, str]) -> None:
    slides = kept(page).slides[at : at + 1]  # none, while the deck is still to be kept
    assert [{name: getattr(slide, name) for name in wanted} for slide in slides] == [wanted]

"""Decks that are kept, opened and written on."""

from __future__ import annotations

from atlas import decks
from atlas.views import site
from tests.journeys.pages import agreed

KEPT = "sessionStorage['atlas-deck'] ?? ''"
# the cards of a page and which of them have a button that puts them on the deck
CARDS = """() => [...document.querySelectorAll(".atlas-card.atlas-frame")]
  .filter((card) => card.getBoundingClientRect().width && card.dataset.key !== ""
    && !card.matches(".atlas-cohort") && !card.querySelector(".atlas-text"))
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


def write(atlas, at: int, name: str, text: str) -> None:
    field = atlas.page.locator(f"[class*=st-key-deck-{name}-text-{at}-]").locator("input, textarea")
    field.fill(text)
    field.press("Tab")


@agreed
def texts(page, at: int, wanted: dict[str, str]) -> None:
    slides = kept(page).slides[at : at + 1]  # none, while the deck is still to be kept
    assert [{name: getattr(slide, name) for name in wanted} for slide in slides] == [wanted]

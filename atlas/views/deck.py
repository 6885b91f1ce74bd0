"""The deck of a visit: kept with the session, and in the browser's tab, so that a reload finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from atlas import decks, roles
from atlas.decks import Deck
from atlas.errors import DeckRefused
from atlas.views import access, component, site
from atlas.views.parts.messages import Tab
from atlas.views.parts.types import Added
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.words import Words


def pages() -> tuple[str, ...]:
    """The pages whose views this viewer may put on a deck and see on the stage."""
    viewer = access.viewer()
    return tuple(page for page in site.staged() if viewer.may(page, roles.VIEW))


def deck() -> Deck:
    """The deck of this visit; an empty one until something is added. Views of a page that is not there for
    this viewer, or not any more, are not on it."""
    kept: Deck = visit.current().deck or Deck()
    if not kept.slides:
        return kept
    there = pages()
    slides = tuple(slide for slide in kept.slides if slide.page in there)
    return kept if slides == kept.slides else replace(kept, slides=slides)


def take(another: Deck) -> None:
    """Take on another deck; the one before can be had back."""
    if another != deck():
        visit.current().deck_edition += 1
    _become(another)


def edition() -> int:
    """Which deck of this visit it is: another one for each that was taken on, whatever is written on it."""
    return visit.current().deck_edition


def rewrite(drawn: int, change: Callable[[Deck], Deck]) -> None:
    """Write on the deck, from a field that was drawn for the edition ``drawn``. With a press that comes
    while the page is still being redrawn, the browser says once more what stood in the fields of a deck
    that is gone: that is written nowhere."""
    if drawn == edition():
        _become(change(deck()))


def _become(another: Deck) -> None:
    now = visit.current()
    if another != deck():
        now.deck_before = deck()
    now.deck = own(another)


def own(received: Deck) -> Deck:
    """A deck that came, or this visit's own where it is the same: one's own link sends one nothing."""
    return deck() if received == deck() and not deck().sent else received


def before() -> Deck | None:
    """The deck before the last that was taken on, if it held anything."""
    earlier = visit.current().deck_before
    return earlier if earlier and earlier.slides and earlier != deck() else None


def add(here: Here, page: str, card: str, key: str) -> None:
    """Put a view of a page on the deck; ``key`` is the sheet that says so. The first one freezes the
    deck at the numbers of the day, and gives it its language."""
    if page not in pages():
        return
    now, grown = visit.current(), deck()
    if not grown.slides:
        grown = replace(grown, language=here.words.language, snapshot=here.data.id, sent=False)
    try:
        now.deck = grown.add(decks.slide(page, visit.link(here), card))
        now.adding = (key, "")
    except DeckRefused as refused:
        now.adding = (key, sentence(here.words, refused))


def added(here: Here, key: str) -> Added | None:
    """What a sheet tells the browser once, after a view was put on the deck from there."""
    now = visit.current()
    if now.adding is None or now.adding[0] != key:
        return None
    said = now.adding[1] or here.words("deck.added", views=how_many(here.words, deck()))
    now.adding, now.added = None, now.added + 1
    return {"number": now.added, "said": said, "deck": _kept()}


def how_many(words: Words, shown: Deck) -> str:
    """How many views a deck has, in words."""
    return words("deck.views", n=len(shown.slides))


def known() -> bool:
    """Whether this visit knows its deck; a new one has to hear first what the browser's tab holds."""
    return visit.current().deck is not None


def remember(key: str = "tab", asked: bool = False) -> None:
    """Keep the deck in the browser's tab, or have it from there when this session is a new one. Every
    run of a page does so, and every run of the part of a page that changes the deck. Who has ``asked``
    is answered also when the tab holds none."""

    def came() -> None:
        text = str(st.session_state[key]["deck"] or "")
        if known() or not text:
            return
        try:
            visit.current().deck = decks.from_json(text, pages())
        except DeckRefused:
            visit.current().deck = Deck()

    data: Tab = {"known": known(), "deck": _kept(), "asked": asked}
    component.mount("tab", "shell/tab.js", data, key, on_deck_change=came)


def sentence(words: Words, refused: DeckRefused) -> str:
    """Why a deck was refused, in a sentence."""
    return words(
        f"deck.refused.{refused.rule}",
        came=refused.actual,
        expected=refused.expected,
        at=str(refused.at),
    )


def _kept() -> str:
    return decks.to_json(deck()) if deck() != Deck() else ""

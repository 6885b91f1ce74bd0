"""The deck of a visit: kept in the session, and in the browser, where it outlives a closed tab."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from atlas import decks, roles
from atlas.decks import Deck, Slide
from atlas.errors import DeckRefused
from atlas.views import access, component, site
from atlas.views.parts.messages import Tab
from atlas.views.parts.types import Added
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.words import Words

START = "deck-play"  # the key of the button that opens the stage


def pages() -> tuple[str, ...]:
    """The pages whose views this viewer may add to a deck and see on the stage."""
    viewer = access.viewer()
    return tuple(page for page in site.staged() if viewer.may(page, roles.VIEW))


def deck() -> Deck:
    """The deck of this visit; empty until something is added. It leaves out views of pages that this viewer
    may not see, or no longer."""
    kept: Deck = visit.current().deck or Deck()
    if not kept.slides:
        return kept
    there = pages()
    slides = tuple(slide for slide in kept.slides if slide.page in there)
    return kept if slides == kept.slides else replace(kept, slides=slides)


def take(another: Deck) -> None:
    """Replace the deck with another one; the previous one can be restored."""
    now = visit.current()
    if another == deck():
        _become(another)
        return
    replaced = (now.deck_edition, now.deck_laid)
    _become(another)
    now.deck_edition += 1
    now.deck_replaced = replaced


def edition() -> int:
    """A number that changes whenever the deck is replaced, and not when it is edited."""
    return visit.current().deck_edition


def rewrite(drawn: int, change: Callable[[Deck], Deck]) -> None:
    """Change the deck from a field that was drawn for the edition ``drawn``. If a button is pressed while the
    page is being redrawn, the browser once more sends what was in the fields of the previous deck: that is
    ignored."""
    if drawn == edition():
        _become(change(deck()))


def lay_out() -> None:
    """Number the slides anew where the deck has become another one than what the page has made of it: a view
    was added elsewhere, or another deck was taken on."""
    now, slides = visit.current(), deck().slides
    if now.deck_arranged != slides:
        now.deck_edition += 1
        now.deck_laid = now.deck_arranged = slides
        now.deck_order = tuple(range(len(slides)))
        now.deck_chosen = 0


def take_back() -> None:
    """Restore the previous deck, and go on with the slide that was worked on, where it has it."""
    now, earlier = visit.current(), before()
    if earlier is None:
        return
    at = now.deck_laid[now.deck_chosen] if now.deck_chosen < len(now.deck_laid) else None
    take(earlier)
    lay_out()
    same = (n for n, slide in enumerate(now.deck_laid) if at and _view(slide) == _view(at))
    now.deck_chosen = next(same, 0)


def _view(slide: Slide) -> Slide:
    return replace(slide, heading="", sentence="", notes="")


def arrange(said: Mapping[str, Any]) -> None:
    """Take on the order and the texts that the page has given to the slides
    (:class:`atlas.views.parts.deck.Arranged`). What comes late, when another deck was just taken on, is
    written on the one before. What is said of an earlier edition, or is not understood, is ignored."""
    now = visit.current()
    if said.get("edition") != now.deck_edition:
        _arrange_before(said)
        return
    try:
        slides = decks.arranged(now.deck_laid, said.get("slides"))
    except DeckRefused:
        return
    now.deck_order = tuple(written["id"] for written in said["slides"])
    now.deck_arranged = slides
    chosen = said.get("chosen")
    now.deck_chosen = chosen if isinstance(chosen, int) and chosen in now.deck_order else 0
    _become(replace(deck(), slides=slides))


def _arrange_before(said: Mapping[str, Any]) -> None:
    """Take on what is said of the deck that was just replaced, so that it can be restored as it was left."""
    now = visit.current()
    if now.deck_before is None or now.deck_replaced is None:
        return
    edition, laid = now.deck_replaced
    if said.get("edition") != edition:
        return
    with contextlib.suppress(DeckRefused):
        slides = decks.arranged(laid, said.get("slides"))
        now.deck_before = replace(now.deck_before, slides=slides)


def _become(another: Deck) -> None:
    now = visit.current()
    if another != deck():
        now.deck_before, now.deck_replaced = deck(), None
    now.deck = own(another)


def own(received: Deck) -> Deck:
    """A received deck, or this visit's own if they are equal: one's own link does not count as sent."""
    return deck() if received == deck() and not deck().sent else received


def before() -> Deck | None:
    """The deck before the last replacement, if there was anything on it."""
    earlier = visit.current().deck_before
    return earlier if earlier and earlier.slides and earlier != deck() else None


def add(here: Here, page: str, card: str, key: str) -> None:
    """Add a view of a page to the deck; ``key`` is the sheet that asked for it. The first view freezes the
    deck at today's numbers and sets its language."""
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
    """What a sheet tells the browser, once, after a view was added to the deck from there."""
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
    """Whether this visit knows its deck. A new visit must first learn what the browser's tab has kept."""
    return visit.current().deck is not None


def remember(key: str = "tab", asked: bool = False) -> None:
    """Keep the deck in the browser's tab, or restore it from there if this session is new. Every run of a
    page does so, and every run of a fragment that changes the deck. With ``asked`` the tab also answers
    when it has kept no deck. A new tab has the deck of one that was closed, and the reader is told so."""

    def came(name: str) -> None:
        text = str(st.session_state[key][name] or "")
        if known() or not text:
            return
        now = visit.current()
        try:
            now.deck = decks.from_json(text, pages())
        except DeckRefused:
            now.deck = Deck()
        if name == "left" and now.deck.slides:
            words = visit.here().words
            now.deck_said = words("present.left", views=how_many(words, now.deck))

    data: Tab = {"known": known(), "deck": _kept(), "asked": asked}
    component.mount(
        "tab",
        "shell/tab.js",
        data,
        key,
        on_deck_change=lambda: came("deck"),
        on_left_change=lambda: came("left"),
    )


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

"""The stage: a deck played over the whole window, from protected numbers frozen at its snapshot."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas import decks
from atlas.decks import Deck
from atlas.errors import DeckRefused
from atlas.views import component, deck, ready, site
from atlas.views.parts.stage import Play, SentTexts
from atlas.views.played import played
from atlas.views.run import snapshots, visit
from atlas.views.run.visit import Here
from atlas.words import Words

PRESENT = "present"


def play() -> None:
    """Play the deck of the link, or the visit's own. All slides are sent with the first message."""
    here, live = visit.here(), snapshots.open_data()
    if live is None:
        st.rerun()
    shown, wrong = _asked(here.words)
    if not shown.slides and not wrong:
        _nothing(here)
        return
    words = Words(shown.language) if shown.slides else here.words
    frozen = snapshots.frozen(shown.snapshot, live)
    data = frozen or live

    def move() -> None:
        moved = replace(shown, snapshot=live.id)
        if visit.current().deck_link:
            visit.answer_deck_link(decks.to_link(moved))
        else:
            deck.take(moved)

    scene: Play = {
        "slides": played(data, words, shown),
        "title": shown.title or words("deck.untitled"),
        "lang": words.language,
        "words": words.section("present.stage"),
        "explore": words.section("sheet"),
        "safe": words("present.safe"),
        "sent": _sent(here.words) if shown.senders_texts else None,
        "nothing": wrong,
        "notice": "" if frozen else words("present.gone"),
        "newer": words("present.newer") if frozen and frozen.id != live.id else "",
    }
    asked = component.mount(
        "present",
        "stage/stage.js",
        scene,
        "stage",
        on_leave_change=lambda: None,
        on_move_change=move,
    )
    if asked.leave:
        visit.current().goes_on = deck.START  # back to what opened the stage
        site.go(PRESENT, visit.link(here) | visit.deck_parameter())


def _nothing(here: Here) -> None:
    """The ready decks, where there is none to play: the one that is made is played at once."""
    if not deck.known():
        deck.remember("tab-asked", asked=True)  # the browser's tab may still have one
        return
    with st.container(key="deck-none"):
        st.title(here.words("present.none"), anchor=False)
        st.markdown(here.words("present.nothing"))
        ready.choices(here)
        if st.button(here.words("present.to_page"), key="deck-to-page"):
            site.go(PRESENT, visit.link(here))


def _sent(words: Words) -> SentTexts:
    """That the texts are the sender's, in the language of the reader, whichever the deck is told in."""
    return {"text": words("present.sent"), "lang": words.language}


def _asked(words: Words) -> tuple[Deck, str]:
    """The deck to play, and why there is none."""
    asked = visit.current().deck_link
    if not asked:
        return deck.deck(), ""
    try:
        return deck.own(decks.from_link(asked, deck.pages())), ""
    except DeckRefused as refused:
        return Deck(), deck.sentence(words, refused)

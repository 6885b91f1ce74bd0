"""The ready decks as large choices: what each holds, one of its slides, and a button that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from atlas import decks, folders
from atlas.decks import Ready, Slide
from atlas.errors import AtlasError
from atlas.views import card, component, deck, site, slides
from atlas.views.escape import escape
from atlas.views.panels.municipality import by_size, chosen_municipality
from atlas.views.parts.deck import ReadyPicture
from atlas.views.run import snapshots, visit
from atlas.views.run.visit import Here
from atlas.warehouse import PublicData


def choices(here: Here, go_on: Callable[[], None] = lambda: None) -> None:
    """The ready decks for the current selection, side by side. ``go_on`` is called when one was made."""
    words, live = here.words, snapshots.open_data()
    try:
        known = decks.ready(folders.data(), site.staged())
    except AtlasError as wrong:
        st.error(escape(str(wrong)))
        return
    if not known or live is None:
        return
    with st.container(key="deck-ready"):
        st.header(words("present.ready"), anchor=False)
        place = card.selection_text(here, here.state.selection)
        st.caption(words("present.ready_for", place=place))
        for column, ready in zip(st.columns(len(known)), known, strict=True):
            with column, st.container(border=True, key=f"deck-choice-{ready.name}", gap="small"):
                _choice(here, ready, live, go_on)


def _choice(here: Here, ready: Ready, live: PublicData, go_on: Callable[[], None]) -> None:
    """One ready deck: a slide of it, what it holds, and its button."""
    words = here.words
    one = chosen_municipality(here) or by_size(here)[0]
    title = ready.titles[words.language]
    if ready.one_municipality:
        title = f"{title}, {here.name(one)}"
    filled = replace(
        ready.deck(words.language, live.id, visit.link(here), one),
        title=title,
    )
    if filled.slides:
        _picture(here, ready.name, filled.slides[ready.pictured], live)
    st.markdown(f"**{escape(title)}**")
    pages = dict.fromkeys(words(f"page.{slide.page}") for slide in filled.slides)
    holds = f"{deck.how_many(words, filled)}: {words.listed(list(pages))}"
    st.caption(escape(holds))

    def make() -> None:
        deck.take(filled)
        go_on()

    st.button(
        words("present.make", title=title),
        key=f"deck-ready-{ready.name}",
        on_click=make,
        width="stretch",
    )


def _picture(here: Here, name: str, pictured: Slide, live: PublicData) -> None:
    """The slide that shows best what the deck will be like."""
    words = here.words
    picture: ReadyPicture = {
        "slide": slides.content(live, words.language, pictured),
        "safe": words("present.safe"),
        "lang": words.language,
        "words": words.section("present.stage"),
    }
    component.mount("picture", "deck/picture.js", picture, f"deck-picture-{name}")

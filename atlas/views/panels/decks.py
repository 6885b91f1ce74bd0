"""Present: the deck as a list to edit, play, keep and share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from atlas import decks, folders, roles
from atlas.decks import Deck, Slide
from atlas.errors import AtlasError, DeckRefused
from atlas.views import access, card, component, deck, site, slides, uploads
from atlas.views.escape import escape
from atlas.views.panels.municipality import shown_municipality
from atlas.views.parts.messages import DeckLink, Focus
from atlas.views.run import assets, snapshots, visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn
from atlas.views.stage import START
from atlas.warehouse import PublicData
from atlas.words import Words

PAGE = "present"
PLAY = "play"
FILE = "{name}.json"


@Drawn
def deck_from_link(here: Here) -> None:
    """A deck that came by a link. It is used at once if the viewer has no deck, otherwise at the press of a
    button. The viewer's own may still be in the browser's tab only, and must not be overwritten there."""
    if not visit.address_told():
        st.rerun()  # the link was dealt with on this page, and only a whole run tells the browser so
    asked = visit.current().deck_link
    if not asked:
        return
    words = here.words
    try:
        received = decks.from_link(asked, deck.pages())
    except DeckRefused as refused:
        st.error(deck.sentence(words, refused))
        return
    if not deck.known():
        deck.remember("tab-asked", asked=True)
        return

    def take() -> None:
        deck.take(received)
        visit.answer_deck_link()

    if received == deck.deck():
        visit.answer_deck_link()
        st.rerun()
    elif not deck.deck().slides:
        take()
        st.rerun()
    else:
        st.warning(words("present.from_link", views=deck.how_many(words, received)))
        st.button(words("present.take_link"), key="deck-take", on_click=take)


@Drawn
def deck_slides(here: Here) -> None:
    """The slides of the deck, each with its texts and with buttons to move and remove it."""
    words, now = here.words, deck.deck()
    live = snapshots.open_data()
    # what comes and goes has places of its own: a field that moved up would be made anew, and lose what is
    # being written in it
    with st.container(key="deck-go-on"):
        _go_on()
    if live is None:
        return
    if not now.slides:
        st.info(words("present.empty"))
        _undo(words)
        return
    frozen = snapshots.frozen(now.snapshot, live)
    with st.container(key="deck-head"):
        _top(words, now, frozen, live)
    data, language = frozen or live, Words(now.language).language
    for at, slide in enumerate(now.slides):
        caption = slides.content(data, language, slide)["caption"]
        _slide(words, at, slide, slides.own_texts(data, language, slide), caption, len(now.slides))


def _go_on() -> None:
    """Give the focus to the button that the reader goes on with, once."""
    visiting = visit.current()
    if not visiting.goes_on:
        return
    visiting.went_on += 1
    data: Focus = {"key": visiting.goes_on, "stamp": visiting.went_on}
    visiting.goes_on = ""
    component.mount("focus", "shell/focus.js", data, "focus")


def _top(words: Words, now: Deck, frozen: PublicData | None, live: PublicData) -> None:
    """Title, buttons, and the date of the numbers."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="deck-top"):
        _title(words, now)
        if st.button(words("present.play"), key=START, type="primary"):
            visit.current().deck_link = ""  # the deck that is played is the visit's own
            site.go(PLAY, visit.link(visit.here()) | {"bild": "1"})
        _undo(words)
        st.button(words("present.clear"), key="deck-clear", on_click=deck.take, args=(Deck(),))
    if now.senders_texts:
        st.caption(words("present.sent_hint"))
    if frozen is None:
        st.warning(words("present.gone"))
    elif frozen.id != live.id:
        date = words.moment(frozen.published_at)
        st.info(f"{words('present.newer')}. {words('present.frozen', date=date)}")
    else:
        st.caption(words("present.frozen", date=words.moment(live.published_at)))
    if frozen is None or frozen.id != live.id:
        moved = replace(now, snapshot=live.id)
        st.button(words("present.move_on"), key="deck-move", on_click=deck.take, args=(moved,))


def _title(words: Words, now: Deck) -> None:
    drawn = deck.edition()
    key = f"deck-title-{drawn}"
    st.session_state[key] = now.title

    def changed() -> None:
        written = st.session_state[key].strip()
        deck.rewrite(drawn, lambda now: replace(now, title=written))

    st.text_input(
        words("present.title"),
        key=key,
        max_chars=decks.LONGEST["title"],
        placeholder=words("deck.untitled"),
        on_change=changed,
    )


def _undo(words: Words) -> None:
    """A button back to the previous deck, also after this one was emptied."""
    earlier = deck.before()
    if earlier is not None:
        st.button(words("present.undo"), key="deck-undo", on_click=deck.take, args=(earlier,))


def _slide(
    words: Words, at: int, slide: Slide, own: slides.OwnTexts, caption: list[str], total: int
) -> None:
    """One slide: what it shows, its texts and its buttons."""
    place = words("present.slide", n=str(at + 1), page=words(f"page.{slide.page}"))
    with st.container(border=True, key=f"deck-slide-{at}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escape(place)}** · {escape(caption[0])}")
            _button(words, "up", at, lambda now: now.moved(at, at - 1), at == 0)
            _button(words, "down", at, lambda now: now.moved(at, at + 1), at == total - 1)
            _button(words, "remove", at, lambda now: now.without(at), False)
        left, right = st.columns(2)
        with left:
            _text(words, at, slide, "heading", own.heading, st.text_input)
            _text(words, at, slide, "sentence", own.sentence, st.text_area)
        with right:
            _text(words, at, slide, "notes", "", st.text_area)
        for line in caption[2:]:
            st.warning(escape(line))


def _button(words: Words, name: str, at: int, act: Callable[[Deck], Deck], off: bool) -> None:
    icon = {"up": "↑", "down": "↓", "remove": "✕"}[name]
    label = f"{icon} {words(f'present.{name}')}"
    st.button(
        label,
        key=f"deck-{name}-{at}",
        disabled=off,
        on_click=lambda: deck.take(act(deck.deck())),
    )


def _text(
    words: Words, at: int, slide: Slide, name: str, own: str, field: Callable[..., object]
) -> None:
    """One text of a slide. It is the card's own text until someone writes another."""
    drawn = deck.edition()
    key = f"deck-{name}-text-{at}-{drawn}"
    st.session_state[key] = getattr(slide, name) or own

    def changed() -> None:
        written = st.session_state[key].strip()
        texts = {name: "" if written == own else written}
        deck.rewrite(drawn, lambda now: now.edited(at, **texts))

    field(
        words(f"present.{name}"),
        key=key,
        max_chars=decks.LONGEST[name],
        help=words("present.own_text") if own else None,
        on_change=changed,
    )


@Drawn
def deck_elsewhere(here: Here) -> None:
    """Ready decks, a deck as a file and as a link, and decks kept by name on the server."""
    words = here.words
    deck.remember("tab-edited")
    left, right = st.columns(2)
    with left:
        _ready(here)
        if access.viewer().may(PAGE, roles.PUBLISH):
            _named(words)
    with right:
        _file(words)


def _ready(here: Here) -> None:
    """Fill in a ready deck for the current selection."""
    words, live = here.words, snapshots.open_data()
    try:
        known = decks.ready(folders.data(), site.staged())
    except AtlasError as wrong:
        st.error(escape(str(wrong)))
        return
    if not known or live is None:
        return
    st.header(words("present.ready"), anchor=False)
    one = shown_municipality(here)
    place = card.selection_text(here, here.state.selection)
    st.caption(words("present.ready_for", place=place))
    with st.container(horizontal=True):
        for ready in known:
            title = ready.titles[words.language]
            if ready.one_municipality:
                title = f"{title}, {here.name(one)}"
            made = ready.deck(words.language, live.id, visit.link(here), one)
            st.button(
                words("present.make", title=title),
                key=f"deck-ready-{ready.name}",
                on_click=_make,
                args=(replace(made, title=title),),
            )


def _make(made: Deck) -> None:
    deck.take(made)
    visit.current().goes_on = START


def _file(words: Words) -> None:
    """The deck as a file and as a link; and a file to open as the deck."""
    now = deck.deck()
    st.header(words("present.slides"), anchor=False)
    if now.slides:
        name = "".join(c if c.isalnum() else "-" for c in now.title or words("deck.untitled"))
        with st.container(horizontal=True):
            st.download_button(
                words("present.download"),
                decks.to_json(now),
                FILE.format(name=name),
                "application/json",
                key="deck-download",
                on_click="ignore",
            )
            try:
                link: DeckLink = {
                    "deck": decks.to_link(now),
                    "base": f"{assets.base()}{site.page(PLAY).address}",
                    "words": {
                        "link": words("present.link"),
                        "copied": words("present.link_copied"),
                    },
                }
                component.mount("link", "shell/link.js", link, "deck-link")
            except DeckRefused as refused:
                st.warning(deck.sentence(words, refused))
        st.caption(words("present.link_hint"))
    visiting = visit.current()
    sent = uploads.uploader(
        PAGE,
        words("present.upload"),
        ["json"],
        f"deck-upload-{visiting.decks_opened}",
        help_text=words("present.upload_help"),
    )
    if visiting.deck_said:
        st.success(visiting.deck_said)
        visiting.deck_said = ""
    if not sent:
        return
    try:
        received = decks.from_file(sent[0].getvalue(), deck.pages())
    except DeckRefused as refused:
        st.error(deck.sentence(words, refused))
        return
    deck.take(received)
    visiting.decks_opened += 1
    visiting.deck_said = words("present.opened", views=deck.how_many(words, received))
    st.rerun()


def _named(words: Words) -> None:
    """Decks kept by name on the server, for staff."""
    store = folders.store()
    st.header(words("present.named"), anchor=False)
    name = st.text_input(words("present.name"), key="deck-name", max_chars=60)
    pressed = st.button(words("present.keep"), key="deck-keep", disabled=not deck.deck().slides)
    # checked again at the moment it counts: the right may have been withdrawn while the page was open
    if pressed and access.viewer().may(PAGE, roles.PUBLISH):
        try:
            decks.keep(store, name, deck.deck())
            st.success(words("present.kept", name=escape(name.strip())))
        except DeckRefused as refused:
            st.error(escape(deck.sentence(words, refused)))
    for kept in decks.names(store):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escape(kept))
            if st.button(words("present.open"), key=f"deck-open-{kept}"):
                _open(words, kept)
            if st.button(words("present.drop"), key=f"deck-drop-{kept}"):
                if access.viewer().may(PAGE, roles.PUBLISH):
                    decks.drop(store, kept)
                st.rerun(scope="fragment")


def _open(words: Words, name: str) -> None:
    try:
        deck.take(decks.fetch(folders.store(), name, deck.pages()))
    except DeckRefused as refused:
        st.error(escape(deck.sentence(words, refused)))
        return
    st.rerun()

"""Present: the deck as a row of slides to edit, play, keep and share."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas import decks, folders, roles
from atlas.decks import Deck, Slide
from atlas.errors import DeckRefused
from atlas.exports import filed
from atlas.views import access, component, deck, focus, ready, site, slide_files, slides, uploads
from atlas.views.escape import escape
from atlas.views.parts.deck import Arranged, DeckPictures, DeckSlide, DeckWork
from atlas.views.parts.messages import DeckLink
from atlas.views.run import assets, snapshots, visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn
from atlas.warehouse import PublicData
from atlas.words import Words

PAGE = "present"
PLAY = "play"
FILE = "{name}.json"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# keys of what the browser is sent, and of a button that the focus may go to
PICTURES, WORK, UNDO = "deck-pictures", "deck-slides", "deck-undo"


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
    """The deck: its slides in a row, and the one that is chosen, large, with its texts beside it."""
    words, live = here.words, snapshots.open_data()
    deck.lay_out()
    now = deck.deck()
    # what comes and goes has places of its own: a field that moved up would be made anew, and lose what is
    # being written in it
    with st.container(key="deck-go-on"):
        focus.give()
    if live is None:
        return
    if not now.slides:
        _nothing_yet(words)
        return
    frozen = snapshots.frozen(now.snapshot, live)
    with st.container(key="deck-head"):
        _top(words, now, frozen, live)
    with st.container(key="deck-work"):
        _work(words, now, frozen or live)


def _nothing_yet(words: Words) -> None:
    """What to do where there is no deck."""
    with st.container(key="deck-nothing"):
        st.header(words("present.empty"), anchor=False)
        st.markdown(words("present.begin"))
        if not _undo(words) and visit.current().goes_on == UNDO:
            visit.current().goes_on = ""


def _work(words: Words, now: Deck, data: PublicData) -> None:
    """The slides, to be arranged and written on. Their pictures are a message of their own, which stays the
    same while they are."""
    visiting, language = visit.current(), Words(now.language)
    pictures: DeckPictures = {
        "edition": deck.edition(),
        "slides": [
            slides.content(data, now.language, replace(slide, heading="", sentence="", notes=""))
            for slide in visiting.deck_laid
        ],
        "safe": language("present.safe"),
        "lang": now.language,
        "words": language.section("present.stage"),
    }
    component.mount("pictures", "deck/pictures.js", pictures, PICTURES)

    def arranged() -> None:
        said: Arranged | None = st.session_state[WORK]["arranged"]
        deck.arrange(said or {})
        if not deck.deck().slides:
            visit.current().goes_on = UNDO

    work: DeckWork = {
        "edition": deck.edition(),
        "chosen": visiting.deck_chosen,
        "slides": [
            _slide(words, number, slide, slides.own_texts(data, now.language, slide), caption)
            for number, slide in zip(visiting.deck_order, now.slides, strict=True)
            for caption in [pictures["slides"][number]["caption"]]
        ],
        "limits": {name: decks.LONGEST[name] for name in decks.TEXTS},
        "lang": now.language,
        "words": words.section("present.work"),
    }
    component.mount("deck", "deck/deck.js", work, WORK, on_arranged_change=arranged)


def _slide(
    words: Words, number: int, slide: Slide, own: slides.OwnTexts, caption: list[str]
) -> DeckSlide:
    """A slide as it is told to the browser, which shows its card's own texts where none are written.
    ``caption`` is that of its picture."""
    return {
        "id": number,
        "page": words(f"page.{slide.page}"),
        "shows": caption[0],
        "heading": slide.heading,
        "sentence": slide.sentence,
        "notes": slide.notes,
        "own_heading": own.heading,
        "own_sentence": own.sentence,
        "lacks": caption[2:],
    }


def _top(words: Words, now: Deck, frozen: PublicData | None, live: PublicData) -> None:
    """Title, buttons, and the date of the numbers."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="deck-top"):
        _title(words, now)
        if st.button(words("present.play"), key=deck.START, type="primary"):
            visit.current().deck_link = ""  # the deck that is played is the visit's own
            site.go(PLAY, visit.link(visit.here()) | {"bild": "0"})
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

    def move_on() -> None:
        deck.take(replace(deck.deck(), snapshot=live.id))

    if frozen is None or frozen.id != live.id:
        st.button(words("present.move_on"), key="deck-move", on_click=move_on)


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


def _undo(words: Words) -> bool:
    """A button back to the previous deck, also after this one was emptied; whether there is one."""
    if deck.before() is None:
        return False
    st.button(words("present.undo"), key=UNDO, on_click=deck.take_back)
    return True


@Drawn
def deck_elsewhere(here: Here) -> None:
    """Ready decks, a deck as a file and as a link, and decks kept by name on the server."""
    words = here.words
    deck.remember("tab-edited")
    ready.choices(here, _go_on_to_start)
    left, right = st.columns(2)
    with left:
        _file(words)
    with right:
        if access.viewer().may(PAGE, roles.PUBLISH):
            _named(words)


def _go_on_to_start() -> None:
    visit.current().goes_on = deck.START


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
            _slide_file(words, now, name)
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


def _slide_file(words: Words, now: Deck, name: str) -> None:
    """The deck as slides that can be edited elsewhere. The file is made when it is asked for."""
    live, viewer = snapshots.open_data(), access.viewer()
    if live is None or not all(viewer.may(slide.page, roles.EXPORT) for slide in now.slides):
        return
    data, host = snapshots.frozen(now.snapshot, live) or live, slide_files.host()
    st.download_button(
        words("pptx.download"),
        data=lambda: slide_files.pptx(data, now, host),
        file_name=filed.file_name(data, name, "pptx"),
        mime=PPTX,
        key="deck-slides-file",
        on_click="ignore",
    )


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

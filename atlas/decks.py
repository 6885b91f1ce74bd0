"""Decks: live views to show one after another, as data. Pure functions; a deck holds none of our numbers.

A slide names a page, a view of it (by codes, as a link does), and the card that fills the screen. Where its
heading or sentence is empty, the card's own is read when the slide is shown, so that text and numbers come
from one snapshot. A deck travels as a small JSON file or as one parameter of a link; what is written on a
deck that arrived in this way is the sender's, and the reader is told so.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import re
import unicodedata
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from atlas import disk
from atlas.errors import DeckRefused, DeclarationError, form, safe_key
from atlas.region import LANGUAGES, read_toml

FORM = 1
MOST_SLIDES = 60  # more than there are views: all of them fit on one deck
LARGEST_FILE = 256 * 1024  # bytes of JSON
LONGEST_LINK = 16_000  # characters; more than that some proxies refuse
LONGEST = {"title": 120, "heading": 200, "sentence": 800, "notes": 4000, "snapshot": 80, "card": 80}
TEXTS = ("heading", "sentence", "notes")
LONGEST_ADDRESS = 400  # characters of one parameter
CODE = re.compile(r"[\w.:-]*")
NAME = re.compile(r"\w[\w -]{0,59}")
LEFT = ("matt", "ar", "jamfor", "med", "plats")
READY = "decks.toml"
FOLDER = "decks"


@dataclass(frozen=True)
class Slide:
    """One view. ``card`` is a card's key, or "" for the whole page's answer; ``address`` holds the
    parameters of the view as (name, value), sorted."""

    page: str
    address: tuple[tuple[str, str], ...] = ()
    card: str = ""
    heading: str = ""
    sentence: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Deck:
    """Slides in order, their language, and the snapshot at which they are frozen ("" for whatever is live).

    ``sent`` says that the deck came by a link or as a file. It stays so while the deck is edited, and two
    decks that differ only in it are equal."""

    title: str = ""
    language: str = LANGUAGES[0]
    snapshot: str = ""
    slides: tuple[Slide, ...] = ()
    sent: bool = field(default=False, compare=False)

    @property
    def holds_texts(self) -> bool:
        """Whether somebody wrote a heading, a sentence or notes; all other words are the cards' own."""
        return any(getattr(slide, name) for slide in self.slides for name in TEXTS)

    @property
    def senders_texts(self) -> bool:
        """Whether it carries texts written by whoever sent it."""
        return self.sent and self.holds_texts

    def add(self, slide: Slide) -> Deck:
        """The deck with one more slide; :class:`~atlas.errors.DeckRefused` when it is full."""
        if len(self.slides) >= MOST_SLIDES:
            raise DeckRefused("slides", str(len(self.slides) + 1), str(MOST_SLIDES))
        return replace(self, slides=(*self.slides, slide))


def slide(page: str, address: Mapping[str, str], card: str = "") -> Slide:
    """A slide of a view. The deck sets the language, so the address leaves it out."""
    kept = sorted((name, value) for name, value in address.items() if name != "lang" and value)
    return Slide(page, tuple(kept), card)


def arranged(slides: Sequence[Slide], said: Any) -> tuple[Slide, ...]:
    """The slides that are left, in their new order and with what is written on them now, cut to the accepted
    length. ``said`` is a list of the numbers of slides (from 0) and their texts, as a browser says it
    (:class:`atlas.views.parts.deck.WrittenSlide`); :class:`~atlas.errors.DeckRefused` for anything else."""
    if not isinstance(said, list):
        raise DeckRefused("slides", "-", str(MOST_SLIDES))
    left = dict(enumerate(slides))
    made = []
    for at, node in enumerate(said, start=1):
        number = node.get("id") if isinstance(node, dict) else None
        if not isinstance(number, int) or number not in left:
            raise DeckRefused("slide", "-", at=at)
        cut: dict[str, Any] = {n: _clean(str(node.get(n, "")))[: LONGEST[n]] for n in TEXTS}
        made.append(replace(left.pop(number), **cut))
    return tuple(made)


def to_json(deck: Deck) -> str:
    """The deck as a JSON text that a person can read and edit."""
    plain = _plain(deck) | ({"sent": True} if deck.sent else {})
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str | bytes, pages: Collection[str]) -> Deck:
    """Read a deck from a JSON text that we have kept ourselves; :func:`from_file` is for one that was sent.

    ``pages``, here and wherever a deck is read, are the names of the pages that a slide may show. Raises
    :class:`~atlas.errors.DeckRefused` with the rule, what was there and what is accepted, when the text
    is too large, is not JSON, has another form, or contains something that is not allowed.
    """
    if len(text) > LARGEST_FILE:
        raise DeckRefused("size", str(len(text)), str(LARGEST_FILE))
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise DeckRefused("json") from None
    if not isinstance(given, dict) or given.get("form") != FORM:
        actual = form(given.get("form", "-")) if isinstance(given, dict) else "-"
        raise DeckRefused("form", actual, str(FORM))
    slides = given.get("slides")
    if not isinstance(slides, list):
        raise DeckRefused("slides", "-", str(MOST_SLIDES))
    if len(slides) > MOST_SLIDES:
        raise DeckRefused("slides", str(len(slides)), str(MOST_SLIDES))
    language = given.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise DeckRefused("language", form(language), ", ".join(LANGUAGES))
    return Deck(
        _text(given, "title", 0),
        language,
        _code(given, "snapshot", 0),
        tuple(_slide(node, at, pages) for at, node in enumerate(slides, start=1)),
        given.get("sent") is True,
    )


def from_file(text: str | bytes, pages: Collection[str]) -> Deck:
    """Read a deck from a file that somebody opens; refused as by :func:`from_json`. Nobody knows who wrote
    a file, so the deck counts as sent, whatever the file says about itself."""
    return _sent(from_json(text, pages))


def to_link(deck: Deck) -> str:
    """The deck as the value of one parameter of a link: base64url of compressed JSON.

    Raises :class:`~atlas.errors.DeckRefused` when it would be too long to travel in an address.
    """
    text = json.dumps(_plain(deck), ensure_ascii=False, separators=(",", ":"))
    link = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(link) > LONGEST_LINK:
        raise DeckRefused("link_length", str(len(link)), str(LONGEST_LINK))
    return link


def from_link(link: str, pages: Collection[str]) -> Deck:
    """Read a deck from the parameter of a link; :class:`~atlas.errors.DeckRefused` where it holds none."""
    if len(link) > LONGEST_LINK:
        raise DeckRefused("link_length", str(len(link)), str(LONGEST_LINK))
    try:
        packed = base64.b64decode(link + "=" * (-len(link) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST_FILE)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise DeckRefused("link")
    except (ValueError, binascii.Error, zlib.error):
        raise DeckRefused("link") from None
    return _sent(from_json(text, pages))


def _sent(deck: Deck) -> Deck:
    """The deck, marked as sent if it carries any texts: without texts, nothing on it is the sender's."""
    return replace(deck, sent=deck.holds_texts)


# --- ready decks, which are filled in for a selection ------------------------------------------------


@dataclass(frozen=True)
class Ready:
    """A declared deck: its titles by language, whether it is about one municipality, its slides, and which
    of them (counted from 0) shows best what the deck is like."""

    name: str
    titles: Mapping[str, str]
    one_municipality: bool
    slides: tuple[Slide, ...]
    pictured: int = 0

    def deck(self, language: str, snapshot: str, address: Mapping[str, str], one: str) -> Deck:
        """The deck for the current selection (the parameters of a view), or for one municipality.

        A slide's own parameters win. What concerns only the page that the reader came from (measure, year,
        comparison) is dropped.
        """
        chosen = {name: value for name, value in address.items() if name not in LEFT}
        if self.one_municipality:
            chosen["kommun"] = one
        slides = (slide(s.page, chosen | dict(s.address), s.card) for s in self.slides)
        return Deck(self.titles[language], language, snapshot, tuple(slides))


def ready(folder: Path, pages: Collection[str]) -> list[Ready]:
    """The ready decks that a data folder declares, in their order; none where there is no file.

    Raises :class:`~atlas.errors.DeclarationError` for a file that is not TOML and for a picture of a slide
    that the deck does not have, and :class:`~atlas.errors.DeckRefused` for an invalid slide.
    """
    if not (folder / READY).is_file():
        return []
    return [_ready(name, node, pages) for name, node in read_toml(folder / READY).items()]


def _ready(name: str, node: Mapping[str, Any], pages: Collection[str]) -> Ready:
    given = node.get("slides", [])
    slides = tuple(_slide(entry, at, pages) for at, entry in enumerate(given, start=1))
    pictured = node.get("pictured", 1)
    if not isinstance(pictured, int) or not 1 <= pictured <= max(1, len(slides)):
        raise DeclarationError(
            READY,
            f"[{safe_key(name)}] pictured: accepted: the number of a slide, 1 to {len(slides)}",
        )
    titles = {lang: str(node.get(f"title_{lang}", name)) for lang in LANGUAGES}
    return Ready(name, titles, bool(node.get("one_municipality")), slides, pictured - 1)


# --- decks kept by name on the server ---------------------------------------------------------------


def names(store: Path) -> list[str]:
    """The names of the decks kept in a store."""
    return sorted(path.stem for path in (store / FOLDER).glob("[!.]*.json"))


def keep(store: Path, name: str, deck: Deck) -> None:
    """Keep a deck under a name, in one step, replacing any of the same name. Whoever is allowed to keep a
    deck answers for what is written on it, so it no longer counts as sent.

    Raises :class:`~atlas.errors.DeckRefused` for a name that is not plain words.
    """
    path = _place(store, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(path, to_json(replace(deck, sent=False)))


def fetch(store: Path, name: str, pages: Collection[str]) -> Deck:
    """The deck kept under a name; :class:`~atlas.errors.DeckRefused` when there is none."""
    try:
        return from_json(_place(store, name).read_bytes(), pages)
    except OSError:
        raise DeckRefused("name_unknown", form(name)) from None


def drop(store: Path, name: str) -> None:
    """Delete the deck kept under a name, if there is one."""
    with contextlib.suppress(FileNotFoundError):
        _place(store, name).unlink()


def _place(store: Path, name: str) -> Path:
    plain = name.strip()
    if not NAME.fullmatch(plain):
        raise DeckRefused("name", form(plain))
    return store / FOLDER / f"{plain}.json"


def _plain(deck: Deck) -> dict[str, Any]:
    slides = [
        {"page": s.page, "address": dict(s.address)}
        | {name: getattr(s, name) for name in ("card", *TEXTS) if getattr(s, name)}
        for s in deck.slides
    ]
    return {
        "form": FORM,
        "title": deck.title,
        "language": deck.language,
        "snapshot": deck.snapshot,
        "slides": slides,
    }


def _slide(node: Any, at: int, pages: Collection[str]) -> Slide:
    if not isinstance(node, dict):
        raise DeckRefused("slide", "-", at=at)
    page = node.get("page")
    if not isinstance(page, str) or page not in pages:
        raise DeckRefused("page", form(page), ", ".join(pages), at)
    address = node.get("address", {})
    fits = isinstance(address, dict) and all(
        isinstance(value, str) and len(name) <= 20 and len(value) <= LONGEST_ADDRESS
        for name, value in address.items()
    )
    if not fits:
        raise DeckRefused("address", "-", str(LONGEST_ADDRESS), at)
    textless = slide(page, address, _code(node, "card", at))
    texts: dict[str, Any] = {name: _text(node, name, at) for name in TEXTS}
    return replace(textless, **texts)


def _text(node: Mapping[str, Any], name: str, at: int) -> str:
    text = node.get(name, "")
    if not isinstance(text, str):
        raise DeckRefused("text", name, at=at)
    if len(text) > LONGEST[name]:
        raise DeckRefused("text_length", f"{name}: {len(text)}", str(LONGEST[name]), at)
    return _clean(text)


def _clean(text: str) -> str:
    """The text without invisible characters; spaces of every kind stay."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C" or c in "\n\t").strip()


def _code(node: Mapping[str, Any], name: str, at: int) -> str:
    text = node.get(name, "")
    if not isinstance(text, str) or len(text) > LONGEST[name] or not CODE.fullmatch(text):
        raise DeckRefused("code", name, at=at)
    return text

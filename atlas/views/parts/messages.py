"""What each component of a page is sent, field by field, and what it says back.

``static/contract.d.ts`` is made from these types, too. A component is mounted with one of them and nothing
else (:func:`atlas.views.component.mount`), so a field that one side does not know is found by the type
checkers.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from atlas.views.parts.deck import Arranged, DeckPictures, DeckWork, ReadyPicture
from atlas.views.parts.stage import Play
from atlas.views.parts.types import Address, Pair, Sheet

# --- what stands around the sheet: the scripts in static/shell ------------------------------------


class PageLink(TypedDict):
    """A page by its name in the code, its title, its address, and with which others its link stands."""

    name: str
    title: str
    address: str
    group: str


class Mark(TypedDict):
    """What is said of all numbers of the page: of which kind, in a word or two, and in a sentence."""

    kind: str
    text: str
    help: str


# what the head's menu offers: to log in, to log out, or nothing where no login is configured
Login = Literal["", "login", "logout"]


class Head(TypedDict):
    """The head of a page. The link of the page ``shown`` is marked; ``base`` is what every address begins
    with. Links carry the view of the moment, which is told by these ``parameters``. ``languages`` are pairs
    of code and name; no address names the ``unsaid`` one. ``exact`` tells whether exact numbers are asked
    for, ``None`` where they may not be; ``login`` is what is offered: ``login``, ``logout`` or nothing."""

    brand: str
    links: list[PageLink]
    shown: str
    base: str
    parameters: list[str]
    marks: list[Mark]
    lang: str
    languages: list[Pair]
    unsaid: str
    exact: bool | None
    login: Login
    role: str
    words: dict[str, str]


class KnownAddress(TypedDict):
    """What the server knows of the address, told with each ``run`` of a whole page: ``wanted`` is the address
    of the view that is shown; ``read`` is the checksum of the address that this run has read, ``None`` if
    it has read none; ``turned`` is what the server changed at the moment ``turnedAt``, "" for a parameter
    that is gone."""

    run: str
    parameters: list[str]
    wanted: Address
    read: int | None
    turned: Address
    turnedAt: str


class Shell(TypedDict):
    """The language of the page and the addresses of its styles. ``words`` are the texts of the framework that
    are to be others, by its English."""

    lang: str
    styles: list[str]
    words: dict[str, str]
    address: KnownAddress


class Tab(TypedDict):
    """The deck that the browser's tab is to keep, if the server knows of one; ``asked`` wants an answer also
    where nothing is kept."""

    known: bool
    deck: str
    asked: bool


class DeckLinkWords(TypedDict):
    """What stands on the button, and for a while after a press."""

    link: str
    copied: str


class DeckLink(TypedDict):
    """A button that copies the link of a deck. ``base`` is the address of the stage."""

    deck: str
    base: str
    words: DeckLinkWords


class Focus(TypedDict):
    """Gives the focus to the button or heading under a key; ``stamp`` tells one wish from the one before."""

    key: str
    stamp: int


# What a component may be sent. A new component is a type here, and a script that mounts it.
Message = (
    Sheet | Play | Head | Shell | Tab | DeckLink | Focus | DeckPictures | DeckWork | ReadyPicture
)

# --- what the browser says back: a value under a name, as little to be trusted as a link ------------


class Viewed(TypedDict):
    """Another view of the page is wanted; ``stamp`` tells two equal wishes apart."""

    view: Address
    stamp: float


class Saving(TypedDict):
    """A file of a card, of a kind such as ``csv``, as it is in the view that the reader looks at."""

    card: str
    kind: str
    view: Address


class Adding(TypedDict):
    """A card, or with "" the page's own answer, is to be put on the deck, in the view that the reader has."""

    card: str
    view: Address
    stamp: float


class FromSheet(TypedDict):
    """What a sheet asks for."""

    view: Viewed
    save: Saving
    add: Adding


class FromHead(TypedDict):
    """A language, by its code; whether exact numbers are wanted; that one logs in or out."""

    language: str
    exact: bool
    login: bool
    logout: bool


class FromTab(TypedDict):
    """The deck that the tab had kept, as JSON, or the one that a closed tab has left."""

    deck: str
    left: str


class FromStage(TypedDict):
    """One leaves the stage, or moves the deck on to today's numbers: the moment at which it was pressed."""

    leave: float
    move: float


class FromDeck(TypedDict):
    """The deck as it stands on its page now."""

    arranged: Arranged


# what each component says back, by its name; the others say nothing
HEARD: dict[str, type] = {
    "sheet": FromSheet,
    "head": FromHead,
    "tab": FromTab,
    "present": FromStage,
    "deck": FromDeck,
}

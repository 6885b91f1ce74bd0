"""A visit: what one viewer is looking at, and each run of a page for it: snapshot, state and language."""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.decks import Deck, Slide
from atlas.measures.selection import Selection
from atlas.measures.values import Values
from atlas.region import LANGUAGES
from atlas.views import host
from atlas.views.parts.messages import KnownAddress
from atlas.views.run import snapshots
from atlas.views.run.address import (
    DECK,
    PARAMETERS,
    Ignored,
    State,
    joined,
    read,
    write,
)
from atlas.warehouse import Data, PublicData
from atlas.words import Words

if TYPE_CHECKING:
    from atlas.publish.intake import Candidate, Source

KEY = "visit"


@dataclass(frozen=True)
class Here:
    """One run of one viewer: which numbers, which view, in which language."""

    data: Data
    state: State
    words: Words

    def values(
        self, measure: str, selection: Selection | None = None, period: str | None = None
    ) -> Values:
        """The values of a measure for the view's selection (or another), at the view's year (or
        another)."""
        chosen = self.state.selection if selection is None else selection
        if period is None and measure == self.state.measure:
            period = self.state.period
        return snapshots.remembered_values(self.data, measure, chosen, period or None)

    def name(self, code: str) -> str:
        """The name of an area in the view's language."""
        return self.data.name_of(code, self.words.language)


@dataclass(frozen=True)
class Imported:
    """A publication of this visit: the kind of its files, the snapshot that it made and the one before
    ("" where there was none), and the published ``figures`` that changed, as the difference told them; with
    ``exact`` they are exact numbers. ``undone`` once the one before is live again; ``refused`` is the key of
    the text that says why it could not be."""

    kind: str
    snapshot: str
    before: str
    figures: Mapping[str, Any]
    exact: bool
    undone: bool = False
    refused: str = ""


@dataclass
class Visit:
    """Everything that the server remembers about one viewer from run to run, except the values of the
    framework's own controls: those are kept under keys of their own."""

    # what is looked at; the front door sets these in the first run
    state: State = field(init=False, repr=False)
    here: Here = field(init=False, repr=False)
    page: str = field(init=False, repr=False)
    # the deck that an address named, until it is answered
    deck_link: str = ""

    # what the browser is told of its address: which one this run has read, if it has; the parameters that
    # were changed here since then, when that was, and up to when it has been told
    address_read: int | None = None
    turned: dict[str, str] = field(default_factory=dict)
    turned_at: str = ""
    told_at: str = ""

    # what the next answer to a sheet hands over: (sheet, card, kind) of a file, (sheet, refusal) of a view
    # that was put on the deck; and how many of each there were, by which the browser knows a new one
    saving: tuple[str, str, str] | None = None
    saved: int = 0
    adding: tuple[str, str] | None = None
    added: int = 0

    # the deck (``None`` until it is known what the browser's tab holds), the one before it, how often
    # another one was taken on, and how many files were opened, with what was said of the last
    deck: Deck | None = None
    deck_before: Deck | None = None
    deck_edition: int = 0
    # the edition that another deck has replaced, and its slides by their number: while its deck is the one
    # before, what is still said of it is written there
    deck_replaced: tuple[int, tuple[Slide, ...]] | None = None
    # the slides of this edition by their number, the numbers of those that are left in their order, the
    # slides that these became, and the number of the one that is worked on
    deck_laid: tuple[Slide, ...] = ()
    deck_order: tuple[int, ...] = ()
    deck_arranged: tuple[Slide, ...] = ()
    deck_chosen: int = 0
    decks_opened: int = 0
    deck_said: str = ""
    # the key of what the reader goes on with, and how often the focus was given to such
    goes_on: str = ""
    went_on: int = 0

    # files that were read and are not published yet, what they led to, the folder of that where it was asked
    # to be published, what was published instead, how often the form was begun anew, and which step was
    # drawn last
    source: Source | None = None
    candidate: Candidate | None = None
    publishing: str = ""
    imported: Imported | None = None
    # why indicators that were asked for are not in what was fetched
    left_out: tuple[str, ...] = ()
    import_round: int = 0
    import_step: str = ""


def current() -> Visit:
    """The visit of the viewer whom this run is for."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Visit()
    now: Visit = st.session_state[KEY]
    return now


def here() -> Here:
    """The run that the front door has opened."""
    return current().here


def enter(data: PublicData) -> list[Ignored]:
    """Open a run of a page.

    The browser owns the address. It is read only when it is certain to be the present one: in the first run
    of a visit, and after a step in the browser's history. Any other run may come with an old copy of it, and
    shows the state that the last choice led to.
    """
    now = current()
    reads = not hasattr(now, "state") or host.walked()
    now.address_read = checksum(host.query()) if reads else None
    ignored = _read_address(now, data) if reads else []
    now.here = Here(data, now.state, Words(now.state.language))
    return ignored


def checksum(query: Mapping[str, Sequence[str]]) -> int:
    """Adler-32 of the parameters as they stand in an address, by which the browser knows which one was read
    (``checksum`` in ``static/shell/address.js``). The address itself is not repeated: anything may stand
    there."""
    lines = (f"{name}={'&'.join(query.get(name, ()))}" for name in PARAMETERS)
    return zlib.adler32("\n".join(lines).encode())


def _read_address(now: Visit, data: PublicData) -> list[Ignored]:
    query = host.query()
    address, repeated = joined(query)
    now.state, ignored = read(address, data)
    now.deck_link = query.get(DECK, [""])[-1]
    now.turned = {}
    return repeated + ignored


def to_browser() -> KnownAddress:
    """What the browser is told of its address in a run of a whole page (``static/shell/address.js``)."""
    now = current()
    now.told_at = now.turned_at
    return {
        "run": str(time.time_ns()),
        "parameters": list(PARAMETERS),
        "wanted": link(now.here),
        "read": now.address_read,
        "turned": now.turned,
        "turnedAt": now.turned_at,
    }


def address_told() -> bool:
    """Whether the browser was told all that changed in its address."""
    return current().told_at == current().turned_at


def look(page: str) -> Here:
    """The run as this viewer may see a page: with exact numbers for who may have them and asks."""
    now, opened = current(), here()
    now.page = page
    now.here = Here(snapshots.data_for(opened.data, page), opened.state, opened.words)
    return now.here


def shown_page() -> str:
    """The page that is looked at."""
    return current().page


def again(page: str) -> Here:
    """The run of a part of the page, which only a choice on it starts. When other data are to be shown
    than the page was opened with (a new snapshot, or a right that is gone), the whole page runs anew: no
    page shows two kinds."""
    now, opened = current(), here().data
    public = snapshots.open_data()
    if public is None or snapshots.data_for(public, page) is not opened:
        st.rerun()
    now.here = Here(public, now.state, Words(now.state.language))
    return look(page)


def choose(asked: Mapping[str, str]) -> None:
    """Take on the view that the reader has chosen in the page, and whose address the browser has written.
    The language is not chosen there: a view that was asked for before it was switched keeps the new one."""
    now = current()
    chosen = read(asked, now.here.data)[0]
    now.state = replace(chosen, language=now.state.language)


def speak(language: str) -> None:
    """Switch the language, and have the browser write it into the address."""
    now = current()
    now.state = replace(now.state, language=language)
    _turn("lang", write(now.state, now.here.data).get("lang", ""))


def answer_deck_link(other: str = "") -> None:
    """The deck of the address is taken on, or another one stands in its place: so the address says."""
    current().deck_link = other
    _turn(DECK, other)


def _turn(parameter: str, value: str) -> None:
    now = current()
    now.turned, now.turned_at = now.turned | {parameter: value}, str(time.time_ns())


def deck_parameter() -> dict[str, str]:
    """The parameter that names the deck of a link, where there is one, to go along to another page."""
    asked = current().deck_link
    return {DECK: asked} if asked else {}


def state() -> State:
    """The state as it stands now, also inside a callback."""
    return current().state


def link(here_: Here) -> dict[str, str]:
    """The parameters that reopen this view."""
    return write(here_.state, here_.data)


def asked_language() -> str:
    """The language that the address asks for, when there is no snapshot to say which is the default."""
    asked = host.query().get("lang", [""])[-1]
    return asked if asked in LANGUAGES else LANGUAGES[0]

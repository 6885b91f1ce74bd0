"""A visit: what one viewer looks at, and each run of a page for it: the snapshot, the state, the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from atlas.decks import Deck
from atlas.measures.selection import Selection
from atlas.measures.values import Values
from atlas.region import LANGUAGES
from atlas.views.run import snapshots
from atlas.views.run.address import (
    DEFAULT_MEASURE,
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


@dataclass
class Visit:
    """All that the server remembers of one viewer from run to run, but for what stands in the controls of
    the framework: those keep their value under a key of their own."""

    # what is looked at; the front door sets these in the first run
    state: State = field(init=False, repr=False)
    here: Here = field(init=False, repr=False)
    page: str = field(init=False, repr=False)
    # the address that the state was last read from or written to
    address: dict[str, str] | None = None
    # the measure that an address named, also where it is the first view's own
    asked_measure: str = ""
    # whether the run carries a choice
    chosen: bool = False

    # what the next answer to a sheet hands over: (sheet, card) of a file, (sheet, refusal) of a view that
    # was put on the deck; and how many of each there were, by which the browser knows a new one
    saving: tuple[str, str] | None = None
    saved: int = 0
    adding: tuple[str, str] | None = None
    added: int = 0

    # the deck (``None`` until it is known what the browser's tab holds), the one before it, how often
    # another one was taken on, and how many files were opened, with what was said of the last
    deck: Deck | None = None
    deck_before: Deck | None = None
    deck_edition: int = 0
    decks_opened: int = 0
    deck_said: str = ""

    # files that were read and are not published yet, what came of them, and how many were published
    source: Source | None = None
    candidate: Candidate | None = None
    import_round: int = 0


def current() -> Visit:
    """The visit of whoever this run is for."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Visit()
    now: Visit = st.session_state[KEY]
    return now


def here() -> Here:
    """The run that the front door has opened."""
    return current().here


def enter(data: PublicData) -> list[Ignored]:
    """Open a run of a page: take the state from the address when someone else wrote it, else keep our
    own. A run that carries a choice keeps the choice: the browser sends the address that it last heard
    of with it, which is an old one when choices come faster than answers."""
    ignored: list[Ignored] = []
    now = current()
    address, repeated = _address()
    if now.address is None or not (now.chosen or address == now.address):
        now.state, ignored = read(address, data)
        ignored = repeated + ignored
        now.address = address
        now.asked_measure = address.get("matt", "")
    now.chosen = False
    _open(data)
    return ignored


def _open(data: PublicData) -> None:
    """What this run looks at, and its address."""
    now = current()
    now.here = Here(data, now.state, Words(now.state.language))
    _write_address(write(now.state, data), *_address())


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
    """The run of a part of the page, which only a choice on it starts: its address is nobody else's.
    When other data are to be shown than the page was opened with (a new snapshot, or a right that is
    gone), the whole page runs anew: no page shows two kinds."""
    opened = here().data
    public = snapshots.open_data()
    if public is None or snapshots.data_for(public, page) is not opened:
        st.rerun()
    current().chosen = False
    _open(public)
    return look(page)


def change(state: State) -> None:
    """Take on a new state, in answer to a choice; the run that follows shows it and writes its address."""
    now = current()
    now.state, now.chosen, now.asked_measure = state, True, ""


def state() -> State:
    """The state as it stands now, also inside a callback."""
    return current().state


def asked_measure(here_: Here) -> str:
    """The measure that the view's address asks for: also the first view's own, where it was written out."""
    if here_.state.measure != DEFAULT_MEASURE:
        return here_.state.measure
    return current().asked_measure


def link(here_: Here) -> dict[str, str]:
    """The parameters that reopen this view."""
    return write(here_.state, here_.data)


def _address() -> tuple[dict[str, str], list[Ignored]]:
    return joined({name: st.query_params.get_all(name) for name in PARAMETERS})


def _write_address(
    wanted: dict[str, str], address: dict[str, str], repeated: list[Ignored]
) -> None:
    """Write the address where it differs from the one that came, or from the last one that we wrote: that
    may still be on its way, and would stand."""
    now = current()
    if repeated or wanted != address or wanted != now.address:
        others = {k: v for k, v in st.query_params.to_dict().items() if k not in PARAMETERS}
        st.query_params.from_dict(others | wanted)
    now.address = wanted


def asked_language() -> str:
    """The language that the address asks for, when there is no snapshot to say which is the default."""
    asked = st.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]

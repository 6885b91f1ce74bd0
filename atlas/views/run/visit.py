"""A visit: what one viewer looks at, and each run of a page for it: the snapshot, the state, the words."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

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


def here() -> Here:
    """The run that the front door has opened."""
    run: Here = st.session_state["here"]
    return run


def enter(data: PublicData) -> list[Ignored]:
    """Open a run of a page: take the state from the address when someone else wrote it, else keep our
    own. A run that carries a choice keeps the choice: the browser sends the address that it last heard
    of with it, which is an old one when choices come faster than answers."""
    ignored: list[Ignored] = []
    address, repeated = _address()
    ours = st.session_state.pop("chosen", False) or address == st.session_state.get("address")
    if "state" not in st.session_state or not ours:
        st.session_state["state"], ignored = read(address, data)
        ignored = repeated + ignored
        st.session_state["address"] = address
        st.session_state["asked_measure"] = address.get("matt", "")
        st.session_state["adopted"] = st.session_state.get("adopted", 0) + 1
    _open(data)
    return ignored


def _open(data: PublicData) -> None:
    """What this run looks at, and its address."""
    state: State = st.session_state["state"]
    st.session_state["here"] = Here(data, state, Words(state.language))
    _write_address(write(state, data), *_address())


def look(page: str) -> Here:
    """The run as this viewer may see a page: with exact numbers for who may have them and asks."""
    now = here()
    seen = Here(snapshots.data_for(now.data, page), now.state, now.words)
    st.session_state["here"], st.session_state["page"] = seen, page
    return seen


def shown_page() -> str:
    """The page that is looked at."""
    return str(st.session_state["page"])


def again(page: str) -> Here:
    """The run of a part of the page, which only a choice on it starts: its address is nobody else's.
    When other data are to be shown than the page was opened with (a new snapshot, or a right that is
    gone), the whole page runs anew: no page shows two kinds."""
    opened = here().data
    public = snapshots.open_data()
    if public is None or snapshots.data_for(public, page) is not opened:
        st.rerun()
    st.session_state.pop("chosen", None)
    _open(public)
    return look(page)


def change(state: State) -> None:
    """Take on a new state, in answer to a choice; the run that follows shows it and writes its address."""
    st.session_state["state"], st.session_state["chosen"] = state, True
    st.session_state["asked_measure"] = ""


def state() -> State:
    """The state as it stands now, also inside a callback."""
    now: State = st.session_state["state"]
    return now


def asked_measure(here_: Here) -> str:
    """The measure that the view's address asks for: also the first view's own, where it was written out."""
    if here_.state.measure != DEFAULT_MEASURE:
        return here_.state.measure
    return str(st.session_state.get("asked_measure", ""))


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
    if repeated or wanted != address or wanted != st.session_state.get("address", wanted):
        others = {k: v for k, v in st.query_params.to_dict().items() if k not in PARAMETERS}
        st.query_params.from_dict(others | wanted)
    st.session_state["address"] = wanted


def asked_language() -> str:
    """The language that the address asks for, when there is no snapshot to say which is the default."""
    asked = st.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]

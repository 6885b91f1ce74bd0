"""What a run holds: the snapshot, the state, the words. All caching of the pages is here.

Functions cached for all viewers take what they need as arguments; they never read who is asking.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from atlas import folders, warehouse
from atlas.errors import AtlasError, BrokenSnapshot, NoSnapshot, UnknownSnapshot
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.measures.values import Values
from atlas.publish import store as stores
from atlas.publish.store import Published
from atlas.region import LANGUAGES
from atlas.views import access
from atlas.views.state import DEFAULT_MEASURE, PARAMETERS, Ignored, State, joined, read, write
from atlas.warehouse import Data, PublicData
from atlas.words import Words

KEPT_VALUES = 512
STATIC = folders.ROOT / "static"
PUBLISH_SECONDS = 600


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
        return remembered_values(self.data, measure, chosen, period or None)

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
    seen = Here(data_for(now.data, page), now.state, now.words)
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
    public = open_data()
    if public is None or data_for(public, page) is not opened:
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


def open_data() -> PublicData | None:
    """What is shown to everyone: the live snapshot, or the newest that can be read where that one
    cannot; ``None`` when there is none. Only a store in which nothing was ever published is published
    to from here, once: what stands there is never replaced because somebody looks at a page."""
    store = folders.store()
    if stores.is_empty(store) and stores.rejection(store) is None:
        _first_publish()
    try:
        return warehouse.open_public(store, _remembered)
    except (NoSnapshot, BrokenSnapshot):
        return None


def data_for(public: Data, page: str) -> Data:
    """The snapshot's exact part for who may see it on a page and has asked, else the public part: also
    where the exact part is damaged."""
    if not access.wants_exact(page):
        return public
    try:
        return _exact(public.id, public.stands_in, folders.store(), access.viewer().role, public)
    except (BrokenSnapshot, UnknownSnapshot):
        return public


def _remembered(found: Published, stands_in: bool) -> PublicData:
    return _public(found.id, stands_in, found.folder, found)


@st.cache_resource(max_entries=3, show_spinner=False)
def _public(snapshot: str, stands_in: bool, folder: Path, _found: Published) -> PublicData:
    """The public part of a snapshot, once for all viewers; ``snapshot`` makes a new one a new entry."""
    return warehouse.public_part(_found, stands_in)


def frozen(snapshot: str, live: PublicData) -> PublicData | None:
    """The public part of the snapshot that a deck is frozen at; ``None`` where it may not be shown
    any more. A deck that names none follows the live one."""
    if snapshot in ("", live.id):
        return live
    try:
        return _earlier(snapshot, live.id, folders.store(), live)
    except AtlasError:
        return None


@st.cache_resource(max_entries=2, show_spinner=False)
def _earlier(snapshot: str, live: str, store: Path, _shown: PublicData) -> PublicData:
    """An earlier snapshot, apart from the live one, which no link can push out of memory; ``live``
    asks anew whether it may be shown when another one is live."""
    return warehouse.open_earlier(store, snapshot, _shown)


def warm() -> None:
    """Open what is shown ahead of the first viewer, if there is anything."""
    with contextlib.suppress(AtlasError):
        warehouse.open_public(folders.store(), _remembered)


@st.cache_resource(max_entries=1, show_spinner=False)
def _exact(snapshot: str, stands_in: bool, store: Path, role: str, _shown: Data) -> Data:
    """The exact part of the snapshot that is shown, for a role that may have it."""
    return warehouse.exact(store, role, _shown)


@st.cache_resource(show_spinner=False)
def _first_publish() -> None:
    """Publish the delivery once, in a process of its own: this one never holds a person's row."""
    subprocess.run(
        [sys.executable, "-m", "atlas", "publish"],
        cwd=folders.ROOT,
        timeout=PUBLISH_SECONDS,
        check=False,
        capture_output=True,
    )


@lru_cache(maxsize=KEPT_VALUES)
def _values(data: Data, measure: str, selection: Selection, period: str | None) -> Values:
    return registry.values(data, measure, selection, period)


def remembered_values(
    data: Data, measure: str, selection: Selection, period: str | None = None
) -> Values:
    """Values, computed once per snapshot, measure and selection.

    A measure shows every municipality whatever is chosen, so the choice of municipalities is left
    out of what is remembered.
    """
    return _values(data, measure, selection.everywhere(), period)


@lru_cache(maxsize=8)
def geometry_url(data: Data) -> str:
    """The address of the shapes. They are written to the folder of public files under a name made of
    their content, so a browser fetches each once."""
    text = json.dumps(data.drawing, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(text).hexdigest()[:16]
    target = STATIC / "geo" / f"{digest}.json"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(text)
        fresh.rename(target)
    return f"{static_base()}geo/{target.name}"


def static_base() -> str:
    """Where the server hands out public files."""
    return f"{base()}app/static/"


def base() -> str:
    """Where the server hands out the start page."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"


def rejected() -> Mapping[str, Any] | None:
    """Why the newest delivery was refused, if it was."""
    return stores.rejection(folders.store())


def nothing_was_published() -> bool:
    """Whether the store is empty; where it is not and nothing is shown, nothing in it can be read."""
    return stores.is_empty(folders.store())


def asked_language() -> str:
    """The language that the address asks for, when there is no snapshot to say which is the default."""
    asked = st.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]

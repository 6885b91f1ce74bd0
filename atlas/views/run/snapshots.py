"""The snapshots that a process shows, each opened once for all viewers, and the values measured in them.

Functions cached for all viewers take what they need as arguments; they never read who is asking.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Mapping
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
from atlas.views import access
from atlas.warehouse import Data, PublicData

KEPT_VALUES = 512
PUBLISH_SECONDS = 600


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


def frozen(snapshot: str, live: PublicData) -> PublicData | None:
    """The public part of the snapshot that a deck is frozen at; ``None`` where it may not be shown
    any more. A deck that names none follows the live one."""
    if snapshot in ("", live.id):
        return live
    try:
        return _earlier(snapshot, live.id, folders.store(), live)
    except AtlasError:
        return None


def warm() -> None:
    """Open what is shown ahead of the first viewer, if there is anything."""
    with contextlib.suppress(AtlasError):
        warehouse.open_public(folders.store(), _remembered)


def rejected() -> Mapping[str, Any] | None:
    """Why the newest delivery was refused, if it was."""
    return stores.rejection(folders.store())


def nothing_was_published() -> bool:
    """Whether the store is empty; where it is not and nothing is shown, nothing in it can be read."""
    return stores.is_empty(folders.store())


def remembered_values(
    data: Data, measure: str, selection: Selection, period: str | None = None
) -> Values:
    """Values, computed once per snapshot, measure and selection.

    A measure shows every municipality whatever is chosen, so the choice of municipalities is left
    out of what is remembered.
    """
    return _values(data, measure, selection.everywhere(), period)


def _remembered(published: Published, stands_in: bool) -> PublicData:
    return _public(published.id, stands_in, published.folder, published)


@st.cache_resource(max_entries=3, show_spinner=False)
def _public(snapshot: str, stands_in: bool, folder: Path, _found: Published) -> PublicData:
    """The public part of a snapshot, once for all viewers; ``snapshot`` makes a new one a new entry."""
    return warehouse.public_part(_found, stands_in)


@st.cache_resource(max_entries=1, show_spinner=False)
def _exact(snapshot: str, stands_in: bool, store: Path, role: str, _shown: Data) -> Data:
    """The exact part of the snapshot that is shown, for a role that may have it."""
    return warehouse.exact(store, role, _shown)


@st.cache_resource(max_entries=2, show_spinner=False)
def _earlier(snapshot: str, live: str, store: Path, _shown: PublicData) -> PublicData:
    """An earlier snapshot, apart from the live one, which no link can push out of memory; ``live``
    asks anew whether it may be shown when another one is live."""
    return warehouse.open_earlier(store, snapshot, _shown)


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

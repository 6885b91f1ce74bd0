"""The snapshots that a process shows, each opened once for all viewers, and the values measured in them.

Functions that are cached for all viewers get everything as arguments; they never look at who is asking.
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
    """What is shown to everyone: the live snapshot or, if it cannot be read, the newest that can be;
    ``None`` when there is none. A first visit publishes once into a store in which nothing was ever
    published. Nothing in a store is ever replaced because somebody looks at a page."""
    store = folders.store()
    if stores.is_empty(store) and stores.rejection(store) is None:
        _first_publish()
    try:
        return warehouse.open_public(store, _remembered)
    except (NoSnapshot, BrokenSnapshot):
        return None


def data_for(public: Data, page: str) -> Data:
    """The snapshot's exact part for a viewer who may see it on this page and has asked for it; else, or if
    it is damaged, the public part."""
    if not access.wants_exact(page):
        return public
    try:
        return _exact(public.id, public.stands_in, folders.store(), access.viewer().role, public)
    except (BrokenSnapshot, UnknownSnapshot):
        return public


def frozen(snapshot: str, live: PublicData) -> PublicData | None:
    """The public part of the snapshot at which a deck is frozen; ``None`` if it may no longer be shown. A
    deck that names no snapshot follows the live one."""
    if snapshot in ("", live.id):
        return live
    try:
        return _earlier(snapshot, live.id, folders.store(), live)
    except AtlasError:
        return None


def warm() -> None:
    """Open what is shown before the first viewer comes, if there is anything."""
    with contextlib.suppress(AtlasError):
        warehouse.open_public(folders.store(), _remembered)


def rejected() -> Mapping[str, Any] | None:
    """Why the newest delivery was refused, if it was."""
    return stores.rejection(folders.store())


def nothing_was_published() -> bool:
    """Whether the store is empty. If it is not and nothing is shown, nothing in it can be read."""
    return stores.is_empty(folders.store())


def remembered_values(
    data: Data, measure: str, selection: Selection, period: str | None = None
) -> Values:
    """Values, computed once per snapshot, measure and selection.

    The values of a measure cover every municipality whatever is chosen, so the choice of municipalities is
    not part of the cache key.
    """
    return _values(data, measure, selection.everywhere(), period)


def _remembered(published: Published, stands_in: bool) -> PublicData:
    return _public(published.id, stands_in, published.folder, published)


@st.cache_resource(max_entries=3, show_spinner=False)
def _public(snapshot: str, stands_in: bool, folder: Path, _found: Published) -> PublicData:
    """The public part of a snapshot, once for all viewers; ``snapshot`` is part of the cache key."""
    return warehouse.public_part(_found, stands_in)


@st.cache_resource(max_entries=1, show_spinner=False)
def _exact(snapshot: str, stands_in: bool, store: Path, role: str, _shown: Data) -> Data:
    """The exact part of the snapshot that is shown, for a role that may have it."""
    return warehouse.exact(store, role, _shown)


@st.cache_resource(max_entries=2, show_spinner=False)
def _earlier(snapshot: str, live: str, store: Path, _shown: PublicData) -> PublicData:
    """An earlier snapshot, cached apart from the live one, so that no link can push that out of memory. With
    ``live`` in the key, it is checked again whether it may be shown when another snapshot is live."""
    return warehouse.open_earlier(store, snapshot, _shown)


@st.cache_resource(show_spinner=False)
def _first_publish() -> None:
    """Publish the delivery once, in a process of its own, so that this one never holds a person's row."""
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

"""A sheet: the parts of a page that our own script draws as one component, and what its reader asks for.

A part is plain JSON with a ``kind``: :mod:`atlas.views.parts.types` tells its fields, and
``static/sheet/parts.js`` has a drawer for it. Parts that follow each other share one component, so a change
of the view is one small message. What the reader asks for comes back as an address
(:mod:`atlas.views.run.address`): the browser never says more than a link could.
"""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import streamlit as st

from atlas import decks, roles
from atlas.decks import Deck
from atlas.exports import filed
from atlas.views import access, component, deck, site
from atlas.views.parts import types
from atlas.views.parts.messages import Adding, Saving, Viewed
from atlas.views.parts.types import Content
from atlas.views.run import snapshots, visit
from atlas.views.run.address import PARAMETERS
from atlas.views.run.visit import Here

REMEMBERED = 256
CSV, XLSX, SVG = "csv", "xlsx", "svg"
DATA = (CSV, XLSX, "jsonstat", "csvw")  # the kinds of files that hold figures
SERVED = (*DATA, SVG)
SLIDES = "pptx"  # a card as a slide of its own: of protected numbers, whoever looks


@dataclass(frozen=True)
class File:
    """A file that a part offers: its name, and a function that makes it on request."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, eq=False)
class Part:
    """What the script draws, and the files that the part offers, by their :func:`file_key`."""

    content: Content
    files: Mapping[str, File] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """A panel drawn by the framework: a form, or parts laid out as a sheet of their own."""

    draw: Callable[[Here], None]


Panel = Callable[[Here], Part | None] | Drawn


def file_key(card: str, kind: str = CSV) -> str:
    """What a file of a card is kept under."""
    return card if kind == CSV else f"{card}:{kind}"


@dataclass(frozen=True)
class Beside:
    """Panels side by side, with widths in proportion to their weights; stacked where the window is narrow."""

    weights: tuple[int, ...]
    panels: tuple[Callable[[Here], Part | None], ...]

    def __call__(self, here: Here) -> Part:
        """The panels' parts as one."""
        parts = [panel(here) or Part({"kind": "nothing"}) for panel in self.panels]
        content: types.Beside = {
            "kind": "beside",
            "weights": list(self.weights),
            "parts": [part.content for part in parts],
        }
        files = {key: file for part in parts for key, file in part.files.items()}
        return Part(content, files)


def beside(*weighted: tuple[int, Callable[[Here], Part | None]]) -> Beside:
    """Panels side by side, each with its weight: ``beside((3, a_map), (2, a_list))``."""
    weights, panels = zip(*weighted, strict=True)
    return Beside(weights, panels)


def below(*panels: Callable[[Here], Part | None]) -> Beside:
    """Panels of our own, stacked, to be used as one panel among others side by side."""
    return Beside((1,), panels)


def put(here: Here, panels: Sequence[Panel], key: str, replies: str = "") -> None:
    """Draw panels from top to bottom; those of our own that follow each other as one sheet. ``replies``, for
    panels that are one sheet: see :func:`lay`."""
    for at, (drawn, run) in enumerate(itertools.groupby(panels, lambda p: isinstance(p, Drawn))):
        if drawn:
            for panel in run:
                # in a place of its own: one that grows or goes away moves none of the others, which
                # would stand on the page twice until the run is over
                with st.container():
                    panel.draw(here)  # type: ignore[union-attr]
        else:
            lay(here, parts_of(here, tuple(run)), f"{key}-{at}", replies)


def told(here: Here, parts: Sequence[Part], page: str) -> types.Sheet:
    """What the browser is told of parts of a page, whoever looks at them."""
    return {
        "address": visit.link(here),
        "parameters": list(PARAMETERS),
        "parts": [part.content for part in parts],
        "words": here.words.section("sheet"),
        "exact": here.data.exact,
        "staged": page in site.staged(),
        "replies": "",
    }


def lay(here: Here, parts: Sequence[Part], key: str, replies: str = "") -> None:
    """Lay out parts as one component under ``key``, and hear what its reader asks for. ``replies`` is where
    the browser may ask for other views of them without a run (:mod:`atlas.views.replies`)."""
    files = {name: file for part in parts for name, file in part.files.items()}

    def viewed() -> None:
        said: Viewed = st.session_state[key]["view"]
        _choose(said["view"])

    def saved() -> None:
        said: Saving = st.session_state[key]["save"]
        _choose(said["view"])
        card, kind = said["card"], said["kind"]
        page = visit.shown_page()
        if _may_save(here, page, kind) and kind in (*SERVED, SLIDES):
            visit.current().saving = (key, str(card), kind)

    def added() -> None:
        said: Adding = st.session_state[key]["add"]
        _choose(said["view"])
        seen = replace(here, state=visit.state())
        deck.add(seen, visit.shown_page(), str(said["card"]), key)

    data = told(here, parts, visit.shown_page())
    data["replies"] = replies
    if file := _file(here, key, files):
        data["file"] = file
    if put_on := deck.added(here, key):
        data["added"] = put_on
    component.mount(
        "sheet",
        "sheet/sheet.js",
        data,
        key,
        on_view_change=viewed,
        on_save_change=saved,
        on_add_change=added,
    )


def _may_save(here: Here, page: str, kind: str) -> bool:
    """Whether the viewer may have a file of a page; each with exact numbers is noted. Slides have none."""
    if not here.data.exact or kind == SLIDES:
        return access.viewer().may(page, roles.EXPORT)
    if not access.viewer().may(page, roles.EXPORT_EXACT):
        return False
    access.note(page, roles.EXPORT_EXACT)
    return True


def _choose(asked: Mapping[str, object]) -> None:
    """Take on the view that the reader looks at: a browser that has its views from replies tells it with
    what it asks for."""
    visit.choose({name: str(asked[name]) for name in PARAMETERS if asked.get(name)})


@lru_cache(maxsize=REMEMBERED)
def parts_of(here: Here, panels: tuple[Callable[[Here], Part | None], ...]) -> list[Part]:
    """What panels say of a view: the same for everyone who sees these numbers in this view."""
    return [part for panel in panels if (part := panel(here)) is not None]


def _file(here: Here, key: str, files: Mapping[str, File]) -> types.File | None:
    """The file that was asked for in this run, once."""
    now = visit.current()
    if now.saving is None or now.saving[0] != key:
        return None
    _, card, kind = now.saving
    file = files.get(file_key(card, kind))
    if kind == SLIDES and card in files:
        file = _slides(here, card)
    if file is None:
        return None
    now.saving, now.saved = None, now.saved + 1
    content = base64.b64encode(file.make()).decode("ascii")
    return {
        "name": file.name,
        "content": content,
        "number": now.saved,
        "card": card,
        "kind": kind,
    }


def _slides(here: Here, card: str) -> File | None:
    """A card as a file of slides; ``None`` where there are no numbers to show."""
    public = snapshots.open_data()
    if public is None:
        return None
    # slides are made of panels, and panels of sheets: the module knows this one
    from atlas.views import slide_files

    view = decks.slide(visit.shown_page(), visit.link(here), card)
    deck = Deck("", here.words.language, public.id, (view,))
    host = slide_files.host()
    return File(
        filed.file_name(public, card, SLIDES),
        lambda: slide_files.pptx(public, deck, host, covers=False),
    )

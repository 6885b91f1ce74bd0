"""All that a page hands out of one view: parts, figures, words for those who cannot see them, files.

Its own panels are run as it declares them; only where they would draw, they are heard instead.
The deck that is edited and played holds every page and every card of the view.
``tests/attack/test_roles.py`` compares with what the framework really sends.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from atlas import decks
from atlas.decks import Deck, Slide
from atlas.views import deck, map_view, ready, sheet, site, slides, stage
from atlas.views.panels import decks as editor
from atlas.views.played import parts
from atlas.views.run.address import write
from atlas.views.run.visit import Here
from tests.turning import PUBLIC

PAGES = PUBLIC


@dataclass
class Shown:
    """One page in one view."""

    page: str
    here: Here
    parts: list[dict[str, Any]] = field(default_factory=list)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    file_names: list[str] = field(default_factory=list)

    def part(self, key: str) -> dict[str, Any]:
        """The parts of one card as one."""
        return {n: v for part in self.parts if part.get("key") == key for n, v in part.items()}


class Nowhere(contextlib.nullcontext):
    """A container that nothing is drawn in."""


class Paper:
    """The framework for the page that edits decks: what it would draw is written down here."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}
        self.query_params: dict[str, str] = {}
        self.texts: list[str] = []

    def __getattr__(self, _: str) -> Any:
        def draw(*said: Any, **more: Any) -> Any:
            named = (more.get(name) for name in ("label", "help", "placeholder", "value"))
            self.texts += [text for text in (*said, *named) if isinstance(text, str)]
            return Nowhere()

        return draw

    def button(self, label: str, **more: Any) -> bool:
        self.texts.append(label)
        return False

    def columns(self, number: int) -> list[Nowhere]:
        return [Nowhere() for _ in range(number)]

    def mount(self, name: str, script: str, scene: dict[str, Any], key: str, **_: Any) -> None:
        """A component: what stands around the slides of the deck; the slides are looked at as such."""
        if name != "deck":
            return
        for slide in scene["slides"]:
            self.texts += [slide["page"], slide["shows"], *slide["lacks"]]
            self.texts += [slide["own_heading"], slide["own_sentence"]]
        self.texts += scene["words"].values()

    def file_uploader(self, label: str, **_: Any) -> None:
        self.texts.append(label)

    def text_input(self, label: str, key: str, **more: Any) -> str:
        self.texts += [label, str(self.session_state.get(key, "")), str(more.get("help") or "")]
        return ""

    text_area = text_input


@pytest.fixture(scope="session")
def look():
    """Look at a page: ``look("overview", here)``; ``charts=False`` leaves the figures out, and
    ``pages`` names those whose views are played, where that is not all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "container", lambda **_: Nowhere())
        patch.setattr(st, "header", lambda *_, **__: None)
        patch.setattr(map_view.assets, "geometry_url", lambda _: "shapes.json")
        patch.setattr(map_view.assets, "groups_url", lambda *_: "groups.json")

        def looked(page: str, here: Here, charts: bool = True, pages: Iterable[str] = ()) -> Shown:
            shown = Shown(page, here)
            with pytest.MonkeyPatch.context() as inner:
                inner.setattr(deck, "deck", lambda: every_view(here, pages))
                if page == "play":
                    return _played(shown, inner, pages)
                paper = Paper()
                inner.setattr(editor, "st", paper)
                inner.setattr(ready, "st", paper)
                inner.setattr(editor.snapshots, "open_data", lambda: here.data)
                inner.setattr(editor.component, "mount", paper.mount)
                inner.setattr(sheet, "lay", lambda _, parts, *__: _hear(shown, parts, charts))
                sheet.put(here, _panels(page), page)
                if page == "present":
                    shown.parts += [*_slides(here), {"kind": "editor", "texts": paper.texts}]
            return shown

        yield looked


def _panels(page: str) -> list[sheet.Panel]:
    """A page's filter row, where it has one, and its panels."""
    return list(site.page(page).sheet)


def every_view(here: Here, pages: Iterable[str] = ()) -> Deck:
    """A deck of all that can be staged of a view: each page's answer, and each of its cards; of some
    ``pages`` alone where they are named. It may hold more than a reader can put on one."""
    address = write(here.state, here.data)
    views = []
    for page in pages or site.staged():
        views.append(decks.slide(page, address))
        cards = (found.key for found in slides.staged(here, site.page(page)))
        views += [decks.slide(page, address, card) for card in cards if card]
    return Deck("", here.words.language, here.data.id, tuple(views))


def _played(shown: Shown, patch: pytest.MonkeyPatch, pages: Iterable[str]) -> Shown:
    """The stage as it goes out, slide by slide."""
    heard: list[dict[str, Any]] = []

    def mount(name: str, script: str, scene: dict[str, Any], key: str, **_: Any) -> Any:
        heard.append(scene)
        return SimpleNamespace(leave=None)

    patch.setattr(st, "query_params", {})
    patch.setattr(stage.visit, "here", lambda: shown.here)
    patch.setattr(stage.snapshots, "open_data", lambda: shown.here.data)
    patch.setattr(stage.component, "mount", mount)
    play = site.page("play").window
    assert play is not None
    play()
    (scene,) = heard
    made = every_view(shown.here, pages)
    first, *views, last = scene["slides"]
    shown.parts += _named(made, whole(shown.here, made, views))
    rest = [text for text in scene.values() if isinstance(text, str)]
    for cover in (first, last):
        assert cover["facts"] is None
        rest += [cover["heading"], cover["sentence"], cover["notes"], *cover["caption"]]
        rest += [text for pair in cover["figure"]["told"] for text in pair]
    shown.parts.append({"kind": "editor", "texts": [*rest, *scene["words"].values()]})
    return shown


def whole(here: Here, made: Deck, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One slide a view: a long table, which is played on several, is put together again."""
    left, whole = list(told), []
    for view in made.slides:
        count = len(list(parts(here.data, here.words, view)))
        first, *others = several = [left.pop(0) for _ in range(count)]
        if others:
            rows = [row for part in several for row in part["figure"]["rows"]]
            heading = slides.content(here.data, here.words.language, view)["heading"]
            assert all(part["heading"].startswith(heading) for part in several)
            first = first | {"heading": heading, "figure": first["figure"] | {"rows": rows}}
        whole.append(first)
    assert not left
    return whole


def _slides(here: Here) -> list[dict[str, Any]]:
    """What the slides say that the page with the deck lists."""
    made = every_view(here)
    told = [
        slides.content(here.data, made.language, slide)
        | {"own": list(slides.own_texts(here.data, made.language, slide))}
        for slide in made.slides
    ]
    return _named(made, told)


def _named(made: Deck, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Slides as parts: ``key`` is the card's, ``of`` the page that it is from."""

    def named(slide: Slide, content: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "slide", "key": slide.card, "of": slide.page} | content

    return [named(*pair) for pair in zip(made.slides, told, strict=True)]


def _hear(shown: Shown, parts: list[sheet.Part], figures: bool) -> None:
    for part in parts:
        for one in _flat(part.content):
            shown.parts.append(one)
            if one["kind"] == "chart" and figures:
                shown.figures[one["key"]] = one["figure"]
        for key, file in part.files.items():
            shown.file_names.append(file.name)
            # these say what the others do: tests/exports/test_xlsx.py, tests/exports/svg
            if not key.endswith((":xlsx", ":svg")):
                shown.files[key] = file.make().decode("utf-8-sig")


def _flat(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    beside = [part["facts"]] if part.get("facts") else []
    for inner in [*part.get("parts", []), *beside]:
        yield from _flat(inner)

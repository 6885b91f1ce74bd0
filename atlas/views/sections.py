"""Sections: the panels of a page in parts with a heading each, and an index that leads to them.

A section is declared with its page, and its words stand in the texts: ``section.<name>`` is its heading, and
``section.<name>_text`` the one sentence below. The name is also what a link to it says (``avsnitt=<name>``,
which the browser alone reads and writes: ``static/sheet/sectioned.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from atlas.views.parts import types
from atlas.views.parts.cards import TogetherHead
from atlas.views.run.visit import Here
from atlas.views.sheet import File, Part

Own = Callable[[Here], Part | None]  # a panel of ours, which says what is drawn


@dataclass(frozen=True, eq=False)
class Section:
    """Panels under a heading and a sentence, from top to bottom."""

    name: str
    panels: tuple[Own, ...]

    def __call__(self, here: Here) -> Part | None:
        """Heading, sentence and panels as one part; ``None`` where no panel has anything to say."""
        parts = said(here, self.panels)
        if not parts:
            return None
        content: types.Section = {
            "kind": "section",
            "key": self.name,
            "title": here.words(f"section.{self.name}"),
            "text": here.words(f"section.{self.name}_text"),
            "parts": [part.content for part in parts],
        }
        return Part(content, files(parts))


@dataclass(frozen=True, eq=False)
class Indexed:
    """Panels with an index of those that are sections."""

    panels: tuple[Own, ...]

    def __call__(self, here: Here) -> Part | None:
        """The panels as one part; ``None`` where none has anything to say."""
        parts = said(here, self.panels)
        if not parts:
            return None
        content: types.Indexed = {
            "kind": "indexed",
            "name": here.words("section.index"),
            "parts": [part.content for part in parts],
        }
        return Part(content, files(parts))


@dataclass(frozen=True, eq=False)
class Together:
    """Small cards about one thing in one frame; ``head`` tells what they have in common."""

    key: str
    head: Callable[[Here], TogetherHead]
    panels: tuple[Own, ...]

    def __call__(self, here: Here) -> Part | None:
        """The cards as one part; ``None`` where there are none."""
        parts = said(here, self.panels)
        if not parts:
            return None
        content: types.Together = {
            "kind": "together",
            "key": self.key,
            **self.head(here),
            "parts": [part.content for part in parts],
        }
        return Part(content, files(parts))


def section(name: str, *panels: Own) -> Section:
    """Panels under the heading and the sentence of this name."""
    return Section(name, panels)


def indexed(*panels: Own) -> Indexed:
    """Panels with an index of those that are sections."""
    return Indexed(panels)


def said(here: Here, panels: Sequence[Own]) -> list[Part]:
    """The parts of those panels that have something to say."""
    parts = (panel(here) for panel in panels)
    return [part for part in parts if part is not None and not silent(part.content)]


def silent(content: types.Content) -> bool:
    """Whether a part is an empty place, or is made of such."""
    if content["kind"] == "beside":
        return all(silent(part) for part in content["parts"])
    return content["kind"] == "nothing"


def files(parts: Sequence[Part]) -> Mapping[str, File]:
    """All files that parts offer."""
    return {key: file for part in parts for key, file in part.files.items()}

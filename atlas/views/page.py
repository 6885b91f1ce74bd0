"""A page as declared by its file in ``pages/``: its address, its answer, its panels from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from atlas import roles
from atlas.views import filters
from atlas.views.filters import of_the_programme
from atlas.views.parts.types import Piece
from atlas.views.run.visit import Here
from atlas.views.sections import Indexed, Section, Together
from atlas.views.sheet import Beside, Drawn, Panel, Part

EVERYONE = frozenset(roles.ROLES)
# where a page's link stands in the head: with what is read, with what is presented, with what staff manage
Group = Literal["read", "present", "manage"]


class Said(NamedTuple):
    """What a page says in one sentence. Where there is nothing to show, ``ways`` lead on: texts and links,
    each link with a label and the parameters that it sets. ``title`` is its heading, where that is not the
    name of the page."""

    text: str
    ways: Sequence[Piece] = ()
    title: str = ""


Answer = Callable[[Here], Said]


def answer(here: Here) -> Part:
    """Marks the place of the page's own answer among its panels (:attr:`Page.laid` puts it there)."""
    raise LookupError("a page's answer can only be drawn as one of its panels")


@dataclass(frozen=True, eq=False)
class Page:
    """One page of the atlas. Its title is the text ``page.<name>``.

    ``name``: that of its file, from which the site fills it in.
    ``address``: its path, "" for the start page.
    ``order``: where its link stands, the smallest first; in tens, so that others fit between.
    ``group``: among which links.
    ``filters``: those of the filter row that apply; without any, the page has no such row.
    ``begins``: the first year of its figures, from which on its period can be chosen.
    ``answer``: what it says in one sentence; unless given, the text ``answer.<name>``.
    ``panels``: what stands on it, from top to bottom. ``panels.answer`` is the place of title and answer.
    ``stage``: what comes first on the stage, the very first beside the page's answer. Every other panel that
    can fill a screen can be put there too. A page without any is not for the stage.
    ``viewers``: the roles that may see it and take its files, protected numbers only, as long as
    ``roles.toml`` does not name it. Nobody, unless said.
    ``linked``: whether its link stands among those of the head; the foot leads to one that is not.
    ``window``: what fills the whole window in place of head, panels and foot.
    """

    address: str
    order: int
    panels: tuple[Panel, ...] = ()
    answer: Answer | None = None
    group: Group = "read"
    filters: frozenset[str] = frozenset()
    begins: Callable[[Here], int] = of_the_programme
    stage: tuple[Panel, ...] = ()
    viewers: frozenset[str] = frozenset()
    linked: bool = True
    window: Callable[[], None] | None = None
    name: str = field(default="", kw_only=True)

    def answered(self, here: Here) -> Part:
        """The page's title, and its answer in one sentence."""
        words = here.words
        said = self.answer(here) if self.answer else Said(words(f"answer.{self.name}"))
        title = said.title or words(f"page.{self.name}")
        return Part({"kind": "answer", "title": title, "text": said.text, "ways": list(said.ways)})

    @cached_property
    def laid(self) -> tuple[Panel, ...]:
        """The panels from top to bottom, including the page's answer."""
        return tuple(self._with_answer(panel) for panel in self.panels)

    @cached_property
    def sheet(self) -> tuple[Panel, ...]:
        """All that a change of the view draws anew: the filter row where it has one, and the panels."""
        row = (filters.row(self.filters, self.begins),) if self.filters else ()
        return (*row, *self.laid)

    @cached_property
    def staged(self) -> tuple[Panel, ...]:
        """The panels that may be shown on the stage: those of ``stage`` first, then the page's others. Empty
        where the page is not for the stage."""
        if not self.stage:
            return ()
        own = (panel for laid in self.panels for panel in _single(laid))
        return tuple(dict.fromkeys([*self.stage, *own]))

    def _with_answer(self, panel: Any) -> Any:
        if panel is answer:
            return self.answered
        if isinstance(panel, Beside):
            return replace(panel, panels=tuple(self._with_answer(inner) for inner in panel.panels))
        return panel


def _single(panel: Panel) -> Iterator[Panel]:
    """The panels that return parts, one by one where several stand in one place."""
    if isinstance(panel, Beside | Section | Indexed | Together):
        for inner in panel.panels:
            yield from _single(inner)
    elif panel is not answer and not isinstance(panel, Drawn):
        yield panel

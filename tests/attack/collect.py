"""All that a page hands out of one view: parts, figures, words for those who cannot see them, files.

The page's own script is run with its own panels; only where they would draw, they are heard instead.
``tests/attack/test_roles.py`` compares with what the framework really sends.
"""

from __future__ import annotations

import contextlib
import runpy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
import streamlit as st

from atlas.charts import curves, steps
from atlas.views import card, filters, front, map_view, room, sheet
from atlas.views.panels import indicators, municipality, participants, progress, reach, surveys
from atlas.views.session import Here
from tests.deliveries import ROOT

STAFF = ("access", "import", "history")  # not there for anyone else
PAGES = tuple(r.name for r in front.ROOMS if r.name not in STAFF)
# drawing a chart is most of a page's time, and what is chosen on the map changes its colours only
CHARTS = (
    (participants, "ranked"),
    (participants, "bars"),
    (participants, "stacked"),
    (participants, "dumbbell"),
    (reach, "dumbbell"),
    (surveys, "dumbbell"),
    (progress, "spread"),
    (curves, "curves"),
    (curves, "calendar"),
    (steps, "bars"),
    (steps, "states"),
    (indicators, "trend"),
    (indicators, "county_trend"),
    (municipality, "trend"),
)


@dataclass
class Shown:
    """One page in one view."""

    page: str
    here: Here
    parts: list[dict[str, Any]] = field(default_factory=list)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def part(self, key: str) -> dict[str, Any]:
        """The parts of one card as one."""
        return {n: v for part in self.parts if part.get("key") == key for n, v in part.items()}


class Nowhere(contextlib.nullcontext):
    """A container that nothing is drawn in."""


@pytest.fixture(scope="session")
def look():
    """Look at a page: ``look("overview", here)``; ``charts=False`` leaves the figures out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "container", lambda **_: Nowhere())
        patch.setattr(
            st, "columns", lambda w: [Nowhere() for _ in range(w if isinstance(w, int) else len(w))]
        )
        patch.setattr(st, "header", lambda *_, **__: None)
        patch.setattr(card, "mode", lambda: "light")
        patch.setattr(map_view.session, "geometry_url", lambda _: "shapes.json")

        def looked(page: str, here: Here, charts: bool = True) -> Shown:
            shown = Shown(page, here)
            with pytest.MonkeyPatch.context() as inner:
                inner.setattr(sheet, "lay", lambda _, parts, __: _hear(shown, parts))
                inner.setattr(card, "chart", lambda fig, key, alt: _draw(shown, fig, key, alt))
                for module, name in () if charts else CHARTS:
                    inner.setattr(module, name, lambda *_, **__: None)
                sheet.put(here, _panels(page), page)
            return shown

        yield looked


@cache
def _panels(page: str) -> list[sheet.Panel]:
    """A page's filter row and panels, as its script names them."""
    this = next(r for r in front.ROOMS if r.name == page)
    named: list[sheet.Panel] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "show", lambda _, *panels: named.extend(panels))
        runpy.run_path(str(ROOT / this.script))
    return [filters.row(this.filters), *named]


def _hear(shown: Shown, parts: list[sheet.Part]) -> None:
    for part in parts:
        shown.parts += _flat(part.content)
        for key, file in part.files.items():
            shown.files[key] = file.make().decode("utf-8-sig")


def _flat(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for inner in part.get("parts", []):
        yield from _flat(inner)


def _draw(shown: Shown, fig: Any, key: str, alt: str) -> None:
    shown.alts[key] = alt
    if fig is not None:
        shown.figures[key] = fig.to_plotly_json()

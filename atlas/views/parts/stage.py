"""What the stage is sent, field by field: a deck as it is played, and each kind of figure that fills a slide.

Every kind has a drawer in ``static/stage/drawers/index.js``. See :mod:`atlas.views.parts.messages`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from atlas.figures import spec
from atlas.maps.types import Compared, Scene
from atlas.views.parts.cards import Table
from atlas.views.parts.place import PlaceFacts
from atlas.views.parts.types import BareKeyFigure, CohortLine, Pair

# --- figures --------------------------------------------------------------------------------------


class SlideMap(TypedDict):
    """A map."""

    kind: Literal["map"]
    scene: Scene


class SlideMaps(TypedDict):
    """Maps beside each other: two years, two measures, or every year."""

    kind: Literal["maps"]
    compared: Compared


class SlideKeyFigures(TypedDict):
    """Key figures."""

    kind: Literal["key_figures"]
    items: list[BareKeyFigure]


class SlideCohorts(TypedDict):
    """Cohorts under each other."""

    kind: Literal["cohorts"]
    lines: list[CohortLine]


class SlideChart(TypedDict):
    """A chart, and the same numbers as a table for those who do not see it."""

    kind: Literal["chart"]
    figure: Annotated[dict[str, Any], spec.Figure]  # as spec.as_json writes it
    table: Table


class SlideTable(Table):
    """A table."""

    kind: Literal["table"]


class SlideCover(TypedDict):
    """What is told of the project before and after all views; pairs of a name and what it is. ``shapes``
    is the address of the areas' shapes."""

    kind: Literal["cover"]
    told: list[Pair]
    shapes: str


class SlideGone(TypedDict):
    """Says that the view is not in these data."""

    kind: Literal["gone"]
    text: str


# What may fill a slide. A new kind is a type here, and a drawer that static/stage/drawers/index.js names.
SlideFigure = (
    SlideMap
    | SlideMaps
    | SlideKeyFigures
    | SlideCohorts
    | SlideChart
    | SlideTable
    | SlideCover
    | SlideGone
)


# --- slides ---------------------------------------------------------------------------------------


class Slide(TypedDict):
    """A view, large: ``caption`` is what its numbers rest on; ``facts`` are those of the places of its map,
    by code."""

    heading: str
    sentence: str
    notes: str
    caption: list[str]
    figure: SlideFigure
    facts: dict[str, PlaceFacts] | None


class SentTexts(TypedDict):
    """Says that the texts are the sender's, in the reader's language."""

    text: str
    lang: str


class Play(TypedDict):
    """A deck that is played: its slides from the title (0) to the end. ``explore`` are the words of a chart
    that is looked into; ``safe`` says that the numbers are safe to show, ``nothing`` why there is no slide,
    ``notice`` that the numbers of the deck are gone, and ``newer`` that there are newer ones."""

    slides: list[Slide]
    title: str
    lang: str
    words: dict[str, str]
    explore: dict[str, str]
    safe: str
    sent: SentTexts | None
    nothing: str
    notice: str
    newer: str

"""What a page sends of places side by side: their indicators on a spine each, their years, who is like them.

What is drawn lies between 0 and 200.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from atlas.views.parts.cards import CardFoot

Colors = list[str]  # one by day, one by night


class Paint(TypedDict):
    """An area that is drawn, with its colours; the county and the country have none of their own."""

    name: str
    colors: NotRequired[Colors]


class SpineMark(TypedDict):
    """A place on a spine: where (``None`` without a value), its value, and how it compares in words and by a
    sign. ``judged`` is what colours the words."""

    at: int | None
    value: str
    verdict: str
    sign: str
    judged: Literal["better", "worse", ""]


class SpineRow(TypedDict):
    """An indicator. ``bar`` says where the worst, the two quartiles and the best lie, ``ends`` what is
    written at the ends of the scale, ``against`` where the county or the country lies. Where there is no
    spine, or nothing to compare with, ``refused`` says why. ``said`` tells all of it in words."""

    key: str
    name: str
    under: str
    bar: list[int]
    ends: list[str]
    against: int | None
    marks: list[SpineMark]
    refused: str
    said: str


class SpineGroup(TypedDict):
    """Indicators of one theme."""

    title: str
    rows: list[SpineRow]


class MultipleCell(TypedDict):
    """One area over the years: pieces of a line as points (when, how high), its last value, and both in
    words."""

    line: list[list[list[int]]]
    value: str
    said: str


class MultipleRow(TypedDict):
    """An indicator of several areas on one scale, whose ends are ``scale``, over ``years``."""

    key: str
    name: str
    under: str
    scale: list[str]
    cells: list[MultipleCell]


class AlikeRow(TypedDict):
    """A place that is like another one: how much as a word and a number, and the reasons in words."""

    code: str
    name: str
    word: str
    distance: str
    reasons: list[str]


class Weight(TypedDict):
    """What counts in the likeness, ``why``, and how much: a step from 0 to ``most``, each of which is
    ``said`` in words. ``usual`` is the one without a choice."""

    id: str
    name: str
    about: str
    why: str
    value: int
    usual: int
    most: int
    said: list[str]


class Spines(CardFoot):
    """A card with a spine for each indicator, and on it the chosen ``places``. ``words`` say what is what."""

    kind: Literal["spines"]
    places: list[Paint]
    groups: list[SpineGroup]
    columns: list[str]
    words: dict[str, str]


class Multiples(CardFoot):
    """A card with the years of several areas side by side, each indicator on one scale."""

    kind: Literal["multiples"]
    places: list[Paint]
    rows: list[MultipleRow]
    column: str


class Alike(CardFoot):
    """A card of the places most like one, and what counts in that: weights, held by the parameter
    ``asks``."""

    kind: Literal["alike"]
    rows: list[AlikeRow]
    weights: list[Weight]
    asks: str
    words: dict[str, str]

"""Slides as a file is made of them: titles, figures, tables and what they rest on, as plain data.

Whoever makes the slides of a deck fills these in; a writer of files (:mod:`atlas.exports.pptx`) needs
nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from atlas.figures.spec import Figure
from atlas.maps.types import Geometry, Scene


@dataclass(frozen=True)
class Table:
    """Columns and rows of text, every cell as the page tells it; the first of each row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A figure, and the same numbers as a table: nothing is written more exactly than they tell it."""

    figure: Figure
    table: Table


@dataclass(frozen=True)
class Map:
    """A map with the shapes of its places; a title where several stand beside each other."""

    scene: Scene
    geometry: Geometry
    title: str = ""


@dataclass(frozen=True)
class Maps:
    """One map or several, from left to right, and what is said under them."""

    maps: tuple[Map, ...]
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A key figure: what it is called, its value, and what is told of it."""

    label: str
    value: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Key figures."""

    items: tuple[Fact, ...]


@dataclass(frozen=True)
class Cover:
    """What is told of the project before and after all views, beside the land it is about."""

    told: tuple[Fact, ...]
    land: Geometry


@dataclass(frozen=True)
class Text:
    """A sentence in the place of a figure."""

    text: str


Content = Chart | Maps | Table | Facts | Cover | Text


@dataclass(frozen=True)
class Slide:
    """A slide. ``caption`` is what its numbers rest on (filters, period, source, date); ``mark`` stands
    beside its title and says of what kind they are, ``quiet``ly where they need no warning; ``link``
    leads back to the view, where its address is known; ``notes`` are for the presenter."""

    title: str
    sentence: str
    content: Content
    caption: tuple[str, ...]
    mark: str = ""
    quiet: bool = False
    link: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presentation:
    """Slides in order, with what a file says of itself. ``made`` is when its numbers were published."""

    title: str
    author: str
    language: str
    made: dt.datetime
    slides: tuple[Slide, ...]

"""What the page *Presentera* is sent of its deck, field by field, and what it says back.

The pictures of the slides and the deck are two messages: a slide is large and stays as it is while it is
moved and written on, so its picture is not sent again. See :mod:`atlas.views.parts.messages`.
"""

from __future__ import annotations

from typing import TypedDict

from atlas.views.parts.stage import Slide


class DeckPictures(TypedDict):
    """The slides of an edition of the deck as the stage draws them, by their number, with none of the texts
    that are written on them. ``safe`` and ``words`` are those of the stage, ``lang`` is the deck's."""

    edition: int
    slides: list[Slide]
    safe: str
    lang: str
    words: dict[str, str]


class DeckSlide(TypedDict):
    """A slide on the page that edits it: its number in the edition, its page, what it shows, the texts that
    are written on it, those that its card has where none is, and what its view lacks in these data."""

    id: int
    page: str
    shows: str
    heading: str
    sentence: str
    notes: str
    own_heading: str
    own_sentence: str
    lacks: list[str]


class DeckWork(TypedDict):
    """The deck that is edited, in its order. The edition changes when another deck takes its place, and not
    while this one is edited. ``chosen`` is the number of a slide, ``limits`` are the longest texts, ``lang``
    is the language of the slides."""

    edition: int
    chosen: int
    slides: list[DeckSlide]
    limits: dict[str, int]
    lang: str
    words: dict[str, str]


class WrittenSlide(TypedDict):
    """The number of a slide, and what is written on it."""

    id: int
    heading: str
    sentence: str
    notes: str


class Arranged(TypedDict):
    """What the page says back: all of the deck as it stands there now, so that a message which overtakes
    another one says the same as both."""

    edition: int
    chosen: int
    slides: list[WrittenSlide]


class ReadyPicture(TypedDict):
    """A slide of a ready deck, to be seen before the deck is made."""

    slide: Slide
    safe: str
    lang: str
    words: dict[str, str]

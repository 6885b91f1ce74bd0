"""The first and the last slide of every deck: what it is called, whose project it is, and of which day its
numbers are."""

from __future__ import annotations

from atlas.decks import Deck
from atlas.views.parts.stage import Slide
from atlas.views.parts.types import Pair
from atlas.views.run import assets
from atlas.warehouse import PublicData
from atlas.words import Words


def title(data: PublicData, words: Words, deck: Deck) -> Slide:
    """The slide that stands before the first view: the deck's title, the project, and the numbers' day."""
    project = _project(data, words, "name")
    return _cover(
        data, words, deck.title or project, project if deck.title else "", [_day(data, words)]
    )


def end(data: PublicData, words: Words) -> Slide:
    """The slide that stands after the last view: the project, who owns, funds and trains, the day of the
    numbers, and whom to ask, where the owner has declared it (``[project]`` in ``region.toml``)."""
    named: list[Pair] = [
        [words(f"present.cover.{name}"), _project(data, words, name)]
        for name in ("owner", "funders", "partner", "contact")
    ]
    facts = [
        *(pair for pair in named[:3] if pair[1]),
        _day(data, words),
        *(p for p in named[3:] if p[1]),
    ]
    return _cover(data, words, _project(data, words, "name"), "", facts)


def _cover(data: PublicData, words: Words, heading: str, sentence: str, facts: list[Pair]) -> Slide:
    caption = [data.region.text("product.title", words.language)]
    if data.synthetic:
        caption.append(words("head.sample"))
    return {
        "heading": heading,
        "sentence": sentence,
        "notes": "",
        "caption": [" · ".join(caption)],
        "figure": {"kind": "cover", "told": facts, "shapes": assets.geometry_url(data)},
        "facts": None,
    }


def _day(data: PublicData, words: Words) -> Pair:
    return [words("present.cover.day"), words.date(data.published_at.date())]


def _project(data: PublicData, words: Words, name: str) -> str:
    return data.region.text(f"project.{name}", words.language)

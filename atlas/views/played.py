"""A deck as it is played: a title, each view on a slide, a long table on several, and an end."""

from __future__ import annotations

import math
from collections.abc import Iterator

from atlas import decks
from atlas.decks import Deck
from atlas.views import covers, slides
from atlas.views.parts.stage import Slide
from atlas.warehouse import PublicData
from atlas.words import Words

MOST_ROWS = (
    18  # every municipality, the county and the country; more are too small for the back of a room
)


def played(data: PublicData, words: Words, deck: Deck) -> list[Slide]:
    """The slides of a deck, in order: number 0 is its title, and the last one its end. None of an empty one.

    Raises :class:`~atlas.errors.ExactRefused` for exact data: no slide is made of them.
    """
    views = [part for slide in deck.slides for part in parts(data, words, slide)]
    return [covers.title(data, words, deck), *views, covers.end(data, words)] if views else []


def parts(data: PublicData, words: Words, view: decks.Slide) -> Iterator[Slide]:
    """The slide of a view; a table of more than ``MOST_ROWS`` rows comes in parts of about one length."""
    whole = slides.content(data, words.language, view)
    figure = whole["figure"]
    if figure["kind"] != "table" or len(figure["rows"]) <= MOST_ROWS:
        yield whole
        return
    rows = figure["rows"]
    total = math.ceil(len(rows) / MOST_ROWS)
    each = math.ceil(len(rows) / total)
    for n in range(total):
        yield {
            **whole,
            "heading": words(
                "present.part", heading=whole["heading"], n=str(n + 1), total=str(total)
            ),
            "figure": {**figure, "rows": rows[n * each : (n + 1) * each]},
        }

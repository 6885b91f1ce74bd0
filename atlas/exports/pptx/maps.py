"""One map with its legend beside it, or several side by side, on a slide."""

from __future__ import annotations

from pptx.shapes.shapetree import SlideShapes

from atlas.exports.pptx import land, legend, page
from atlas.exports.pptx.page import INCH, Box
from atlas.exports.slides import Map, Maps
from atlas.words import Words

HEAD = round(0.26 * INCH)  # of a map's title
GAP = round(0.2 * INCH)
SMALLEST = 9.0  # points of names on a map that fills a slide
NAMES = {2: 7.0, 3: 6.0}  # and on one of so many; on one of more there is no room for names
TALL = 0.54  # of the room is that of maps, where each has its legend under it
ASIDE = round(2.9 * INCH)  # the width of a legend that many maps have


def draw(shapes: SlideShapes, words: Words, content: Maps) -> None:
    """The maps in the room for a figure."""
    shown, body = content.maps, page.BODY
    if len(shown) == 1:
        wide = round(body.width * 0.66)
        land.draw(shapes, words, shown[0], body._replace(width=wide), SMALLEST)
        left = body.left + wide + GAP
        aside = Box(left, body.top, body.left + body.width - left, body.height)
        legend.draw(shapes, words, shown[0], aside)
    elif len(shown) in NAMES:
        _few(shapes, words, shown)
    else:
        _many(shapes, words, shown)


def _few(shapes: SlideShapes, words: Words, shown: tuple[Map, ...]) -> None:
    """Two maps or three, each with its legend under it."""
    body = page.BODY
    wide = (body.width - GAP * (len(shown) - 1)) // len(shown)
    tall = round(body.height * TALL)
    for at, one in enumerate(shown):
        box = Box(body.left + at * (wide + GAP), body.top, wide, tall)
        _headed(shapes, words, one, box, NAMES[len(shown)])
        under = Box(box.left, box.top + tall + GAP // 2, wide, body.height - tall)
        legend.draw(shapes, words, one, under, 8.5, _share(tall))


def _many(shapes: SlideShapes, words: Words, shown: tuple[Map, ...]) -> None:
    """Many maps, small and without names, as large as they fit, and the legend that all of them have."""
    body = page.BODY
    room = body.width - ASIDE
    sizes = {n: min(room / n, body.height / -(-len(shown) // n)) for n in range(1, 13)}
    across = max(sizes, key=lambda n: sizes[n])
    wide, tall = room // across, body.height // -(-len(shown) // across)
    for at, one in enumerate(shown):
        row, column = divmod(at, across)
        box = Box(body.left + column * wide, body.top + row * tall, wide, tall)
        _headed(shapes, words, one, box, 0)
    beside = Box(body.left + room + GAP, body.top, ASIDE - GAP, body.height)
    legend.draw(shapes, words, shown[-1], beside, 11, _share(tall))


def _headed(shapes: SlideShapes, words: Words, one: Map, box: Box, size: float) -> None:
    """A map under its title."""
    page.text(shapes, box._replace(height=HEAD), one.title, [one.title], 12, bold=True)
    room = Box(box.left, box.top + HEAD, box.width, box.height - HEAD)
    land.draw(shapes, words, one, room, size)


def _share(tall: int) -> float:
    """How large a map under its title is beside one that fills a slide."""
    return (tall - HEAD) / page.BODY.height

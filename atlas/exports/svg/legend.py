"""What marks and colours of rows mean, in lines above them."""

from __future__ import annotations

from typing import NamedTuple

from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import Look, stroked, trail
from atlas.exports.svg.marks import RADIUS, ring
from atlas.exports.svg.plot import Plot
from atlas.figures.spec import Rows

GAP = 1.4  # em between one and the next
HIGH = 1.5  # em: a line
# what is drawn as a line: its colour, and how broad it is, in em
STROKES = {
    "reach": ("muted", 0.143),
    "way": ("muted", 0.143),
    "whisker": ("text", 0.093),
}


class Item(NamedTuple):
    """What is explained: a mark, in words, and a part's colour."""

    mark: str
    text: str
    fill: str = ""


def legend(figure: Rows, plot: Plot) -> float:
    """Draw the legend; gives where the rows begin, from above."""
    em = plot.size
    items = [Item("part", text, fill) for text, fill, _ in figure.parts]
    items += [Item(mark, text) for mark, text in figure.legend]
    if not items:
        return 0.3 * em
    left, top = 0.0, 0.8 * em
    for item in items:
        sign = 0 if item.mark == "sign" else HIGH * em  # a sign stands in its text
        first, *rest = plot.wrapped(item.text, plot.width - sign)
        room = sign + plot.wide(first)
        if left and (rest or left + room > plot.width):
            left, top = 0.0, top + HIGH * em
        _key(item, left, top, figure, plot)
        for line in (first, *rest):
            plot.write(left + sign, top + 0.35 * em, line)
            top += HIGH * em if rest and line is not rest[-1] else 0
        left = plot.width if rest else left + room + GAP * em
    return top + 1.3 * em


def _key(item: Item, left: float, top: float, figure: Rows, plot: Plot) -> None:
    """A small picture of the mark; a sign has none."""
    em = plot.size
    middle = left + 0.6 * em
    if item.mark in ("part", "band"):
        look: Look = {"fill": colour("grid"), "fill_opacity": 0.6}
        if item.mark == "part":
            look = {"fill": item.fill, **stroked(colour("muted"), 0.071 * em)}
        plot.on.rect(left + 0.1 * em, top - 0.45 * em, 0.9 * em, 0.9 * em, **look)
    elif item.mark == "ring":
        ring(middle, top, plot)
    elif item.mark == "dot":
        fill = colour("strong" if figure.paired else "bubble")
        plot.on.circle(middle, top, RADIUS * em, fill=fill)
    elif item.mark in STROKES:
        name, broad = STROKES[item.mark]
        plot.stroke(trail("M", left, top, "h", 1.2 * em), colour(name), broad)

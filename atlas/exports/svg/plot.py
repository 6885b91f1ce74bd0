"""What figures are drawn on, and what rows, lines and spots have in common: texts, ticks, strokes, marks.

These drawers are the twins of those in ``static/figures``: what is changed in one is changed in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from atlas.exports.svg import drawing, letters
from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import Drawing, trail
from atlas.figures.spec import Colors, Ends, Tick

Scale = Callable[[float], float]
LINE = 1.2  # em
END = 0.28  # em: half of the stroke at each end of what a number could be


@dataclass(frozen=True)
class Plot:
    """A figure as it is drawn: as wide as the room there is, in letters of a size. ``em`` lengths are times
    that size."""

    on: Drawing
    width: float
    size: float

    def wide(self, text: str, bold: bool = False) -> float:
        """How wide a text is."""
        return letters.wide(text, self.size, bold)

    def wrapped(self, text: str, room: float, bold: bool = False) -> list[str]:
        """A text in lines that have room."""
        return drawing.wrapped(text, room, self.size, bold)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        anchor: str = "start",
        bold: bool = False,
        fill: str = "",
        halo: bool = False,
    ) -> None:
        """A line of text."""
        around = colour("background") if halo else ""
        self.on.write(x, y, text, self.size, bold, anchor, fill, around)

    def stroke(
        self, d: str, paint: str, em: float, dash: Iterable[float] = (), opacity: float = 1
    ) -> None:
        """A line along a path."""
        look: dict[str, str | float] = {
            "fill": "none",
            "stroke": paint,
            "stroke_width": em * self.size,
        }
        if dashes := " ".join(drawing.short(part * self.size) for part in dash):
            look["stroke_dasharray"] = dashes
        if opacity < 1:
            look["stroke_opacity"] = opacity
        self.on.path(d, stroke_linejoin="round", **look)

    def event(self, x: float, y: float) -> None:
        """The mark of what happened."""
        em = self.size
        d = trail("M", x, y - 0.43 * em, "l", 0.46 * em, 0.86 * em, "h", -0.92 * em, "z")
        self.on.path(d, fill=colour("strong"))


def painted(paint: Colors | None, otherwise: str) -> str:
    """The colour by day, or another one where none is told."""
    return paint[0] if paint else colour(otherwise)


def spaced(ticks: Sequence[Tick], x: Scale, plot: Plot) -> list[Tick]:
    """As many ticks as do not meet, the first among them."""
    free, kept = -float("inf"), []
    for place, text in ticks:
        half = plot.wide(text) / 2
        if x(place) - half >= free:
            free = x(place) + half + 0.8 * plot.size
            kept.append((place, text))
    return kept


def whiskers(reach: Iterable[tuple[float, float, float]], x: Scale, y: Scale, size: float) -> str:
    """What points could be upwards, as a path: where each lies, from, to."""
    end = END * size
    return " ".join(
        trail("M", x(at), y(low), "V", y(high))
        + trail(" M", x(at) - end, y(low), "h", 2 * end, "M", x(at) - end, y(high), "h", 2 * end)
        for at, low, high in reach
    )


def along(ends: Ends, y: float, x: Scale, stands: float) -> str:
    """What a number could be across, as a path whose ends stand out so far."""
    low, high = x(ends[0]), x(ends[1])
    tips = trail("M", low, y - stands, "v", 2 * stands, "M", high, y - stands, "v", 2 * stands)
    return trail("M", low, y, "H", high) + " " + tips

"""Where the names and values of a map stand: near their places, on no bubble and on no other name."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from atlas.exports.pptx import page
from atlas.exports.pptx.ground import Corner, Ground, rings
from atlas.exports.pptx.page import INCH, Box, Shapes
from atlas.exports.pptx.paint import colour, ink_on
from atlas.exports.pptx.portrait import Portrait
from atlas.maps.types import Area

LETTER = 0.0078  # inches of width that a letter takes, for each point of its size
LINE = 0.0172  # inches of height of a line, likewise
BERTH = 0.85  # of a bubble's radius: half the side of the square that names keep clear of
# where a name may stand, in widths and heights of it from the middle of its place: the nearest first
NEAR = sorted(
    itertools.product((0, -0.3, 0.3, -0.6, 0.6, -1, 1), (0, 0.5, -0.5, 1, -1, 1.5, -1.5)),
    key=lambda way: (abs(way[0]) * 1.5 + abs(way[1]), way),
)

Place = tuple[Area, Portrait, float]  # with the radius of its bubble, in EMU


def write(shapes: Shapes, places: Sequence[Place], lies: Ground, size: float) -> None:
    """Write the name and the value of each place. The smallest, which have the least room, choose first."""
    bubbles = {area["code"]: _square(area, radius, lies) for area, _, radius in places if radius}
    land = [(rings(area), portrait.fill) for area, portrait, _ in places]
    taken: list[Box] = []
    for area, portrait, radius in sorted(places, key=lambda place: place[0]["area"]):
        lines = [area["name"], portrait.short]
        wide = round((max(map(len, lines)) * LETTER * size + 0.06) * INCH)
        tall = round(len(lines) * LINE * size * INCH)
        x, y = lies.at(area["x"], area["y"])
        y += radius + tall / 2 if radius else 0
        spots = [
            Box(round(x + (dx - 0.5) * wide), round(y + (dy - 0.5) * tall), wide, tall)
            for dx, dy in NEAR
        ]
        others = [*taken, *(box for code, box in bubbles.items() if code != area["code"])]
        spot = next((s for s in spots if not any(_meet(s, other) for other in others)), spots[0])
        taken.append(spot)
        under = lies.back(spot.left + wide / 2, spot.top + tall / 2)
        fill = next((fill for drawn, fill in land if _holds(drawn, under)), "")
        made = page.text(
            shapes,
            spot,
            area["name"],
            lines,
            size,
            paint=ink_on(fill or colour("background")),
            align=PP_ALIGN.CENTER,
            anchor=MSO_ANCHOR.MIDDLE,
        )
        made.text_frame.word_wrap = False
        made.text_frame.paragraphs[0].runs[0].font.bold = True


def _square(area: Area, radius: float, lies: Ground) -> Box:
    """What names keep clear of around a bubble."""
    x, y = lies.at(area["x"], area["y"])
    half = round(radius * BERTH)
    return Box(round(x) - half, round(y) - half, 2 * half, 2 * half)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def _holds(drawn: Sequence[Sequence[Corner]], point: tuple[float, float]) -> bool:
    """Whether a point lies within an outline: a line from it to the right leaves the outline an odd
    number of times."""
    x, y = point
    crossed = 0
    for ring in drawn:
        for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                crossed += 1
    return crossed % 2 == 1

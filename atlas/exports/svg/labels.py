"""Where the names and values of a map stand, so that none lies on another, on a bubble, or on a border.

A name and its value are one block. It stands wholly on its own area; where it does not fit there, off the
land or wholly on another area, and a line leads home; where no line can, the value stands alone. The twin
of ``static/map/labels.js``, which asks points where this asks shapes.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from atlas.exports.svg.boxes import Box, around
from atlas.exports.svg.drawing import Place

BERTH = 0.85  # of a bubble's radius: half the side of the square that texts keep clear of
LEASH = 0.35  # of the map's shorter side: the longest line home
TURNS = 24  # directions in which a place off the area is sought
DIRECTIONS = [
    (math.sin(2 * math.pi * n / TURNS), math.cos(2 * math.pi * n / TURNS)) for n in range(TURNS)
]
STEP = 8.0  # px between two places that are tried in a direction
ABROAD = 80  # px of line that it is worth not to stand on another area
TIGHT = 0.65  # of a name's size: the least radius of a bubble with a value in it
SHIFTS = (0, -0.25, 0.25, -0.55, 0.55, -0.8, 0.8)
DROPS = (0, 0.55, -0.55, 0.3, -0.3, 0.8, -0.8, 1.2, -1.2, 1.8, -1.8)
# offsets from an area's point, in widths and heights of the block and its bubble, the nearest first
NEAR = sorted(
    ((dx, dy) for dx in SHIFTS for dy in DROPS), key=lambda at: math.hypot(3 * at[0], at[1])
)


@dataclass
class Item:
    """An area: its own point, the widths of its texts, its bubble, half its tile if it has a bubble on
    one, where it lies, and whether its name is wanted. Where its texts come to stand: ``named``,
    ``valued`` (in the bubble if it is ``inside``), the ``line`` that leads home, and the area that they
    stand on instead of the sea (``host``)."""

    code: str
    x: float
    y: float
    name: float
    value: float
    radius: float
    half: float
    land: BaseGeometry
    wanted: bool
    named: Box | None = None
    valued: Box | None = None
    inside: bool = False
    line: LineString | None = None
    host: Item | None = None


@dataclass
class Room:
    """The map: its sides, how high a name and a value are, where no area lies (``sea``, if lines may lead
    there), and all that is taken."""

    sides: Box
    line: float
    low: float
    sea: BaseGeometry | None
    texts: list[Box] = field(default_factory=list)
    bubbles: list[tuple[Box, Item]] = field(default_factory=list)
    lines: list[LineString] = field(default_factory=list)

    def free(self, at: Box) -> bool:
        """Whether a text may stand in a box."""
        others = [*self.texts, *(bubble for bubble, _ in self.bubbles)]
        if not at.within(self.sides) or any(map(at.meets, others)):
            return False
        return not any(line.intersects(shapely.box(*at)) for line in self.lines)


@dataclass(frozen=True)
class Block:
    """How a name and its value stand together: in a row, or under each other; ``alone`` is one of them."""

    width: float
    height: float
    way: str

    def put(self, item: Item, at: Box, room: Room) -> None:
        """Let the texts of an area stand in a box."""
        x, y = at.middle
        if self.way == "value":
            item.valued = at
        elif self.way == "name":
            item.named = at
        elif self.way == "under":
            item.named = around(x, at.top + room.line / 2, item.name, room.line)
            item.valued = around(x, at.bottom - room.low / 2, item.value, room.low)
        else:
            item.named = around(at.left + item.name / 2, y, item.name, room.line)
            item.valued = around(at.right - item.value / 2, y, item.value, room.low)
        room.texts += [box for box in (item.named, item.valued) if box and box not in room.texts]


def placed(items: Sequence[Item], room: Room, label: float) -> list[Item]:
    """The areas with places for their names and values: who comes first chooses first. But small areas
    have the least choice, so those that were left without a name go first in a new round, and the better
    round counts. ``label`` is the size of a name."""
    once = _round(items, room, label)
    poor = [item.code for item in once if item.wanted and not item.named]
    if not poor or room.sea is None:
        return once
    again = _round(sorted(items, key=lambda item: item.code not in poor), room, label)
    still = [item for item in again if item.wanted and not item.named]
    return again if len(still) < len(poor) else once


def _round(those: Sequence[Item], empty: Room, label: float) -> list[Item]:
    """First what stands at home, then what needs a line."""
    items = [replace(item) for item in those]
    room = replace(empty, texts=[], lines=[])
    room.bubbles = [
        (around(i.x, i.y, 2 * BERTH * i.radius, 2 * BERTH * i.radius), i) for i in items if i.radius
    ]
    for item in items:
        _into_bubble(item, room, label)
    for way in (_at_home, _abroad, _alone):
        for item in items:
            if item.wanted and not item.named:
                way(item, items, room)
    return items


def _into_bubble(item: Item, room: Room, label: float) -> None:
    """A value stands in its bubble where there is room for it that no smaller bubble covers."""
    text = around(item.x, item.y, item.value, room.low)
    covered = any(other.radius < item.radius and box.meets(text) for box, other in room.bubbles)
    item.inside = item.radius > label * TIGHT and item.value < item.radius * 1.9 and not covered
    if item.inside:
        item.valued = text
        room.texts.append(text)


def _at_home(item: Item, items: list[Item], room: Room) -> None:
    """On its own area, or at the ends of its tile."""
    if not item.half:
        _on_area(item, _blocks(item, room), room)
        return
    item.named = around(item.x, item.y - item.half + room.line * 0.6, item.name, room.line)
    room.texts.append(item.named)
    if not item.inside:
        item.valued = around(item.x, item.y + item.half - room.low * 0.6, item.value, room.low)
        room.texts.append(item.valued)


def _alone(item: Item, items: list[Item], room: Room) -> None:
    """The value without its name, on its own area."""
    if not item.inside:
        _on_area(item, [Block(item.value, room.low, "value")], room)


def _on_area(item: Item, blocks: list[Block], room: Room) -> None:
    """In a free place near the area's point, or around its bubble."""
    shapely.prepare(item.land)
    for block in blocks:
        for dx, dy in NEAR:
            x = item.x + dx * (block.width + 2 * item.radius)
            y = item.y + dy * (block.height + 2 * item.radius)
            at = around(x, y, block.width, block.height)
            if item.land.contains(shapely.box(*at)) and room.free(at):
                block.put(item, at, room)
                return


def _blocks(item: Item, room: Room) -> list[Block]:
    """How name and value can stand together; the name alone when its value is in a bubble."""
    if item.inside:
        return [Block(item.name, room.line, "name")]
    return [
        Block(max(item.name, item.value), room.line + room.low, "under"),
        Block(item.name + item.value, room.line, "row"),
    ]


def _abroad(item: Item, items: list[Item], room: Room) -> None:
    """Off the land, further off on its own area, or on another beside the point that is its own, as near
    as may be, with a line that crosses no text and no other line."""
    if room.sea is None:
        return
    least = LEASH * min(room.sides.right, room.sides.bottom)
    best: tuple[Block, Box, Item | None, LineString | None] | None = None
    away = STEP
    while away < least:
        for block, turn in itertools.product(_blocks(item, room), DIRECTIONS):
            at = _beside(item, block, away, turn)
            if not room.free(at):
                continue
            host = _host(at, item, items, room.sea)
            cost = away + (ABROAD if host and host is not item else 0)
            if host is None or cost >= least or not _clear(at, host, items):
                continue
            line = _line_home(item, at, turn)
            if not _crosses(line, item, room):
                here = None if host is SEA else host
                best, least = (block, at, here, None if host is item else line), cost
        away += STEP
    if best:
        block, at, item.host, item.line = best
        block.put(item, at, room)
        if item.line is not None:
            room.lines.append(item.line)


SEA = Item(
    "", 0, 0, 0, 0, 0, 0, shapely.MultiPolygon(), False
)  # stands for all that no area covers


def _beside(item: Item, block: Block, away: float, turn: Place) -> Box:
    dx, dy = turn
    far = item.radius + away + (abs(dx) * block.width + abs(dy) * block.height) / 2
    return around(item.x + dx * far, item.y + dy * far, block.width, block.height)


def _host(at: Box, item: Item, items: list[Item], sea: BaseGeometry) -> Item | None:
    """What a box lies on wholly: the sea, its own area or another one; ``None`` where it is on more."""
    box = shapely.box(*at)
    if sea.contains(box):
        return SEA
    return next((one for one in (item, *items) if one.land.contains(box)), None)


def _clear(at: Box, host: Item, items: list[Item]) -> bool:
    """Whether no area's own point lies under a box, but that of its host."""
    points = ((one.x, one.y) for one in items if one is not host)
    return host is SEA or not any(
        at.left < x < at.right and at.top < y < at.bottom for x, y in points
    )


def _line_home(item: Item, at: Box, turn: Place) -> LineString:
    end = max(at.left, min(item.x, at.right)), max(at.top, min(item.y, at.bottom))
    begin = item.x + turn[0] * item.radius, item.y + turn[1] * item.radius
    return LineString([begin, end])


def _crosses(line: LineString, item: Item, room: Room) -> bool:
    foreign = [box for box, other in room.bubbles if other is not item]
    own = [item.valued] if item.inside else []
    boxes = [box for box in (*room.texts, *foreign) if box not in own]
    return any(line.intersects(shapely.box(*box)) for box in boxes) or any(
        line.intersects(other) for other in room.lines
    )

"""A map: its areas by class or with bubbles, with names and values where they have room, and its legend
beside."""

from __future__ import annotations

from dataclasses import dataclass, replace

import shapely

from atlas.exports.svg import labels, letters, texture
from atlas.exports.svg.colours import colour, ink_on, mix, named
from atlas.exports.svg.drawing import Drawing, stroked, trail
from atlas.exports.svg.key import Key
from atlas.exports.svg.labels import Item, Room
from atlas.exports.svg.land import Land, Lie, lay, path_of
from atlas.exports.svg.portraits import Portrait, Shown, portray
from atlas.maps.types import Geometry, Scene

MANY = 60  # with more areas than this, no line leads from a name to its area
NAMED = 12  # px of a side: the name of a smaller area is not tried
HEIGHT = 1.257  # em that a line of letters is high
DROP = 0.34  # em from the middle of a line to its foot
PLACED = tuple[Lie, Portrait]


@dataclass(frozen=True)
class Mapped:
    """A map to be drawn: its scene and the shapes of its areas; of a ``signed`` one values are
    differences."""

    scene: Scene
    geometry: Geometry
    signed: bool = False
    names: bool = True


def drawn(mapped: Mapped, on: Drawing, width: float, height: float) -> Key:
    """Draw the map in a box; gives what its legend tells."""
    scene = mapped.scene
    ground = lay(mapped.geometry, scene.get("form") == "tiles", width, height)
    shown = _sized(Shown(scene, *_sizes(width, height), mapped.signed), ground)
    rank = {code: at for at, code in enumerate(scene["codes"])}
    placed = [(lie, portray(shown, rank.get(lie.code, -1))) for lie in ground.areas]
    _surround(on, ground)
    for lie, portrait in placed:
        _area(on, lie, portrait)
    edge = stroked(colour("text"), 1.3)
    on.path(path_of(ground.outline), fill="none", **edge, stroke_opacity=0.6)
    for lie, portrait in placed:
        if portrait.key == "not_applicable":
            on.path(path_of(lie.land), fill="none", **edge, stroke_dasharray="5 4")
    _bubbles(on, placed)
    _chosen(on, [lie for lie, _ in placed if lie.code in scene["selected"]])
    if mapped.names:
        _letter(on, placed, ground, shown)
    return Key(shown, [portrait for _, portrait in placed])


def _sizes(width: float, height: float) -> tuple[float, float]:
    """Px of a name, and of the largest bubble's radius."""
    small = min(width, height)
    label = 11.5 if width < 440 else max(14.0, min(small / 45, 18.0))
    return label, max(16.0, min(small * 0.075, 64.0))


def _sized(shown: Shown, ground: Land) -> Shown:
    """On tiles the longest name fits on its tile, and a bubble between a name and a value."""
    side = ground.areas[0].side if ground.areas else 0
    if not side:
        return shown
    longest = max(letters.wide(lie.name, 1, True) for lie in ground.areas)
    label = max(9.5, min(shown.label, (side - 4) / longest))
    return replace(shown, label=label, bubble=max(8.0, min(shown.bubble, side / 2 - label * 1.5)))


def _surround(on: Drawing, ground: Land) -> None:
    """The sea, and the land around, where it is known."""
    if ground.around.is_empty:
        return
    paper, ink = colour("background"), colour("text")
    on.rect(*ground.room, fill=mix(paper, named("sea"), 0.09))
    edge = stroked(mix(paper, ink, 0.45), 0.6, stroke_opacity=0.7)
    on.path(path_of(ground.around), fill=mix(paper, ink, 0.04), **edge)


def _area(on: Drawing, lie: Lie, portrait: Portrait) -> None:
    """An area in its colour, or in what says that it has none."""
    edge = stroked(mix(colour("background"), colour("text"), 0.45), 0.8)
    on.path(path_of(lie.land), fill=portrait.fill, fill_rule="evenodd", **edge)
    if portrait.key == "protected":
        texture.hatch(on, lie.land)
    if portrait.key == "missing":
        texture.dots(on, lie.land)
    if portrait.loose:
        texture.veil(on, lie.land)


def _bubbles(on: Drawing, placed: list[PLACED]) -> None:
    """Small bubbles last, so that none hides behind a larger one."""
    for lie, portrait in sorted(placed, key=lambda one: -one[1].radius):
        if portrait.radius:
            edge = stroked(colour("text" if portrait.key == "zero" else "background"), 1.3)
            on.circle(lie.x, lie.y, portrait.radius, fill=portrait.tint, **edge)


def _chosen(on: Drawing, lies: list[Lie]) -> None:
    """The lines around chosen areas: a broad one in the colour of the paper, and a narrower one on it."""
    d = "".join(path_of(lie.land) for lie in lies)
    for name, broad in (("background", 5.5), ("text", 3.2)):
        on.path(d, fill="none", **stroked(colour(name), broad))


def _letter(on: Drawing, placed: list[PLACED], ground: Land, shown: Shown) -> None:
    """Names and values where they find room. Chosen areas choose first, then those with the highest and the
    lowest value, then the largest."""
    low = max(10.5, 0.86 * shown.label)
    values = [portrait.value for _, portrait in placed if portrait.value is not None]
    ends = {min(values), max(values)} if values and min(values) < max(values) else set()
    chosen = shown.scene["selected"]

    def rank(one: PLACED) -> tuple[bool, bool, float]:
        lie, portrait = one
        return lie.code in chosen, portrait.value in ends, lie.land.area

    of = {lie.code: (lie, portrait) for lie, portrait in placed}
    items = [
        Item(
            lie.code, lie.x, lie.y,
            letters.wide(lie.name, shown.label, True) + 4, letters.wide(portrait.short, low) + 4,
            portrait.radius, lie.side / 2 if portrait.radius else 0, lie.land,
            any(rank((lie, portrait))[:2]) or lie.land.area > NAMED**2,
        )
        for lie, portrait in sorted(placed, key=rank, reverse=True)
    ]  # fmt: skip
    sea = None
    if not ground.outline.is_empty and len(placed) < MANY:
        sea = shapely.box(*ground.room).difference(ground.outline.buffer(1))
    room = Room(ground.room, HEIGHT * shown.label, HEIGHT * low, sea)
    for item in labels.placed(items, room, shown.label):
        _texts(on, item, of, shown.label, low)


def _texts(on: Drawing, item: Item, of: dict[str, PLACED], label: float, low: float) -> None:
    """The name and the value of an area, in black or white after what they stand on, and the line home."""
    lie, portrait = of[item.code]
    ground = of[item.host.code][1].fill if item.host else portrait.fill
    if item.line is not None:
        if not item.host:
            ground = colour("background")
        (x, y), end = shapely.get_coordinates(item.line)
        home = stroked(colour("text"), 1)
        on.path(trail("M", float(x), float(y), "L", *map(float, end)), fill="none", **home)
        if not portrait.radius:
            on.circle(float(x), float(y), 2, fill=colour("background"), **home)
    for text, box, size, bold, under in (
        (lie.name, item.named, label, portrait.value is not None, ground),
        (portrait.short, item.valued, low, False, portrait.tint if item.inside else ground),
    ):
        if box:
            x, y = box.middle
            on.write(x, y + DROP * size, text, size, bold, "middle", ink_on(under), under)

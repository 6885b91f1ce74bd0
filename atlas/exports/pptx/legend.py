"""The legend of a map: its classes or bubbles with how many places each holds, the keys of silence that
occur, the county and the country, and how the classes were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pptx.enum.shapes import MSO_SHAPE

from atlas.exports.pptx import page
from atlas.exports.pptx.land import LARGEST, RING, SMALLEST, dress
from atlas.exports.pptx.names import LETTER, LINE
from atlas.exports.pptx.page import INCH, Box, Shapes
from atlas.exports.pptx.paint import colour, digits
from atlas.exports.pptx.portrait import portray
from atlas.exports.pptx.portrait import told as number
from atlas.exports.slides import Map
from atlas.maps.reading import classes, examples, pivot_of, radius
from atlas.maps.types import Scene
from atlas.words import Words

STATUSES = ("zero", "protected", "missing", "not_applicable")
ROW = 0.3  # inches
SWATCH = (0.36, 0.2)


class Key(NamedTuple):
    """A line of the legend: what it explains, its colour or the radius of its bubble (in inches), and its
    text."""

    key: str
    fill: str
    text: str
    radius: float = 0.0


def draw(
    shapes: Shapes, words: Words, shown: Map, box: Box, size: float = 12, share: float = 1
) -> None:
    """The legend from the top of a box, as one group; its bubbles as large as those of a map of a
    ``share``."""
    scene = shown.scene
    group = page.group(shapes, scene["words"]["legend"], scene["words"]["legend"])
    unit = "" if scene["unit"] in scene["title"] else f" ({scene['unit']})"
    heading = f"{scene['title']}{unit}, {scene['period']}"
    top = box.top
    page.text(
        group.shapes,
        Box(box.left, top, box.width, round(0.5 * INCH)),
        heading,
        [heading],
        size + 1,
        bold=True,
    )
    lines = 1 + int(len(heading) * LETTER * (size + 1) > box.width / INCH)
    top += round((0.08 + lines * LINE * (size + 1)) * INCH)
    told = list(keys(words, shown))
    wide = max((2 * key.radius * share for key in told), default=0.0)
    middle = max(wide, SWATCH[0] * size / 12) / 2
    for key in told:
        key = key._replace(radius=key.radius * share)
        tall = max(ROW * size / 12, 2 * key.radius + 0.04)
        _key(group.shapes, key, Box(box.left, top, box.width, round(tall * INCH)), size, middle)
        top += round(tall * INCH)
    notes = [f"{one['label']}: {one['values'][scene['period']]}" for one in _benchmarks(scene)]
    notes += [scene["method"]] if scene["method"] and scene["kind"] != "count" else []
    notes.append(scene["words"]["counts_note"])
    room = Box(box.left, top + round(0.08 * INCH), box.width, round(0.9 * INCH))
    page.text(group.shapes, room, notes[0], notes, size - 1, paint=colour("muted"))


def keys(words: Words, shown: Map) -> Iterator[Key]:
    """The lines of the legend, of what occurs on the map."""
    scene = shown.scene
    held = Counter(portray(words, scene, area["code"]).key for area in shown.geometry["areas"])
    if scene["kind"] == "count":
        for value in examples(scene):
            size = radius(scene, value, LARGEST, SMALLEST)
            yield Key("bubble", digits(scene["colors"][0]), number(words, scene, value), size)
        if scene.get("signed"):
            for at, name in enumerate(("more", "less")):
                yield Key("class", digits(scene["colors"][at]), scene["words"][name])
    elif len(scene["breaks"]) > 1:
        edges = [edge + (0 if scene.get("signed") else pivot_of(scene)) for edge in scene["breaks"]]
        for at in range(classes(scene)):
            span = f"{number(words, scene, edges[at])}–{number(words, scene, edges[at + 1])}"
            many = held[f"class-{at}"]
            text = f"{span}{_side(scene, at)}" + (f" ({many})" if many else "")
            yield Key(f"class-{at}", digits(scene["colors"][at]), text)
    for status in STATUSES:
        if held[status]:
            sign, meant = scene["words"][status], scene["words"][f"{status}_long"]
            yield Key(status, "", f"{sign}  {meant} ({held[status]})")


def _side(scene: Scene, at: int) -> str:
    """Which side of the benchmark a class is, and whether that is the better one."""
    last = classes(scene) - 1
    pivot = scene["pivot"]
    if not pivot or at == last / 2:
        return ""
    sign, better = ("▲", "higher") if at > last / 2 else ("▼", "lower")
    return f" {sign} {scene['words']['better' if pivot['better'] == better else 'worse']}"


def _benchmarks(scene: Scene) -> list[dict[str, dict[str, str]]]:
    return [one for one in scene["benchmarks"] if one["values"].get(scene["period"])]  # type: ignore[misc]


def _key(shapes: Shapes, key: Key, box: Box, size: float, aside: float) -> None:
    """A swatch or a bubble, its middle so many inches ``aside``, and its text."""
    middle = box.top + box.height // 2
    wide, tall = (round(side * INCH * size / 12) for side in SWATCH)
    shape = MSO_SHAPE.RECTANGLE
    if key.key in ("bubble", "zero"):
        shape = MSO_SHAPE.OVAL
        wide = tall = round(2 * (key.radius or RING) * INCH)
    left = box.left + round(aside * INCH) - wide // 2
    place = Box(left, middle - tall // 2, wide, tall)
    made = page.block(shapes, place, key.text, key.fill, shape=shape)
    dress(made, key.key, key.fill)
    indent, line = round((2 * aside + 0.12) * INCH), round(LINE * size * INCH)
    room = Box(box.left + indent, middle - line // 2, box.width - indent, line)
    page.text(shapes, room, key.text, [key.text], size)

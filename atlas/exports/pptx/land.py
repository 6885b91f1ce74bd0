"""A map as shapes that can be edited: a freeform for each place, an oval for each bubble, and their
names."""

from __future__ import annotations

from pptx.dml.line import LineFormat
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from atlas.exports.pptx import names, page
from atlas.exports.pptx.ground import Ground, ground, rings
from atlas.exports.pptx.page import INCH, Box, Shapes
from atlas.exports.pptx.paint import colour, digits, mixed
from atlas.exports.pptx.portrait import Portrait, portray
from atlas.exports.slides import Map
from atlas.maps.reading import radius
from atlas.maps.types import Area, Geometry
from atlas.words import Words

FINE = 10  # parts of a unit of the drawing that a corner may lie at
LARGEST, SMALLEST = 0.34, 0.03  # inches of a bubble's radius
RING = 0.09  # and of the ring for nought


def draw(shapes: Shapes, words: Words, shown: Map, box: Box, size: float) -> None:
    """A map in a box, with names in letters of a size; none of a map that is too small for them."""
    scene = shown.scene
    name = shown.title or f"{scene['title']}, {scene['period']}"
    places = [(area, portray(words, scene, area["code"])) for area in shown.geometry["areas"]]
    told = "; ".join(f"{area['name']}: {portrait.said}" for area, portrait in places)
    group = page.group(shapes, name, f"{name}. {told}")
    lies = ground(shown.geometry, box)
    for area, portrait in places:
        outline(group.shapes, area, lies, portrait, area["code"] in scene["selected"])
    share = box.height / page.BODY.height
    sizes = [_radius(shown, portrait, share) for _, portrait in places]
    marked = [(*place, size) for place, size in zip(places, sizes, strict=True)]
    for area, portrait, r in sorted(marked, key=lambda one: -one[2]):
        if r:
            _bubble(group.shapes, shown, area, portrait, lies, r)
    if size:
        names.write(group.shapes, marked, lies, size)


def silhouette(shapes: Shapes, geometry: Geometry, box: Box, name: str) -> None:
    """The land without numbers: a sign of where."""
    group = page.group(shapes, name, name)
    lies = ground(geometry, box)
    plain = Portrait(None, "zero", "", "", colour("land"))
    for area in geometry["areas"]:
        made = outline(group.shapes, area, lies, plain, False)
        page.describe(made, area["name"])


def outline(shapes: Shapes, area: Area, lies: Ground, portrait: Portrait, is_chosen: bool) -> Shape:
    """The land of a place, named after it and its value."""
    start, *rest = _whole(area)[0]
    builder = shapes.build_freeform(*start, scale=lies.unit / FINE)
    builder.add_line_segments(rest, close=True)
    for (x, y), *others in _whole(area)[1:]:
        builder.move_to(x, y)
        builder.add_line_segments(others, close=True)
    made = builder.convert_to_shape(round(lies.left), round(lies.top))
    made.name = f"{area['name']} {portrait.short}".strip()
    page.describe(made, f"{area['name']}: {portrait.said}")
    page.plain(made)
    dress(made, portrait.key, portrait.fill)
    if is_chosen:
        made.line.color.rgb = page.rgb(colour("strong"))
        made.line.width = Pt(2.5)
    return made


def _whole(area: Area) -> list[list[tuple[int, int]]]:
    """The corners of an area, in parts of a unit: a file has them in whole numbers."""
    return [[(round(x * FINE), round(y * FINE)) for x, y in ring] for ring in rings(area)]


def dress(shape: Shape, key: str, fill: str) -> None:
    """The look of a place by what is known of it: a colour, or a pattern where no number is told."""
    edge = mixed(colour("background"), colour("text"), 0.45)
    page.painted(shape, fill or colour("background"), edge)
    if key in ("protected", "missing"):
        shape.fill.patterned()
        shape.fill.pattern = (
            MSO_PATTERN.WIDE_UPWARD_DIAGONAL if key == "protected" else MSO_PATTERN.PERCENT_10
        )
        shape.fill.fore_color.rgb = page.rgb(mixed(colour("muted"), colour("background"), 0.4))
        shape.fill.back_color.rgb = page.rgb(colour("background"))
    elif key == "not_applicable":
        _dashed(shape.line)


def _dashed(line: LineFormat) -> None:
    line.dash_style = MSO_LINE.DASH


def _radius(shown: Map, portrait: Portrait, share: float) -> float:
    """The radius of a place's bubble in EMU; none where no count is told."""
    if shown.scene["kind"] != "count" or portrait.value is None:
        return 0.0
    drawn = radius(shown.scene, portrait.value, LARGEST * share, SMALLEST)
    return INCH * (drawn if portrait.value else RING * share)


def _bubble(
    shapes: Shapes, shown: Map, area: Area, portrait: Portrait, lies: Ground, r: float
) -> None:
    """The bubble of a count; a ring for nought."""
    value = portrait.value or 0
    x, y = lies.at(area["x"], area["y"])
    box = Box(round(x - r), round(y - r), round(2 * r), round(2 * r))
    colors = shown.scene["colors"]
    paint = digits(colors[1 if value < 0 and len(colors) > 1 else 0])
    name = f"{area['name']} {portrait.short}"
    made = page.block(shapes, box, name, paint, shape=MSO_SHAPE.OVAL)
    pale = colour("background")
    page.painted(made, paint if value else pale, pale if value else paint)
    page.describe(made, f"{area['name']}: {portrait.said}")

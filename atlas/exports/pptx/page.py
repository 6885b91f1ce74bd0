"""Where things stand on a slide, and the small shapes that they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from atlas.exports.pptx.paint import colour

INCH = 914_400
Shapes: TypeAlias = SlideShapes | GroupShapes


class Box(NamedTuple):
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def inches(left: float, top: float, width: float, height: float) -> Box:
    """A place that is told in inches."""
    return Box(*(round(side * INCH) for side in (left, top, width, height)))


WIDE, HIGH = round(13.333 * INCH), round(7.5 * INCH)
TITLE = inches(0.6, 0.35, 9.9, 0.95)
MARK = inches(10.65, 0.5, 2.1, 0.36)
SENTENCE = inches(0.6, 1.3, 12.13, 0.62)
BODY = inches(0.6, 2.0, 12.13, 4.4)
CAPTION = inches(0.6, 6.5, 11.3, 0.8)
NUMBER = inches(12.03, 6.95, 0.7, 0.3)
COVER_TITLE = inches(0.6, 1.6, 7.4, 1.5)
COVER_SENTENCE = inches(0.6, 3.15, 7.4, 0.6)


def text(
    shapes: Shapes,
    box: Box,
    name: str,
    lines: Sequence[str],
    size: float,
    *,
    paint: str = "",
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Shape:
    """A box of text, a paragraph for each line."""
    made = shapes.add_textbox(*map(Emu, box))
    made.name = name
    describe(made, " ".join(lines))
    written(made.text_frame, lines, size, paint=paint, bold=bold, align=align)
    made.text_frame.vertical_anchor = anchor
    return made


def written(
    frame: TextFrame,
    lines: Sequence[str],
    size: float,
    *,
    paint: str = "",
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    """Write lines into a frame, without room around them."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.color.rgb = rgb(paint or colour("text"))


def block(
    shapes: Shapes, box: Box, name: str, paint: str, *, shape: MSO_SHAPE = MSO_SHAPE.RECTANGLE
) -> Shape:
    """A plain shape of one colour, without an edge."""
    made = shapes.add_shape(shape, *map(Emu, box))
    made.name = name
    describe(made, name)
    plain(made)
    painted(made, paint)
    return made


def plain(shape: Shape) -> None:
    """Take from a shape what the theme adds to it: a shadow, an edge, white letters."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def painted(shape: Shape, paint: str, edge: str = "", width: float = 0.75) -> None:
    """Give a shape its colour, and an edge where it has one."""
    if paint:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(paint)
    else:
        shape.fill.background()
    if edge:
        shape.line.color.rgb = rgb(edge)
        shape.line.width = Pt(width)
    else:
        shape.line.fill.background()


def describe(shape: BaseShape, said: str) -> None:
    """What is said of a shape to those who do not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", said)


def group(shapes: Shapes, name: str, said: str) -> GroupShape:
    """A group, which is one thing to whoever moves or reads it."""
    made = shapes.add_group_shape()
    made.name = name
    describe(made, said)
    return made


def rgb(paint: str) -> RGBColor:
    """A colour as the library takes it."""
    return RGBColor.from_string(paint)

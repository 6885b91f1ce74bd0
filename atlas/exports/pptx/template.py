"""An empty presentation of ours: wide slides, two layouts, the theme's colours and letters that every
machine has."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Emu

from atlas.exports.pptx import page
from atlas.exports.pptx.page import Box
from atlas.exports.pptx.paint import colour
from atlas.exports.pptx.paint import page as of_page

LETTERS = "Arial"
COVER, VIEW = 0, 5  # the layouts that are kept of those in the library's own file
SENTENCE, CAPTION = 13, 14  # the numbers of our own places for text
SPACES = nsdecls("a", "p")
ROLES = {
    "dk1": "text",
    "lt1": "background",
    "dk2": "accent",
    "lt2": "land",
    "accent1": "accent",
    "accent2": "bubble",
    "accent3": "strong",
    "accent4": "muted",
    "accent5": "grid",
    "accent6": "land",
    "hlink": "accent",
    "folHlink": "muted",
}


def empty() -> Presentation:
    """A presentation without slides; its layouts are :func:`cover` and :func:`view`."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Emu(page.WIDE), Emu(page.HIGH)
    _drop(made)
    kept = [made.slide_layouts[at] for at in (COVER, VIEW)]
    for layout in list(made.slide_layouts):
        if layout not in kept:
            made.slide_layouts.remove(layout)
    _master(made)
    _cover(kept[0])
    _view(kept[1])
    _colours(made)
    return made


def cover(made: Presentation) -> SlideLayout:
    """The layout of the first and the last slide."""
    return made.slide_layouts[0]


def view(made: Presentation) -> SlideLayout:
    """The layout of all others."""
    return made.slide_layouts[1]


def _drop(made: Presentation) -> None:
    """What the library's file has of its own maker: the settings of a printer and a picture of nothing."""
    presentation, package = made.part, made.part.package
    for rels, kind in ((presentation.rels, RT.PRINTER_SETTINGS), (package._rels, RT.THUMBNAIL)):
        for name, rel in list(rels.items()):
            if rel.reltype == kind:
                rels.pop(name)
    size = made.part._element.find("{*}sldSz")
    size.attrib.pop("type", None)


def _master(made: Presentation) -> None:
    """Where things stand on every slide. Neither a date nor a foot of the program's own."""
    boxes = {"title": page.TITLE, "body": page.BODY, "sldNum": page.NUMBER}
    master = made.slide_master
    for owner in (master, *made.slide_layouts):
        for shape in list(owner.placeholders):
            if _kind(shape) in ("dt", "ftr"):
                shape._element.getparent().remove(shape._element)
    for shape in master.placeholders:
        kind = _kind(shape)
        _place(shape, boxes[kind])
        for level in shape._element.iter("{*}lvl1pPr"):
            level.set("algn", "r")
        if kind == "title":
            shape._element.find(".//{*}bodyPr").set("lIns", "0")
    styles = master._element.find("{*}txStyles")
    for level in styles.find("{*}titleStyle"):
        level.set("algn", "l")
        level.find("{*}defRPr").set("sz", "2600")
        level.find("{*}defRPr").set("b", "1")


def _kind(shape: BaseShape) -> str:
    return str(shape._element.find(".//{*}ph").get("type", "obj"))


def _place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)


def _cover(layout: SlideLayout) -> None:
    layout.name = "Cover"
    for shape in layout.placeholders:
        kind = _kind(shape)
        if kind == "ctrTitle":
            _place(shape, page.COVER_TITLE)
        elif kind == "subTitle":
            _place(shape, page.COVER_SENTENCE)
            shape._element.find(".//{*}bodyPr").set("lIns", "0")
            for level in shape._element.iter("{*}lvl1pPr"):
                level.set("algn", "l")
                level.find("{*}defRPr").set("sz", "1800")
    _add(layout, CAPTION, "Caption", page.CAPTION, 10.5, colour("muted"), "b")


def _view(layout: SlideLayout) -> None:
    layout.name = "View"
    layout._element.attrib.pop("type", None)
    _add(layout, SENTENCE, "Sentence", page.SENTENCE, 15, of_page("ink-far"), "t")
    _add(layout, CAPTION, "Caption", page.CAPTION, 10.5, colour("muted"), "b")


def _add(
    layout: SlideLayout, number: int, name: str, box: Box, size: float, paint: str, anchor: str
) -> None:
    """A place for text: without bullets, in letters of a size."""
    tree = layout.shapes._spTree
    serial = max(int(node.get("id")) for node in tree.iter("{*}cNvPr")) + 1
    tree.append(
        parse_xml(
            f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{serial}" name={quoteattr(name)}/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="body" sz="quarter" idx="{number}"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
            f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm></p:spPr>'
            f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
            '<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0">'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{round(size * 100)}">'
            f'<a:solidFill><a:srgbClr val="{paint}"/></a:solidFill></a:defRPr>'
            "</a:lvl1pPr></a:lstStyle>"
            '<a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
        )
    )


def _colours(made: Presentation) -> None:
    """Our colours in the theme, so that what is added by hand fits; and letters that every machine has."""
    theme = made.slide_master.part.part_related_by(RT.THEME)
    text = theme.blob.decode()
    for role, name in ROLES.items():
        own = f'<a:{role}><a:srgbClr val="{colour(name)}"/></a:{role}>'
        text = re.sub(rf"<a:{role}>.*?</a:{role}>", own, text, count=1, flags=re.DOTALL)
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{LETTERS}"', text)
    theme.blob = text.encode()

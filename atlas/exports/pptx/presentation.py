"""A presentation as bytes: each slide with its title, figure, caption and notes, in the order in which it
is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as File
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Made
from pptx.util import Pt

from atlas.exports.pptx import land, maps, native, page, tables, template
from atlas.exports.pptx.page import INCH, Box
from atlas.exports.pptx.paint import ink_on
from atlas.exports.pptx.paint import page as of_page
from atlas.exports.slides import (
    Chart,
    Cover,
    Facts,
    Maps,
    Presentation,
    Slide,
    Table,
    Text,
)
from atlas.words import Words

EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of everything in the archive
# points of letters for what has more characters than so many, the longest first
TITLES = {120: 16, 90: 19, 55: 22}
SENTENCES = {380: 10, 280: 11, 200: 12.5}


def encode(words: Words, told: Presentation) -> bytes:
    """The file. The same presentation gives the same bytes."""
    made = template.empty()
    about = made.core_properties
    about.title, about.author, about.last_modified_by = told.title, told.author, told.author
    about.language = _tag(words)
    about.created = about.modified = told.made.replace(tzinfo=None, microsecond=0)
    about.revision = 1
    for slide in told.slides:
        _slide(made, words, told, slide)
    for part in made.part.package.iter_parts():
        if part.partname.startswith("/ppt/") and hasattr(part, "_element"):
            _speak(part._element, _tag(words))
    out = io.BytesIO()
    made.save(out)
    return _same(out.getvalue())


def _slide(made: File, words: Words, told: Presentation, slide: Slide) -> None:
    """One slide: title, mark, sentence, figure, caption and number, in the order in which they are read."""
    is_cover = isinstance(slide.content, Cover)
    layout = template.cover(made) if is_cover else template.view(made)
    own = made.slides.add_slide(layout)
    places = {shape.placeholder_format.idx: shape for shape in own.placeholders}
    sentence, caption = places[1 if is_cover else template.SENTENCE], places[template.CAPTION]
    places[0].text_frame.text = slide.title
    if not is_cover:
        _sized(places[0], len(slide.title), TITLES)
    places[0].name = words("pptx.title")
    if slide.mark:
        _mark(own, words, slide)
    _fill(own, sentence, words("pptx.sentence"), [slide.sentence] if slide.sentence else [])
    _sized(sentence, len(slide.sentence), SENTENCES)
    _draw(own, words, slide, told)
    _fill(own, caption, words("pptx.caption"), slide.caption)
    if slide.link:
        paragraph = caption.text_frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words("pptx.open")
        run.hyperlink.address = slide.link
    _number(own, words)
    if slide.notes:
        own.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _sized(place: BaseShape, length: int, sizes: Mapping[int, float]) -> None:
    """Smaller letters for what is longer, so that it has room."""
    size = next((size for most, size in sizes.items() if length > most), None)
    if size:
        for run in place.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _mark(own: Made, words: Words, slide: Slide) -> None:
    """What kind of numbers a slide shows, beside its title."""
    paint = of_page("ink-quiet" if slide.quiet else "mark-sample")
    made = page.block(
        own.shapes, page.MARK, words("pptx.mark"), paint, shape=MSO_SHAPE.ROUNDED_RECTANGLE
    )
    page.describe(made, slide.mark)
    page.written(
        made.text_frame, [slide.mark], 13, paint=ink_on(paint), bold=True, align=PP_ALIGN.CENTER
    )
    made.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _fill(own: Made, place: BaseShape, name: str, lines: list[str] | tuple[str, ...]) -> None:
    """Write into a place of the layout, after all that stands there already; one that stays empty is
    taken away."""
    tree = own.shapes._spTree
    tree.remove(place._element)
    if not lines:
        return
    tree.append(place._element)
    place.name = name
    place.text_frame.text = "\n".join(lines)


def _number(own: Made, words: Words) -> None:
    """The number of the slide, which the program keeps."""
    serial = max(int(node.get("id")) for node in own.shapes._spTree.iter("{*}cNvPr")) + 1
    own.shapes._spTree.append(
        parse_xml(
            f'<p:sp {template.SPACES}><p:nvSpPr><p:cNvPr id="{serial}" name="{words("pptx.number")}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/>'
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" '
            'type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
        )
    )


def _draw(own: Made, words: Words, slide: Slide, told: Presentation) -> None:
    """What fills the slide."""
    shapes, content = own.shapes, slide.content
    if isinstance(content, Chart):
        said = words("pptx.chart_said", title=slide.title, sentence=slide.sentence)
        native.draw(shapes, words, content, page.BODY, (slide.title, said), told.made)
    elif isinstance(content, Maps):
        maps.draw(shapes, words, content)
    elif isinstance(content, Table):
        tables.table(shapes, words, content, page.BODY, slide.title)
    elif isinstance(content, Facts):
        tables.facts(shapes, content, page.BODY)
    elif isinstance(content, Cover):
        _cover(own, words, content, slide.title)
    elif isinstance(content, Text):
        page.text(shapes, page.BODY, content.text, [content.text], 18)


def _cover(own: Made, words: Words, cover: Cover, title: str) -> None:
    """Facts of the project, each under its name, beside the land."""
    top = page.COVER_SENTENCE.top + page.COVER_SENTENCE.height
    room = Box(page.BODY.left, top, round(7.4 * INCH), page.CAPTION.top - top)
    lines = [f"{fact.label}: {fact.value}" for fact in cover.told]
    page.text(own.shapes, room, title, lines, 14)
    box = page.inches(8.4, 1.2, 4.3, 5.0)
    land.silhouette(own.shapes, cover.land, box, words("pptx.land"))


def _tag(words: Words) -> str:
    """The language as a file names it."""
    return words.locale.replace("_", "-")


def _speak(element: BaseOxmlElement, tag: str) -> None:
    """Say of every text in which language it is."""
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for node in element.iter(qn(name)):
            node.set("lang", tag)


def _same(content: bytes) -> bytes:
    """The archive without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as taken:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            taken.writestr(entry, given.read(name))
    return out.getvalue()

"""Tables and key figures of a slide, as tables and boxes that can be edited."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.table import _Cell
from pptx.util import Emu, Pt

from atlas.exports import xlsx
from atlas.exports.pptx import page
from atlas.exports.pptx.names import LETTER, LINE
from atlas.exports.pptx.page import INCH, Box, Shapes
from atlas.exports.pptx.paint import colour, ink_on
from atlas.exports.pptx.paint import page as of_page
from atlas.exports.slides import Fact, Facts, Table
from atlas.measures.display import SYMBOLS
from atlas.words import Words

SIZES = (16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)  # points of letters
MARGIN = 0.08  # inches beside a cell's text
MOST = 40  # characters of a column's width, unless a word is longer
ACROSS = 4  # key figures in a row, at most


def table(shapes: Shapes, words: Words, shown: Table, box: Box, name: str) -> None:
    """A table; each cell is text as the page tells it, and numbers stand to the right."""
    lines = [shown.columns, *shown.rows]
    columns = list(zip(*lines, strict=True))
    shares = [max(_word(cells) + 2, min(max(map(len, cells)) + 1, MOST)) for cells in columns]
    widths = [box.width * share / sum(shares) for share in shares]
    whole = [
        size
        for size in SIZES
        if sum(_heights(lines, widths, size)) <= box.height
        and all(
            _word(cells) <= _room(width, size) for cells, width in zip(columns, widths, strict=True)
        )
    ]
    size = whole[0] if whole else SIZES[-1]
    heights = _heights(lines, widths, size)
    frame = shapes.add_table(len(lines), len(widths), *map(Emu, box[:3]), Emu(sum(heights)))
    frame.name = name
    page.describe(frame, name)
    made = frame.table
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(round(width))
    for at, (row, tall) in enumerate(zip(lines, heights, strict=True)):
        made.rows[at].height = Emu(tall)
        for place, cell in enumerate(row):
            below = [other[place] for other in shown.rows] if at == 0 else [cell]
            aside = place > 0 and all(_is_number(words, one) for one in below)
            bold = at == 0 or place == 0
            paint = ink_on(colour("accent")) if at == 0 else colour("text")
            _write(made.cell(at, place), cell, size, bold=bold, paint=paint, aside=aside)


def _write(cell: _Cell, text: str, size: float, *, bold: bool, paint: str, aside: bool) -> None:
    """The text of a cell; to the right where it is a number."""
    align = PP_ALIGN.RIGHT if aside else PP_ALIGN.LEFT
    page.written(cell.text_frame, [text], size, bold=bold, paint=paint, align=align)
    cell.margin_left = cell.margin_right = Emu(round(MARGIN * INCH))
    cell.margin_top = cell.margin_bottom = Emu(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE


def _word(cells: Sequence[str]) -> int:
    """The length of the longest word, which is not to be broken."""
    return max((len(word) for cell in cells for word in cell.split(" ")), default=0)


def _room(width: float, size: float) -> float:
    """How many letters of a size have room in a column."""
    return (width / INCH - 2 * MARGIN) / (LETTER * size)


def _heights(lines: Sequence[tuple[str, ...]], widths: list[float], size: float) -> list[int]:
    """How high each row is in letters of a size, in EMU."""
    rooms = [_room(width, size) for width in widths]
    many = (
        max(1 + int(len(cell) / room) for cell, room in zip(line, rooms, strict=True))
        for line in lines
    )
    return [round((n * LINE * size + 0.06) * INCH) for n in many]


def _is_number(words: Words, cell: str) -> bool:
    return cell in SYMBOLS.values() or xlsx.number_in(cell, words) is not None


def facts(shapes: Shapes, shown: Facts, box: Box) -> None:
    """Key figures side by side, in rows of up to four."""
    items = shown.items
    across = min(ACROSS, len(items)) or 1
    down = -(-len(items) // across)
    gap = round(0.25 * INCH)
    wide = (box.width - gap * (across - 1)) // across
    tall = min((box.height - gap * (down - 1)) // down, round(2.6 * INCH))
    for at, item in enumerate(items):
        row, column = divmod(at, across)
        left, top = box.left + column * (wide + gap), box.top + row * (tall + gap)
        _fact(shapes, item, Box(left, top, wide, tall))


def _fact(shapes: Shapes, item: Fact, box: Box) -> None:
    """A key figure on its ground: what it is called, its value, and what is told of it."""
    said = " ".join([item.label, item.value, *item.lines])
    group = page.group(shapes, item.label, said)
    page.block(group.shapes, box, item.label, of_page("ground-soft"))
    inside = round(0.18 * INCH)
    room = Box(box.left + inside, box.top + inside, box.width - 2 * inside, box.height - 2 * inside)
    made = page.text(group.shapes, room, item.label, [item.label, item.value, *item.lines], 13)
    first, value, *rest = made.text_frame.paragraphs
    first.runs[0].font.color.rgb = page.rgb(colour("muted"))
    value.runs[0].font.size = Pt(32 if len(item.value) < 8 else 22)
    value.runs[0].font.bold = True
    for line in rest:
        line.runs[0].font.size = Pt(12)

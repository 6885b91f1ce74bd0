"""Letters: how wide a text is, and the outline of each of its letters.

A picture must look the same where nobody has our font, so its letters are shapes, and they are measured
by the same file that they are drawn from. Two letters stand as close as the font says (``kern``).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "fonts"
STYLES = {False: "Regular", True: "Semibold"}
UNKNOWN = ".notdef"  # a box, for a sign that the font does not have
REMEMBERED = 4096
KEPT = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
WIDE = str.maketrans({"\N{EM SPACE}": 2 * "\N{NO-BREAK SPACE}"})  # the font has none so wide
UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")  # no letters, and partly not allowed in XML


class Letter(NamedTuple):
    """A letter of a text: its name in the font, and where it begins, in units of the font."""

    glyph: str
    begin: float


class Set(NamedTuple):
    """A text in letters, and how wide all of them are, in units of the font."""

    letters: tuple[Letter, ...]
    width: float


@lru_cache(maxsize=REMEMBERED)
def readable(text: str) -> str:
    """A text without signs that have no shape; what would break a line is a space."""
    told = unicodedata.normalize("NFC", text).translate(WIDE)
    kept = (" " if _is_blank(c) else c for c in told)
    return "".join(c for c in kept if unicodedata.category(c) not in UNSEEN)


def _is_blank(sign: str) -> bool:
    """Whether a sign is a space or a line's end; a no-break space stays, as no line breaks there."""
    return sign in "\t\r\n" or (unicodedata.category(sign) == "Zs" and sign not in KEPT)


def wide(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is in letters of a size."""
    return typeset(text, bold).width * size / _face(bold).units


@lru_cache(maxsize=REMEMBERED)
def typeset(text: str, bold: bool = False) -> Set:
    """A text in letters."""
    face = _face(bold)
    letters: list[Letter] = []
    at = 0.0
    for sign in readable(text):
        glyph = face.names.get(ord(sign), UNKNOWN)
        at += face.closer(letters[-1].glyph, glyph) if letters else 0
        letters.append(Letter(glyph, at))
        at += face.widths[glyph]
    return Set(tuple(letters), at)


@lru_cache(maxsize=REMEMBERED)
def outline(glyph: str, bold: bool = False) -> str:
    """The shape of a letter as a path in units of the font, upwards; "" of one that leaves no mark."""
    glyphs = _face(bold).glyphs
    pen = SVGPathPen(glyphs)
    glyphs[glyph].draw(pen)
    return str(pen.getCommands())


def units() -> int:
    """How many units of the font are as long as its letters are large."""
    return _face(False).units


def code(glyph: str, bold: bool) -> str:
    """A name of a letter that is a name in XML, too."""
    return f"{'b' if bold else 'r'}{_face(bold).font.getGlyphID(glyph)}"


class _Face:
    """A font file, read."""

    def __init__(self, style: str) -> None:
        self.font = TTFont(FOLDER / f"AtlasSans-{style}.ttf", lazy=False)
        self.units: int = self.font["head"].unitsPerEm
        self.names: dict[int, str] = self.font.getBestCmap()
        self.glyphs = self.font.getGlyphSet()
        self.widths = {name: advance for name, (advance, _) in self.font["hmtx"].metrics.items()}
        lookups = self.font["GPOS"].table.LookupList.Lookup
        tables = [table for lookup in lookups for table in lookup.SubTable]
        self.pairs = [getattr(table, "ExtSubTable", table) for table in tables]

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 - there are two faces, and both stay
    def closer(self, left: str, right: str) -> float:
        """How much further from each other two letters stand; less than nought is closer."""
        return next((by for pair in self.pairs if (by := _by(pair, left, right)) is not None), 0)


def _by(pair: Any, left: str, right: str) -> float | None:
    """What a table of the font says of two letters; ``None`` where it leaves that to the next."""
    if left not in pair.Coverage.glyphs:
        return None
    if pair.Format == 1:
        those = pair.PairSet[pair.Coverage.glyphs.index(left)].PairValueRecord
        value = next((one.Value1 for one in those if one.SecondGlyph == right), None)
        return None if value is None else _advance(value)
    row = pair.Class1Record[pair.ClassDef1.classDefs.get(left, 0)].Class2Record
    return _advance(row[pair.ClassDef2.classDefs.get(right, 0)].Value1)


def _advance(value: Any) -> float:
    return float(getattr(value, "XAdvance", 0) or 0)


@lru_cache(maxsize=len(STYLES))
def _face(bold: bool) -> _Face:
    return _Face(STYLES[bold])

"""What the XML inside a workbook says of its sheets and their values do not.

That is: what is hidden, which numbers are shown as per cent, and which cells have an error or a formula
without a result. The text is read as a stream and never as a tree; a document type, which entities would
need, is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from atlas.ingest.limits import MOST_COLUMNS

BOOK, LINKS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
UNCOMPUTED = "="  # stands for a formula whose result is not stored
PERCENT = (9, 10)  # the formats of every workbook that are 0% and 0.00%
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what a number format shows as it is
Attributes = Mapping[str, str]
Cell = tuple[int, int]  # row and column, the first of each being 1


@dataclass(frozen=True)
class Markup:
    """What is said of one sheet."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[Cell] = frozenset()
    broken: Mapping[Cell, str] = field(default_factory=dict)  # the error, or ``UNCOMPUTED``


def of(parts: Mapping[str, bytes]) -> dict[str, Markup]:
    """The markup of each sheet by its name. ``parts`` are the files of the workbook.

    Raises ``ValueError``, ``KeyError`` or ``expat.ExpatError`` where it is not written as workbooks are.
    """
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def link(tag: str, of: Attributes) -> None:
        if tag == "Relationship":
            targets[of["Id"]] = posixpath.normpath(posixpath.join("/xl", of["Target"]))[1:]

    def sheet(tag: str, of: Attributes) -> None:
        if tag == "sheet":
            key = next(v for k, v in of.items() if _local(k) == "id")
            names[of["name"]] = targets.get(key, "")

    _parse(parts[LINKS], link)
    _parse(parts[BOOK], sheet)
    percent = _percent_styles(parts.get(STYLES, b""))
    return {name: _of_sheet(parts.get(path, b""), percent) for name, path in names.items()}


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a number as per cent, a hundred times what it is."""
    return "%" in QUOTED.sub("", number_format)


def _percent_styles(content: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show a number as per cent, as cells name them."""
    formats = {str(number) for number in PERCENT}
    styles: list[str] = []
    within: list[str] = []  # the lists of styles that are open: cells' own are one of several

    def start(tag: str, of: Attributes) -> None:
        if tag == "numFmt" and is_percent(of.get("formatCode", "")):
            formats.add(of["numFmtId"])
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            within.append(tag)
        elif tag == "xf" and within[-1:] == ["cellXfs"]:
            styles.append(of.get("numFmtId", "0"))

    _parse(content, start)
    return frozenset(str(at) for at, number in enumerate(styles) if number in formats)


class _Sheet:
    """The stream of one sheet. A row or cell that does not say where it is follows the one before."""

    def __init__(self, percent_styles: frozenset[str]) -> None:
        self.percent_styles = percent_styles
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.percent: set[Cell] = set()
        self.broken: dict[Cell, str] = {}
        self.row = self.column = 0
        self.kind, self.text = "", ""
        self.has_formula = self.has_value = self.is_percent = False

    def start(self, tag: str, of: Attributes) -> None:
        if tag == "c":
            self.column = column_of(of["r"]) if "r" in of else self.column + 1
            self.kind, self.text = of.get("t", "n"), ""
            self.has_formula = self.has_value = False
            self.is_percent = self.kind == "n" and of.get("s") in self.percent_styles
        elif tag == "f":
            self.has_formula = True
        elif tag == "v":
            self.has_value = True
        elif tag == "row":
            self.row, self.column = int(of.get("r", self.row + 1)), 0
            if _is_true(of.get("hidden", "")):
                self.rows.add(self.row)
        elif tag == "col" and _is_true(of.get("hidden", "")):
            last = min(int(of["max"]), MOST_COLUMNS)
            self.columns.update(range(int(of["min"]), last + 1))

    def end(self, tag: str) -> None:
        if tag != "c":
            return
        if self.kind == "e":
            self.broken[self.row, self.column] = self.text.strip() or UNCOMPUTED
        elif self.has_formula and not (self.text or (self.has_value and self.kind == "str")):
            self.broken[self.row, self.column] = UNCOMPUTED
        elif self.is_percent and self.has_value:
            self.percent.add((self.row, self.column))

    def characters(self, text: str) -> None:
        if self.has_value and (self.has_formula or self.kind == "e"):
            self.text += text


def _of_sheet(content: bytes, percent_styles: frozenset[str]) -> Markup:
    sheet = _Sheet(percent_styles)
    _parse(content, sheet.start, sheet.end, sheet.characters)
    rows, columns = frozenset(sheet.rows), frozenset(sheet.columns)
    return Markup(rows, columns, frozenset(sheet.percent), sheet.broken)


def column_of(cell: str) -> int:
    """The number of the column that a cell's name begins with: 2 for ``B7``."""
    number = 0
    for sign in cell:
        if not "A" <= sign <= "Z":
            break
        number = 26 * number + ord(sign) - 64
    return number


def letters_of(column: int) -> str:
    """What a spreadsheet calls a column: ``B`` for 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parse(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Call the functions for each element, by its name without a prefix. Nothing is called for no content."""
    if not content:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, of: start(_local(name), of)
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if characters:
        parser.CharacterDataHandler = characters
    parser.Parse(content, True)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a document type in a workbook")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _is_true(text: str) -> bool:
    return text in ("1", "true", "on")

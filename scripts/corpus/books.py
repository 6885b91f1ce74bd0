"""Workbooks and archives, with the same bytes each time they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WHEN = (2020, 1, 1, 0, 0, 0)
NAMESPACE = "http://schemas.openxmlformats.org"
MAIN = f"{NAMESPACE}/spreadsheetml/2006/main"
DOCUMENT = f"{NAMESPACE}/officeDocument/2006/relationships"
PACKAGE = f"{NAMESPACE}/package/2006"
Cells = Sequence[Sequence[object]]
FORMATS = {1: "0.0%", 2: "0%", 3: '0.0" %"'}  # by style
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>
<numFmt numFmtId="165" formatCode="0.0&quot; %&quot;"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs>
</styleSheet>"""


class Broken(str):
    """A cell with an error."""


@dataclass(frozen=True)
class Formula:
    """A cell with a formula and the result that is stored of it: none, text or a number."""

    formula: str
    result: float | str | None = None


@dataclass(frozen=True)
class Styled:
    """A number in a style of ``STYLES``: 1 is 0.0%, 2 is 0%, 3 has a per cent sign that is only text."""

    number: float
    style: int = 1


@dataclass(frozen=True)
class Tab:
    """A sheet with what is hidden in it: rows and columns by number, or the whole of it (its ``state``)."""

    name: str
    rows: Cells
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    state: str = ""


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive whose bytes do not depend on the time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, content, compresslevel=9)
    return out.getvalue()


def xlsx(*sheets: tuple[str, Cells] | Tab) -> bytes:
    """A workbook of sheets: numbers as numbers, text as text, ``None`` as no cell."""
    tabs = [sheet if isinstance(sheet, Tab) else Tab(*sheet) for sheet in sheets]
    names = "".join(
        f'<sheet name="{escape(tab.name)}" sheetId="{i}"{_state(tab)} r:id="rId{i}"/>'
        for i, tab in enumerate(tabs, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{names}</sheets></workbook>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}</Types>'
    )
    root = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": root,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        ),
    }
    for i, tab in enumerate(tabs, 1):
        members[f"xl/worksheets/sheet{i}.xml"] = _sheet(tab)
    if any(isinstance(cell, Styled) for tab in tabs for row in tab.rows for cell in row):
        members["xl/styles.xml"] = STYLES
    return zipped({name: text.encode() for name, text in members.items()})


def _state(tab: Tab) -> str:
    return f' state="{tab.state}"' if tab.state else ""


def _sheet(tab: Tab) -> str:
    lines = []
    for r, row in enumerate(tab.rows, 1):
        cells = "".join(_cell(f"{_letters(c)}{r}", value) for c, value in enumerate(row))
        hidden = ' hidden="1"' if r in tab.hidden_rows else ""
        lines.append(f'<row r="{r}"{hidden}>{cells}</row>')
    columns = "".join(
        f'<col min="{c}" max="{c}" width="0" hidden="1"/>' for c in tab.hidden_columns
    )
    columns = f"<cols>{columns}</cols>" if columns else ""
    return f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(at: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Broken):
        return f'<c r="{at}" t="e"><v>{value}</v></c>'
    if isinstance(value, Styled):
        return f'<c r="{at}" s="{value.style}"><v>{value.number!r}</v></c>'
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value.result, str) else ""
        result = "" if value.result is None else f"<v>{value.result}</v>"
        return f'<c r="{at}"{kind}><f>{escape(value.formula)}</f>{result}</c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def xls(rows: Cells) -> bytes:
    """An Excel 97 workbook with one sheet."""
    return xls_of(("Blad1", rows))


def xls_of(*sheets: tuple[str, Cells] | Tab) -> bytes:
    """An Excel 97 workbook of sheets. It holds no formulas, and no error but ``#DIV/0!`` and ``#REF!``."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles = {number: xlwt.easyxf(num_format_str=text) for number, text in FORMATS.items()}
    for of in sheets:
        tab = of if isinstance(of, Tab) else Tab(*of)
        sheet = book.add_sheet(tab.name)
        sheet.visibility = int(bool(tab.state))
        for r, row in enumerate(tab.rows):
            for c, value in enumerate(row):
                if isinstance(value, Broken):
                    sheet.row(r).set_cell_error(c, str(value))
                elif isinstance(value, Styled):
                    sheet.write(r, c, value.number, styles[value.style])
                elif value is not None:
                    sheet.write(r, c, value)
        for number in tab.hidden_rows:
            sheet.row(number - 1).hidden = True
        for number in tab.hidden_columns:
            sheet.col(number - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

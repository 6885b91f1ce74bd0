"""Figures as an Excel workbook: a sheet that says what they are, and one with them as an Excel table.

A number is a number there and looks as it does on the page; what stands in place of one (``..``, ``-``) stays
text. Text is never a formula or a link, whatever it begins with. The same snapshot gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from atlas.exports.filed import Filed, decimal
from atlas.warehouse import Data
from atlas.words import MINUS, NBSP, Words

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
STYLE = "Table Style Light 1"
GROUPS = {"sv": f"[{NBSP}\N{NARROW NO-BREAK SPACE} ]", "en": ","}  # between thousands
SHORTEST, LONGEST = 8, 60  # widths of a column, in characters


class Number(NamedTuple):
    """A number of a cell, and how Excel is to show it."""

    value: float
    form: str


def encode(words: Words, data: Data, filed: Filed) -> bytes:
    """The workbook: the figures, and *Läs mig* with the lines that a file begins with."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": data.published_at.replace(tzinfo=None)})
        figures = book.add_worksheet(words("xlsx.figures"))
        about = book.add_worksheet(words("xlsx.about"))
        write_table(words, book, figures, filed)
        about.set_column(0, 0, 2 * LONGEST)
        about.write_column(0, 0, filed.first)
    return out.getvalue()


def write_table(words: Words, book: Workbook, sheet: Worksheet, filed: Filed) -> None:
    """Write a table of texts on a sheet as an Excel table: a number is a number, all else is text."""
    columns = list(_named(filed.columns))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns)
    if filed.rows:
        headers = {"style": STYLE, "columns": [{"header": name} for name in columns]}
        sheet.add_table(0, 0, len(filed.rows), len(columns) - 1, headers)
    formats: dict[str, Format] = {}
    for at, row in enumerate(filed.rows, 1):
        for column, cell in enumerate(row):
            number = number_in(cell, words)
            if number is None:
                sheet.write_string(at, column, cell)
                continue
            if number.form not in formats:
                formats[number.form] = book.add_format({"num_format": number.form})
            sheet.write_number(at, column, number.value, formats[number.form])
    for column, name in enumerate(columns):
        longest = max(map(len, (f"{name}  ", *(row[column] for row in filed.rows))))
        sheet.set_column(column, column, min(max(longest, SHORTEST), LONGEST))


def number_in(cell: str, words: Words) -> Number | None:
    """The number that a cell tells, with the form that shows it as the cell does; ``None`` of all other
    text, and of digits that begin with a nought, which are a code."""
    found = _pattern(words).fullmatch(cell)
    if not found:
        return None
    sign, whole, places = found["sign"], found["whole"], found["places"] or ""
    digits = re.sub(GROUPS[words.language], "", whole)
    value = float(f"{digits}.{places or 0}")
    form = ("#,##0" if digits != whole else "0") + ("." + "0" * len(places) if places else "")
    if found["percent"]:
        # the shortest number whose hundredth this is: 16.7 % is 0.167, not 0.16699999999999998
        value, form = float(f"{value}e-2"), f"{form}{words.percent_sign}"
    if sign == "+":
        form = f"+{form};-{form};{form}"
    return Number(-value if sign in ("-", MINUS) else value, form)


def _pattern(words: Words) -> re.Pattern[str]:
    group, point = GROUPS[words.language], re.escape(decimal(words))
    whole = rf"0|[1-9]\d{{0,2}}(?:{group}\d{{3}})+|[1-9]\d*"
    number = rf"(?P<sign>[-+{MINUS}]?)(?P<whole>{whole})(?:{point}(?P<places>\d+))?"
    return re.compile(rf"{number}(?P<percent>{NBSP}?%)?", re.ASCII)


def _named(columns: Iterable[str]) -> Iterable[str]:
    """Names for the columns of an Excel table, which must differ, whatever their case, and be there."""
    seen: set[str] = set()
    for at, name in enumerate(columns, 1):
        wanted = name or f"({at})"
        while wanted.casefold() in seen:
            wanted = f"{wanted} ({at})"
        seen.add(wanted.casefold())
        yield wanted

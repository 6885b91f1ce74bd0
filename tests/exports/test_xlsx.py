"""Workbooks: every number is one and looks as it does on the page; all else is text that nothing runs."""

from __future__ import annotations

import io
import zipfile
from csv import reader

import pytest
from python_calamine import CalamineWorkbook

from atlas.exports import csv, filed, xlsx
from atlas.exports.filed import Filed
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.views import site
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, parts_of
from atlas.words import NBSP, Words

SV, EN = Words("sv"), Words("en")


def book(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def written(words: Words, data, *rows: list[str], columns=("a", "b", "c")) -> bytes:
    return xlsx.encode(words, data, Filed(["Rubrik"], list(columns), list(rows)))


@pytest.mark.parametrize(
    ("words", "cell", "value", "form"),
    [
        (SV, "1234,5", 1234.5, "0.0"),
        (EN, "1234.5", 1234.5, "0.0"),
        (SV, f"12{NBSP}159", 12159, "#,##0"),
        (EN, "12,159", 12159, "#,##0"),
        (SV, f"34,5{NBSP}%", 0.345, f"0.0{NBSP}%"),
        (EN, "16.7%", 0.167, "0.0%"),
        (SV, "\N{MINUS SIGN}0,3", -0.3, "0.0"),
        (SV, "+1,5", 1.5, "+0.0;-0.0;0.0"),
        (SV, "2022", 2022, "0"),
        (SV, "0", 0, "0"),
    ],
)
def test_a_number_is_one_and_looks_as_it_did(words, cell, value, form):
    assert xlsx.number_in(cell, words) == (value, form)


@pytest.mark.parametrize(
    "cell",
    [
        "..",
        "-",
        ".",
        "",
        "0114",
        "2024-Q3",
        "5–9",
        "omkring 15",
        "=1+1",
        "1,5,5",
        "1 2345",
        "٣",
        "1e5",
    ],
)
def test_what_is_no_number_stays_text(counted, cell):
    assert xlsx.number_in(cell, SV) is None
    sheet = book(written(SV, counted.public, [cell, "1", "2"])).get_sheet_by_index(0)
    assert sheet.to_python()[1] == [cell, 1, 2]


def test_text_is_never_a_formula_or_a_link(counted):
    rows = ["=1+1", "+cmd|' /C calc'!A0", "https://example.org"]
    with zipfile.ZipFile(io.BytesIO(written(SV, counted.public, rows))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_columns_of_one_name_and_of_none_are_told_apart(counted):
    content = written(SV, counted.public, ["1", "2", "3"], columns=("Tal", "tal", ""))
    assert book(content).get_sheet_by_index(0).to_python() == [["Tal", "tal (2)", "(3)"], [1, 2, 3]]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert 'ref="A1:C2"' in parts.read("xl/tables/table1.xml").decode()


def test_a_table_without_rows_is_a_file_too(counted):
    assert book(written(SV, counted.public)).get_sheet_by_index(0).to_python() == [["a", "b", "c"]]


def test_the_same_snapshot_gives_the_same_bytes(counted):
    made = registry.values(counted.public, "participants", Selection())
    files = [
        xlsx.encode(SV, counted.public, filed.of_values(SV, counted.public, made)) for _ in "12"
    ]
    assert files[0] == files[1]


def test_exact_numbers_are_told_as_such(counted):
    made = registry.values(counted.exact, "participants", Selection())
    about = book(
        xlsx.encode(SV, counted.exact, filed.of_values(SV, counted.exact, made))
    ).get_sheet_by_index(1)
    assert about.to_python()[0] == [SV("export.exact")]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_card_says_the_same_in_a_workbook_as_in_its_csv(shipped, language):
    """Cell for cell: each cell of the one, read as a number of its language, is the other's."""
    words, numbers = Words(language), 0
    state = State(language=language, selection=Selection(municipalities=("2480",)))
    for page in site.pages():
        panels = tuple(panel for panel in site.page(page).sheet if not isinstance(panel, Drawn))
        for part in parts_of(Here(shipped.public, state, words), panels):
            for key in (key for key in part.files if key.endswith(":xlsx")):
                lines = csv_lines(words, part.files[key.removesuffix(":xlsx")].make())
                first = [line[0] for line in lines if len(line) == 1]
                made = book(part.files[key].make())
                figures, about = (made.get_sheet_by_index(at).to_python() for at in (0, 1))
                assert [row[0] for row in about] == first
                told = [
                    [as_written(words, cell) for cell in line] for line in lines[len(first) + 1 :]
                ]
                assert figures[1:] == told, (page, key)
                numbers += sum(isinstance(cell, float) for row in figures for cell in row)
    assert numbers > 2000


def csv_lines(words: Words, content: bytes) -> list[list[str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    rows = reader(text, delimiter=csv.delimiter(words))
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def as_written(words: Words, cell: str) -> str | float:
    number = xlsx.number_in(cell, words)
    return cell if number is None else number.value

"""Workbooks are read as one sees them, and what one does not see is named."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import contract as contracts
from atlas import region as regions
from atlas.errors import FileRefused
from atlas.ingest import biff, boundaries, markup, places, reading, workbook
from scripts.corpus.books import Broken, Formula, Styled, Tab, xls_of, xlsx, zipped
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
DATA = [["Kommun", "2023", "2024"], ["Umeå", 5, 6], ["Bjurholm", 7, 8]]
NOTES = [["Läs mig", None], ["Kontakt", "statistik"]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(*sheets, indicator="population", sheet="", **more):
    chosen = reading.Choices(indicator=indicator, sheet=sheet)
    return reading.read(xlsx(*sheets), "b.xlsx", TABLE, PLACES, chosen, **more)


def named(of):
    return {(each.why, each.column, each.cells) for each in of.account.named}


def values(of):
    return list(of.frame["value"])


def with_sheet(inner: str, before: str = "") -> bytes:
    """A workbook whose sheet is written out."""
    parts = dict(_parts(xlsx(("Data", DATA))))
    text = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'
    return zipped(parts | {"xl/worksheets/sheet1.xml": text.encode()})


def _parts(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def of_sheet(inner: str) -> markup.Markup:
    return markup.of(dict(_parts(with_sheet(inner))))["Data"]


# --- what is seen -----------------------------------------------------------------------------------


def test_what_is_hidden_is_named_with_the_number_of_its_cells():
    rows = [
        ["Kommun", "dold", "2024"],
        ["Umeå", 1, 6],
        ["Åsele", 2, 9],
        ["Åsele", 3, 9],
        ["Bjurholm", 4, 8],
    ]
    found = read(
        Tab("Data", rows, hidden_rows=(3, 4), hidden_columns=(2,)),
        ("Läs mig", NOTES),
        Tab("Gammalt", DATA, state="hidden"),
    )
    assert not found.findings
    assert values(found) == ["6", "8"]
    assert named(found) == {
        ("hidden_rows", "3–4", 6),
        ("hidden_columns", "B", 3),
        ("sheet", "Läs mig", 3),
        ("hidden_sheet", "Gammalt", 9),
    }
    assert found.account.cells == 15 + 3 + 9
    assert found.account.read == 6


@settings(max_examples=60, deadline=None)
@given(
    hidden_rows=st.sets(st.integers(3, 6)),
    hidden_columns=st.sets(st.integers(2, 4)),
    notes=st.booleans(),
    first=st.booleans(),
)
def test_cells_read_and_cells_named_are_the_cells_of_the_workbook(
    hidden_rows, hidden_columns, notes, first
):
    places = ["Umeå", "Bjurholm", "Åsele", "Vännäs", "Sorsele"]
    header = ["Kommun", "2022", "kommentar", "2023", "2024"]
    rows = [header] + [[p, 10 * i, "ord", 20 * i, 30 * i] for i, p in enumerate(places, start=1)]
    tab = Tab("Data", rows, tuple(sorted(hidden_rows)), tuple(sorted(hidden_columns)))
    others = [("Läs mig", NOTES)] if notes else []
    found = read(*([*others, tab] if first else [tab, *others]))
    assert not found.findings, list(found.findings)
    assert found.account.cells == 30 + 3 * len(others)
    assert found.account.read + sum(n.cells for n in found.account.named) == found.account.cells
    shown = [
        [row[at] for at in range(5) if at + 1 not in hidden_columns]
        for number, row in enumerate(rows, start=1)
        if number not in hidden_rows
    ]
    columns = [at for at, name in enumerate(shown[0]) if name.startswith("20")]
    assert sorted(values(found)) == sorted(str(row[at]) for row in shown[1:] for at in columns)


def test_a_cell_is_called_as_the_spreadsheet_calls_it():
    rows = [
        ["Kommun", "dold", "2024"],
        ["Umeå", 1, 6],
        ["Åsele", 2, 9],
        ["Bjurholm", 4, Broken("#N/A")],
    ]
    found = read(Tab("Data", rows, hidden_rows=(3,), hidden_columns=(2,)))
    assert [(f.rule, f.row, f.column, f.actual, f.expected) for f in found.findings] == [
        ("cell_error", 4, "2024", "#N/A", "C4")
    ]


def test_every_broken_cell_that_is_read_is_a_finding_and_no_other():
    rows = [*DATA, ["Åsele", Formula("1/0"), Broken("#VALUE!")]]
    beside = [[*row, Broken("#REF!")] for row in rows[1:]]
    found = read(("Data", [[*rows[0], "Ökning"], *beside]))
    assert [(f.rule, f.expected) for f in found.findings] == [
        ("cell_uncomputed", "B4"),
        ("cell_error", "C4"),
    ]
    assert {("column", "Ökning", 4)} == named(found)


def test_a_number_shown_as_per_cent_is_per_cent():
    rows = [
        ["Kommun", "2022"],
        ["Umeå", Styled(0.352)],
        ["Bjurholm", Styled(0.29, 2)],
        ["Åsele", 3.5],
    ]
    share = "edu_postsec3plus_share"
    found = read(("Data", rows), indicator=share, percent={share})
    assert not found.findings
    assert (values(found), found.percent) == (["35.2", "29", "3.5"], 2)
    other = read(("Data", rows), percent={share})
    assert [(f.rule, f.row, f.column) for f in other.findings] == [
        ("percent_unit", 2, "2022"),
        ("percent_unit", 3, "2022"),
    ]


@pytest.mark.parametrize(
    ("number_format", "is_percent"),
    [("0%", True), ("0.0 %;-0.0 %", True), ('0.0" %"', False), (r"0\%", False), ("0.0", False)],
)
def test_a_sign_of_per_cent_that_is_only_text_changes_no_number(number_format, is_percent):
    assert markup.is_percent(number_format) is is_percent


# --- which sheet ------------------------------------------------------------------------------------


def test_the_sheet_that_has_the_table_is_found_wherever_it_stands():
    for sheets in ([("Läs mig", NOTES), ("Data", DATA)], [("Data", DATA), ("Läs mig", NOTES)]):
        found = read(*sheets)
        assert (found.dialect.sheet, found.sheets, len(found.frame)) == ("Data", (), 4)
        assert named(found) == {("sheet", "Läs mig", 3)}


def test_several_sheets_are_a_question_and_the_period_is_none_beside_it():
    year = [["Kommun", "Antal"], ["Umeå", 5], ["Bjurholm", 6]]
    open_ = read(("2023", year), ("2024", year))
    assert [(f.rule, f.actual) for f in open_.findings] == [("sheet_unsaid", "*, 2023, 2024")]
    assert open_.sheets == ("*", "2023", "2024")
    chosen = read(("2023", year), ("2024", year), sheet="2024")
    assert not chosen.findings
    assert list(chosen.frame["year"]) == ["2024", "2024"]
    assert named(chosen) == {("sheet", "2023", 6)}


def test_all_sheets_are_a_reading_each_named_by_the_sheet():
    year = [["Kommun", "Antal"], ["Umeå", 5], ["Bjurholm", 6]]
    book = xlsx(("Läs mig", NOTES), ("2023", year), ("2024", [*year, ["Åsele", "många"]]))
    chosen = reading.Choices(indicator="population", sheet="*")
    both = reading.read_all(book, "b.xlsx", TABLE, PLACES, chosen)
    assert [one.file for one in both] == ["b.xlsx [2023]", "b.xlsx [2024]"]
    assert [list(one.frame["year"].unique()) for one in both] == [["2023"], ["2024"]]
    # what of the workbook is not read is named once
    assert [named(one) for one in both] == [{("sheet", "Läs mig", 3)}, set()]


def test_sheets_of_other_headings_or_names_are_not_read_together():
    year = [["Kommun", "Antal"], ["Umeå", 5], ["Bjurholm", 6]]
    other = [["Kommun", "Andel"], ["Umeå", 5], ["Bjurholm", 6]]
    assert read(("2023", year), ("2024", other)).sheets == ("2023", "2024")
    assert read(("Män", year), ("Kvinnor", year)).sheets == ("Män", "Kvinnor")
    assert read(("2023", year), ("Budget", year)).sheets == ("2023", "Budget")


def test_a_list_of_municipalities_without_numbers_is_no_table_of_figures():
    contacts = [["Kommun", "Förvaltning"], ["Umeå", "Staben"], ["Åsele", "Kansliet"]]
    found = read(("Kontakter", contacts), ("Data", DATA))
    assert (found.dialect.sheet, found.sheets) == ("Data", ())


def test_a_sheet_named_by_a_year_suggests_the_period():
    found = read(("2024", [["Kommun", "Antal"], ["Umeå", 5], ["Bjurholm", 6]]))
    assert [f.rule for f in found.findings] == ["period_unsaid"]
    assert found.suggested == "2024"


def test_a_code_of_a_source_beside_a_said_indicator_is_a_question():
    rows = [["Nyckeltal", "Kommun", "2024"], ["N01951", "Umeå", 5], ["N01951", "Bjurholm", 6]]
    found = read(("Data", rows))
    assert not found.findings, list(found.findings)
    assert found.questions == (("measure_called", "N01951"),)
    assert set(found.frame["indicator_id"]) == {"population"}
    assert ("column", "Nyckeltal", 3) in named(found)


# --- the XML inside ---------------------------------------------------------------------------------


def test_a_cell_that_does_not_say_where_it_is_follows_the_one_before():
    of = of_sheet(
        '<row><c/><c t="e"><v>#N/A</v></c></row><row r="7"><c r="C7"/><c t="e"><v>#REF!</v></c></row>'
    )
    assert of.broken == {(1, 2): "#N/A", (7, 4): "#REF!"}


def test_a_formula_has_a_result_or_it_is_broken():
    cells = {
        "A1": "<f>1</f><v>1</v>",
        "B1": "<f>1</f><v/>",
        "C1": "<f>1</f>",
        "D1": '<f t="shared" si="0"/>',
        "E1": "<v>1</v>",
    }
    row = "".join(f'<c r="{at}">{inner}</c>' for at, inner in cells.items())
    row += '<c r="F1" t="str"><f>1</f><v></v></c><c r="G1" t="str"><f>1</f></c>'
    broken = of_sheet(f'<row r="1">{row}</row>').broken
    assert broken == dict.fromkeys([(1, 2), (1, 3), (1, 4), (1, 7)], markup.UNCOMPUTED)


def test_elements_may_have_a_prefix():
    text = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="3" hidden="true"/></x:cols><x:sheetData>'
        '<x:row r="4" hidden="1"><x:c r="A4" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    parts = dict(_parts(xlsx(("Data", DATA)))) | {"xl/worksheets/sheet1.xml": text.encode()}
    of = markup.of(parts)["Data"]
    assert (of.hidden_rows, of.hidden_columns, of.broken) == ({4}, {2, 3}, {(4, 1): "#N/A"})


def test_a_document_type_is_refused():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(FileRefused) as refused:
        workbook.sheets_of(with_sheet("<row><c><v>1</v></c></row>", bomb), "b.xlsx")
    assert refused.value.rule == "workbook_broken"


def test_a_sheet_that_unpacks_to_too_much_is_refused():
    with pytest.raises(FileRefused) as refused:
        workbook.sheets_of(with_sheet(" " * (101 * 2**20)), "b.xlsx")
    assert refused.value.rule == "zip_too_large"


@given(st.integers(1, 20_000))
def test_a_column_has_one_name(column):
    assert markup.column_of(f"{markup.letters_of(column)}7") == column


# --- old workbooks ----------------------------------------------------------------------------------

BOOK = [
    Tab("Å", [*DATA, ["Åsele", Broken("#DIV/0!"), Styled(0.5)]], (2,), (4,)),
    Tab("Dold", [["a", Styled(0.1, 2), Styled(0.2, 2), Styled(3.0, 3)]], state="hidden"),
]


def test_old_and_new_workbooks_say_the_same():
    old, new = biff.of(xls_of(*BOOK)), markup.of(dict(_parts(xlsx(*BOOK))))
    assert old == new
    assert new["Å"].broken == {(4, 2): "#DIV/0!"}
    assert new["Å"].percent == {(4, 3)}
    assert new["Dold"].percent == {(1, 2), (1, 3)}


def test_a_long_old_workbook_is_read_to_its_end():
    # more sectors than the header has room to name: over seven megabytes
    rows = [[f"{row} {'ord ' * 50}"] for row in range(40_000)]
    content = xls_of(("Data", [*rows, [Broken("#REF!")]]))
    assert len(content) > 109 * 128 * 512
    assert biff.of(content)["Data"].broken == {(40_001, 1): "#REF!"}


def test_a_chart_inside_a_sheet_does_not_end_it():
    content = xls_of(("Data", DATA))
    end, chart = b"\x0a\x00\x00\x00", struct.pack("<HHHH", biff.BOF, 4, biff.BIFF8, 0x20)
    error = struct.pack("<HHHHHBB", biff.BOOLERR, 8, 9, 0, 15, 0x2A, 1)
    last = content.rindex(end + bytes(60))  # xlwt fills the stream up with zeros
    more = chart + end + error + end
    longer = content[:last] + more + content[last + len(more) :]
    assert biff.of(content)["Data"].broken == {}
    assert biff.of(longer)["Data"].broken == {(10, 1): "#N/A"}


def test_a_table_of_sectors_that_names_one_twice_is_refused():
    content = bytearray(xls_of(*BOOK))
    content[80:84] = content[76:80]
    with pytest.raises(ValueError, match="twice"):
        biff.of(bytes(content))


def test_a_chain_of_sectors_that_bites_its_tail_is_refused():
    content = bytearray(xls_of(*BOOK))
    first = struct.unpack_from("<I", content, 76)[0]
    table = (first + 1) * 512
    struct.pack_into("<I", content, table, 0)  # the first sector of the workbook follows itself
    with pytest.raises(ValueError, match="without an end"):
        biff.of(bytes(content))


def test_a_part_without_a_name_is_refused_and_crashes_nothing():
    book = xlsx(("Data", [["Kommun", "2022"], ["Umeå", 1]]))
    name = zipfile.ZipFile(io.BytesIO(book)).namelist()[-1].encode()
    # a broken byte: names end at the first NUL
    broken = book.replace(name, b"\x00" + name[1:])
    table = contracts.load(deliveries.DATA)["indicators"]
    with pytest.raises(FileRefused) as refused:
        reading.read(broken, "f.xlsx", table, places.register(regions.load(deliveries.DATA), []))
    assert refused.value.rule == "zip_unsafe"


def merged(rows, *spans):
    """A workbook with these rows, and cells that are merged from one row down to another, in a column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Data")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for first, last, column in spans:
            sheet.merge_range(first, column, last, column, rows[first][column])
    gender = {"Kön": "kvinnor"} if "Kön" in rows[0] else {}
    chosen = reading.Choices(indicator="population", where=gender)
    return reading.read(out.getvalue(), "f.xlsx", TABLE, PLACES, chosen)


def told(found):
    assert list(found.findings) == []
    columns = (found.frame[name] for name in ("municipality_code", "year", "value"))
    return list(zip(*columns, strict=True))


def test_a_place_that_is_merged_over_its_rows_is_that_of_each():
    header = ["Kommun", "Kön", "2024"]
    rows = [header, ["Umeå", "män", 5], ["", "kvinnor", 6], ["Åsele", "män", 7], ["", "kvinnor", 8]]
    assert told(merged(rows, (1, 2, 0), (3, 4, 0))) == [
        ("2480", "2024", "6"),
        ("2463", "2024", "8"),
    ]


def test_a_year_that_is_merged_over_its_rows_is_that_of_each():
    rows = [["År", "Kommun", "Antal"], [2023, "Umeå", 5], ["", "Åsele", 6], [2024, "Umeå", 7]]
    found = told(merged(rows, (1, 2, 0)))
    assert found == [("2480", "2023", "5"), ("2463", "2023", "6"), ("2480", "2024", "7")]


def test_a_number_that_is_merged_over_rows_is_not_that_of_each():
    rows = [["Kommun", "2024"], ["Umeå", 5000], ["Åsele", ""], ["Bjurholm", 7]]
    found = merged(rows, (1, 2, 1))
    assert found.frame["value"].tolist() == ["5000", "", "7"]
    assert found.frame["status"].tolist() == ["reported", "missing", "reported"]


def test_a_heading_that_is_merged_over_both_rows_of_a_header_is_one():
    over = ["Kommun", "2023", "", "2024", ""]
    under = ["", "män", "kvinnor", "män", "kvinnor"]
    rows = [over, under, ["Umeå", 1, 2, 3, 4], ["Åsele", 5, 6, 7, 8]]
    found = merged(rows, (0, 1, 0))
    assert found.headers == ("Kommun", "män 2023", "kvinnor 2023", "män 2024", "kvinnor 2024")

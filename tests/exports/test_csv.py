"""CSV files: what a Swedish and an English Excel open as they are, and what they say of themselves."""

from __future__ import annotations

import io
from csv import reader
from dataclasses import replace

import pandas as pd
import pytest

from atlas.exports import csv, filed
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words
from tests.deliveries import SHARE

SV, EN = Words("sv"), Words("en")


def lines(words, data, measure):
    made = registry.values(data, measure, Selection())
    content = csv.encode(words, filed.of_values(words, data, made))
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig").split("\r\n")[:-1]


def test_a_swedish_file_has_semicolons_and_decimal_commas(counted):
    told = lines(SV, counted.public, SHARE)
    assert "kod;namn;period;värde;status;nedre;övre" in told
    assert "2403;Bjurholm;2022;2,0;uppgift;;" in told


def test_an_english_file_has_commas_and_decimal_points(counted):
    told = lines(EN, counted.public, SHARE)
    assert "code,name,period,value,status,lower,upper" in told
    assert "2403,Bjurholm,2022,2.0,reported,,".replace("reported", EN("status.reported")) in told


def test_each_status_has_its_symbol(counted):
    assert "2418;Malå;2022;-;uppgift saknas;;" in lines(SV, counted.public, SHARE)
    protected = lines(SV, counted.public, "participants")
    assert f"2403;Bjurholm;2022–2023;..;{SV('status.protected')};;" in protected


def test_a_series_of_the_county_alone_has_no_rows_of_municipalities(counted):
    told = lines(SV, counted.public, "new_enterprises")
    rows = told[told.index("kod;namn;period;värde;status;nedre;övre") + 1 :]
    assert {row.split(";")[1] for row in rows} == {"Länet", "Riket"}


def test_a_file_runs_by_name_and_each_place_by_its_years(counted):
    told = lines(SV, counted.public, "population")
    rows = told[told.index("kod;namn;period;värde;status;nedre;övre") + 1 :]
    names = list(dict.fromkeys(row.split(";")[1] for row in rows))
    assert names == [*SV.sorted(names[:15]), "Länet", "Riket"]
    assert names[14] == "Åsele"
    years = [row.split(";")[2] for row in rows if row.startswith("2403;")]
    assert years == sorted(years)


def test_a_zero_is_a_number(counted):
    told = lines(SV, counted.public, "new_enterprises")
    assert f"24;Länet;2022;0;{SV('status.reported')};;" in told


def test_no_public_file_of_a_count_holds_a_small_one(counted):
    told = lines(EN, counted.public, "participants")
    assert {line.split(",")[3] for line in told[-16:]} == {"..", "5", "10"}


def test_every_municipality_the_county_and_the_country_have_a_row(counted):
    told = lines(EN, counted.public, "population")
    assert sum(",2023," in line for line in told) == 17


def test_the_first_lines_say_made_up_protected_and_which_snapshot(counted):
    told = lines(SV, counted.public, "participants")[:5]
    assert told[0] == "Exempeldata: påhittade deltagare, inga verkliga personer"
    assert told[1] == "Deltagare"
    assert told[2].startswith("Källa: ")
    assert counted.public.id in told[3]
    assert "i steg om 5" in told[4]


def test_an_exact_file_says_so_first_and_is_not_called_protected(counted):
    told = lines(SV, counted.exact, "participants")
    assert told[0] == "EXAKT_internt: exakta tal, endast för internt bruk"
    assert not any(line.startswith("Skyddade tal") for line in told)


def test_a_published_figure_names_its_publisher(counted):
    told = lines(EN, counted.public, "population")
    assert any(line.lstrip('"').startswith("Source: SCB") for line in told[:4])
    # the day is that of our import, not of its publication
    assert any(line.lstrip('"').startswith("Loaded into the atlas ") for line in told[:4])
    assert not any("Published" in line for line in told[:4])


def test_a_file_name_tells_which_numbers_are_inside(counted):
    assert (
        filed.file_name(counted.public, "participants", "csv")
        == "participants_skyddad_20240301.csv"
    )
    assert filed.file_name(counted.exact, "participants", "csv") == (
        "participants_EXAKT_internt_20240301.csv"
    )


def test_a_shown_table_is_written_as_shown(counted):
    shown = pd.DataFrame({"Status": ["Aktiva"], "Värde": [".."]})
    content = csv.encode(SV, filed.of_frame(SV, counted.public, "Rubrik", "", shown)).decode(
        "utf-8-sig"
    )
    assert content.endswith("Status;Värde\r\nAktiva;..\r\n")
    assert "\r\nRubrik\r\n" in content


def test_a_negative_number_of_a_shown_table_can_be_read_by_a_program(counted):
    shown = pd.DataFrame({"Skillnad": ["\u22121,5", "\u22123 personer"]})
    content = csv.encode(SV, filed.of_frame(SV, counted.public, "Rubrik", "", shown)).decode(
        "utf-8-sig"
    )
    assert content.endswith("Skillnad\r\n-1,5\r\n'\u22123 personer\r\n")


@pytest.mark.parametrize(("value", "told"), [(0.25, "0,3"), (-0.25, "-0,3"), (-0.01, "0,0")])
def test_a_half_in_a_file_is_rounded_as_on_the_page(counted, value, told):
    made = registry.values(counted.public, SHARE, Selection())
    table = made.table.assign(value=value, status="reported")
    rows = filed.of_values(SV, counted.public, replace(made, table=table)).rows
    assert rows[0][3] == told


# as they are, in full width, small, raised, lowered, and the minus of print
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe63\u207a\u208b\u2212"
# spaces of several widths, what has no width, a byte order mark, a quote
BLANKS = ' \u00a0\u2009\u3000\u00ad\u200b\u200e\u2060\ufeff"'
RUN = "=1+1 +1+1 -1+1 @SUM(A1) -2+3|cmd =HYPERLINK() -1,5+A1 +1 +\u0661"
KEPT = "- .. . -1 -1,5 -1.234,5 \u22120,3 \u22121,234.5 Umeå 12 1,5 2022–2023"
BESIDE = "|cmd %0A a=b bo@umea.se 10%|20%"


@pytest.mark.parametrize("cell", RUN.split())
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(cell):
    assert csv.harmless(cell) == "'" + cell


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("blank", ["", *BLANKS, " \u200b"])
def test_neither_another_width_nor_what_is_not_seen_makes_a_formula_pass(sign, blank):
    assert csv.harmless(f"{blank}{sign}SUM(A1)") == f"'{blank}{sign}SUM(A1)"


@pytest.mark.parametrize("first", ["\t", "\r", "\n", "\x00", "\x0b"])
def test_a_cell_begins_with_no_control_character(first):
    assert csv.harmless(f"{first}x") == f"'{first}x"
    assert csv.harmless(f"{first}=1+1").startswith("'")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Bo;=1+1", "Bo;'=1+1"),
        ("Bo, @SUM(A1)", "Bo,' @SUM(A1)"),
        ("Bo\t+1+1", "Bo\t'+1+1"),
        ("Bo|-1+1", "Bo|'-1+1"),
        ("Bo\r\n=1+1", "Bo\r\n'=1+1"),
        ('Bo;"=1+1"', 'Bo;\'"=1+1"'),
        ("\n=1+1", "'\n'=1+1"),
        ("=A1;-1", "'=A1;'-1"),
    ],
)
def test_no_formula_begins_where_another_program_cuts_the_line(cell, told):
    assert csv.harmless(cell) == told


@pytest.mark.parametrize("language", [SV, EN], ids=["sv", "en"])
@pytest.mark.parametrize("cut", [";", ",", "\t", "|"])
def test_a_whole_file_holds_no_formula_by_whichever_sign_it_is_cut(counted, language, cut):
    cells = ["x;=1", "x,=1", "x\t=1", "x|=1", "x\n=1", 'x;"=1"', "=1", '"=1', "\uff1d1", " =1"]
    shown = pd.DataFrame({"=kind": cells, "@name": cells[::-1]})
    content = csv.encode(
        language, filed.of_frame(language, counted.public, "=title", "", shown)
    ).decode("utf-8-sig")
    read = list(reader(io.StringIO(content, newline=""), delimiter=cut))
    read += [line.split(cut) for line in content.splitlines()]
    started = [cell for line in read for cell in line if cell.strip(' "')[:1] in list("=@\uff1d")]
    assert started == []


@pytest.mark.parametrize("cell", [*KEPT.split(), "", "-1\u00a0234,5", "-12\u00a0%"])
def test_numbers_and_symbols_stay_as_they_are(cell):
    assert csv.harmless(cell) == cell


@pytest.mark.parametrize("cell", [*BESIDE.split(), "Umeå - Luleå", "SCB, tabell 1"])
def test_signs_that_begin_no_formula_stay_as_they_are(cell):
    assert csv.harmless(cell) == cell

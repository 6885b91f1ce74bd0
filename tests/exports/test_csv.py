"""CSV files: what a Swedish and an English Excel open as they are, and what they say of themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.exports import csv
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words
from tests.deliveries import SHARE

SV, EN = Words("sv"), Words("en")


def lines(words, data, measure):
    made = registry.values(data, measure, Selection())
    content = csv.values_csv(words, data, made, Selection())
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
    assert f"2401;Nordmaling;2022;.;{SV('status.not_applicable')};;" in lines(
        SV, counted.public, "new_enterprises"
    )


def test_a_zero_is_a_number(counted):
    told = lines(SV, counted.public, "new_enterprises")
    assert f"24;Länet;2022;0;{SV('status.reported')};;" in told


def test_no_public_file_of_a_count_holds_a_small_one(counted):
    told = lines(EN, counted.public, "participants")
    assert {line.split(",")[3] for line in told[-16:]} == {"..", "5", "6", "11"}


def test_every_municipality_the_county_and_the_country_have_a_row(counted):
    told = lines(EN, counted.public, "population")
    assert sum(",2023," in line for line in told) == 17


def test_the_first_lines_say_made_up_protected_and_which_snapshot(counted):
    told = lines(SV, counted.public, "participants")[:5]
    assert told[0] == "Exempeldata: påhittade deltagare, inga verkliga personer"
    assert told[1] == "Deltagare"
    assert told[2].startswith("Källa: ")
    assert counted.public.id in told[3]
    assert "under 5" in told[4]


def test_an_exact_file_says_so_first_and_is_not_called_protected(counted):
    told = lines(SV, counted.exact, "participants")
    assert told[0] == "EXAKT_internt: exakta tal, endast för internt bruk"
    assert not any(line.startswith("Skyddade tal") for line in told)


def test_a_published_figure_names_its_publisher(counted):
    told = lines(EN, counted.public, "population")
    assert any(line.lstrip('"').startswith("Source: SCB") for line in told[:4])


def test_a_file_name_tells_which_numbers_are_inside(counted):
    assert (
        csv.file_name(counted.public, "participants", "csv") == "participants_skyddad_20240301.csv"
    )
    assert csv.file_name(counted.exact, "participants", "csv") == (
        "participants_EXAKT_internt_20240301.csv"
    )


def test_a_shown_table_is_written_as_shown(counted):
    shown = pd.DataFrame({"Status": ["Aktiva"], "Värde": [".."]})
    content = csv.frame_csv(SV, counted.public, "Rubrik", "", shown).decode("utf-8-sig")
    assert content.endswith("Status;Värde\r\nAktiva;..\r\n")
    assert "\r\nRubrik\r\n" in content


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "-2+3|cmd", "=HYPERLINK()"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(cell):
    assert csv.harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-", "..", ".", "-1", "-1,5", "-1.234,5", "Umeå", "", "12"])
def test_numbers_and_symbols_stay_as_they_are(cell):
    assert csv.harmless(cell) == cell

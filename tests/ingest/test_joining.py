"""What two columns say together is read as one, and no cell is lost by it."""

from __future__ import annotations

import pytest

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, places, reading
from tests import deliveries

CONTRACT = contracts.load(deliveries.DATA)
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
POPULATION = reading.Choices(indicator="population")


def read(text):
    return reading.read(text.encode(), "f.csv", CONTRACT["indicators"], PLACES, POPULATION)


def told(text):
    found = read(text)
    assert list(found.findings) == []
    named = sum(each.cells for each in found.account.named)
    filled = sum(map(bool, text.replace("\n", ";").split(";")))
    assert found.account.cells == found.account.read + named == filled
    columns = (found.frame[name] for name in ("municipality_code", "year", "value"))
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Kommun;År;Kvartal;Antal\nUmeå;2022;3;5\n", "2022-Q3"),
        ("Kommun;Kvartal;År;Antal\nUmeå;K3;2022;5\n", "2022-Q3"),
        ("Kommun;År;Kvartal;Antal\nUmeå;2022;kvartal 3;5\n", "2022-Q3"),
        ("Kommun;År;Kvartal;Antal\nUmeå;2022;2022K3;5\n", "2022-Q3"),
        ("Kommun;År;Månad;Antal\nUmeå;2022;9;5\n", "2022-09"),
        ("Kommun;År;Månad;Antal\nUmeå;2022;09;5\n", "2022-09"),
        ("Kommun;År;Månad;Antal\nUmeå;2022;sept;5\n", "2022-09"),
        ("Kommun;Year;Month;Antal\nUmeå;2022;September;5\n", "2022-09"),
        ("Kommun;År;Kvartal;Antal\nUmeå;2022;Totalt;5\n", "2022"),
        ("Kommun;År;Kvartal;Antal\nUmeå;2022;;5\n", "2022"),
    ],
)
def test_a_year_and_a_part_of_it_are_one_period(text, period):
    assert told(text) == [("2480", period, "5")]


@pytest.mark.parametrize("part", ["5", "0", "13", "2021K3", "vår", "K5"])
def test_parts_that_no_year_has_are_not_read(part):
    found = read(f"Kommun;År;Kvartal;Antal\nUmeå;2022;1;4\nUmeå;2022;{part};5\n")
    assert [finding.rule for finding in found.findings] == ["column_twice"]


def test_a_month_that_no_year_has_is_not_read():
    found = read("Kommun;År;Månad;Antal\nUmeå;2022;13;5\n")
    assert [finding.rule for finding in found.findings] == ["column_twice"]


@pytest.mark.parametrize(
    ("county", "municipality", "own"),
    [
        ("Län", "Kommun", "Västerbottens län"),
        ("Länskod", "Kommunkod", "24"),
        ("lan", "kommun", "24"),
    ],
)
def test_a_row_of_a_county_without_a_municipality_is_the_countys(county, municipality, own):
    rows = f"{own};Umeå;2022;7\n{own};;2022;9\n"
    assert told(f"{county};{municipality};År;Antal\n{rows}") == [
        ("2480", "2022", "7"),
        ("24", "2022", "9"),
    ]


def test_halves_of_codes_have_a_row_of_the_county_too():
    assert told("Länskod;Kommunkod;År;Antal\n24;80;2022;7\n24;;2022;9\n") == [
        ("2480", "2022", "7"),
        ("24", "2022", "9"),
    ]


def test_a_row_of_another_county_is_outside_and_one_of_no_county_stays_without_a_place():
    text = "Län;Kommun;År;Antal\nVästerbotten;Umeå;2022;7\n{};;2022;9\n"
    outside = read(text.format("25"))
    assert [lost.why for lost in outside.unmatched] == ["outside"]
    # the check of the delivery then asks for what is empty
    assert read(text.format("Nånstans")).frame["municipality_code"].tolist() == ["2480", ""]


def test_where_no_row_has_a_municipality_counties_are_read_as_they_are():
    assert told("Län;År;Antal\nVästerbotten;2022;9\n") == [("24", "2022", "9")]


@pytest.mark.parametrize("heading", ["Män", "Mån", "Kv", "Kvinnor", "Kvalitet"])
def test_men_and_women_are_no_months_and_quarters(heading):
    found = read(f"Kommun;År;{heading}\nUmeå;2022;4\nLycksele;2022;3\n")
    assert set(found.frame["year"]) <= {"2022"}
    assert "2022-04" not in found.frame.to_numpy()


def test_a_table_without_a_whole_row_has_nothing_to_join():
    found = read("Kommun;År;Kvartal;Antal\nUmeå;2022;3;5;6\n")
    assert "cells_in_row" in [finding.rule for finding in found.findings]

"""What a file of figures leaves open is asked: places of another kind, dashes for numbers."""

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


def asked(text):
    found = reading.read(text.encode(), "f.csv", CONTRACT["indicators"], PLACES, POPULATION)
    assert list(found.findings) == []
    return list(found.questions)


@pytest.mark.parametrize("heading", ["Tätort", "FA-region", "Församling", "ort"])
def test_places_of_another_kind_are_asked_about_though_their_names_are_ours(heading):
    found = asked(f"{heading};2022\nUmeå;91916\nLycksele;8700\n")
    assert found == [("places_of_another_kind", heading)]


@pytest.mark.parametrize("heading", ["Kommun", "Region", "Område", "Namn"])
def test_headings_that_may_be_of_municipalities_are_not(heading):
    assert asked(f"{heading};2022\nUmeå;132300\nLycksele;12250\n") == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Kommun;2022\nUmeå;-\nLycksele;5\n", "1"),
        ("Kommun;2021;2022\nUmeå;-;–\nLycksele;5;6\n", "2"),
        ("Kommun;2022\nUmeå;..\nLycksele;5\n", ""),
        ("Kommun;2022\nUmeå;\nLycksele;-5\n", ""),
        # the county elsewhere is not ours, nor is its dash
        ("Kommun;2022\nUmeå;4\n2584;-\n", ""),
        ("Kommun;År;Värde;Status\nUmeå;2022;-;missing\nLycksele;2022;5;reported\n", ""),
    ],
)
def test_a_dash_may_be_nought_and_is_asked_about(text, n):
    assert asked(text) == ([("dash_missing", n)] if n else [])


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("Kommun;Kön;2022\nUmeå;kvinnor;58,4\nLycksele;kvinnor;40\n", "Kön: kvinnor"),
        ("Kommun;Ålder;2022\nUmeå;16-24 år;5,1\nLycksele;16-24 år;4\n", "Ålder: 16-24 år"),
        ("Kommun;Utbildning;2022\nUmeå;forskarutbildning;48\n", "Utbildning: forskarutbildning"),
        ("Kommun;Grupp 2;2022\nUmeå;män;5\nLycksele;män;4\n", "Grupp 2: män"),
        ("Folkmängd, kvinnor\n\nKommun;2022\nUmeå;66000\nLycksele;6000\n", "Folkmängd, kvinnor"),
        ("Kommun;Kön;2022\nUmeå;totalt;5\nLycksele;totalt;4\n", ""),
        ("Kommun;Enhet;2022\nUmeå;antal;5\nLycksele;antal;4\n", ""),
        ("Kvinnor och män\n\nKommun;2022\nUmeå;132300\nLycksele;12250\n", ""),
    ],
)
def test_a_single_group_that_is_not_everybody_is_asked_about(text, came):
    assert asked(text) == ([("part_only", came)] if came else [])


def test_a_group_that_was_said_is_not_asked_about():
    text = "Kommun;Kön;2022\nUmeå;kvinnor;58\nLycksele;kvinnor;40\n"
    chosen = reading.Choices(indicator="population", where={"Kön": "kvinnor"})
    found = reading.read(text.encode(), "f.csv", CONTRACT["indicators"], PLACES, chosen)
    assert found.questions == ()


def test_towns_beside_municipalities_are_asked_about():
    found = asked("Kommun;Tätort;2022\nUmeå;Umeå;91916\nLycksele;Lycksele;8700\n")
    assert found == [("places_of_another_kind", "Tätort")]


@pytest.mark.parametrize("heading", ["Prognos 2024", "2024 budget", "Folkmängd prognos 2024"])
def test_a_forecast_is_asked_about(heading):
    (found,) = asked(f"Kommun;{heading}\nUmeå;134260\nLycksele;12250\n")
    assert found[0] == "no_outcome"


def test_an_indicator_that_was_said_goes_with_a_mapping_that_has_none():
    mapping = reading.Mapping({"Kommun": "municipality_code", "2022": ""}, {"2022": "2022"})
    chosen = reading.Choices(indicator="population", mapping=mapping)
    text = "Kommun;2022\nUmeå;132300\nLycksele;12250\n"
    found = reading.read(text.encode(), "f.csv", CONTRACT["indicators"], PLACES, chosen)
    assert list(found.findings) == []
    assert found.frame["indicator_id"].tolist() == ["population", "population"]

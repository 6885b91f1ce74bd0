"""A file without a header is refused, and what it is about is not repeated; what only looks so is read."""

from __future__ import annotations

import pytest

from atlas import contract as contracts
from atlas import region as regions
from atlas.errors import FileRefused
from atlas.ingest import boundaries, places, reading
from tests import deliveries

CONTRACT = contracts.load(deliveries.DATA)
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)), ["Luleå"])
POPULATION = reading.Choices(indicator="population")


def read(text, kind="indicators", chosen=POPULATION):
    return reading.read(text.encode(), "f.csv", CONTRACT[kind], PLACES, chosen)


@pytest.mark.parametrize(
    "text",
    [
        "Umeå;132300\nSkellefteå;74500\nLycksele;12250\n",
        "2480;2022;132300\n2482;2022;74500\n",
        "2480 Umeå;2022;132300\n2482 Skellefteå;2022;74500\n",
        "2480;2022;2010\n2482;2022;1990\n2481;2022;2005\n",
        "24;2022;276295\n2482;2022;74500\n",
        "Västerbotten;276295\nSkellefteå;74500\n",
        "2580;2022;79000\n2482;2022;74500\n",
        "Luleå;79000\nSkellefteå;74500\n",
    ],
)
def test_a_first_row_of_figures_is_no_header(text):
    with pytest.raises(FileRefused) as refused:
        read(text, chosen=reading.Choices(indicator="population", year="2022"))
    assert (refused.value.rule, refused.value.row, refused.value.actual) == ("no_header", 1, "")


@pytest.mark.parametrize("heading", ["Kommun", "Västerbotten", "Västerbottens län", "Region"])
def test_years_beside_what_names_the_region_are_a_header(heading):
    found = read(f"{heading};2022;2023\n2480;132300;134000\nSkellefteå;74500;74600\n")
    assert list(found.findings) == []
    assert found.frame["value"].tolist() == ["132300", "74500", "134000", "74600"]


def test_a_list_of_people_without_a_header_is_refused_and_not_repeated():
    first = "p1;alfa;o1;2480;woman;enterprise;10-49;active;2022-01-10\n"
    text = first + first.replace("p1", "p2")
    with pytest.raises(FileRefused) as refused:
        read(text, "participants", reading.Choices())
    told = (refused.value.rule, refused.value.actual, refused.value.column)
    assert told == ("no_header", "", "")
    assert "alfa" not in str(refused.value)


def test_the_sum_of_the_rows_is_left_out_and_named():
    found = read("Kommun;2022\nUmeå;132300\nSkellefteå;74500\nTotalt;206800\n")
    assert (list(found.findings), found.frame["value"].tolist()) == ([], ["132300", "74500"])
    assert [(lost.row, lost.place, lost.why) for lost in found.unmatched] == [
        (4, "Totalt", "sum_row")
    ]
    assert [(n.why, n.row, n.cells) for n in found.account.named] == [("place", 4, 2)]


def test_means_over_places_and_a_name_of_the_measure_are_no_hindrance():
    table = (
        "Kommun;Nyckeltal;2022\nUmeå;Invånare totalt (N01951);132300\n"
        "Västerbottens läns kommuner (ovägt medel);Invånare totalt (N01951);18000\n"
        "Alla kommuner (ovägt medel);Invånare totalt (N01951);36000\n"
    )
    found = read(table)
    assert (list(found.findings), found.frame["value"].tolist()) == ([], ["132300"])
    assert [lost.why for lost in found.unmatched] == ["sum_row", "sum_row"]
    # what the file calls the measure is asked
    assert found.questions == (("measure_called", "Invånare totalt (N01951)"),)


@pytest.mark.parametrize("cell", ["Västerbotten totalt", "Västerbottens län totalt", "Summa länet"])
def test_the_county_in_all_is_the_county(cell):
    assert PLACES.code(cell) == "24"


def test_a_municipality_in_all_is_not_guessed():
    assert PLACES.code("Umeå totalt") == places.UNKNOWN


def test_the_names_of_other_counties_are_known_as_such():
    assert [PLACES.code(c) for c in ("Luleå", "Luleå kommun", "2580 Luleå", "Ankeborg")] == [
        places.OUTSIDE,
        places.OUTSIDE,
        places.OUTSIDE,
        places.UNKNOWN,
    ]
    # a name and a code that do not belong together are nobody's
    assert PLACES.code("2480 Luleå") == places.UNKNOWN
    ours = places.register(REGION, [("2480", "Umeå")], ["Umeå", "Luleå"])
    assert ours.code("Umeå") == "2480"


def test_names_beside_codes_are_compared_whatever_their_heading():
    found = read("Kommunkod;Namn;2022\n2480;Skellefteå;132300\n2482;Umeå;74500\n")
    assert [(f.rule, f.row) for f in found.findings] == [("places_differ", 2), ("places_differ", 3)]
    assert list(read("Kommunkod;Namn;2022\n2480;Umeå;1\n2482;Skellefteå;2\n").findings) == []


def test_the_nearest_town_is_no_name_of_its_own():
    table = "Kommunkod;Närmaste stad;2022\n2480;Umeå;1\n2460;Umeå;2\n2482;Skellefteå;3\n"
    assert list(read(table).findings) == []


def test_codes_in_halves_are_joined_in_a_list_of_people():
    header = "participant_id;cohort_id;organisation_id;Länskod;Kommunkod;gender;sector;size_class;"
    text = (
        header + "status;enrolled_on\np1;alfa;o1;24;80;woman;enterprise;10-49;active;2022-01-10\n"
    )
    found = read(text, "participants", reading.Choices())
    assert list(found.findings) == []
    assert found.frame["municipality_code"].tolist() == ["2480"]

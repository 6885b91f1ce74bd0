"""Dimensions: which columns divide a table, what is preselected, and what is never shown."""

from __future__ import annotations

from atlas import contract as contracts
from atlas import region
from atlas.ingest import boundaries, places, reading
from atlas.ingest.reading import Choices
from tests import deliveries

REGION = region.load(deliveries.DATA)
TABLES = contracts.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
POPULATION = frozenset({"population"})


def read(text, **said):
    choices = Choices(indicator="population", **said)
    return reading.read(
        text.encode(), "f.csv", TABLES["indicators"], PLACES, choices, {}, POPULATION
    )


def table(column, *lines):
    return f"region;{column};2024\n" + "".join(f"{line}\n" for line in lines)


def test_a_column_that_could_hold_names_of_people_is_no_group_and_shown_nowhere():
    told = read(table("handläggare", "2480;Eva Exempelson;1", "2480;Bo Exempelson;2"))
    assert told.dimensions == ()
    assert "Exempelson" not in str(list(told.findings))


def test_a_name_beside_its_code_divides_nothing():
    told = read("kod;kommun;2024\n2480;Umeå;1\n2403;Bjurholm;2\n")
    assert (told.dimensions, len(told.findings)) == ((), 0)


def test_two_columns_that_say_the_same_are_one_question():
    told = read(table("kön;gender", "2480;män;men;1", "2480;kvinnor;women;2"))
    assert [of.header for of in told.dimensions] == ["kön"]


def test_ages_written_as_numbers_are_groups():
    told = read(table("ålder", "2480;16;1", "2480;17;2"))
    assert [of.groups for of in told.dimensions] == [("16", "17")]


def test_the_group_of_everybody_is_preselected_only_where_there_is_one():
    def total(*groups):
        lines = [f"2480;{group};{at}" for at, group in enumerate(groups)]
        return read(table("ålder", *lines)).dimensions[0].total

    assert total("0-19 år", "20+ år", "Totalt") == "Totalt"
    assert total("0-19 år", "20+ år", "samtliga åldrar") == "samtliga åldrar"
    assert total("0-19 år", "20+ år") == ""
    assert total("totalt 0-64 år", "totalt 65+ år") == ""


def test_a_hidden_or_missing_part_leaves_no_sum():
    ages = ("2480;0-19 år;1,5", "2480;20-64 år;{}", "2480;65+ år;0,25")

    def added(middle):
        text = table("ålder", *(line.format(middle) for line in ages))
        return read(text, where={"ålder": "summa"}).frame[["value", "status"]].values.tolist()

    assert added("2,25") == [["4.00", "reported"]]
    assert added("..") == [["", "protected"]]
    assert added("–") == [["", "missing"]]


def test_a_place_that_lacks_a_group_has_no_sum():
    lines = ["2480;0-19 år;1", "2480;20+ år;2", "2403;0-19 år;3"]
    told = read(table("ålder", *lines), where={"ålder": "summa"})
    told = told.frame.set_index("municipality_code")[["value", "status"]]
    assert told.loc["2480"].tolist() == ["3", "reported"]
    assert told.loc["2403"].tolist() == ["", "missing"]


def test_a_row_without_a_group_is_in_no_sum():
    lines = ["2480;0-19 år;1", "2480;20+ år;2", "2480;;9"]
    told = read(table("ålder", *lines), where={"ålder": "summa"})
    assert (told.frame["value"].tolist(), told.set_aside) == (["3"], 1)


def test_open_ages_that_overlap_are_not_added_up():
    told = read(table("ålder", "2480;0-64 år;1", "2480;65+ år;2", "2480;80+ år;1"))
    assert [of.sums for of in told.dimensions] == [False]


def test_rows_of_other_groups_are_counted():
    text = table("kön", "2480;män;1", "2480;kvinnor;2", "2480;totalt;3")
    told = read(text, where={"KÖN": " Totalt "})
    assert (told.frame["value"].tolist(), told.rows, told.set_aside) == (["3"], [4], 2)

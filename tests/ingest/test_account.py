"""Each filled cell of an accepted file is read, or named with the reason why not."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, footnotes, mapping, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
OURS = sorted(AREAS["code"])
CHOICES = reading.Choices(indicator="population")


@st.composite
def tables(draw):
    """A wide or long table with titles, notes, columns that are nobody's and places of other counties."""
    cells = iter(range(1000, 10_000_000))
    codes = draw(st.lists(st.sampled_from(OURS), min_size=1, max_size=6, unique=True))
    away = draw(st.lists(st.sampled_from(["2580", "0180", "1480"]), max_size=2, unique=True))
    marks = draw(
        st.lists(st.sampled_from(["", "[1]", "*", "¹", " (prel.)"]), min_size=1, max_size=3)
    )
    years = [f"{2020 + at}{mark}" for at, mark in enumerate(marks)]
    others = draw(st.lists(st.sampled_from(["", "kommentar", "källa"]), max_size=3, unique=True))
    order = draw(st.permutations(["kommun", *years, *others]))
    rows = []
    for code in draw(st.permutations([*codes, *away])):
        own = {"kommun": code} | {year: str(next(cells)) for year in years}
        own |= {
            name: draw(st.sampled_from(["", "ord"])) and f"ord {next(cells)}" for name in others
        }
        rows.append([own[name] for name in order])
    blank = [""] * len(order)
    above = [[f"Titel {next(cells)}", *blank[1:]]] * draw(st.integers(0, 1))
    below = [blank, [f"Källa {next(cells)}", *blank[1:]]] * draw(st.integers(0, 1))
    return [*above, order, *rows, *below]


@settings(max_examples=150, deadline=None)
@given(tables())
def test_cells_read_and_cells_named_are_the_cells_of_the_file(lines):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    read = reading.read(out.getvalue().encode(), "a.csv", TABLE, PLACES, CHOICES)
    assert not read.findings, list(read.findings)
    account = read.account
    named = sum(each.cells for each in account.named)
    assert account.cells == sum(bool(cell) for line in lines for cell in line)
    assert account.read + named == account.cells
    # and not by arithmetic alone: each number of the file is in the reading, or its place is named
    known = set(read.frame["value"])
    columns = {each.column for each in account.named if each.column}
    rows = {each.row for each in account.named if each.row}
    head = next(line for line in lines if "kommun" in line)
    for number, line in enumerate(lines, start=1):
        for at, cell in enumerate(line):
            if number not in rows and (head[at] or f"#{at + 1}") not in columns:
                assert (
                    not cell or line is head or cell in known | set(read.frame["municipality_code"])
                )


def test_a_mark_of_a_heading_is_told_from_the_period():
    parted = {
        h: footnotes.parted(h) for h in ("2022[1]", "2022 (prel.) *", "2022", "2022 (2)", "*")
    }
    assert parted == {
        "2022[1]": ("2022", "[1]"),
        "2022 (prel.) *": ("2022", "(prel.) *"),
        "2022": ("2022", ""),
        "2022 (2)": ("2022 (2)", ""),
        "*": ("*", ""),
    }


def test_a_marked_year_is_a_question():
    read = reading.read(b"kommun;2022*\n2480;5\n2403;6\n", "a.csv", TABLE, PLACES, CHOICES)
    assert read.questions == (("marks_lost", "2022*"),)
    assert set(read.frame["year"]) == {"2022"}


def test_rows_of_other_groups_are_named_with_the_number_of_their_cells():
    text = "kommun;år;kön;antal\n" + "".join(
        f"{code};2022;{group};{n}\n"
        for code in ("2480", "2403")
        for n, group in enumerate(("män", "kvinnor", "totalt"), start=1)
    )
    chosen = reading.Choices(indicator="population", where={"kön": "totalt"})
    read = reading.read(text.encode(), "a.csv", TABLE, PLACES, chosen)
    assert not read.findings, list(read.findings)
    assert [(each.why, each.cells) for each in read.account.named] == [("group", 16)]
    assert (read.account.read, read.account.cells) == (12, 28)


def test_added_groups_and_a_period_that_is_said_are_read_whole():
    text = "kommun;kön;antal\n2480;män;3\n2480;kvinnor;4\n2403;män;1\n2403;kvinnor;2\n"
    chosen = reading.Choices(indicator="population", where={"kön": "summa"}, year="2022")
    read = reading.read(text.encode(), "a.csv", TABLE, PLACES, chosen, additive={"population"})
    assert not read.findings, list(read.findings)
    assert list(read.frame["value"]) == ["7", "3"]
    assert not read.account.named
    assert read.account.read == read.account.cells == 15


def test_a_header_in_two_rows_is_no_line_above_the_table():
    text = "kommun;Män;;Kvinnor;\n;2021;2022;2021;2022\n2480;1;2;3;4\n2403;5;6;7;8\n"
    chosen = reading.Choices(indicator="population", value_column="Män")
    read = reading.read(text.encode(), "a.csv", TABLE, PLACES, chosen)
    assert not read.findings, list(read.findings)
    assert {each.why for each in read.account.named} == {"column"}
    assert {each.column for each in read.account.named} == {"Kvinnor 2021", "Kvinnor 2022"}
    assert read.account.read + sum(each.cells for each in read.account.named) == read.account.cells


def test_a_county_beside_is_compared_in_the_rows_that_are_read():
    text = (
        "län;kommun;kön;2022\n25;Umeå;män;1\n24;Umeå;totalt;2\n24;Åsele;män;3\n24;Åsele;totalt;4\n"
    )
    chosen = reading.Choices(indicator="population", where={"kön": "totalt"})
    read = reading.read(text.encode(), "a.csv", TABLE, PLACES, chosen)
    assert not read.findings, list(read.findings)
    wrong = reading.read(
        text.replace("24;Umeå", "25;Umeå").encode(), "a.csv", TABLE, PLACES, chosen
    )
    assert [(f.rule, f.row, f.expected) for f in wrong.findings] == [("places_differ", 3, "län")]


def test_a_named_column_of_places_that_is_not_there_is_told():
    named = mapping.Mapping({"kod": "municipality_code"}, {"2022": "2022"}, "population")
    chosen = reading.Choices(indicator="population", mapping=named)
    read = reading.read(b"kommun;2022\n2480;1\n2403;2\n", "a.csv", TABLE, PLACES, chosen)
    assert [(f.rule, f.actual) for f in read.findings] == [("mapping_absent", "kod")]

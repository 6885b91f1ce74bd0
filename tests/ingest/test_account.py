"""Each filled cell of an accepted file is read, or named with the reason why not."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, mapping, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
OURS = sorted(AREAS["code"])


AWAY = ("2580", "0180", "1480")
MARKS = {
    "": "",
    "*": "marked",
    "¹": "marked",
    "[1]": "marked",
    " (prel.)": "preliminary",
    " r": "revised",
}
SEXES = ("män", "kvinnor")


@dataclass(frozen=True)
class Sent:
    """A file as its lines, what is said of it, and what its numbers are: value and note by place and
    period."""

    lines: list[list[str]]
    numbers: dict[tuple[str, str], tuple[str, str]]
    choices: dict[str, object]


def note_of(*marks):
    known = [MARKS[mark] for mark in marks if MARKS[mark]]
    return next((note for note in known if note != "marked"), "marked" if known else "")


@st.composite
def files(draw):
    """A wide or long table, or one with a header in two rows; with marks at numbers and at periods, groups
    that are chosen or added up, columns that are empty or nobody's, lines around it, and other counties."""
    serial = iter(range(1000, 10_000_000))
    form = draw(st.sampled_from(["wide", "long", "two rows"]))
    said = draw(st.sampled_from(["män", "totalt", "summa", ""]))
    said = "män" if form == "two rows" else said
    groups = [*SEXES, *(["totalt"] if said == "totalt" else [])] if said else [""]
    marks = draw(st.lists(st.sampled_from(list(MARKS)), min_size=2, max_size=3))
    periods = {str(2020 + at): mark for at, mark in enumerate(marks)}
    places = draw(st.lists(st.sampled_from(OURS), min_size=1, max_size=5, unique=True))
    places += draw(st.lists(st.sampled_from(AWAY), max_size=2, unique=True))
    cells, numbers = {}, {}
    for place in draw(st.permutations(places)):
        for period, above in periods.items():
            parts = {group: str(next(serial)) for group in groups}
            own = {group: draw(st.sampled_from(list(MARKS))) for group in groups}
            for group in groups:
                cells[place, period, group] = parts[group] + own[group]
            value = str(sum(map(int, parts.values()))) if said == "summa" else parts[said]
            each = own if said == "summa" else [said]
            notes = [note_of(own[group], above) for group in each]
            told = next((note for note in notes if note not in ("", "marked")), max(notes))
            if place in OURS:
                numbers[place, period] = (value, told)
    text = f"ord {next(serial)}"
    others = dict.fromkeys(draw(st.sets(st.sampled_from(["kommentar", "källa", ""]))), text)
    others |= {"tom": ""} if draw(st.booleans()) else {}
    table = laid_out(form, cells, periods, groups, others)
    blank = [""] * len(table[0])
    above = [[f"Titel {next(serial)}", *blank[1:]]] * draw(st.integers(0, 1))
    below = [blank, [f"Källa {next(serial)}", *blank[1:]]] * draw(st.integers(0, 1))
    choices = (
        {"value_column": said} if form == "two rows" else {"where": {"kön": said}} if said else {}
    )
    return Sent([*above, *table, *below], numbers, choices)


def laid_out(form, cells, periods, groups, others):
    """The lines of a table of these cells, its header first."""
    headed = {period: period + mark for period, mark in periods.items()}
    places = list(dict.fromkeys(place for place, _, _ in cells))
    by_sex = ["kön"] if len(groups) > 1 else []
    if form == "two rows":
        first = [name for group in groups for name in (group, *[""] * (len(periods) - 1))]
        under = ["", *list(headed.values()) * len(groups)]
        rows = [[p, *(cells[p, y, g] for g in groups for y in periods)] for p in places]
        return [["kommun", *first], under, *rows]
    if form == "wide":
        rows = [
            [p, *([g] if by_sex else []), *(cells[p, y, g] for y in periods), *others.values()]
            for p in places
            for g in groups
        ]
        return [["kommun", *by_sex, *headed.values(), *others], *rows]
    rows = [
        [p, headed[y], *([g] if by_sex else []), cells[p, y, g], *others.values()]
        for p in places
        for y in periods
        for g in groups
    ]
    return [["kommun", "år", *by_sex, "antal", *others], *rows]


@settings(max_examples=200, deadline=None)
@given(files())
def test_cells_read_and_cells_named_are_the_cells_of_the_file(sent):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(sent.lines)
    chosen = reading.Choices(indicator="population", **sent.choices)
    additive = {"population"}
    content = out.getvalue()
    read = reading.read(content.encode(), "a.csv", TABLE, PLACES, chosen, additive=additive)
    assert not read.findings, list(read.findings)
    filled = sum(
        bool(cell) for line in csv.reader(io.StringIO(content), delimiter=";") for cell in line
    )
    assert read.account.cells == filled
    assert read.account.read + sum(each.cells for each in read.account.named) == filled
    # and not by arithmetic alone: each number is that of the file, and so is its note
    columns = ["municipality_code", "year", "value", "note"]
    told = {
        (code, year): (value, note) for code, year, value, note in read.frame[columns].to_numpy()
    }
    assert len(told) == len(read.frame)
    assert told == sent.numbers


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


@pytest.mark.parametrize(
    ("name", "wrong"), [("Luleå", []), ("Skelleftå", [("places_differ", 4, "Kommun")])]
)
def test_a_name_of_elsewhere_beside_its_code_is_outside_unless_it_is_nearly_ours(name, wrong):
    text = f"Kommunkod;Kommun;2022\n2480;Umeå;1\n2482;Skellefteå;2\n2580;{name};3\n"
    chosen = reading.Choices(indicator="population")
    read = reading.read(text.encode(), "a.csv", TABLE, PLACES, chosen)
    assert [(f.rule, f.row, f.expected) for f in read.findings] == wrong
    assert [(lost.row, lost.why) for lost in read.unmatched] == [(4, "outside")]


def test_a_named_column_of_places_that_is_not_there_is_told():
    named = mapping.Mapping({"kod": "municipality_code"}, {"2022": "2022"}, "population")
    chosen = reading.Choices(indicator="population", mapping=named)
    read = reading.read(b"kommun;2022\n2480;1\n2403;2\n", "a.csv", TABLE, PLACES, chosen)
    assert [(f.rule, f.actual) for f in read.findings] == [("mapping_absent", "kod")]

"""A mark at a number, its period or its heading is the note of the number; other words are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, footnotes, headings, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))


def read(text, table=TABLE, additive=(), **choices):
    chosen = reading.Choices(indicator="population", **choices)
    return reading.read(text.encode(), "a.csv", table, PLACES, chosen, additive=additive)


def told(of):
    assert not of.findings, list(of.findings)
    return [tuple(row) for row in of.frame[["year", "value", "note"]].to_numpy()]


@pytest.mark.parametrize(
    ("heading", "bare", "note"),
    [
        ("2022", "2022", ""),
        ("2022[1]", "2022", "marked"),
        ("2022*", "2022", "marked"),
        ("2022¹", "2022", "marked"),
        ("2022 1)", "2022", "marked"),
        ("2022 (prel.)", "2022", "preliminary"),
        ("2022 (prel.) *", "2022", "preliminary"),
        ("2022, Reviderad", "2022", "revised"),
        ("prel. 2022", "2022", "preliminary"),
        ("2022p", "2022", "preliminary"),
        ("2022 [e]", "2022", "estimated"),
        ("Folkmängd¹ 2022", "Folkmängd 2022", "marked"),
        # what is no mark
        ("2022 (2)", "2022 (2)", ""),
        ("2022 (kvinnor)", "2022 (kvinnor)", ""),
        ("2022 [k]", "2022 [k]", ""),
        ("Invånare per km² 2022", "Invånare per km² 2022", ""),
        ("*", "*", ""),
        ("p", "p", ""),
    ],
)
def test_a_mark_is_told_from_the_heading(heading, bare, note):
    assert footnotes.parted(heading) == (bare, note)


@pytest.mark.parametrize(
    ("cell", "bare", "note"),
    [
        ("12,3*", "12,3", "marked"),
        ("12 345¹", "12 345", "marked"),
        ("12,3 p", "12,3", "preliminary"),
        ("12,3r", "12,3", "revised"),
        ("12,3 % (prel.)", "12,3 %", "preliminary"),
        ("7 [b]", "7", "marked"),
        ("..*", "..", "marked"),
        # no numbers with a mark
        ("12,3", "12,3", ""),
        ("1.5e3", "1.5e3", ""),
        ("*12", "*12", ""),
        ("3*4", "3*4", ""),
        ("12 kr", "12 kr", ""),
        ("5 m²", "5 m²", ""),
        ("12 (2)", "12 (2)", ""),
        ("p", "p", ""),
    ],
)
def test_a_mark_is_told_from_the_number(cell, bare, note):
    assert footnotes.of_cell(cell) == (bare, note)


@pytest.mark.parametrize(
    ("heading", "words", "period"),
    [
        ("2022 (kvinnor)", "kvinnor", "2022"),
        ("2022 kvinnor", "kvinnor", "2022"),
        ("2022, kv", "kv", "2022"),
        ("2022 - män", "män", "2022"),
        ("Kvinnor 2022", "Kvinnor", "2022"),
        ("2022 (prel.) kvinnor", "kvinnor", "2022"),
        ("2022 (16-64 år)", "16-64 år", "2022"),
        ("2022M01 kvinnor", "kvinnor", "2022-01"),
        ("2022/23 flickor", "flickor", "2022/23"),
        ("2022 kvartal 3", "", "2022-Q3"),
        ("2022 januari", "", "2022-01"),
        ("2022 (2)", "2022 (2)", ""),
        ("2021-2022 förändring", "2021-2022 förändring", ""),
    ],
)
def test_words_after_a_period_are_those_of_the_heading(heading, words, period):
    assert headings.parted(heading) == (words, period)


def test_letters_that_differ_are_groups_and_one_alone_is_a_mark():
    assert headings.groups(["2022 p", "2022 f"]) == {
        "p": {"2022 p": "2022"},
        "f": {"2022 f": "2022"},
    }
    assert headings.groups(["2021", "2022 p"]) == {"": {"2021": "2021", "2022 p": "2022"}}


def test_a_letter_that_was_chosen_as_a_group_is_no_mark():
    assert told(read("kommun;2022 p;2022 f\n2480;5;6\n", value_column="p")) == [("2022", "5", "")]


def test_a_marked_year_gives_its_numbers_a_note_and_the_others_none():
    wide = read("kommun;2021;2022*;2023 (prel.)\n2480;5;6;7\n")
    assert told(wide) == [
        ("2021", "5", ""), ("2022", "6", "marked"), ("2023", "7", "preliminary"),
    ]  # fmt: skip
    assert wide.questions == ()


def test_what_is_known_of_a_mark_comes_before_that_there_is_one():
    assert told(read("kommun;2022 p\n2480;5*\n2403;6 r\n")) == [
        ("2022", "5", "preliminary"), ("2022", "6", "revised"),
    ]  # fmt: skip


def test_a_marked_period_of_a_row_is_a_note():
    long = read("kommun;år;antal\n2480;2022*;5\n2403;2021;6\n2403;2022p;7\n")
    assert told(long) == [("2022", "5", "marked"), ("2021", "6", ""), ("2022", "7", "preliminary")]


def test_a_sum_is_as_preliminary_as_its_parts():
    text = "kommun;kön;2022\n2480;män;3\n2480;kvinnor;4 p\n2403;män;1\n2403;kvinnor;2\n"
    added = read(text, additive={"population"}, where={"kön": "summa"})
    assert told(added) == [("2022", "7", "preliminary"), ("2022", "3", "")]


def test_a_contract_without_notes_asks_before_marks_are_lost():
    fields = tuple(field for field in TABLE.fields if field.name != "note")
    without = replace(TABLE, fields=fields)
    asked = read("kommun;2022*\n2480;5\n", without)
    assert asked.questions == (("marks_lost", "2022*"),)
    assert not asked.findings
    assert list(read("kommun;2022\n2480;5*\n", without).frame["value"]) == ["5*"]


def test_numbers_of_one_group_alone_are_a_question():
    assert read("kommun;2022 (kvinnor)\n2480;5\n").questions == (("part_only", "kvinnor"),)
    chosen = read("kommun;2022 (kvinnor)\n2480;5\n", value_column="kvinnor")
    assert (chosen.questions, told(chosen)) == ((), [("2022", "5", "")])
    assert read("kommun;2022 (dagbefolkning)\n2480;5\n").questions == ()


def test_a_column_of_one_group_beside_rows_of_periods_is_not_read():
    beside = read("kommun;år;antal;2022 kvinnor\n2480;2021;5;9\n")
    assert told(beside) == [("2021", "5", "")]
    assert [each.column for each in beside.account.named] == ["2022 kvinnor"]

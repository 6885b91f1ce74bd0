"""The ranked figure: what has no number has no mark, only its words."""

from __future__ import annotations

import pytest

from atlas.figures import ranked
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words

EN = Words("en")


def test_a_share_that_is_not_told_is_a_sign_and_no_mark(all_of_few):
    selection = Selection(cohorts=("alfa",))
    values = registry.values(all_of_few, "completion_rate", selection)
    figure = ranked.ranked(EN, all_of_few, values, selection)
    # the county, and the fifteen municipalities in one row
    assert [(row.label, row.sign) for row in figure.rows] == [
        ("The county", ".."),
        ("", "15 municipalities: protected numbers"),
    ]
    assert {(row.bar, row.dot, row.reach, row.text) for row in figure.rows} == {
        (None, None, None, "")
    }


def test_counts_are_bars_in_order_and_equals_stand_by_name(shipped):
    values = registry.values(shipped.public, "participants", Selection())
    figure = ranked.ranked(EN, shipped.public, values, Selection(municipalities=("2482",)))
    assert [(row.label, row.bar, row.look) for row in figure.rows[:4]] == [
        ("Lycksele", 15, ""),
        ("Skellefteå", 15, "strong"),
        ("Umeå", 15, ""),
        ("Norsjö", 5, ""),
    ]
    assert figure.rows[0].reach == (11, 19)
    assert not {"Länet", "The county"} & {row.label for row in figure.rows}


def test_municipalities_with_protected_numbers_share_a_row_that_names_them(shipped):
    values = registry.values(shipped.public, "participants", Selection())
    figure = ranked.ranked(Words("sv"), shipped.public, values, Selection())
    *shown, last = figure.rows
    assert [row.sign for row in shown] == [""] * 6
    assert (last.label, last.sign, last.text) == ("", "9 kommuner: skyddade tal", "")
    # Swedish å after z
    assert last.said == (
        "9 kommuner: skyddade tal\n"
        "Bjurholm, Dorotea, Malå, Nordmaling, Robertsfors, Sorsele, Storuman, Vilhelmina och Åsele"
    )
    # and no sign is left to be explained
    assert [mark for mark, _ in figure.legend] == ["reach"]


def test_a_chosen_municipality_with_a_protected_number_keeps_its_row(shipped):
    chosen = Selection(municipalities=("2421", "2425"))
    values = registry.values(shipped.public, "participants", Selection())
    figure = ranked.ranked(EN, shipped.public, values, chosen)
    assert [(row.label, row.sign, row.look) for row in figure.rows if row.sign] == [
        ("Dorotea", "..", "strong"),
        ("Storuman", "..", "strong"),
        ("", "7 municipalities: protected numbers", ""),
    ]
    assert figure.legend[-1] == ("sign", ".. protected number")


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "1 kommun: skyddat tal\nÅsele"), ("en", "1 municipality: protected number\nÅsele")],
)
def test_one_alone_is_told_in_the_singular(shipped, language, text):
    values = registry.values(shipped.public, "participants", Selection())
    hidden = values.at().index[values.at()["status"] == "protected"]
    chosen = Selection(municipalities=tuple(code for code in hidden if code != "2463"))
    figure = ranked.ranked(Words(language), shipped.public, values, chosen)
    assert figure.rows[-1].said == text

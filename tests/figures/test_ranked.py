"""The ranked figure: what has no number has no mark, only its words."""

from __future__ import annotations

from atlas.figures import ranked
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words

EN = Words("en")


def test_a_share_that_is_not_told_is_a_sign_and_no_mark(all_of_few):
    selection = Selection(cohorts=("alfa",))
    values = registry.values(all_of_few, "completion_rate", selection)
    figure = ranked.ranked(EN, all_of_few, values, selection)
    # the fifteen municipalities and the county
    assert [row.sign for row in figure.rows] == [".."] * 16
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
    # hidden ones come last, Swedish å after z
    hidden = [row.label for row in figure.rows if row.sign]
    assert (hidden[0], hidden[-1]) == ("Bjurholm", "Åsele")
    assert not {"Länet", "The county"} & {row.label for row in figure.rows}

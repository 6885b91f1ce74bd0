"""Files of only the new rows of a table, known by what identifies a row."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.publish import only_new
from tests.deliveries import DATA

CONTRACT = contracts.load(DATA)
PROGRAMME = (
    "participants",
    "cohorts",
    "modules",
    "sessions",
    "progress",
    "attendance",
    "surveys",
    "targets",
    "indicators",
)


def table_of(name, first, last):
    """Rows whose identifying cells are numbers from first to last; their other cells are empty."""
    table = CONTRACT[name]
    frame = pd.DataFrame("", index=range(first, last + 1), columns=table.columns)
    for column in only_new.identity(table):
        frame[column] = [str(at) for at in frame.index]
    return frame


def asked(name, stands, sent, told=True):
    return only_new.question(
        table_of(name, *stands), table_of(name, *sent), CONTRACT[name], "f.csv", told=told
    )


@pytest.mark.parametrize("name", PROGRAMME)
def test_twelve_new_rows_and_none_of_140(name):
    question = asked(name, (1, 140), (141, 152))
    assert (question.rule, question.actual, question.expected) == ("only_new_rows", "12", "140")


@pytest.mark.parametrize("name", PROGRAMME)
@pytest.mark.parametrize(
    ("stands", "sent"),
    [
        ((1, 140), (1, 140)),
        ((1, 140), (1, 152)),  # the whole table, grown
        ((1, 140), (100, 152)),  # much of it: whether so many may vanish is another question
        ((1, 2), (1, 100)),  # nothing that stands is lacking
        ((1, 0), (1, 12)),  # nothing stands
        ((1, 140), (1, 0)),  # nothing was sent
    ],
)
def test_other_deliveries_are_no_such_question(name, stands, sent):
    assert asked(name, stands, sent) is None


def test_a_few_that_stand_make_it_no_other_question():
    question = asked("participants", (1, 140), (139, 150))
    assert (question.rule, question.actual, question.expected) == ("mostly_new_rows", "10", "138")


def test_how_many_stand_is_not_told_to_who_may_not_know():
    question = asked("participants", (1, 140), (141, 152), told=False)
    assert (question.rule, question.actual, question.expected) == ("only_new_rows_untold", "", "")


def test_a_target_with_another_value_is_the_same_target():
    stands, sent = table_of("targets", 1, 3), table_of("targets", 1, 3).assign(value="9")
    assert only_new.question(stands, sent, CONTRACT["targets"], "f.csv", told=True) is None

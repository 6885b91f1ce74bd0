"""A question of an import is a sentence in the reader's language, with names and round numbers."""

from __future__ import annotations

import pytest

from atlas.publish import asked
from atlas.words import Words

MOVED = {
    "rule": "values_move",
    "table": "indicators.csv",
    "came": "population",
    "name_sv": "Folkmängd",
    "name_en": "Population",
}


@pytest.mark.parametrize(
    ("factor", "swedish", "english"),
    [
        ("1e+03", "ungefär 1\N{NO-BREAK SPACE}000 gånger så stora", "about 1,000 times as large"),
        ("14.7", "ungefär 15 gånger så stora", "about 15 times as large"),
        ("0.00101", "ungefär en tusendel så stora", "about a thousandth as large"),
        ("0.1", "ungefär en tiondel så stora", "about a tenth as large"),
        ("0.16", "ungefär 1/6 så stora", "about 1/6 as large"),
    ],
)
def test_values_that_move_are_told_with_the_name_and_by_how_much(factor, swedish, english):
    question = MOVED | {"factor": factor}
    assert asked.sentence(question, Words("sv")) == (
        f"indicators.csv: värdena för Folkmängd är {swedish} som förut. Är enheten densamma som förut?"
    )
    assert asked.sentence(question, Words("en")) == (
        f"indicators.csv: the values of Population are {english} as before. "
        "Is the unit the same as before?"
    )


def test_a_question_of_names_tells_what_came():
    question = {"rule": "cohort_vanishes", "table": "cohorts.csv", "came": "a-1, b-2"}
    assert "a-1, b-2" in asked.sentence(question, Words("en"))

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


def test_values_and_places_are_told_in_the_readers_language():
    told = {
        language: asked.moved(asked.Moved("Umeå", "2022", "1234.50", now), Words(language))
        for language, now in (("sv", "0"), ("en", ""))
    }
    assert told == {"sv": "Umeå 2022: 1\N{NO-BREAK SPACE}234,50 → 0", "en": "Umeå 2022: 1,234.50"}
    question = MOVED | {"rule": "value_jumps"} | {f"named_{of}": told[of] for of in told}
    assert asked.sentence(question, Words("sv")) == (
        "indicators.csv: enstaka värden för Folkmängd ligger långt från de tidigare: "
        "Umeå 2022: 1\N{NO-BREAK SPACE}234,50 → 0. Stämmer de?"
    )
    assert "of Population are far from what they were: Umeå 2022: 1,234.50. Are they right?" in (
        asked.sentence(question, Words("en"))
    )


def test_five_are_told_and_the_rest_counted():
    assert asked.first(list("abcde"), Words("en")) == "a; b; c; d; e"
    assert asked.first(list("abcdefg"), Words("sv")) == "a; b; c; d; e; 2 till"


@pytest.mark.parametrize("rule", ["value_jumps", "values_lost", "values_swapped", "periods_other"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_question_about_places_or_periods_names_them(rule, language):
    question = MOVED | {"rule": rule, f"named_{language}": "Umeå 2022"}
    said = asked.sentence(question, Words(language))
    assert "Umeå 2022" in said
    assert MOVED[f"name_{language}"] in said

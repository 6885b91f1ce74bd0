"""The vocabulary: each word means one thing, and what it means is accepted."""

from __future__ import annotations

from atlas import contract as contracts
from atlas.ingest import vocabulary
from tests import deliveries

TABLES = contracts.load(deliveries.DATA)


def accepted(column):
    return {
        word
        for table in TABLES.tables.values()
        for field in table.fields
        if field.name == column
        for word in field.enum
    }


def test_a_word_of_a_column_has_one_meaning_and_the_contract_accepts_it():
    for column, meanings in vocabulary.declared()["cells"].items():
        words = [word for of in meanings.values() for word in of]
        assert len(words) == len(set(words)), column
        assert set(meanings) <= accepted(column), column
        assert words == [" ".join(word.casefold().split()) for word in words], column


def test_only_meanings_that_a_column_accepts_are_used():
    assert vocabulary.cells("status", ("completed",))["klar"] == "completed"
    assert "hoppat av" not in vocabulary.cells("status", ("completed",))


def test_a_month_and_a_total_are_known_by_their_words():
    assert vocabulary.months()["augusti"] == 8
    assert vocabulary.is_total("Båda könen")
    assert not vocabulary.is_total("totala fabriken")

"""The contract file itself: what it says, and what happens when it says nothing usable."""

from __future__ import annotations

import pytest

from atlas import contract
from atlas.errors import DeclarationError
from tests.deliveries import DATA, edit, small


def test_the_contract_names_the_tables_of_a_delivery():
    assert list(contract.load(DATA).tables) == [
        "participants",
        "cohorts",
        "modules",
        "sessions",
        "progress",
        "attendance",
        "surveys",
        "targets",
        "events",
        "indicators",
        "peers",
        "groups",
        "corrections",
    ]


def test_who_someone_is_stands_in_secret_columns():
    tables = contract.load(DATA).tables.values()
    secret = {(table.name, f.name) for table in tables for f in table.fields if f.secret}
    assert secret == {
        ("participants", "participant_id"),
        ("participants", "organisation_id"),
        ("progress", "participant_id"),
        ("attendance", "participant_id"),
        ("surveys", "participant_id"),
        # a correction may be of any of them
        ("corrections", "key"),
        ("corrections", "value"),
    }


def test_the_sample_is_declared_as_made_up_and_the_figures_are_not():
    tables = contract.load(DATA).tables
    assert tables["participants"].synthetic
    assert not tables["indicators"].synthetic


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "not valid JSON"), ("{}", "resources"), ('{"resources": [{"name": "x"}]}', "schema")],
)
def test_a_contract_without_its_parts_says_which(tmp_path, text, said):
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(DeclarationError, match=said):
        contract.load(tmp_path)


def test_a_contract_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DeclarationError, match=r"datapackage\.json: the file is missing"):
        contract.load(tmp_path)


def test_real_tables_are_marked_real_once_the_contract_says_so(tmp_path):
    folder = small(tmp_path)
    for _ in range(7):
        edit(folder / "datapackage.json", '"synthetic": true', '"synthetic": false')
    assert not contract.load(folder).synthetic

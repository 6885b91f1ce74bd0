"""A group's number adds nothing to what the adversary already reads: it follows from the public cells."""

from __future__ import annotations

import shutil

import pytest

from atlas import ingest, warehouse
from atlas.ingest import sample
from atlas.measures import groups
from atlas.measures.selection import Selection
from atlas.memberships import memberships
from atlas.publish import snapshot
from tests.attack.adversary import MULTIPLES, Adversary, read
from tests.conftest import NOW
from tests.deliveries import DATA, GEO


def first_time(cells, members):
    """The people of cells in a group's places that had not been in any of these before, added up by hand."""
    mine = cells[cells["municipality_code"].isin(members)]
    return sum(
        n
        for earlier, n in zip(mine["earlier"], mine["n"], strict=True)
        if not any(place in members for _, place in memberships(earlier))
    )


@pytest.mark.parametrize(("participants", "seed"), [(25, 3), (61, 8)])
def test_groups_of_small_programmes_are_sums_of_what_gives_nothing_away(
    tmp_path, participants, seed
):
    folder, store = tmp_path / "data", tmp_path / "store"
    shutil.copytree(DATA, folder)
    sample.write(sample.make(DATA, participants, seed), folder)
    snapshot.publish(ingest.read(folder, GEO).delivery, store, NOW)
    publication, data = read(store), warehouse.open_public(store)
    cells = publication["enrolments"]
    told = groups.amounts(data, "participants", Selection())
    for key, group in groups.declared(data).items():
        number = first_time(cells, group.members)
        assert (told[key].value or 0) == number
        assert (told[key].status == "protected") == (number == 0)
        assert number % publication.k == 0
    assert Adversary(publication, rule=MULTIPLES).found(most=3) == []

"""What changed since an earlier publication, as the attacker reads it: no count that moved by 1..k-1."""

from __future__ import annotations

import datetime as dt

import pytest

from atlas import ingest, warehouse
from atlas.measures import changes
from atlas.measures.selection import Selection
from atlas.publish import snapshot, tables
from tests.attack.readers import Attacker
from tests.attack.views import here
from tests.conftest import NOW
from tests.deliveries import GEO, OWNER, PERSON
from tests.publish.programmes import not_rounded

SINCE = ("overview", "cohorts")


@pytest.fixture
def later(desk):
    """Publish the counted delivery, and forty days later with so many people more who completed."""

    def published(more):
        snapshot.publish(ingest.read(desk.data, GEO).delivery, desk.store, NOW)
        path = desk.data / "participants.csv"
        rows = [
            f"{PERSON}n{i},beta,{OWNER}n,2480,woman,leader,region,250+,completed,2023-01-01,2023-01-10,2023-06-01"
            for i in range(more)
        ]
        path.write_text(path.read_text("utf-8") + "\n".join(rows) + "\n", "utf-8")
        moment = NOW + dt.timedelta(days=40)
        snapshot.publish(ingest.read(desk.data, GEO).delivery, desk.store, moment)
        changes.changes.cache_clear()
        return warehouse.open_public(desk.store)

    return published


def told(data, look):
    """What the attacker finds, and how many changes the pages told."""
    attacker, items = Attacker(data), 0
    for page in SINCE:
        for chosen in (Selection(), Selection(cohorts=("beta",)), Selection(("2480",))):
            shown = look(page, here(data, chosen), charts=False)
            items += sum("link" in item for item in shown.part("since")["items"])
            attacker.see(shown)
    return attacker.small(5), items


@pytest.mark.parametrize("more", [1, 3, 6])
def test_what_changed_tells_no_count_below_k(later, look, more):
    found, items = told(later(more), look)
    assert found == []
    assert items > 0 or more < 6


def test_with_rounding_and_the_rule_switched_off_it_is_found_out(later, look, monkeypatch):
    monkeypatch.setattr(tables, "rounded", not_rounded)
    monkeypatch.setattr(tables, "guard", lambda *_: None)
    # else a change within what rounding could have made is not told at all
    monkeypatch.setattr(changes, "_surely", lambda *_: True)
    found, _ = told(later(3), look)
    assert [line for line in found if "since" in line]

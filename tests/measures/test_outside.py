"""Participants from outside the region, counted by head: three of those of the second cohort move there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from atlas import ingest, warehouse
from atlas import region as regions
from atlas.measures import gap, programme, registry
from atlas.measures.selection import Selection
from atlas.publish import snapshot
from tests import deliveries

OUTSIDE = regions.load(deliveries.DATA).outside_code
EVERYWHERE = Selection()


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """The small delivery, in which the three of beta who were from 2481 are from outside the region."""
    folder = tmp_path_factory.mktemp("moved")
    data = deliveries.small(folder / "data")
    path = data / "participants.csv"
    lines = path.read_text("utf-8").splitlines()
    lines = [line.replace(",2481,", f",{OUTSIDE},") if ",beta," in line else line for line in lines]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    reading = ingest.read(data, deliveries.GEO)
    assert reading.delivery is not None, list(reading.findings)[:3]
    store = folder / "store"
    snapshot.publish(reading.delivery, store)
    return SimpleNamespace(
        exact=warehouse.exact(store, "staff"), public=warehouse.open_public(store)
    )


def test_they_count_in_the_county_and_in_their_cohort_and_in_no_place(moved):
    data = moved.exact
    assert programme.total(data, "participants", EVERYWHERE) == (11, "reported")
    assert programme.total(data, "participants", Selection(cohorts=("beta",))) == (4, "reported")
    places = registry.values(data, "participants", EVERYWHERE).at()["value"]
    assert places[places > 0].to_dict() == {"2403": 1, "2480": 6, "2481": 1}
    assert OUTSIDE not in places.index


def test_they_are_not_among_the_inhabitants(moved):
    # 8 of the 200,000 of the county
    rate = registry.values(moved.exact, "participants_per_10000", EVERYWHERE)
    assert rate.benchmark("24") == pytest.approx(0.4)
    shares = gap.gaps(moved.exact, EVERYWHERE)
    here = shares[shares["level"] == gap.MUNICIPALITY].set_index("code")["here"]
    # 6, 1 and 1 of 8
    assert here[["2480", "2481", "2403"]].tolist() == [75, 13, 13]


def test_without_them_the_rate_of_the_county_is_of_all(counted):
    assert not programme.has_outside(counted.exact)
    rate = registry.values(counted.exact, "participants_per_10000", EVERYWHERE)
    assert rate.benchmark("24") == pytest.approx(0.55)


def test_their_place_has_a_name_in_both_languages(moved):
    names = [moved.public.name_of(OUTSIDE, language) for language in ("sv", "en")]
    assert names == ["Utanför länet", "Outside the county"]


def test_whether_there_are_any_is_read_from_what_is_shown(moved):
    cells = moved.public["enrolments"]
    shown = int(cells.loc[cells["municipality_code"] == OUTSIDE, "n"].sum())
    assert programme.has_outside(moved.public) == bool(shown)
    assert programme.has_outside(moved.exact)

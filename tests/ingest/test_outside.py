"""People from outside the region are kept where the region says so; a slip of the keys never is."""

from __future__ import annotations

import dataclasses

import pytest

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["participants"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
NAMED = list(zip(AREAS["code"], AREAS["name"], strict=True))
HEADER = (
    "participant_id;cohort_id;organisation_id;municipality_code;gender;sector;size_class;"
    "status;enrolled_on"
)


def read(*cells, region=REGION):
    lines = [
        f"p{at};alfa;o{at};{cell};woman;enterprise;10-49;active;2022-01-10"
        for at, cell in enumerate(cells)
    ]
    known = places.register(region, NAMED)
    return reading.read("\n".join([HEADER, *lines]).encode(), "p.csv", TABLE, known)


@pytest.mark.parametrize("cell", ["2580", "0180 Stockholm", "9000", "Utanför länet", "Annat län"])
def test_a_place_of_another_county_is_kept_under_one_code(cell):
    read_in = read("2480", cell)
    assert read_in.frame["municipality_code"].tolist() == ["2480", "9000"]
    assert (list(read_in.findings), read_in.unmatched, read_in.elsewhere) == ([], (), 1)


@pytest.mark.parametrize(("cell", "near"), [("2842", "Skellefteå"), ("Skelleftå", "Skellefteå")])
def test_a_misspelt_place_of_ours_is_not_another_county(cell, near):
    (found,) = list(read("2480", cell).findings)
    assert (found.rule, found.row, found.expected) == ("place_nearly", 3, near)


def test_a_region_that_keeps_nobody_leaves_them_out():
    without = dataclasses.replace(REGION, outside_code="")
    read_in = read("2480", "2580", region=without)
    assert read_in.frame["municipality_code"].tolist() == ["2480"]
    assert [lost.row for lost in read_in.unmatched] == [3]
    (found,) = list(read("9000", region=without).findings)
    assert found.rule == "place_unknown"


def test_a_figure_is_of_no_place_outside():
    table = contracts.load(deliveries.DATA)["indicators"]
    known = places.register(REGION, NAMED)
    chosen = reading.Choices(indicator="population")
    read_in = reading.read(b"kommun;2022\n2480;1\n9000;2\n", "a.csv", table, known, chosen)
    assert [f.rule for f in read_in.findings] == ["place_unknown"]

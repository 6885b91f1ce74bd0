"""An answer of Kolada is asked about where its key figure is not that of the indicator."""

from __future__ import annotations

import json

import pytest

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, key_figures, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
DECLARED = {"early_leavers": "N00111", "broadband": "N00222"}


def read(indicator, *key_figures):
    values = [{"gender": "T", "value": 5}]
    items = [
        {"kpi": kpi, "municipality": "2480", "period": 2020 + at, "values": values}
        for at, kpi in enumerate(key_figures)
    ]
    content = json.dumps({"count": len(items), "values": items}).encode()
    chosen = reading.Choices(indicator=indicator)
    return reading.read(content, "a.json", TABLE, PLACES, chosen)


@pytest.mark.parametrize(
    ("indicator", "came", "asked"),
    [
        ("early_leavers", "N00111", None),
        ("early_leavers", "N00333", "early_leavers: N00333 ≠ N00111"),
        ("early_leavers", "N00222", "early_leavers: N00222 ≠ N00111"),
        ("population", "N00222", "population: N00222"),
        ("population", "N00333", None),  # nobody said of which key figure it is
    ],
)
def test_another_key_figure_than_the_indicators_own_is_asked_about(indicator, came, asked):
    found = key_figures.questions(read(indicator, came), DECLARED)
    assert found == ((("key_figure_other", asked),) if asked else ())


def test_a_table_without_key_figures_asks_nothing():
    chosen = reading.Choices(indicator="early_leavers")
    table = reading.read(b"kommun;2024\n2480;5\n", "a.csv", TABLE, PLACES, chosen)
    assert key_figures.questions(table, DECLARED) == ()

"""Values as JSON-stat: what a program reads is what the page tells."""

from __future__ import annotations

import json

import pytest

from atlas.exports import jsonstat
from atlas.measures.registry import values
from atlas.measures.selection import Selection
from atlas.words import Words
from tests.deliveries import GAP, SHARE


def told(data, measure, language="sv"):
    made = values(data, measure, Selection())
    return json.loads(jsonstat.values_json(Words(language), data, made)), made


def cell(cube, area, period):
    """The place of a cell in the one list of all."""
    _, areas, periods = (cube["dimension"][name]["category"]["index"] for name in cube["id"])
    return areas.index(area) * len(periods) + periods.index(period)


@pytest.mark.parametrize("measure", [SHARE, "population", "bankruptcies", "rd_business_msek"])
def test_every_cell_is_where_its_area_and_period_say(shipped, measure):
    cube, made = told(shipped.public, measure)
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    size = 1
    for name, length in zip(cube["id"], cube["size"], strict=True):
        assert len(cube["dimension"][name]["category"]["index"]) == length
        size *= length
    assert len(cube["value"]) == size
    decimals = made.measure.decimals
    for code in cube["dimension"]["area"]["category"]["index"]:
        rows = made.table if code in shipped.public.codes else made.benchmarks
        for row in rows[rows["code"] == code].itertuples():
            number = cube["value"][cell(cube, code, row.period)]
            if row.status == "reported":
                assert number == pytest.approx(row.value, abs=0.5001 * 10**-decimals)
            else:
                assert number is None
                assert cube["status"][str(cell(cube, code, row.period))] == row.status


def test_it_says_what_it_holds_where_it_is_from_and_in_which_unit(counted):
    cube, _ = told(counted.public, SHARE, "en")
    assert cube["label"].startswith("Share with at least three years")
    assert cube["source"].startswith("SCB")
    assert cube["role"] == {"geo": ["area"], "time": ["period"], "metric": ["contents"]}
    unit = cube["dimension"]["contents"]["category"]["unit"][SHARE]
    assert unit == {"label": "%", "decimals": 1}
    assert cube["updated"] == "2024-04-25"
    assert cube["status"][str(cell(cube, GAP, "2022"))] == "missing"

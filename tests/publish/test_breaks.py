"""Class edges: at most five classes, the same for every year, declared ones first."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.catalogue import Measure
from atlas.publish import breaks


def rate(**declared):
    return Measure(
        "m", "rate", declared.pop("decimals", 0), "none", "", "municipality", False, declared
    )


def figures(values, year="2022"):
    return pd.DataFrame(
        {
            "indicator_id": "m",
            "municipality_code": [str(i) for i in range(len(values))],
            "year": year,
            "value": values,
        }
    )


def edges(measure, table):
    codes = sorted(set(table["municipality_code"]))
    return breaks.edges([measure], table, codes)["edge"].tolist()


def test_declared_edges_are_taken_as_they_are():
    assert edges(rate(breaks=[0, 10, 50]), figures([1.0, 2.0])) == [0, 10, 50]


def test_five_clusters_give_five_classes_that_begin_where_a_cluster_begins():
    values = [1.0, 2.0, 10.0, 11.0, 20.0, 21.0, 30.0, 31.0, 40.0, 42.0]
    assert edges(rate(), figures(values)) == [1, 10, 20, 30, 40, 42]


@pytest.mark.parametrize(
    "values", [list(range(15)), [1.0] * 10 + [2.0] * 5, [float(i * i) for i in range(40)]]
)
def test_there_are_five_classes_at_most(values):
    assert 2 <= len(edges(rate(), figures([float(v) for v in values]))) <= 6


def test_a_country_over_twenty_years_has_the_classes_of_its_clusters():
    # 5,800 values: by the square of all of them a publication of sixty indicators would take an hour
    values = [10.0 * (at % 5) + at % 3 for at in range(290)]
    years = [figures(values, str(year)) for year in range(2005, 2025)]
    assert edges(rate(), pd.concat(years)) == [0, 10, 20, 30, 40, 42]
    assert len(breaks._spread(pd.concat(years)["value"].to_numpy())) == breaks.MOST_VALUES


def test_every_year_has_the_same_classes_and_fits_into_them():
    table = pd.concat([figures([1.0, 2.0, 9.0], "2021"), figures([5.0, 6.0, 20.0], "2022")])
    found = edges(rate(), table)
    assert (found[0], found[-1]) == (1, 20)
    assert "year" not in breaks.edges([rate()], table, ["0", "1", "2"]).columns


def test_edges_are_round_in_the_measures_own_decimals():
    assert edges(rate(decimals=1), figures([0.12, 0.98])) == [0.1, 0.9, 1.0]


def test_a_value_that_is_missing_does_not_become_an_edge():
    assert edges(rate(), figures([float("nan"), 3.0, 8.0])) == [3, 8]


def test_the_county_does_not_stretch_the_classes_of_its_municipalities():
    table = pd.concat([figures([3.0, 8.0]), figures([999.0]).assign(municipality_code="24")])
    assert breaks.edges([rate()], table, ["0", "1"])["edge"].tolist() == [3, 8]


def test_quantiles_put_as_many_in_each_class():
    found = edges(rate(classes="quantiles"), figures([1.0, 2, 3, 4, 50, 60, 70, 80, 900, 1000]))
    assert found == [1, 3, 50, 70, 900, 1000]


def test_equal_classes_are_equally_wide():
    assert edges(rate(classes="equal"), figures([0.0, 1.0, 2.0, 3.0, 50.0])) == [
        0,
        10,
        20,
        30,
        40,
        50,
    ]


def test_a_scale_around_the_country_has_edges_of_the_difference_from_it():
    # 70 and 108 lie 30 below and 8 above the country's 100
    country = figures([100.0]).assign(municipality_code="00")
    table = pd.concat([figures([70.0, 108.0]), country])
    found = breaks.edges([rate(around="country")], table, ["0", "1"], {"country": "00"})
    assert found["edge"].tolist() == [-30, -18, -6, 6, 18, 30]


def test_a_country_that_is_silent_in_a_year_leaves_the_classes_as_they_would_be():
    found = breaks.edges(
        [rate(around="country")], figures([3.0, 8.0]), ["0", "1"], {"country": "00"}
    )
    assert found["edge"].tolist() == [3, 8]


@pytest.mark.parametrize("field", [{"kind": "count"}, {"level": "county"}])
def test_what_is_not_filled_has_no_classes(field):
    entry = {"kind": "rate", "level": "municipality"} | field
    measure = Measure("m", entry["kind"], 0, "none", "", entry["level"], False, {"breaks": [0, 1]})
    assert len(breaks.edges([measure], figures([1.0]), ["0"])) == 0


def test_the_shipped_classes_are_at_most_five_and_rise(shipped):
    for measure, part in shipped.public["breaks"].groupby("measure"):
        found = part.sort_values("position")["edge"].tolist()
        assert 2 <= len(found) <= 6, measure
        assert found == sorted(set(found)), measure


def test_every_shipped_rate_lies_within_its_classes(shipped):
    table = shipped.public["indicators"]
    table = table[table["municipality_code"].isin(shipped.public.codes)].dropna(subset="value")
    for measure, part in shipped.public["breaks"].groupby("measure"):
        values = table.loc[table["indicator_id"] == measure, "value"]
        values -= 100 if measure == "grp_per_capita_index" else 0  # around the country's 100
        assert values.between(part["edge"].min(), part["edge"].max()).all(), measure

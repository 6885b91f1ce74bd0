"""Which figures there are: counted once more, line by line, from the delivered file."""

from __future__ import annotations

import csv
from collections import defaultdict

from atlas.measures import coverage
from tests.deliveries import DATA, GAP, SHARE, SILENT


def test_each_indicator_and_year_has_as_many_municipalities_as_the_file(shipped):
    public = shipped.public
    places = defaultdict(set)
    with (DATA / "indicators.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["status"] == "reported" and row["municipality_code"] in public.codes:
                places[row["indicator_id"], int(row["year"][:4])].add(row["municipality_code"])
    measures = public.catalogue.indicators("municipality")
    table = coverage.by_year(public, measures)
    assert list(table.index) == [measure.id for measure in measures]
    told = {(str(i), int(y)): int(n) for i, row in table.iterrows() for y, n in row.items() if n}
    assert told == {key: len(codes) for key, codes in places.items() if key[0] in table.index}
    assert table.loc["population", 2025] == 15
    assert 0 < table.loc["bankruptcies"].max() < 15


def test_a_place_without_a_figure_is_not_counted(counted):
    measures = [counted.public.catalogue[SHARE]]
    told = coverage.figures(counted.public, measures)
    assert not {SILENT, GAP} & set(told["code"])
    assert coverage.by_year(counted.public, measures).loc[SHARE].tolist() == [13]


def test_where_there_are_no_figures_there_is_no_year(counted):
    measures = [counted.public.catalogue["edu_phd_share"]]
    assert coverage.by_year(counted.public, measures).shape == (1, 0)

"""JSON-stat as a table: which cell is which, and what is no whole answer."""

from __future__ import annotations

import pytest

from atlas.answers import jsonstat
from atlas.errors import SourceRefused
from scripts.corpus.answers import people

VALUES = [133091, 134249.5, 2366, None]


def test_each_value_stands_beside_its_area_period_and_contents():
    header, rows = jsonstat.table(people(VALUES, status={"3": ".."}), most=4)
    assert header == ["region", "tabellinnehåll", "år", "value"]
    assert rows == [
        ["2480 Umeå", "Folkmängd", "2023", "133091"],
        ["2480 Umeå", "Folkmängd", "2024", "134249.5"],
        ["2403 Bjurholm", "Folkmängd", "2023", "2366"],
        ["2403 Bjurholm", "Folkmängd", "2024", ".."],
    ]


def test_a_sign_at_a_value_stands_after_it():
    _, rows = jsonstat.table(people(VALUES, status={"0": "p", "1": "r"}), most=4)
    assert [row[-1] for row in rows] == ["133091 [p]", "134249.5 [r]", "2366", ""]


@pytest.mark.parametrize(
    ("values", "more", "rule"),
    [
        (VALUES[:3], {}, "half"),
        ({"4": 1}, {}, "half"),
        ({"²": 1}, {}, "half"),
        (VALUES, {"status": ["..", ".."]}, "half"),
        (VALUES, {"size": [2, 2, 1]}, "half"),
        ([True, 1, 2, 3], {}, "shape"),
        (VALUES, {"id": ["Region"], "dimension": None}, "shape"),
    ],
)
def test_what_is_not_whole_is_refused(values, more, rule):
    with pytest.raises(SourceRefused) as refused:
        jsonstat.table(people(values) | more, most=4)
    assert refused.value.rule == rule


def test_more_cells_than_are_allowed_are_not_even_made():
    with pytest.raises(SourceRefused) as refused:
        jsonstat.table(people({}), most=3)
    assert (refused.value.rule, refused.value.actual) == ("cells", "4")

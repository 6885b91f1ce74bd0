"""What the document on protection says it costs is what it costs, and not worse than was promised."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from scripts import protection_cost as costs
from tests.deliveries import ROOT

TEXT = (ROOT / "docs" / "protection.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cost():
    found = {}

    def measured(people):
        if people not in found:
            found[people] = costs.measure(people)
        return found[people]

    return measured


@pytest.mark.parametrize("people", [61, 1_500])
def test_the_row_of_the_document_is_measured_anew(cost, people):
    row = costs.table([cost(people)], with_k=False).splitlines()[-1]
    assert row in TEXT


def test_fifteen_hundred_people_cost_no_more_than_was_reachable(cost):
    made = cost(1_500)
    assert made.total <= 1
    assert made.municipality <= 5
    assert made.two_way_mean <= 1.8


def test_a_programme_delivered_as_its_cohorts_begin_is_shown_as_it_is():
    # 24 times, through all that people go through: the total is never four people off
    found = costs.growth(61, costs.BEGUN, seeds=(1, 2))
    assert len(found) == 2 * len(costs.AFTER)
    assert max(report.moved["total"][0] for _, report in found) < 4


def test_the_document_says_when_and_with_what_it_was_measured():
    line = next(line for line in TEXT.splitlines() if line.startswith("Measured "))
    for part in ("atlas 0.", "Python 3.", "NumPy ", "pandas "):
        assert part in line


def test_every_size_and_every_k_is_in_the_tables():
    for people in ("61", "400", "1 500", "10 000"):
        assert f"\n| {people} | " in TEXT
    for k in costs.KS:
        assert f"\n| {k} | 61 | " in TEXT


def test_the_picture_is_made_from_the_costs(cost):
    drawn = costs.picture([cost(61)])
    root = ElementTree.fromstring(drawn)
    circles = [c for c in root.iter() if c.tag.endswith("circle")]
    # two in the key; four rings; dots for a municipality and for two dimensions
    assert len(circles) == 2 + 4 + 2
    shipped = ElementTree.parse(ROOT / "docs" / "pictures" / "protection.svg")
    assert len([c for c in shipped.iter() if c.tag.endswith("circle")]) == 2 + 4 * 6


def test_what_is_to_be_decided_is_a_list_of_settings():
    for setting in ("k", "cross", "margins", "properties", "schedule"):
        assert f"`protection.{setting}`" in TEXT
    assert "`embedding.frame_ancestors`" in TEXT

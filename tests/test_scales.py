"""The limits of a scale around a middle."""

from __future__ import annotations

import pytest

from atlas.scales import about_zero


@pytest.mark.parametrize(
    ("largest", "decimals", "edges"),
    [
        (37, 0, [-40, -24, -8, 8, 24, 40]),
        (2.3, 1, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]),
        (10, 0, [-10, -6, -2, 2, 6, 10]),
        (6, 0, [-10, -6, -2, 2, 6, 10]),
        (0.9, 1, [-1, -0.6, -0.2, 0.2, 0.6, 1]),
        (0, 0, [-5, -3, -1, 1, 3, 5]),
        (55, 0, [-75, -45, -15, 15, 45, 75]),
    ],
)
def test_five_equal_classes_hold_the_largest_difference(largest, decimals, edges):
    assert about_zero(largest, decimals) == edges

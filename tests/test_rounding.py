"""Rounding: a half goes away from zero, of the number that is written."""

from __future__ import annotations

import math

import numpy as np
import pytest

from atlas.rounding import adding_up, half_up


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (62.5, 0, 63),  # 5 of 8
        (61.5, 0, 62),
        (-62.5, 0, -63),
        (0.5, 0, 1),
        (2.4999, 0, 2),
        (0.15, 1, 0.2),  # less than that in binary
        (2.675, 2, 2.68),
        (-0.04, 1, 0.0),
        (2.0**60, 2, 2.0**60),
    ],
)
def test_a_half_goes_away_from_zero(value, decimals, rounded):
    assert half_up(value, decimals) == rounded


def test_no_number_stays_none():
    assert math.isnan(half_up(float("nan")))
    assert half_up(float("inf"), 1) == float("inf")


def test_nought_has_no_sign():
    assert math.copysign(1, half_up(-0.2)) == 1


def test_a_number_of_a_table_is_a_number():
    assert half_up(np.float64(0.5)) == 1
    assert half_up(np.int64(7)) == 7


@pytest.mark.parametrize(
    ("parts", "decimals", "made"),
    [
        ((1 / 3, 1 / 3, 1 / 3), 1, [0.4, 0.3, 0.3]),
        ((25.04, 25.04, 25.04), 1, [25.1, 25.0, 25.0]),
        ((33.3, 33.3, 33.4), 0, [33, 33, 34]),
        ((0.0, 0.0), 1, [0.0, 0.0]),
        ((12.5,), 0, [13]),
        ((), 1, []),
    ],
)
def test_parts_add_up_to_their_rounded_sum(parts, decimals, made):
    assert adding_up(parts, decimals) == made

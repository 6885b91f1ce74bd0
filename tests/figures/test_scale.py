"""Round numbers for a scale, and as few decimals as tell them apart."""

from __future__ import annotations

import pytest

from atlas.figures import scale
from atlas.words import Words


@pytest.mark.parametrize(
    ("numbers", "decimals", "ticks"),
    [
        ([0, 10], 0, [0, 2, 4, 6, 8, 10]),
        ([12100, 12700], 0, [12100, 12200, 12300, 12400, 12500, 12600, 12700]),
        ([3.2, 3.2], 1, [3.2, 3.3]),
        ([-1, 1], 0, [-1, 0, 1]),
        ([7], 0, [7, 8]),
        ([], 0, [0, 1]),
    ],
)
def test_ticks_are_round_numbers_around_the_given_ones(numbers, decimals, ticks):
    assert scale.around([float(n) for n in numbers], decimals) == pytest.approx(ticks)


def test_ticks_lie_within_the_scale_and_have_as_few_decimals_as_needed():
    words = Words("sv")
    assert scale.ticks((9.5, 35.2), words.number, 1) == tuple((n, str(n)) for n in (10, 20, 30))
    assert [text for _, text in scale.ticks((0.0, 1.2), words.number, 1)] == [
        "0,0", "0,2", "0,4", "0,6", "0,8", "1,0", "1,2",
    ]  # fmt: skip

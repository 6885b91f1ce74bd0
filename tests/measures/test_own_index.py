"""The region's own index of the shipped figures, computed a second time by plain loops."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from atlas.measures.index import own
from tests.measures.shipped_index import LOWER, THEMES, figures, reined

UMEA, LYCKSELE = "2480", "2481"


def by_loops(codes, weights):
    """The score of each municipality under some weights of the themes."""
    scores, known = {}, figures(codes)
    normalised = {}
    for name in (each for those in THEMES.values() for each in those):
        values = reined(known[name])
        low, high = min(values.values()), max(values.values())
        for code, value in values.items():
            share = (value - low) / (high - low)
            normalised[name, code] = 100 * (1 - share if name in LOWER else share)
    for code in codes:
        total = 0.0
        for theme, those in THEMES.items():
            level = sum(normalised[name, code] for name in those) / len(those)
            total += weights[theme] * level
        scores[code] = total / sum(weights.values())
    return scores


@pytest.mark.parametrize("preset", ["equal", "skills", "enterprise", "work"])
def test_the_shipped_index_by_plain_loops(shipped, preset):
    data = shipped.public
    weights = next(p.weights for p in data.index.presets if p.id == preset)
    made = own.made(data, tuple(weights.items()))
    expected = by_loops(data.codes, weights)
    assert made.scores == pytest.approx(expected)
    order = sorted(expected.values(), reverse=True)
    assert made.places == {code: order.index(score) + 1 for code, score in expected.items()}


def test_other_weights_make_another_order(shipped):
    data = shipped.public
    orders = {
        tuple(sorted(made.places, key=made.places.get))
        for made in (own.made(data, tuple(p.weights.items())) for p in data.index.presets)
    }
    assert len(orders) == len(data.index.presets)


def test_contributions_sum_to_the_score_and_follow_the_weights(shipped):
    made = own.made(shipped.public, (("skills", 40), ("work", 10)))
    for code, score in made.scores.items():
        assert sum(made.contributions(code)) == pytest.approx(score)
    at = made.contributions(UMEA)
    scores = made.result.aggregated.loc[UMEA, list(THEMES)]
    assert at == pytest.approx([0.4 * scores.iloc[0], 0.25 * scores.iloc[1], 0.25 * scores.iloc[2],
                                0.1 * scores.iloc[3]])  # fmt: skip


def test_ranges_hold_the_place_and_the_same_view_has_the_same_ones(shipped):
    made = own.made(shipped.public)
    for code, place in made.places.items():
        low, high = made.ranges[code]
        assert 1 <= low <= high <= 15
        assert low <= place <= high
    own.tried.cache_clear()
    assert own.made(shipped.public).ranges == made.ranges


def test_a_winner_is_sure_only_where_no_other_place_is_in_its_range(shipped):
    made = own.made(shipped.public)
    assert (made.first[0], made.sure) == (UMEA, False)
    ranges = made.result.rank_ranges.copy()
    ranges["low"], ranges["high"] = made.result.ranks["index"], made.result.ranks["index"]
    firm = replace(made, result=replace(made.result, rank_ranges=ranges))
    assert (firm.first, firm.sure) == ([UMEA], True)


def test_shares_of_the_indicators_sum_to_one(shipped):
    made = own.made(shipped.public)
    shares = own.shares(made.spec)
    assert math.fsum(shares.values()) == pytest.approx(1)
    assert shares["edu_phd_share"] == pytest.approx(0.25)
    assert shares["employment_rate_20_64"] == pytest.approx(0.25 / 3)


def without(data, indicator, codes):
    """The same data, without the figures of an indicator for some municipalities."""
    table = data["indicators"]
    gone = (table["indicator_id"] == indicator) & table["municipality_code"].isin(codes)
    return replace(data, tables={**data.tables, "indicators": table[~gone]})


@pytest.mark.parametrize(("lacking", "out"), [(3, []), (4, ["edu_phd_share"])])
def test_an_indicator_missing_for_more_than_three_of_fifteen_does_not_enter(shipped, lacking, out):
    data = shipped.public
    gone = [code for code in data.codes if code != LYCKSELE][:lacking]
    made = own.made(without(data, "edu_phd_share", gone))
    assert list(made.result.left_out) == out
    # then the theme has no score, and its weight goes to the others
    assert (made.contributions(LYCKSELE)[1] == 0) is bool(out)
    assert sum(made.contributions(LYCKSELE)) == pytest.approx(made.scores[LYCKSELE])


def test_a_missing_figure_is_none_and_told_as_missing(shipped):
    made = own.made(without(shipped.public, "edu_phd_share", [UMEA]))
    assert made.score_of("edu_phd_share", UMEA) is None
    assert made.figure("edu_phd_share", UMEA)[1] == "missing"
    assert made.score_of("edu_phd_share", LYCKSELE) is not None
    assert made.contributions(UMEA)[1] == 0


def test_nothing_is_made_where_nothing_is_declared_or_weighed(shipped, counted):
    assert own.made(counted.public) is None
    assert own.made(shipped.public, tuple((theme, 0) for theme in THEMES)) is None
    all_gone = without(shipped.public, "edu_phd_share", shipped.public.codes)
    assert own.made(all_gone) is None  # a delivery like that is refused when it is read

"""What may be said of people beyond a count: each rule at its edge, exact data untouched."""

from __future__ import annotations

import dataclasses

import pytest

from atlas import sentences
from atlas.measures import derived, display, registry
from atlas.measures.derived import Amount
from atlas.measures.selection import Selection
from atlas.words import Words

SV, EN = Words("sv"), Words("en")
HIDDEN, UNKNOWN = (None, "protected"), (None, "missing")


def told(value):
    return (value, "reported")


def with_k(data, k):
    protection = data.manifest["protection"] | {"k": k}
    return dataclasses.replace(data, manifest={**data.manifest, "protection": protection})


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, HIDDEN),
        (5, 9, HIDDEN),
        (9, 9, HIDDEN),
        (5, 10, told(50)),
        (6, 11, told(55)),
        (0, 10, HIDDEN),
        (0, 19, HIDDEN),
        (10, 10, HIDDEN),
        (19, 19, HIDDEN),
        (0, 20, told(0)),
        (20, 20, told(100)),
        (199, 200, told(100)),
    ],
)
def test_a_share_is_whole_per_cent_of_ten_or_more_and_never_all_or_none_of_few(
    counted, part, whole, expected
):
    assert derived.share(counted.public, part, whole) == expected


@pytest.mark.parametrize(
    ("k", "whole", "expected"),
    [(3, 5, HIDDEN), (3, 6, told(50)), (10, 19, HIDDEN), (10, 20, told(50))],
)
def test_the_least_denominator_follows_k(counted, k, whole, expected):
    assert derived.share(with_k(counted.public, k), whole // 2, whole) == expected


@pytest.mark.parametrize(
    ("k", "whole", "expected"),
    [(3, 19, HIDDEN), (3, 20, told(100)), (10, 39, HIDDEN), (10, 40, told(100))],
)
def test_all_is_told_of_twenty_or_of_4k_if_that_is_more(counted, k, whole, expected):
    assert derived.share(with_k(counted.public, k), whole, whole) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(0, 0, UNKNOWN), (1, 1, told(100)), (0, 3, told(0))]
)
def test_an_exact_share_is_what_it_is(counted, part, whole, expected):
    assert derived.share(counted.exact, part, whole) == expected


def test_a_protected_zero_is_never_told_as_none(counted):
    assert derived.count(counted.public, 0) == HIDDEN
    assert derived.count(counted.exact, 0) == told(0)
    assert derived.count(counted.public, 5) == told(5)


@pytest.mark.parametrize(
    ("number", "stock", "expected"),
    [
        (Amount(5, "reported"), 10, told(5000)),
        (Amount(5, "reported"), 9, UNKNOWN),
        (Amount(5, "reported"), None, UNKNOWN),
        (Amount(5, "reported"), 0, UNKNOWN),
        (Amount(None, "protected"), 10_000, HIDDEN),
    ],
)
def test_a_rate_needs_a_shown_count_and_a_stock_of_ten(counted, number, stock, expected):
    assert derived.rate(counted.public, number, stock, 10_000) == expected


def test_an_exact_rate_has_no_least_stock_but_zero(counted):
    assert derived.rate(counted.exact, Amount(1, "reported"), 4, 100) == told(25)
    assert derived.rate(counted.exact, Amount(1, "reported"), 0, 100) == UNKNOWN


@pytest.mark.parametrize("of", [derived.mean, derived.median])
def test_a_mean_and_a_median_need_ten_answers(counted, of):
    assert of(counted.public, [3.0] * 9) == HIDDEN
    assert of(counted.public, [3.0] * 10) == told(3)
    assert of(with_k(counted.public, 3), [3.0] * 9) == HIDDEN
    assert of(with_k(counted.public, 10), [3.0] * 19) == HIDDEN
    assert of(counted.public, []) == HIDDEN


def test_exact_means_and_medians_are_what_they_are(counted):
    assert derived.mean(counted.exact, [1, 2, 6]) == told(3)
    assert derived.median(counted.exact, [1, 2, 6]) == told(2)
    assert derived.mean(counted.exact, []) == UNKNOWN


@pytest.mark.parametrize(
    ("amount", "sv", "en"),
    [
        (HIDDEN, "..", ".."),
        (UNKNOWN, "-", "-"),
        (told(55), "55 %", "55%"),
    ],
)
def test_a_share_is_a_number_or_a_sign_in_both_languages(counted, amount, sv, en):
    measure = counted.public.catalogue["completion_rate"]
    assert display.text(SV, measure, *amount).replace("\xa0", " ") == sv
    assert display.text(EN, measure, *amount) == en
    assert display.share(SV, *amount).replace("\xa0", " ") == sv


def test_table_and_sentence_do_not_tell_that_all_of_few_completed(all_of_few):
    selection = Selection(("2480",), ("alfa",))
    values = registry.values(all_of_few, "completion_rate", selection)
    rows = display.table(EN, all_of_few, values, selection).set_index("code")
    assert rows.loc["2480", ["value", "interval", "note"]].tolist() == [
        "..",
        "",
        "protected number",
    ]
    assert rows.loc["24", "value"] == ".."
    assert sentences.describe(EN, all_of_few, values, selection) == (
        "Umeå: protected number. No value can be shown. "
        "15 of 15 municipalities are not shown because the numbers are small."
    )

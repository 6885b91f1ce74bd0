"""What a file leaves out of our own is asked, by name."""

from __future__ import annotations

from atlas import contract as contracts
from atlas import region as regions
from atlas.ingest import boundaries, gaps, places, reading
from tests import deliveries

TABLE = contracts.load(deliveries.DATA)["indicators"]
REGION = regions.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
PLACES = places.register(REGION, list(zip(AREAS["code"], AREAS["name"], strict=True)))
OURS = sorted(AREAS["code"])


def read(codes, *more, **choices):
    lines = "".join(f"{code};5\n" for code in codes) + "".join(more)
    chosen = reading.Choices(indicator="population", **choices)
    return reading.read(f"kommun;2022\n{lines}".encode(), "a.csv", TABLE, PLACES, chosen)


def test_the_one_of_fifteen_that_is_missing_is_asked_by_name():
    (asked,) = gaps.questions(read(c for c in OURS if c != "2480"), PLACES, ())
    assert asked == ("municipalities_missing", "Umeå")
    assert gaps.questions(read(OURS), PLACES, ()) == ()


def test_one_municipality_alone_is_no_gap():
    assert gaps.questions(read(["2480"]), PLACES, ()) == ()


def test_not_everyone_has_a_partial_indicator():
    assert gaps.questions(read(OURS[1:]), PLACES, {"population"}) == ()


def test_ours_that_are_left_out_as_unknown_are_asked():
    kept = read(OURS[:3], "Um?;7\n", leave_out_unmatched=True)
    (asked,) = gaps.questions(kept, PLACES, ())
    assert "Umeå" in asked[1]


def test_a_misspelt_place_is_told_with_the_one_it_nearly_is():
    assert [PLACES.nearest(c) for c in ("Skelleftå", "2842", "Göteborg")] == [
        "Skellefteå",
        "Skellefteå",
        "",
    ]


def test_a_code_that_begins_with_no_county_is_a_slip_and_not_another_county():
    assert [PLACES.code(c) for c in ("2842", "2580", "2482")] == ["unknown", "outside", "2482"]

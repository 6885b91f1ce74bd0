"""[protection] of region.toml: its defaults, and what is said when a setting cannot be used."""

from __future__ import annotations

import pytest

from atlas import protection, region
from atlas.errors import DeclarationError
from tests.deliveries import DATA

M, C, S = "municipality_code", "cohort_id", "status"


def read(**settings):
    return protection.read({"protection": settings})


def test_a_region_that_says_nothing_has_the_defaults():
    assert protection.read({}) == protection.Protection()


def test_the_shipped_region_declares_the_defaults():
    assert region.load(DATA).protection == protection.Protection()


def test_the_defaults_by_hand():
    made = read()
    assert (made.k, made.cross, made.days) == (5, (M, C, S), 30)
    assert made.margins == ((), (M,), (C,), (S,), (M, C), (M, S), (C, S))
    assert set(made.properties) == {
        ("gender", "cohort"),
        ("sector", "cohort"),
        ("size_class", "cohort"),
        ("role", "cohort"),
    }


def test_the_total_and_each_dimension_are_always_kept_close():
    assert read(margins=[]).margins == ((), (M,), (C,), (S,))
    assert read(margins=[[S, M]]).margins == ((), (M,), (C,), (S,), (M, S))


def test_a_coarser_cross_has_fewer_margins():
    assert read(cross=[C, M]).margins == ((), (M,), (C,), (M, C))


@pytest.mark.parametrize(
    ("schedule", "days"), [("now", 0), ("day", 1), ("week", 7), ("month", 30), (90, 90)]
)
def test_a_schedule_is_so_many_days(schedule, days):
    assert read(schedule=schedule).days == days


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"k": 4}, "protection.k: accepted: 3, 5 or 10"),
        ({"k": True}, "protection.k: accepted"),
        ({"k": "5"}, "protection.k: accepted: 3, 5 or 10"),
        ({"cross": [M, S]}, "accepted: cohort_id, with or without"),
        ({"cross": [C, "gender"]}, "protection.cross: accepted"),
        ({"cross": [C, C]}, "protection.cross: accepted"),
        ({"cross": C}, "protection.cross: accepted"),
        ({"cross": [C, M], "margins": [[S]]}, "protection.margins: accepted"),
        ({"margins": "all"}, "protection.margins: accepted"),
        ({"properties": {"gender": "municipality"}}, "accepted: cohort, county, never"),
        ({"properties": {"age": "county"}}, "accepted: gender, sector, size_class, role"),
        ({"properties": "all"}, "protection.properties: accepted: a table"),
        ({"schedule": "fortnight"}, "accepted: now, day, week, month or a number of days"),
        ({"schedule": -1}, "protection.schedule: accepted"),
        ({"threshold": 5}, "protection holds a key that is not known; accepted: k, cross"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_what_is_accepted(settings, said):
    with pytest.raises(DeclarationError) as refused:
        read(**settings)
    assert str(refused.value).startswith("region.toml: protection")
    assert said in str(refused.value)


def test_protection_that_is_no_table_is_refused():
    with pytest.raises(DeclarationError, match="a table"):
        protection.read({"protection": 5})

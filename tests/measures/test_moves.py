"""How far a place has moved beside what is usual, with numbers made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.catalogue import Measure
from atlas.measures import moves
from atlas.measures.values import REPORTED, Values, complete, empty

CODES = list("abcde")
# the changes of a to e from 2020 to 2025: 8, 1, -3, 2, 4. Without their signs 3 is in the middle, with them 2
BEFORE = dict(zip(CODES, (10.0, 10.0, 10.0, 10.0, 10.0), strict=True))
AFTER = dict(zip(CODES, (18.0, 11.0, 7.0, 12.0, 14.0), strict=True))


def made(years, kind="rate", direction="none", period="", **declared) -> Values:
    """Values of ``{period: {code: value}}``."""
    measure = Measure("x", kind, 1, direction, "", "municipality", False, declared)
    rows = pd.DataFrame(
        [(c, p, v, REPORTED) for p, told in years.items() for c, v in told.items()],
        columns=["code", "period", "value", "status"],
    )
    table = complete(rows, CODES, list(years), "missing")
    return Values(measure, table, empty(), period or list(years)[-1], False)


def five(**more) -> Values:
    return made({"2020": BEFORE, "2025": AFTER}, **more)


def test_a_move_is_told_in_what_the_place_in_the_middle_moved():
    told = moves.move(five(), "a")
    assert (told.before, told.after, told.by, told.usual) == (10, 18, 8, 3)
    assert told.times == pytest.approx(8 / 3)
    assert (told.since, told.until) == ("2020", "2025")
    assert moves.move(five(), "c").times == 1  # downwards counts as much as upwards


def test_a_count_moves_in_per_cent_of_itself_so_a_large_place_is_not_first_for_its_size():
    before = {"a": 1000.0, "b": 100.0, "c": 100.0, "d": 100.0, "e": 100.0}
    after = {"a": 1010.0, "b": 102.0, "c": 98.0, "d": 102.0, "e": 108.0}
    values = made({"2020": before, "2025": after}, kind="count")
    assert moves.move(values, "a").by == pytest.approx(1)
    assert moves.move(values, "e").times == pytest.approx(4)


def test_the_unit_does_not_matter():
    small = {code: value / 1000 for code, value in BEFORE.items()}
    large = {code: value / 1000 for code, value in AFTER.items()}
    told = moves.move(made({"2020": small, "2025": large}), "a")
    assert told.times == pytest.approx(moves.move(five(), "a").times)


@pytest.mark.parametrize(
    ("direction", "code", "judged"),
    [
        ("higher", "a", "better"),
        ("higher", "c", "worse"),
        ("lower", "a", "worse"),
        ("lower", "c", "better"),
        ("none", "a", ""),
        ("none", "c", ""),
    ],
)
def test_better_and_worse_follow_the_declared_direction(direction, code, judged):
    told = moves.move(five(direction=direction), code)
    assert told.judged == judged
    assert (told.by > 0) == (code == "a")  # the difference is the same in any direction


@pytest.mark.parametrize(
    ("periods", "since"),
    [
        (("2018", "2020", "2021", "2025"), "2020"),
        (("2018", "2023", "2025"), "2018"),  # seven years are nearer to five than two
        (("2010", "2022", "2025"), "2022"),
        (("2019", "2021", "2025"), "2019"),  # as near as the other, and longer
        (("2024-Q1", "2024-Q3"), None),  # a spring is not compared with an autumn
        (("2021-Q3", "2022-Q1", "2024-Q3"), "2021-Q3"),
        (("2025",), None),
    ],
)
def test_the_period_five_years_back_or_the_nearest(periods, since):
    assert moves.earlier(made(dict.fromkeys(periods, BEFORE))) == since


def test_a_series_is_compared_on_one_side_of_its_breaks_alone():
    years = {"2020": BEFORE, "2022": BEFORE, "2025": AFTER}
    assert moves.earlier(made(years, series_breaks=["2021"])) == "2022"
    assert moves.move(made(years, series_breaks=["2024"]), "a") is None


def test_without_both_values_five_places_or_a_usual_move_nothing_is_told():
    without = {code: value for code, value in BEFORE.items() if code != "a"}
    assert moves.move(made({"2020": without, "2025": AFTER}), "b") is None  # four places
    assert moves.move(made({"2020": BEFORE}), "a") is None
    still = {**BEFORE, "a": 18.0}
    assert moves.move(made({"2020": BEFORE, "2025": still}), "a") is None


def test_the_largest_come_first_and_who_stood_still_is_none():
    still = made({"2020": BEFORE, "2025": {**AFTER, "a": 10.0}})
    told = [moves.move(v, "a") for v in (still, five(), made({"2020": AFTER, "2025": AFTER}))]
    assert moves.largest([*told, None], 3) == [told[1]]
    by_place = [moves.move(five(), code) for code in CODES]
    assert [round(one.times, 1) for one in moves.largest(by_place, 2)] == [2.7, 1.3]

"""Values that move by a factor are asked about."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.publish import moves

COLUMNS = ["indicator_id", "municipality_code", "year", "value", "status"]
NAMES = {
    "2480": "Umeå",
    "2482": "Skellefteå",
    "2481": "Lycksele",
    "2403": "Bjurholm",
    "24": "The county",
}
KNOWN = ["132235", "74402", "12243", "2387", "276295"]
BEFORE = [["p", "2480", "2021", "100", "reported"], ["p", "2403", "2021", "50", "reported"]]


def asked(rows, earlier=BEFORE, kind="count"):
    before = pd.DataFrame(earlier, columns=COLUMNS)
    after = pd.DataFrame([*earlier, *rows], columns=COLUMNS).drop_duplicates(
        COLUMNS[:3], keep="last"
    )
    found = moves.questions(before, after, "indicators.csv", {"p": kind}, name)
    assert {q["table"] for q in found} <= {"indicators.csv"}
    assert {q["came"] for q in found} <= {"p"}
    return [(q["rule"], q.get("factor") or q.get("named_en", "")) for q in found]


def name(code, language):
    return f"{NAMES.get(code, code)} ({language})"


def five(values, **more):
    """What is asked where values of the five places change, in the year that they have and in order."""
    rows = [["p", code, "2021", *of] for code, of in zip(NAMES, values, strict=True)]
    before = [
        ["p", code, "2021", value, "reported"] for code, value in zip(NAMES, KNOWN, strict=True)
    ]
    return asked(rows, before, **more)


def reported(*values):
    return [(value, "reported") for value in values]


@pytest.mark.parametrize(
    ("value", "status", "found"),
    [
        ("110", "reported", []),
        ("100000", "reported", [("values_move", "1e+03")]),
        ("0.1", "reported", [("values_move", "0.001")]),
        ("500", "reported", [("values_move", "5")]),
        ("499", "reported", []),
        ("", "protected", [("values_withheld", "")]),
    ],
)
def test_a_new_year_is_compared_with_the_latest(value, status, found):
    assert asked([["p", "2480", "2022", value, status]]) == found


def test_the_latest_is_that_of_the_last_year():
    first = ["p", "2480", "2019", "1", "reported"]
    assert asked([["p", "2480", "2022", "110", "reported"]], [*BEFORE, first]) == []


def test_a_changed_value_is_compared_with_the_one_it_replaces():
    assert asked([["p", "2480", "2021", "0.1", "reported"]]) == [("values_move", "0.001")]
    # and not with the latest, from which both are far
    earlier = ["p", "2480", "2019", "100000", "reported"]
    assert asked([[*earlier[:3], "90000", "reported"]], [*BEFORE, earlier]) == []


def test_an_indicator_without_earlier_figures_moves_by_nothing():
    assert asked([["q", "2480", "2021", "7", "reported"]]) == []
    assert asked([["q", "2480", "2021", "", "protected"]]) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("132300", "74500", "12250", "2390", "0"), "The county (en) 2021: 276,295 → 0"),
        (("1323000", "74500", "12250", "2390", "276300"), "Umeå (en) 2021: 132,235 → 1,323,000"),
        (("132300", "74500", "2448", "2390", "276300"), "Lycksele (en) 2021: 12,243 → 2,448"),
        (("132300", "74500", "2450", "2390", "276300"), ""),
    ],
)
def test_one_value_that_jumps_is_asked_about_by_its_place(values, found):
    assert five(reported(*values)) == ([("value_jumps", found)] if found else [])


def test_a_value_that_rises_from_nothing_jumps():
    before = [*BEFORE, ["p", "24", "2021", "0", "reported"]]
    found = asked([["p", "24", "2022", "150", "reported"]], before)
    assert found == [("value_jumps", "The county (en) 2022: 0 → 150")]


@pytest.mark.parametrize(
    ("kind", "was", "now", "found"),
    [
        ("count", "3", "0", []),
        ("count", "29", "0", []),
        ("count", "30", "0", ["value_jumps"]),
        ("rate", "3.4", "0", ["value_jumps"]),
        ("rate", "0.6", "0", []),  # little, where the middle of all is 3.4
        ("index", "98", "0", ["value_jumps"]),
        ("ordinal", "5", "0", []),
        ("rate", "-2", "3", []),
    ],
)
def test_what_is_small_may_jump(kind, was, now, found):
    others = [["p", code, "2021", "3.4", "reported"] for code in ("2482", "2481")]
    before = [*others, ["p", "2480", "2021", was, "reported"]]
    assert [
        rule for rule, _ in asked([["p", "2480", "2022", now, "reported"]], before, kind)
    ] == found


def test_nothing_that_stays_nothing_does_not_jump():
    nothing = [["p", "2480", "2021", "0", "reported"]]
    assert asked([["p", "2480", "2022", "0", "reported"]], nothing, "rate") == []


def test_where_all_move_only_those_that_do_not_go_with_them_are_named():
    thousands = five(reported("132235000", "74402000", "12243000", "2387000", "0"))
    assert thousands == [
        ("values_move", "1e+03"),
        ("value_jumps", "The county (en) 2021: 276,295 → 0"),
    ]


@pytest.mark.parametrize("status", ["missing", "protected"])
def test_a_known_value_that_would_be_lost_is_asked_about_though_the_others_stay(status):
    values = [("132300", "reported"), ("", status), *reported("12250", "2390", "276300")]
    assert five(values) == [("values_lost", "Skellefteå (en) 2021: 74,402")]


def test_what_was_not_known_is_not_lost():
    before = [*BEFORE, ["p", "24", "2021", "", "missing"]]
    rows = [["p", "24", "2021", "", "protected"], ["p", "2480", "2022", "110", "reported"]]
    assert asked(rows, before) == []


def test_a_table_that_does_not_keep_the_contract_can_be_replaced():
    before = [*BEFORE, ["p", "24", "2021", "about 7", "reported"]]
    assert asked([["p", "24", "2021", "", "missing"]], before) == [("values_withheld", "")]
    assert asked([["p", "24", "2021", "7", "reported"]], before) == []


def test_two_places_with_each_others_values_are_asked_about():
    found = "Umeå (en) 2021: 132,235 → 74,500; Skellefteå (en) 2021: 74,402 → 132,300"
    assert five(reported("74500", "132300", "12250", "2390", "276300")) == [
        ("values_swapped", found)
    ]
    # told once, though each value jumps, too
    found = "Skellefteå (en) 2021: 74,402 → 2,390; Bjurholm (en) 2021: 2,387 → 74,500"
    assert five(reported("132300", "2390", "12250", "74500", "276300")) == [
        ("values_swapped", found)
    ]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("100", "110", ("110", "100")),  # near each other all the time
        ("3", "5", ("5", "3")),  # small
        ("100", "200", ("200", "140")),  # only one has the other's
    ],
)
def test_values_that_only_come_near_each_other_are_not_exchanged(one, other, values):
    places = list(NAMES)
    before = [
        ["p", place, "2021", was, "reported"]
        for place, was in zip(places, (one, other), strict=False)
    ]
    rows = [
        ["p", place, "2022", now, "reported"] for place, now in zip(places, values, strict=False)
    ]
    assert asked(rows, before) == []


def test_values_exchanged_from_one_period_to_another_are_not():
    before = [["p", "2480", "2021", "100", "reported"], ["p", "2482", "2021", "200", "reported"]]
    rows = [["p", "2480", "2022", "200", "reported"], ["p", "2482", "2023", "100", "reported"]]
    assert asked(rows, before) == []


@pytest.mark.parametrize(
    ("period", "found"),
    [("2022", []), ("2022-01", ["2022-01"]), ("2022-Q1", ["2022-Q1"]), ("2022/23", ["2022/23"])],
)
def test_a_kind_of_period_that_the_indicator_has_not_had_is_asked_about(period, found):
    rows = [["p", "2480", period, "110", "reported"]]
    assert asked(rows) == [("periods_other", one) for one in found]
    months = [*BEFORE, ["p", "2480", "2021-12", "100", "reported"]]
    assert asked(rows, months) == [("periods_other", one) for one in found if one != "2022-01"]


def test_five_are_named_and_the_rest_counted():
    rows = [["p", "2480", f"2022-{month:02}", "110", "reported"] for month in range(1, 8)]
    assert asked(rows) == [("periods_other", "2022-01; 2022-02; 2022-03; 2022-04; 2022-05; 2 more")]


# fifteen places over four years, each a hundredth more than the year before
STEADY = [
    ["p", f"24{at:02}", str(2018 + year), f"{1000 * 1.01**year:.1f}", "reported"]
    for at in range(15)
    for year in range(4)
]


@pytest.mark.parametrize(
    ("year", "value", "found"),
    [
        ("2021", "1200", []),  # 16 per cent more than 1030,3
        ("2021", "1250", ["value_jumps"]),  # 21 per cent
        ("2021", "500", ["value_jumps"]),
        ("2022", "870", []),
        ("2022", "800", ["value_jumps"]),
        ("2025", "1900", []),  # four years later: 1.2 ** 4 is 2.07
        ("2025", "2200", ["value_jumps"]),
        ("2010", "400", []),  # eight years before the first: up to a fifth
        ("2010", "190", ["value_jumps"]),
    ],
)
def test_a_series_that_has_moved_little_tells_what_is_much(year, value, found):
    others = [["p", code, "2022", "1040", "reported"] for code in ("2413", "2414")]
    rows = [["p", "2400", year, value, "reported"], *others]
    assert [rule for rule, _ in asked(rows, STEADY, "count")] == found


def test_half_of_everything_is_asked_about():
    rows = [["p", f"24{at:02}", "2022", "520", "reported"] for at in range(15)]
    assert asked(rows, STEADY, "count") == [("values_move", "0.505")]


def test_a_measure_that_swings_may_swing():
    # it has doubled and halved before
    before = [[*row[:3], "2000" if int(row[2]) % 2 else "1000", row[4]] for row in STEADY]
    rows = [["p", "2400", "2022", value, "reported"] for value in ("800", "5000")]
    assert [asked([row], before, "count") for row in rows] == [[], []]

"""The programme's own numbers, counted by head: see the table in tests/deliveries.py."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from atlas import catalogue
from atlas.errors import DeclarationError
from atlas.measures import programme, registry
from atlas.measures.selection import Selection

ALFA, BETA = Selection(cohorts=("alfa",)), Selection(cohorts=("beta",))


def at(data, measure, selection=None):
    return registry.values(data, measure, selection or Selection()).at()


def reported(data, measure, selection=None):
    rows = at(data, measure, selection)
    return rows.loc[(rows["status"] == "reported") & (rows["value"] != 0), "value"].to_dict()


def total(data, measure, selection=None):
    return programme.total(data, measure, selection or Selection())


# --- exact -------------------------------------------------------------------------------------


def test_eleven_people_by_the_place_of_their_first_enrolment(counted):
    assert reported(counted.exact, "participants") == {"2403": 1, "2480": 6, "2481": 4}
    assert total(counted.exact, "participants") == (11, "reported")


def test_a_place_without_anyone_is_an_exact_zero(counted):
    row = at(counted.exact, "participants").loc["2401"]
    assert (row["value"], row["status"]) == (0, "reported")


def test_a_person_in_two_cohorts_counts_once_in_each_chosen_cohort(counted):
    assert total(counted.exact, "participants", ALFA) == (8, "reported")
    assert total(counted.exact, "participants", BETA) == (4, "reported")
    assert reported(counted.exact, "participants", BETA) == {"2480": 1, "2481": 3}


def test_seven_organisations_and_three_enterprises(counted):
    assert total(counted.exact, "organisations") == (7, "reported")
    assert total(counted.exact, "enterprises") == (3, "reported")
    # one of the enterprises of Umeå has a participant from Bjurholm, too: it is in both, and once in all
    assert reported(counted.exact, "enterprises") == {"2403": 1, "2480": 2, "2481": 1}
    both = Selection(("2403", "2480"))
    assert total(counted.exact, "enterprises", both) == (2, "reported")
    assert total(counted.exact, "enterprises", Selection(("2403",))) == (1, "reported")


def test_whoever_comes_again_counts_once_in_what_is_chosen(counted):
    # eight in alfa and four in beta, one of whom was in alfa
    for chosen in (Selection(), Selection(cohorts=("alfa", "beta")), Selection(years=(2022, 2023))):
        assert total(counted.exact, "participants", chosen) == (11, "reported")
    beta = Selection(cohorts=("beta",))
    assert total(counted.exact, "participants", beta) == (4, "reported")
    assert total(counted.exact, "participants", Selection(years=(2023, 2023))) == (4, "reported")


def test_eleven_started_and_six_completed(counted):
    assert total(counted.exact, "started") == (11, "reported")
    assert total(counted.exact, "completed") == (6, "reported")


def test_six_of_eleven_is_fifty_five_per_cent(counted):
    assert total(counted.exact, "completion_rate") == (55, "reported")
    assert reported(counted.exact, "completion_rate") == {"2480": 86}


def test_a_rate_where_nobody_started_is_missing_and_not_zero(counted):
    row = at(counted.exact, "completion_rate").loc["2403"]
    assert row["status"] == "missing"
    assert math.isnan(row["value"])


def test_the_years_choose_cohorts_by_their_start(counted):
    assert total(counted.exact, "started", Selection(years=(2023, 2023))) == (4, "reported")
    assert programme.period(counted.exact, Selection(years=(2023, 2023))) == "2023"
    assert programme.period(counted.exact, Selection()) == "2022–2023"


def test_a_choice_of_places_sums_them(counted):
    assert total(counted.exact, "participants", Selection(("2480", "2403"))) == (7, "reported")


# --- protected ---------------------------------------------------------------------------------


def test_small_counts_are_protected_and_not_zero(counted):
    rows = at(counted.public, "participants")
    assert reported(counted.public, "participants") == {"2480": 5, "2481": 5}
    row = rows.loc["2403"]
    assert row["status"] == "protected"
    assert math.isnan(row["value"])
    assert math.isnan(row["n"])
    assert (rows["status"] == "protected").sum() == 13


def test_a_protected_number_looks_like_a_place_without_anyone(counted):
    rows = at(counted.public, "participants")
    assert rows.loc["2403"].drop("period").isna().tolist() == (
        rows.loc["2401"].drop("period").isna().tolist()
    )


def test_a_total_of_too_few_is_protected(counted):
    assert total(counted.public, "participants", Selection(("2403",))) == (None, "protected")


def test_the_protected_total_is_the_sum_of_the_protected_cells(counted):
    assert total(counted.public, "participants") == (10, "reported")
    assert registry.values(counted.public, "participants", Selection()).benchmark("24") == 10


def test_a_rate_of_fewer_than_twice_k_is_protected(counted):
    # protected: 5 started in 2480, 5 in 2481, 10 together
    assert set(at(counted.public, "completion_rate")["status"]) == {"protected"}
    assert total(counted.public, "completion_rate") == (50, "reported")


def test_ten_of_ten_are_protected_in_the_table_and_in_the_total(counted):
    # alfa published: five, all completed; beta: five active. Raised to 10 of 10 and 5 of 5
    cells = counted.public["enrolments"]
    raised = cells.assign(n=cells["n"].where(cells["status"] != "completed", 10))
    data = dataclasses.replace(
        counted.public, tables={**counted.public.tables, "enrolments": raised}
    )
    row = at(data, "completion_rate").loc["2480"]
    assert row["status"] == "protected"
    assert row[["value", "n"]].isna().all()
    assert row[["lower", "upper"]].tolist() == [0, 100]
    assert total(data, "completion_rate", ALFA) == (None, "protected")
    county = registry.values(data, "completion_rate", ALFA).benchmarks.iloc[0]
    assert county["status"] == "protected"
    assert county[["value", "lower", "upper"]].isna().all()


# --- per inhabitant ----------------------------------------------------------------------------


def test_five_of_sixty_thousand_and_their_interval(counted):
    rows = at(counted.public, "participants_per_10000")
    # five of 60 000 could be one to nine: from 0.025 of one person to 17.085 of nine
    assert rows.loc["2480", "value"] == pytest.approx(5 / 6)
    assert rows.loc["2480", "lower"] == pytest.approx(0.0253 / 6, abs=0.0005)
    assert rows.loc["2480", "upper"] == pytest.approx(17.085 / 6, abs=0.0005)
    # six as they are: the interval of six people is 2.202 to 13.059
    rows = at(counted.exact, "participants_per_10000")
    assert rows.loc["2480", "lower"] == pytest.approx(2.202 / 6, abs=0.0005)
    assert rows.loc["2480", "upper"] == pytest.approx(13.059 / 6, abs=0.0005)


def test_a_number_says_between_what_it_could_be(counted):
    # five in Umeå: one to nine; ten in all: six to fourteen; what is not shown: none to four
    rows = at(counted.public, "participants")
    assert rows.loc["2480", ["lower", "upper"]].tolist() == [1, 9]
    assert rows.loc["2403", ["lower", "upper"]].tolist() == [0, 4]
    assert programme.span(counted.public, "participants", Selection()) == (6, 14)
    # of two places together twice as far, and whoever came to both is not known
    both = Selection(("2480", "2481"))
    assert programme.span(counted.public, "participants", both) == (0, 26)
    # five of ten: six of fourteen at most... from one of fourteen to nine of nine
    assert programme.span(counted.public, "completion_rate", Selection()) == (
        pytest.approx(100 * 1 / 14),
        100,
    )
    assert programme.span(counted.exact, "participants", Selection()) is None


def test_a_rate_of_a_protected_count_is_protected_whole(counted):
    row = at(counted.public, "participants_per_10000").loc["2403"]
    assert row["status"] == "protected"
    assert row[["value", "n"]].isna().all()


def test_the_county_divides_its_own_people_by_its_own_inhabitants(counted):
    made = registry.values(counted.exact, "participants_per_10000", Selection())
    assert made.benchmark("24") == pytest.approx(11 / 20)


def test_a_place_without_a_population_has_no_rate(counted, monkeypatch):
    monkeypatch.setattr(programme, "stock_of", lambda *_: {"2480": 60_000})
    rows = at(counted.exact, "participants_per_10000")
    assert rows.loc["2481", "status"] == "missing"
    assert math.isnan(rows.loc["2481", "value"])
    assert rows.loc["2480", "value"] == 1.0


# Garwood's interval, 95 %. Printed for n = 0 in the help of pois.exact (R package epitools: "the
# upper confidence limit pois.exact returns 3.689"), and for n = 10 on calculatorhub.com ("approximately
# 4.80 to 18.39"). The others follow from the definition, which the test below checks by summing.
@pytest.mark.parametrize(
    ("n", "lower", "upper"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_the_exact_poisson_interval_is_the_published_one(n, lower, upper):
    low, high = programme.poisson_interval(np.array([float(n)]))
    assert low[0] == pytest.approx(lower, abs=0.001)
    assert high[0] == pytest.approx(upper, abs=0.001)


def chance_of_at_most(n, mean):
    return sum(math.exp(-mean) * mean**i / math.factorial(i) for i in range(n + 1))


@pytest.mark.parametrize("n", [1, 4, 5, 12, 40])
def test_each_end_of_the_interval_leaves_out_two_and_a_half_per_cent(n):
    low, high = programme.poisson_interval(np.array([float(n)]))
    assert 1 - chance_of_at_most(n - 1, low[0]) == pytest.approx(0.025)
    assert chance_of_at_most(n, high[0]) == pytest.approx(0.025)


def test_the_interval_of_an_unknown_count_is_unknown():
    low, high = programme.poisson_interval(np.array([np.nan]))
    assert math.isnan(high[0])
    assert not low[0] > 0


def test_six_of_twelve_enrolments_is_fifty_per_cent(counted):
    # six completed: of eleven who started 55 %, of twelve who were enrolled 50 %
    assert total(counted.exact, "completion_of_enrolled") == (50, "reported")
    assert total(counted.exact, "completion_rate") == (55, "reported")
    assert total(counted.exact, "enrolments") == (12, "reported")
    assert total(counted.exact, "withdrawn") == (1, "reported")


def test_one_more_is_more_where_fewer_live(counted):
    measure = counted.exact.catalogue["participants_per_10000"]
    more = programme.one_more(counted.exact, measure, Selection())
    # 60 000 inhabitants, 10 000, and 200 000 in the county
    assert more["2480"] == pytest.approx(1 / 6)
    assert more["2481"] == 1.0
    assert more["24"] == pytest.approx(0.05)


def test_several_stocks_are_added_up_in_a_year_that_all_of_them_have(counted):
    rows = pd.DataFrame(
        [
            ("pop_age_25_44", "2480", "2021", 900.0, "reported"),
            ("pop_age_45_64", "2480", "2021", 100.0, "reported"),
            ("pop_age_25_44", "2481", "2021", 500.0, "reported"),
            ("pop_age_45_64", "2481", "2021", None, "missing"),
            ("pop_age_25_44", "2480", "2022", 950.0, "reported"),
        ],
        columns=["indicator_id", "municipality_code", "year", "value", "status"],
    )
    data = dataclasses.replace(counted.exact, tables={**counted.exact.tables, "indicators": rows})
    measure = data.catalogue["participants_per_1000_aged_25_64"]
    # 2022 lacks one of the two, and so does 2481
    assert programme.stock_of(data, measure, Selection()) == {"2480": 1000.0}
    assert programme.stock_year(data, measure, Selection()) == 2021
    row = at(data, measure.id).loc["2480"]
    assert (row["value"], row["n"]) == (6.0, 6)
    assert at(data, measure.id).loc["2481", "status"] == "missing"


@pytest.mark.parametrize("change", [{"form": "guess"}, {"form": "share", "part": "completed"}])
def test_a_measure_whose_form_is_not_known_is_refused(change):
    with pytest.raises(DeclarationError, match=r"form|whole"):
        catalogue._check_form("programme.toml", "x", change)


def test_the_year_of_the_stock_is_that_of_the_start_or_the_last_one_before(shipped):
    measure = shipped.public.catalogue["participants_per_10000"]
    years = {2022: 2022, 2026: 2025, 1999: 2005}  # the population is known for 2005–2025
    rows = shipped.public["cohorts"]
    for year, told in years.items():
        cohorts = rows.iloc[:1].assign(starts_on=pd.Timestamp(year, 1, 10))
        data = dataclasses.replace(
            shipped.public, tables={**shipped.public.tables, "cohorts": cohorts}
        )
        assert programme.stock_year(data, measure, Selection()) == told

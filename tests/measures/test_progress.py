"""What the Participants and Cohorts pages say, counted by head: see odd in tests/deliveries.py."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pandas as pd
import pytest

from atlas import ingest, warehouse
from atlas.errors import ExactRefused
from atlas.measures import (
    admission,
    cohorts,
    completion,
    durations,
    employers,
    followup,
    gap,
    gender,
    programme,
    registry,
    retention,
    surveys,
    targets,
)
from atlas.measures.selection import Selection
from atlas.publish import snapshot
from tests.conftest import NOW
from tests.deliveries import PERSON, edit, write

EVERYONE = Selection()


def of(cohort):
    return Selection(cohorts=(cohort,))


def told(table, key, columns=("value", "status")):
    return {row[key]: tuple(row[c] for c in columns) for row in table.to_dict("records")}


def numbers(table, key):
    return {k: v if s == "reported" else s for k, (v, s) in told(table, key).items()}


def figures(data, cohort):
    table = cohorts.states(data, of(cohort))
    return dict(zip(table["key_figure"], table["value"], strict=True))


# --- states -------------------------------------------------------------------------------------------


def test_each_enrolment_stands_in_exactly_one_state(odd):
    for cohort, people in (("alfa", 4), ("beta", 3), ("gamma", 3), ("delta", 0), ("epsilon", 1)):
        found = figures(odd.exact, cohort)
        cells = programme.enrolments_in(odd.exact, of(cohort))
        assert found["participants"] == people == cells["n"].sum()
        states = ("active", "paused", "withdrawn", "completed", "completed_undated")
        assert sum(found.get(state, 0) for state in states) == people


def test_who_withdrew_and_came_back_is_active(odd):
    assert figures(odd.exact, "alfa")["active"] == 1
    assert figures(odd.exact, "alfa")["withdrawn"] == 0


def test_who_has_no_start_date_stands_apart_from_those_who_started_and_completed(odd):
    # u1, u2 and u3 started, u1 and u3 completed; u4 completed, but nobody wrote when they began
    found = figures(odd.exact, "alfa")
    assert (found["started"], found["completed"], found["completed_undated"]) == (3, 2, 1)
    assert "completed_undated" not in figures(odd.exact, "gamma")


def test_one_numerator_stands_in_count_share_step_and_state(odd):
    # two of three: 67 %
    data, chosen = odd.exact, of("alfa")
    assert programme.total(data, "completed", chosen) == (2, "reported")
    assert programme.total(data, "completion_rate", chosen) == (round(100 * 2 / 3), "reported")
    assert numbers(admission.steps(data, chosen), "step")["completed"] == 2
    assert figures(data, "alfa")["completed"] == 2
    assert registry.values(data, "completed", chosen).at().loc["2480", "value"] == 2
    asked = surveys.response(data, chosen).set_index("wave")["asked"]
    assert asked.tolist() == [3, 2, 2]


def test_ten_people_make_eleven_enrolments(odd):
    assert programme.total(odd.exact, "participants", EVERYONE) == (10, "reported")
    assert programme.total(odd.exact, "enrolments", EVERYONE) == (11, "reported")


def test_who_completed_without_a_start_date_is_no_part_of_those_who_started(odd):
    # u1 and u3 of the three who started, and of the four who were enrolled
    assert programme.total(odd.exact, "completion_rate", of("alfa")) == (67, "reported")
    assert programme.total(odd.exact, "completion_of_enrolled", of("alfa")) == (50, "reported")
    rows = registry.values(odd.exact, "completion_rate", of("alfa")).at()
    assert rows.loc["2480", ["value", "n"]].tolist() == [67, 3]


def test_everyone_withdrawn_is_nought_per_cent_and_an_empty_cohort_has_no_share(odd):
    assert programme.total(odd.exact, "completion_rate", of("gamma")) == (0, "reported")
    assert programme.total(odd.exact, "completion_rate", of("delta")) == (None, "missing")


# --- from places to completed -------------------------------------------------------------------------


def test_from_places_to_completed_by_hand(odd):
    assert numbers(admission.steps(odd.exact, of("alfa")), "step") == {
        "places": 10,
        "applied": 12,
        "admitted": 9,
        "enrolled": 4,
        "started": 3,
        "completed": 2,
    }


@pytest.mark.parametrize(
    ("applications", "admitted", "steps"),
    [
        ("12", "9", [12, 9, 8]),  # as delivered
        ("12", "5", [12, 8, 8]),  # eight came, so eight were admitted
        ("5", "9", [9, 9, 8]),  # nine were admitted, so nine had applied
        ("5", "3", [8, 8, 8]),  # eight came, so eight were admitted and had applied
        ("5", "", [8, "missing", 8]),
        ("", "3", ["missing", 8, 8]),
    ],
)
def test_no_step_falls_below_the_next_and_nobody_is_added_twice(
    desk, applications, admitted, steps
):
    edit(desk.data / "cohorts.csv", "10,12,9", f"10,{applications},{admitted}")
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, NOW)
    data = warehouse.exact(desk.store, "staff")
    found = numbers(admission.steps(data, of("alfa")), "step")
    assert [found[step] for step in ("applied", "admitted", "enrolled")] == steps


def test_steps_that_a_chosen_cohort_does_not_tell_are_missing_and_not_nought(odd):
    found = numbers(admission.steps(odd.exact, EVERYONE), "step")
    assert found["applied"] == found["admitted"] == "missing"
    assert found["enrolled"] == 11


def test_the_public_steps_fall_by_nought_or_at_least_five(shipped):
    found = admission.steps(shipped.public, EVERYONE)["value"].tolist()[1:]
    assert found == sorted(found, reverse=True)
    falls = [a - b for a, b in itertools.pairwise(found)]
    assert all(fall == 0 or fall >= 5 for fall in falls)
    # as delivered: 91 applied and 64 were admitted; 61 enrolled
    exact = admission.steps(shipped.exact, EVERYONE)["value"].tolist()[1:4]
    assert exact == [91, 64, 61]


# --- completion, beside whom it leaves out -------------------------------------------------------------


def test_the_rate_of_those_who_have_ended_stands_beside_while_some_are_still_there(counted):
    # alfa: seven started, six of whom completed and one withdrew; of its eight one never began.
    # beta: four started, and all four are active
    told_of = ("value", "n")
    assert told(completion.rates(counted.exact, EVERYONE), "measure", told_of) == {
        "completion_rate": (55, 11),
        "completion_of_ended": (86, 7),
        "completion_of_enrolled": (50, 12),
    }
    assert told(completion.rates(counted.exact, of("alfa")), "measure", told_of) == {
        "completion_rate": (86, 7),
        "completion_of_enrolled": (75, 8),
    }


def test_where_nobody_has_ended_there_is_no_rate_of_them(counted):
    rows = told(completion.rates(counted.exact, of("beta")), "measure")
    assert rows["completion_of_ended"][1] == "missing"
    assert rows["completion_rate"] == (0, "reported")


def test_the_public_rates_are_those_of_the_public_cells(shipped):
    cells = shipped.public["enrolments"].query("started").groupby("status")["n"].sum()
    done, ended = cells["completed"], cells["completed"] + cells["withdrawn"]
    rows = told(completion.rates(shipped.public, EVERYONE), "measure", ("value", "n"))
    assert rows["completion_rate"] == (round(100 * done / cells.sum()), cells.sum())
    if ended < cells.sum():
        assert rows["completion_of_ended"] == (round(100 * done / ended), ended)


# --- gender -------------------------------------------------------------------------------------------


def test_the_share_of_women_by_step(odd):
    # enrolled two women and two men; started without u4; completed and started u1, u3 and not u4
    table = gender.steps(odd.exact, of("alfa"))
    assert told(table, "step", ("women", "men", "value"))["enrolled"] == (2, 2, 50)
    assert told(table, "step", ("women", "men", "value"))["started"] == (1, 2, 33)
    assert told(table, "step", ("women", "men", "value"))["completed"] == (1, 1, 50)
    assert numbers(table, "step")["applied"] == numbers(table, "step")["admitted"] == "missing"


def test_a_public_share_of_women_needs_ten(counted):
    # published: 5 women in alfa and 5 men in beta; 5 of 10 is 50 %, of five alone nothing is said
    public = gender.steps(counted.public, EVERYONE)
    assert numbers(public, "step")["enrolled"] == 50
    assert numbers(gender.steps(counted.public, of("alfa")), "step")["enrolled"] == "protected"


# --- organisations ------------------------------------------------------------------------------------


def test_organisations_by_sector_and_size(counted):
    table = employers.by_sector_and_size(counted.exact).set_index(["sector", "size_class"])["value"]
    assert table["enterprise", "10-49"] == 3
    assert table["academia", "10-49"] == 1
    assert table.sum() == 7
    assert employers.capable(counted.exact).value == 1
    assert employers.capable(counted.public) == (None, "protected")


# --- who is missing -----------------------------------------------------------------------------------


def test_shares_of_participants_and_of_people_by_hand(counted):
    # 6 of 11 people from 2480, 55 %, which has 60 000 of 200 000 inhabitants, 30 %
    rows = gap.gaps(counted.exact, EVERYONE).set_index("code")
    assert rows.loc["2480", ["here", "people", "difference"]].tolist() == [55, 30, 25]
    assert rows.loc["2401", ["here", "people", "difference"]].tolist() == [0, 5, -5]


def test_a_place_of_few_is_seen_in_its_group_only(counted):
    rows = gap.gaps(counted.public, EVERYONE).set_index("code")
    assert rows.loc["2403", "status"] == "protected"
    groups = rows[rows["level"] == "group"]
    # published: five from 2480 and five from 2481
    assert sorted(groups["here"].dropna()) == [50, 50]


# --- targets ------------------------------------------------------------------------------------------


@pytest.fixture
def promised(counted):
    rows = pd.DataFrame(
        {
            "measure": ["participants", "completion_rate", "participants"],
            "cohort_id": [None, None, "beta"],
            "value": [40.0, 80.0, 8.0],
            "due_on": pd.to_datetime(["2023-04-29", "2023-04-29", "2023-03-11"]),
            "source": "a decision",
        }
    ).astype({"cohort_id": "str"})
    rows["cohort_id"] = rows["cohort_id"].where(rows["cohort_id"] == "beta")
    return dataclasses.replace(counted.exact, tables={**counted.exact.tables, "targets": rows})


def test_a_straight_line_to_the_target(promised):
    # 1 January 2020 to 29 April 2023 is 1 214 days; 607 of them are half
    made = targets.pace(promised, "participants", EVERYONE, dt.date(2021, 8, 30))
    assert (made.actual.value, made.expected, made.over) == (11, 20, False)


def test_a_cohorts_line_rises_from_its_own_start(promised):
    # 10 January to 11 March 2023 is sixty days; fifteen of them a quarter
    made = targets.pace(promised, "participants", of("beta"), dt.date(2023, 1, 25))
    assert (made.actual.value, made.expected) == (4, 2)


def test_a_share_keeps_no_pace(promised):
    made = targets.pace(promised, "completion_rate", EVERYONE, dt.date(2021, 8, 30))
    assert (made.target.value, made.expected) == (80, None)


def test_when_it_is_due_it_is_an_outcome(promised):
    assert targets.pace(promised, "participants", EVERYONE, dt.date(2023, 4, 28)).over is False
    made = targets.pace(promised, "participants", EVERYONE, dt.date(2023, 4, 29))
    assert (made.over, made.expected) == (True, None)


def test_before_the_start_the_line_is_at_nought(promised):
    assert targets.pace(promised, "participants", EVERYONE, dt.date(2019, 5, 1)).expected == 0


def test_no_target_is_no_pace(counted, promised):
    assert targets.pace(counted.exact, "participants", EVERYONE) is None
    assert targets.pace(promised, "participants", Selection(municipalities=("2480",))) is None


# --- before and after ---------------------------------------------------------------------------------


def test_only_the_same_people_are_compared(odd):
    # u1 went from 2 to 4. u3 and u2 answered before only
    rows = surveys.paired(odd.exact, "after", EVERYONE).set_index("area")
    assert rows.loc["context", ["before", "now", "change", "n"]].tolist() == [2, 4, 2, 1]
    assert rows.loc["leadership", "status"] == "missing"
    assert next(iter(rows.index)) == "context"
    assert len(rows) == 7


def test_who_answered_and_who_did_not(odd):
    table = surveys.response(odd.exact, of("alfa"))
    columns = ("asked", "answered", "silent", "paired", "value")
    # before: u1, u2, u3 started and all answered; after: u1 and u3 completed, u1 answered
    assert told(table, "wave", columns) == {
        "before": (3, 3, 0, 3, 100),
        "after": (2, 1, 1, 1, 50),
        "followup": (2, 0, 2, 0, 0),
    }


def published(desk, answers):
    """Exact data with these survey answers of alfa: (person, wave, area, score)."""
    write(
        desk.data,
        "surveys",
        [
            f"{PERSON}{who},alfa,{wave},{area},{score},2022-06-20"
            for who, wave, area, score in answers
        ],
    )
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, NOW)
    return warehouse.exact(desk.store, "staff")


def went(area, *scores):
    """What p1, p2 … answered of an area before and after."""
    return [
        (who, wave, area, score)
        for who, both in enumerate(scores, start=1)
        for wave, score in zip(("before", "after"), both, strict=True)
    ]


def test_the_interval_of_a_change_is_that_of_paired_differences(desk):
    # context: +4, 0, 0, 0; mean 1, variance (9+1+1+1)/3 = 4, standard error 2/2 = 1. Student's t with three
    # degrees of freedom: 3.182. leadership: all +1, so nothing says how much another would differ
    data = published(
        desk,
        went("context", (1, 5), (2, 2), (3, 3), (4, 4))
        + went("leadership", (1, 2), (2, 3))
        + went("planning", (1, 2)),
    )
    rows = surveys.paired(data, "after", EVERYONE).set_index("area")
    assert rows.loc["context", ["before", "now", "change", "n"]].tolist() == [2.5, 3.5, 1, 4]
    assert rows.loc["context", ["lower", "upper"]].tolist() == pytest.approx(
        [-2.182, 4.182], abs=5e-4
    )
    assert rows.loc[["leadership", "planning"], ["lower", "upper"]].isna().all(axis=None)


def test_whoever_answered_was_asked_and_the_pairs_are_one_count(desk):
    # six of alfa completed; p7 withdrew and answered both times all the same
    answers = went("context", *[(1, 2)] * 7)
    data = published(desk, answers)
    after = surveys.response(data, of("alfa")).set_index("wave").loc["after"]
    assert after[["asked", "answered", "silent", "paired", "value"]].tolist() == [7, 7, 0, 7, 100]
    assert surveys.paired(data, "after", of("alfa"))["n"].max() == 7


@pytest.mark.parametrize(
    ("ends", "named"),
    [
        ([(2, 3), (0.5, 1.5), (-1, 0)], ("context", "planning")),
        ([(2, 3), (0, 1), (0.5, 1.5)], ("context", None)),  # two overlap below
        ([(1, 3), (0, 2), (-2, -1)], (None, "planning")),  # two overlap above
        ([(1, 3), (0, 2), (-1, 1)], (None, None)),
        ([(2, 3), (None, None), (-1, 0)], (None, None)),
        ([(2, 3)], (None, None)),
    ],
)
def test_only_a_change_whose_interval_lies_clear_is_named(ends, named):
    areas = ["context", "leadership", "planning"][: len(ends)]
    lower, upper = zip(*ends, strict=True)
    table = pd.DataFrame({"area": areas, "lower": lower, "upper": upper, "status": "reported"})
    table["change"] = [2.5, 1.0, -0.5][: len(ends)]
    assert surveys.apart(table.astype({"lower": float, "upper": float})) == named


def test_public_changes_have_no_interval(shipped):
    table = surveys.paired(shipped.public, "after", EVERYONE)
    assert table["change"].notna().any()
    assert table[["lower", "upper"]].isna().all(axis=None)
    assert surveys.apart(table) == (None, None)


def test_a_score_of_few_is_protected(odd):
    assert set(surveys.paired(odd.public, "after", EVERYONE)["status"]) <= {"protected", "missing"}


def test_the_public_means_are_those_of_the_public_cells(shipped):
    # 35 pairs are shown; each score of an area is a multiple of five, before as well as now
    table = surveys.paired(shipped.public, "after", EVERYONE).set_index("area")
    cells = shipped.public["scores"].query("wave == 'after' and area == 'context'")
    for side in ("before", "now"):
        mine = cells[cells["side"] == side]
        assert (mine["n"] % 5 == 0).all()
        assert mine["n"].sum() == table.loc["context", "n"] == 35
        mean = (mine["score"] * mine["n"]).sum() / 35
        assert table.loc["context", side] == pytest.approx(mean, abs=0.05)


def test_means_are_told_where_the_cells_counted_low_are_enough(shipped):
    # a cohort's pairs stand in one or two cells of at most fifteen: counted four lower, fewer than ten
    one = surveys.paired(shipped.public, "after", of("riv-umea-2022"))
    assert set(one["status"]) == {"protected"}
    assert set(surveys.paired(shipped.public, "after", EVERYONE)["status"]) == {"reported"}


# --- how long -----------------------------------------------------------------------------------------


def test_the_weeks_of_those_who_completed(odd):
    # u1 took 147 days, 21 weeks; u3 203 days, 29 weeks, past the cohort's end; u4 has no first day
    row = durations.time_to_complete(odd.exact, of("alfa")).iloc[0]
    assert row[["value", "lower", "upper", "n"]].tolist() == [25, 23, 27, 2]


def test_nobody_completed_is_missing_in_exact_data_and_protected_in_public(odd):
    assert durations.time_to_complete(odd.exact, of("gamma"))["status"].tolist() == ["missing"]
    assert durations.time_to_complete(odd.public, of("gamma"))["status"].tolist() == ["protected"]


def test_the_whole_stands_last_where_all_are_chosen(odd):
    assert durations.time_to_complete(odd.exact, EVERYONE)["cohort_id"].tolist()[-1] == ""


def test_cohorts_of_few_have_steps_and_no_curve(odd):
    assert retention.retention(odd.exact, EVERYONE).empty
    assert len(retention.too_few(odd.exact, EVERYONE)) == 5


# --- needs follow-up ----------------------------------------------------------------------------------


def silent(data, day, selection=EVERYONE):
    rows = followup.needs_follow_up(data, selection, day)
    return [(r.participant_id[-2:], r.cohort_id, r.weeks) for r in rows.itertuples()]


def test_who_has_not_been_heard_of_for_six_weeks(odd):
    # on 1 August 2022: u2 answered on 20 June, exactly six weeks ago; w1 began on 1 March, 21 weeks.
    # u1, u5 and u6 of beta are not enrolled yet
    assert silent(odd.exact, dt.date(2022, 8, 1)) == [("w1", "epsilon", 21), ("u2", "alfa", 6)]
    assert silent(odd.exact, dt.date(2022, 7, 31)) == [("w1", "epsilon", 21)]


def test_who_completed_or_withdrew_needs_none(odd):
    people = {who for who, _, _ in silent(odd.exact, dt.date(2024, 1, 1))}
    assert people == {"u1", "u2", "u5", "w1"}


def test_the_list_follows_the_chosen_place(odd):
    chosen = Selection(municipalities=("2481",))
    assert silent(odd.exact, dt.date(2022, 8, 1), chosen) == [("w1", "epsilon", 21)]


def test_nobody_but_staff_has_that_list(odd):
    with pytest.raises(ExactRefused):
        followup.needs_follow_up(odd.public, EVERYONE)


# --- an empty programme -------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["public", "exact"])
def test_every_measure_stands_an_empty_programme(hollow, part):
    data = getattr(hollow, part)
    assert cohorts.states(data, EVERYONE).empty
    assert admission.steps(data, EVERYONE)["status"].tolist()[0] == "reported"
    assert set(gender.steps(data, EVERYONE)["status"]) <= {"missing", "protected"}
    assert retention.retention(data, EVERYONE).empty
    assert durations.time_to_complete(data, EVERYONE).empty
    assert set(surveys.paired(data, "after", EVERYONE)["status"]) == {"missing"}
    assert gap.gaps(data, EVERYONE)["difference"].isna().all()
    assert employers.by_sector_and_size(data)["value"].fillna(0).sum() == 0

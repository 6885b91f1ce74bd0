"""Days outside others', and numbers that do not go with the rows they count: asked about once, when new."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas import contract as contracts
from atlas.publish import outlying
from atlas.publish.outlying import Sides
from tests.deliveries import DATA

CONTRACT = contracts.load(DATA)
COHORTS = ("cohort_id starts_on ends_on applications admitted", "a 2022-01-10 2022-06-10 12 9")
PEOPLE = ("participant_id cohort_id enrolled_on started_on", "p a 2022-01-01 2022-01-10")


def frame(head, *rows):
    return pd.DataFrame([row.split(" ") for row in rows], columns=head.split(" "), dtype="str")


def side(**tables):
    every = {"cohorts": frame(*COHORTS), "participants": frame(*PEOPLE)}
    every |= {
        name: frame("", *()).reindex(columns=CONTRACT[name].columns) for name in ("sessions",)
    }
    every |= {
        name: pd.DataFrame(columns=CONTRACT[name].columns, dtype="str")
        for name in ("progress", "surveys", "targets")
    }
    every |= tables
    return lambda table, columns: every[table][columns]


def asked(table, after, before=None, exact=True):
    sides = Sides(side(**({table: before} if before is not None else {})), side(**{table: after}))
    return [
        (q["rule"], q["table"], q["came"], q["count"])
        for q in outlying.questions(CONTRACT, [table], sides, exact)
    ]


def progress(*days):
    rows = [f"p a m{at} {day}" for at, day in enumerate(days)]
    return frame("participant_id cohort_id module_id completed_on", *rows)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2021-12-31", "day_before"),
        ("2022-01-01", ""),
        ("2023-06-10", ""),  # a year after the cohort's end
        ("2023-06-11", "day_after"),
    ],
)
def test_a_module_is_done_after_enrolment_and_within_a_year_of_the_end(day, rule):
    expected = [(rule, "progress.csv", "completed_on", "1")] if rule else []
    assert asked("progress", progress(day)) == expected


def test_what_was_so_before_is_not_asked_again():
    before = progress("2021-12-31")
    assert asked("progress", progress("2021-12-31"), before) == []
    assert asked("progress", progress("2021-12-31", "2021-12-30"), before)[0][-1] == "1"


def test_the_number_of_people_is_told_only_to_who_may_know_it():
    assert asked("progress", progress("2021-12-31"), exact=False)[0][-1] == ""
    sessions = frame("cohort_id module_id planned_on", "a m1 2021-01-01")
    assert asked("sessions", sessions, exact=False) == [
        ("day_before", "sessions.csv", "planned_on", "1")
    ]


def test_a_later_start_is_compared_with_those_who_have_started():
    later = frame(COHORTS[0], "a 2022-02-01 2022-06-10 12 9")
    assert asked("cohorts", later) == [("day_before", "participants.csv", "started_on", "1")]


@pytest.mark.parametrize(
    ("numbers", "rule"), [("12 0", "too_few_for"), ("12 1", ""), ("12 13", "more_than")]
)
def test_those_admitted_are_among_the_applicants_and_enough_for_those_enrolled(numbers, rule):
    after = frame(COHORTS[0], f"a 2022-01-10 2022-06-10 {numbers}")
    expected = [(rule, "cohorts.csv", "admitted", "1")] if rule else []
    assert asked("cohorts", after) == expected


@pytest.mark.parametrize(
    ("day", "count"), [("1923-04-30", 1), ("2022-01-09", 1), ("2022-01-10", 0)]
)
def test_a_target_of_the_whole_project_is_not_due_before_the_first_cohort(day, count):
    targets = frame("measure cohort_id value due_on source", f"participants  60 {day} x")
    assert len(asked("targets", targets)) == count


def test_typed_and_text_are_the_same_rows():
    """The delivery that comes is typed, the one that stands is text."""
    text = frame("measure cohort_id value due_on source", "participants  60 1923-04-30 x")
    typed = text.assign(
        due_on=pd.to_datetime(text["due_on"]), cohort_id=pd.Series([None], dtype="str")
    )
    assert asked("targets", typed, text) == []

"""From rows to cubes: each enrolment and each organisation once, on more than one engine."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from atlas.publish import aggregate
from atlas.publish.histories import with_earlier

QUESTIONS = {
    "enrolments": lambda t: aggregate.enrolments(t["histories"]),
    "owners": lambda t: aggregate.owners(t["participants"]),
    "gender": lambda t: aggregate.profile(t["participants"], "gender"),
    "modules": lambda t: aggregate.modules(t["participants"], t["progress"], t["modules"]),
    "employers": lambda t: aggregate.employers(t["participants"]),
    "capable": lambda t: aggregate.capable(t["participants"]),
    "exits": lambda t: aggregate.exits(t["participants"], "gender"),
    "attendance": lambda t: aggregate.attendance(
        t["participants"], t["attendance"], ["m1", "m2", "m3"]
    ),
    "replies": lambda t: aggregate.replies(t["participants"], t["surveys"]),
    "scores": lambda t: aggregate.scores(t["surveys"], ["context"]),
}


@pytest.fixture
def tables(counted):
    given = counted.delivery.tables
    return {**given, "histories": with_earlier(given["participants"], "participant_id")}


def cells(cube):
    frame = cube if isinstance(cube, pd.DataFrame) else cube.to_pandas()
    return {tuple(row[:-1]): row[-1] for row in frame.itertuples(index=False, name=None)}


def test_every_enrolment_stands_in_exactly_one_cell(tables):
    assert cells(aggregate.enrolments(tables["histories"])) == {
        ("2480", "alfa", "completed", True, ""): 6,
        ("2481", "alfa", "withdrawn", True, ""): 1,
        ("2403", "alfa", "enrolled", False, ""): 1,
        ("2480", "beta", "active", True, "alfa@2480"): 1,
        ("2481", "beta", "active", True, ""): 3,
    }


def test_a_person_in_two_cohorts_is_new_in_the_first_only(tables):
    cube = aggregate.enrolments(tables["histories"])
    assert cube["n"].sum() == 12
    assert cube.loc[cube["earlier"] == "", "n"].sum() == 11


def test_an_organisation_stands_in_each_cohort_and_place_with_where_it_was_before(tables):
    owners = with_earlier(aggregate.owners(tables["participants"]), "organisation_id")
    # a (an enterprise) came from 2403 and 2480 to alfa, and from 2480 to beta
    assert cells(aggregate.organisations(owners)) == {
        ("2403", "alfa", True, ""): 1,
        ("2480", "alfa", True, ""): 1,
        ("2480", "alfa", True, "alfa@2403"): 1,
        ("2480", "alfa", False, ""): 3,
        ("2481", "alfa", True, ""): 1,
        ("2480", "beta", True, "alfa@2403 alfa@2480"): 1,
        ("2481", "beta", True, "alfa@2481"): 1,
        ("2481", "beta", False, ""): 1,
    }


def test_an_enrolment_without_a_first_day_has_not_started(tables):
    people = tables["participants"].iloc[[0]].assign(started_on=pd.NaT)
    assert cells(aggregate.enrolments(people.assign(earlier=""))) == {
        ("2480", "alfa", "completed", False, ""): 1
    }


def test_a_missing_property_is_unknown_and_not_left_out(tables):
    people = tables["participants"].assign(size_class=None).astype({"size_class": "str"})
    people["size_class"] = people["size_class"].where(people.index == 0)
    people.loc[0, "size_class"] = "250+"
    assert cells(aggregate.profile(people, "size_class")) == {
        ("alfa", "size_class", "250+", False, False): 1,
        ("alfa", "size_class", "unknown", False, False): 7,
        ("beta", "size_class", "unknown", False, False): 4,
    }


def test_gender_is_told_step_by_step(tables):
    # cohort, property, gender, started, completed
    assert cells(aggregate.profile(tables["participants"], "gender", steps=True)) == {
        ("alfa", "gender", "woman", True, True): 6,
        ("alfa", "gender", "man", True, False): 1,
        ("alfa", "gender", "man", False, False): 1,
        ("beta", "gender", "woman", True, False): 1,
        ("beta", "gender", "man", True, False): 3,
    }


def test_organisations_by_sector_and_size_are_each_counted_once(tables):
    assert cells(aggregate.employers(tables["participants"])) == {
        (True, "enterprise", "10-49"): 3,
        (False, "municipality", "10-49"): 1,
        (False, "academia", "10-49"): 1,
        (False, "region", "10-49"): 1,
        (False, "civil_society", "10-49"): 1,
    }


def test_an_organisation_with_two_who_completed_is_a_capable_one(tables):
    # only a has two: p1 and p2. That p1 comes again in beta does not make three
    assert cells(aggregate.capable(tables["participants"])) == {
        (True, True): 1,
        (True, False): 2,
        (False, False): 4,
    }


def test_the_same_person_completing_twice_is_one_trained(tables):
    people = tables["participants"]
    once = people[people["participant_id"].str.endswith("-1")].assign(status="completed")
    assert len(once) == 2
    assert cells(aggregate.capable(once)) == {(True, False): 1}


def test_replies_say_who_answered_what(tables):
    # one answer in all: p1 in alfa, before
    cube = cells(aggregate.replies(tables["participants"], tables["surveys"]))
    assert cube["alfa", True, True, True, False, False] == 1
    assert cube["alfa", True, True, False, False, False] == 5
    assert sum(cube.values()) == 12


def test_scores_are_counted_over_the_same_people(tables):
    def answer(person, wave, score):
        return (person, "alfa", wave, "context", score)

    surveys = pd.DataFrame(
        [
            answer("a", "before", 2), answer("a", "after", 4),
            answer("b", "before", 3), answer("b", "after", 3),
            answer("b", "followup", 5),
            answer("c", "before", 1),  # never answered again: not counted
            answer("d", "after", 5),  # has no before: not counted
            answer("e", "before", 2), answer("e", "followup", 2),
        ],
        columns=["participant_id", "cohort_id", "wave", "area", "score"],
    )  # fmt: skip
    # before: a, who answered after, b who answered both, e who answered later alone
    assert cells(aggregate.scores(surveys, ["context"])) == {
        ("alfa", "context", "before", "after", 2): 1,
        ("alfa", "context", "before", "both", 3): 1,
        ("alfa", "context", "before", "followup", 2): 1,
        ("alfa", "context", "after", "", 3): 1,
        ("alfa", "context", "after", "", 4): 1,
        ("alfa", "context", "followup", "", 2): 1,
        ("alfa", "context", "followup", "", 5): 1,
    }


def test_each_enrolment_stands_at_the_last_module_it_completed(tables):
    cube = aggregate.modules(tables["participants"], tables["progress"], tables["modules"])
    # cohort, started, completed, last module
    assert cells(cube) == {
        ("alfa", True, True, 3): 6,
        ("alfa", True, False, 1): 1,
        ("alfa", False, False, 0): 1,
        ("beta", True, False, 2): 1,
        ("beta", True, False, 1): 1,
        ("beta", True, False, 0): 2,
    }


def test_a_module_skipped_on_the_way_does_not_stop_the_counting(tables):
    progress = tables["progress"]
    late = progress[(progress["module_id"] == "m3") & progress["participant_id"].str.endswith("1")]
    cube = aggregate.modules(tables["participants"], late, tables["modules"])
    assert cells(cube)["alfa", True, True, 3] == 1


def test_who_was_at_a_session_by_cohort_and_session(tables):
    # alfa has eight: at m1 six were there and one was not, at m2 five and one; p8 never began. Of beta
    # nothing is written down, so nothing is told
    assert cells(
        aggregate.attendance(tables["participants"], tables["attendance"], ["m1", "m2", "m3"])
    ) == {
        ("alfa", "m1", True, True, "yes"): 6,
        ("alfa", "m1", True, False, "no"): 1,
        ("alfa", "m1", False, False, "unknown"): 1,
        ("alfa", "m2", True, True, "yes"): 5,
        ("alfa", "m2", True, True, "no"): 1,
        ("alfa", "m2", True, False, "unknown"): 1,
        ("alfa", "m2", False, False, "unknown"): 1,
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_engine_gives_the_same_answer(tables, question):
    arrow = {name: pa.Table.from_pandas(t, preserve_index=False) for name, t in tables.items()}
    answer = QUESTIONS[question](arrow)
    assert isinstance(answer, pa.Table)
    assert cells(answer) == cells(QUESTIONS[question](tables))


@pytest.mark.parametrize("question", ["enrolments", "gender", "modules"])
def test_a_cube_of_the_shipped_programme_adds_up_to_its_rows(shipped, question):
    given = shipped.delivery.tables
    people = with_earlier(given["participants"], "participant_id")
    cube = QUESTIONS[question]({**given, "histories": people})
    assert cube["n"].sum() == 61

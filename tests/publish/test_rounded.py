"""The rounded cells of all tables together: a possible truth, remembered from one publication to the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.protection import Protection
from atlas.publish import cells
from atlas.publish.memory import Shown
from atlas.publish.rounded import Memory, rounded
from tests.publish.programmes import counted, programme

FEW = settings(max_examples=12, deadline=None, database=None, derandomize=True)
LISTS = ("participants", "progress", "attendance", "surveys", "cohorts")
SEEDS, PEOPLE, KS = some.integers(0, 2**32), some.integers(1, 120), some.sampled_from([3, 5, 10])


def settings_of(k):
    return replace(Protection(), k=k)


def same(one, other):
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name], check_dtype=False, obj=name)


def remembered(made, k):
    return Memory(made.cells, k, made.reach, frozenset({"alfa", "beta"}))


@FEW
@given(SEEDS, PEOPLE, KS)
def test_the_public_tables_are_a_possible_truth(seed, people, k):
    # whoever had just these people would publish just these tables, under any secret
    made = rounded(counted(programme(seed, people)), settings_of(k), b"one")
    same(rounded(made.cells, settings_of(k), b"another").cells, made.cells)


@FEW
@given(SEEDS, PEOPLE, some.integers(-6, 20), KS)
def test_so_is_what_one_publication_follows_the_other(seed, people, more, k):
    first = rounded(counted(programme(seed, people)), settings_of(k), b"one")
    later = counted(programme(seed, max(1, people + more)))
    second = rounded(later, settings_of(k), b"one", remembered(first, k))
    again = rounded(second.cells, settings_of(k), b"another", remembered(first, k))
    same(again.cells, second.cells)


def less(tables, left):
    """A programme of which someone is gone: a cohort, all but one sector, nearly everyone, or nobody."""
    people = tables["participants"]
    stays = {
        "all": people["cohort_id"] != "",
        "one cohort": people["cohort_id"] == "alfa",
        "one sector": people["sector"] == "region",
        "few": pd.Series(range(len(people))) % 12 == 0,
    }[left]
    there = set(people.loc[stays, "participant_id"])
    return {
        name: table[table["participant_id"].isin(there)] if "participant_id" in table else table
        for name, table in tables.items()
    }


LEFT = some.sampled_from(["all", "one cohort", "one sector", "few"])


@FEW
@given(KS, KS, some.lists(some.tuples(SEEDS, some.integers(1, 60), LEFT), min_size=3, max_size=4))
def test_under_any_k_and_whoever_is_left_the_tables_add_up_and_are_a_possible_truth(
    old, new, programmes
):
    # what was shown is turned to the other k, and after that whoever is left is told slowly
    memory = None
    for k, (seed, people, left) in zip((old, new, new, new), programmes, strict=False):
        made = rounded(counted(less(programme(seed, people), left)), settings_of(k), b"one", memory)
        adds_up(made.cells)
        if not made.turned:
            same(rounded(made.cells, settings_of(k), b"another", memory).cells, made.cells)
        memory = remembered(made, k)


def test_after_another_k_a_cell_that_nobody_is_in_any_more_waits_like_all_others():
    # k was 3 and is 5: five in each of three places are gone, and seen no earlier than seven would be
    tables = programme(4, 30)
    shown = rounded(counted(tables), settings_of(3), b"one")
    shown = rounded(counted(tables), settings_of(5), b"one", remembered(shown, 3))
    left = counted(less(tables, "one cohort"))
    made = rounded(left, settings_of(5), b"one", remembered(shown, 5))
    assert made.reach == 7
    place = ["municipality_code", "cohort_id", "earlier"]
    was, now = (c[cells.ENROLMENTS].groupby(place)["n"].sum() for c in (shown.cells, made.cells))
    gone = was.index.difference(left[cells.ENROLMENTS].set_index(place).index)
    fives = [key for key in gone if was[key] == 5]
    assert len(fives) == 3
    assert now.reindex(fives, fill_value=0).tolist() == [5] * len(fives)
    adds_up(made.cells)


@FEW
@given(SEEDS, PEOPLE, KS)
def test_every_table_adds_up_to_the_same_people(seed, people, k):
    adds_up(rounded(counted(programme(seed, people)), settings_of(k), b"one").cells)


def adds_up(made):
    every = made[cells.ENROLMENTS].groupby("cohort_id")["n"].sum().to_dict()
    tables = [made[name] for name in (cells.MODULES, cells.REPLIES, cells.EXITS)]
    tables += [part for _, part in made[cells.PROFILE].groupby("dimension")]
    for table in tables:
        assert table.groupby("cohort_id")["n"].sum().to_dict() == every
    for _, session in made[cells.ATTENDED].groupby("module_id"):
        # of a cohort in which nobody wrote it down there is nothing
        assert session.groupby("cohort_id")["n"].sum().to_dict().items() <= every.items()
    done = cells.finished(made[cells.EXITS]).groupby("cohort_id")["n"].sum().to_dict()
    assert made[cells.WEEKS].groupby("cohort_id")["n"].sum().to_dict() == done
    once = made[cells.ORGANISATIONS]
    owned = once[once["earlier"] == ""].groupby("enterprise")["n"].sum().to_dict()
    for name in (cells.EMPLOYERS, cells.CAPABLE):
        assert made[name].groupby("enterprise")["n"].sum().to_dict() == owned


@FEW
@given(SEEDS, PEOPLE, KS)
def test_no_place_has_organisations_without_people(seed, people, k):
    made = rounded(counted(programme(seed, people)), settings_of(k), b"one").cells
    place = ["municipality_code", "cohort_id"]
    owners = made[cells.ORGANISATIONS].groupby(place)["n"].sum()
    people_there = made[cells.ENROLMENTS].groupby(place)["n"].sum()
    assert (owners <= people_there.reindex(owners.index, fill_value=0)).all()


@FEW
@given(SEEDS, PEOPLE, KS)
def test_people_are_enough_for_each_organisation_and_a_second_one_where_two_completed(
    seed, people, k
):
    made = rounded(counted(programme(seed, people)), settings_of(k), b"one").cells
    sectors = made[cells.PROFILE].query("dimension == 'sector'")
    there = sectors.groupby(sectors["category"] == "enterprise")["n"].sum()
    capable = made[cells.CAPABLE]
    needed = capable["n"].where(~capable["several"], 2 * capable["n"])
    needed = needed.groupby(capable["enterprise"]).sum()
    assert (needed <= there.reindex(needed.index, fill_value=0)).all()


def surveyed(seed, people, areas=("context", "leadership")):
    """A programme in which most answer, and some leave an area out."""
    tables = programme(seed, people)
    draw = np.random.default_rng([seed, 2])
    enrolled = tables["participants"][["participant_id", "cohort_id"]]
    parts = [
        enrolled[draw.random(len(enrolled)) < share].assign(
            wave=wave, area=area, answered_on=pd.Timestamp("2022-04-01")
        )
        for wave, share in (("before", 0.95), ("after", 0.9), ("followup", 0.8))
        for area in areas
    ]
    answers = pd.concat(parts, ignore_index=True)
    return tables | {"surveys": answers.assign(score=draw.integers(1, 6, len(answers)))}


def of_sides(made):
    """How many gave a score by cohort, area and wave, on each side, as it is told."""
    scores = cells.in_pairs(made[cells.SCORES])
    key = ["cohort_id", "area", "wave"]
    sides = {side: part.groupby(key)["n"].sum() for side, part in scores.groupby("side")}
    nobody = pd.Series(dtype="int64")
    return sides.get("before", nobody), sides.get("now", nobody)


@FEW
@given(SEEDS, PEOPLE, KS)
def test_both_sides_of_a_score_are_of_the_same_people(seed, people, k):
    made = rounded(counted(surveyed(seed, people)), settings_of(k), b"one").cells
    before, now = of_sides(made)
    assert before.to_dict() == now.to_dict()
    asked = cells.pairs(made[cells.REPLIES])
    for (cohort, _, wave), n in now.items():
        assert n <= asked.loc[cohort, wave] + asked.loc[cohort, "both"]


@FEW
@given(SEEDS, PEOPLE, KS)
def test_scores_of_an_area_are_a_possible_truth_too_and_those_before_are_of_one_people(
    seed, people, k
):
    first = rounded(counted(surveyed(seed, people)), settings_of(k), b"one")
    later = counted(surveyed(seed + 1, people + 3))
    made = rounded(later, settings_of(k), b"one", remembered(first, k))
    same(rounded(made.cells, settings_of(k), b"two", remembered(first, k)).cells, made.cells)
    replies, scores = cells.pairs(made.cells[cells.REPLIES]), made.cells[cells.SCORES]
    first = scores[scores["wave"] == "before"]
    for (cohort, _), mine in first.groupby(["cohort_id", "area"]):
        gave = mine.groupby("later")["n"].sum().reindex(replies.columns, fill_value=0)
        there = replies.loc[cohort]
        # who answered all three may have left the area out in one of them
        over = (gave - there).clip(lower=0)
        assert gave["both"] + over["after"] + over["followup"] <= there["both"]


def test_where_the_same_people_answered_later_they_said_the_same_before():
    # twelve answered all three surveys; 3 of them said one before, 4 two and 5 five
    tables = programme(1, 12)
    people = tables["participants"].head(12).assign(cohort_id="alfa", status="completed")
    each = people[["participant_id", "cohort_id"]].assign(
        area="context", answered_on=pd.Timestamp("2022-04-01")
    )
    said = {"before": [1] * 3 + [2] * 4 + [5] * 5, "after": [3] * 12, "followup": [4] * 12}
    answers = pd.concat([each.assign(wave=wave, score=score) for wave, score in said.items()])
    tables |= {"participants": people.assign(started_on=pd.Timestamp("2022-02-01"))}
    made = rounded(counted(tables | {"surveys": answers}), settings_of(5), b"one").cells
    told = cells.in_pairs(made[cells.SCORES]).set_index(["wave", "side", "score"])["n"]
    # running sums 2.5, 5.8 and 10 of ten
    assert told["after", "before"].to_dict() == {1: 5, 5: 5}
    assert told["after", "before"].to_dict() == told["followup", "before"].to_dict()
    assert told["after", "now"].to_dict() == {3: 10}
    assert told["followup", "now"].to_dict() == {4: 10}


@pytest.mark.parametrize(("old", "new"), [(5, 3), (3, 5), (5, 10), (10, 5), (10, 3), (3, 10)])
def test_another_k_rounds_what_was_shown_and_not_the_people_again(old, new):
    # other people that were shown as the same tables are shown as the same ones under another k, too
    made = rounded(counted(programme(4, 200)), settings_of(old), b"one")
    turned = rounded(made.cells, settings_of(new), b"one", remembered(made, old))
    other = rounded(counted(programme(4, 200)), settings_of(new), b"one", remembered(made, old))
    same(turned.cells, other.cells)
    assert other.reach == (old if old % new == 0 else old + new - 1)
    assert all((frame["n"] % new == 0).all() for frame in other.cells.values())


@pytest.mark.parametrize(("now", "then", "reach"), [(5, 10, 10), (5, 3, 7), (10, 5, 14)])
def test_a_cohort_told_under_another_k_alone_is_remembered_after_going_back(now, then, reach):
    # gone back to is a publication of alfa under one k; beta was told since, under another
    tables = programme(4, 200)
    people = tables["participants"]
    one = tables | {n: tables[n][tables[n]["cohort_id"] == "alfa"] for n in LISTS}
    live, later = shown(one, now, {"alfa"}), shown(tables, then, {"alfa", "beta"})
    memory = live.with_cohorts_of(later).memory
    assert (memory.cohorts, memory.k, memory.reach) == ({"alfa", "beta"}, now, reach)
    kept = memory.cells[cells.ENROLMENTS]
    was, told = (
        frame[frame["cohort_id"] == "beta"]["n"].sum()
        for frame in (later.cells[cells.ENROLMENTS], kept)
    )
    assert (people["cohort_id"] == "beta").sum() > now
    assert abs(told - was) < now < told
    assert (kept["n"] % now == 0).all()


def shown(tables, k, cohorts):
    made = rounded(counted(tables), settings_of(k), b"one")
    protection = settings_of(k).as_dict() | {"reach": made.reach}
    return Shown({"protection": protection, "cohorts": sorted(cohorts)}, made.cells)


def test_a_role_that_fewer_than_k_have_is_told_as_another():
    tables = programme(1, 60)
    people = tables["participants"]
    people.loc[people.index[:2], "role"] = "the only one of her kind"
    made = rounded(counted(tables), settings_of(5), b"one").cells[cells.PROFILE]
    roles = set(made.loc[made["dimension"] == "role", "category"])
    assert roles <= {"leader", "specialist", "other"}


def test_a_session_that_one_person_is_written_down_at_is_not_there():
    tables = programme(1, 60)
    one = tables["attendance"].query("cohort_id == 'alfa' and module_id == 'm1'").iloc[:1]
    tables["attendance"] = one.assign(attended="yes")
    assert len(counted(tables)[cells.ATTENDED]) > 0
    assert rounded(counted(tables), settings_of(5), b"one").cells[cells.ATTENDED].empty


def test_nobody_yet_is_no_cell_at_all():
    nobody = {name: frame.iloc[:0] for name, frame in counted(programme(1, 9)).items()}
    made = rounded(nobody, Protection(), b"one")
    assert all(frame.empty for frame in made.cells.values())
    grown = rounded(counted(programme(1, 60)), Protection(), b"one", remembered(made, 5))
    assert grown.cells[cells.ENROLMENTS]["n"].sum() > 0

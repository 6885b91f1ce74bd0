"""An attack on the public cubes: no number and no difference of nested selections is 1..k-1.

The same attack finds hundreds where rounding is switched off, and where cubes are rounded apart
from one another, so it is not blind.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas import roles
from atlas.protection import Protection
from atlas.publish import cells, protect
from tests.deliveries import ROOT
from tests.publish import programmes, selections
from tests.publish.programmes import LAST, counted, not_rounded, programme, published

TWENTY = settings(max_examples=20, deadline=None, database=None, derandomize=True)


def attack(public, last=LAST, k=5):
    """What the attacker finds: every count of people or organisations that is 1..k-1."""
    people, owners = public["enrolments"], public["organisations"]
    asked = (
        selections.of_people(public, last),
        selections.of_organisations(public),
        *(selections.of_each_once(c) for c in (people, owners, owners[owners["enterprise"]])),
    )
    return [leak for each in asked for leak in each.small(k)]


@TWENTY
@given(some.integers(0, 2**32), some.integers(1, 90), some.sampled_from([3, 5, 10]))
def test_no_difference_of_nested_selections_of_a_random_programme_is_small(seed, people, k):
    public = published(programme(seed, people), replace(Protection(), k=k))
    assert attack(public, k=k) == []


@TWENTY
@given(some.integers(0, 2**32), some.integers(20, 90))
def test_nor_where_the_officer_publishes_less(seed, people):
    coarser = replace(
        Protection(),
        cross=("cohort_id", "status"),
        margins=((), ("cohort_id",)),
        properties=(("gender", "cohort"), ("role", "never")),
    )
    public = published(programme(seed, people), coarser)
    assert attack(public) == []


@pytest.fixture(params=["shipped", "counted"])
def folder(request):
    return request.getfixturevalue(request.param).snapshot.folder


def read(folder):
    """Every table of a folder that counts something."""
    frames = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    return {name: frame for name, frame in frames.items() if "n" in frame.columns}


def last_module(folder):
    return int(pd.read_parquet(folder / "modules.parquet")["position"].max())


def test_the_attack_knows_every_table_that_counts(folder):
    assert set(read(folder / "public")) == set(cells.NAMES)


def test_no_difference_of_nested_selections_of_a_public_folder_is_small(folder):
    public = read(folder / "public")
    chosen = selections.of_people(public, last_module(folder / "public"))
    assert len(chosen.values) > 100
    assert attack(public, last_module(folder / "public")) == []


def test_no_page_file_or_sentence_reads_how_far_a_sum_moved():
    # where a sum has a single small cell, the move of the sum tells that cell
    told = [path for path in (ROOT / "atlas").rglob("*.py") if "largest_move" in path.read_text()]
    assert {str(path.relative_to(ROOT / "atlas")) for path in told} == {
        "publish/protect.py",
        "__main__.py",
    }
    matrix = roles.load(ROOT / "data")
    may = {role for role, page, _ in matrix.allowed if page == "access"}
    assert may <= roles.EXACT


# --- the attack is not blind ------------------------------------------------------------------------


def test_the_same_attack_on_the_exact_folder_finds_hundreds(folder):
    assert len(attack(read(folder / "exact"), last_module(folder / "exact"))) > 300


def test_with_rounding_switched_off_it_finds_hundreds(monkeypatch):
    monkeypatch.setattr(programmes, "rounded", not_rounded)
    assert len(attack(published(programme(1, 40)))) > 300


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("modules_reached", "modules"),
        ("profile", "gender"),
    ],
)
def test_cubes_rounded_apart_from_one_another_are_found_out(name, apart):
    # each of them alone holds no small count; only their difference does
    tables = programme(1, 60)
    public = published(tables)
    alone = protect.protect(counted(tables)[name], ((), ("cohort_id",)), 5, b"x")
    # ten more in each cell is a table that is safe by itself, and not with the others
    found = attack({**public, name: alone.assign(n=alone["n"] + 6)})
    assert any(apart in line for line in found)
    assert (alone["n"] >= 5).all()


def test_who_was_in_a_second_place_only_is_found_out_by_counting_each_once():
    # ten in A, and in both places eleven who are each counted once: one was in B alone
    cells = pd.DataFrame(
        [("A", "alfa", "", 10), ("B", "beta", "alfa@A", 5), ("B", "beta", "", 1)],
        columns=["municipality_code", "cohort_id", "earlier", "n"],
    )
    found = selections.of_each_once(cells).small(5)
    assert "once in ['A', 'B'], ['alfa', 'beta'] - once in ['A'], ['alfa', 'beta'] = 1" in found
    assert selections.of_each_once(cells.iloc[:2]).small(5) == []


def test_cells_of_any_size_from_k_up_are_found_out_by_their_differences():
    # as it was once: cells of k and more as they are; 12 people minus 8 women are 4 men
    public = published(programme(1, 60))
    loose = public["enrolments"].assign(n=public["enrolments"]["n"] + 2)
    assert attack({**public, "enrolments": loose})

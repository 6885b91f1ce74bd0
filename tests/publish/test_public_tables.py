"""What is told of the rounded cells: sums of them, and no finer than declared."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.memberships import without_places
from atlas.protection import Protection
from atlas.publish import cells, public_tables
from atlas.publish.rounded import rounded
from tests.publish.programmes import counted, programme

M, C, S = "municipality_code", "cohort_id", "status"


@pytest.fixture(scope="module")
def shown():
    return rounded(counted(programme(2, 90)), Protection(), b"one").cells


def public(shown, **changes):
    return public_tables.public_tables(shown, replace(Protection(), **changes))


def test_where_everything_is_told_the_cells_are(shown):
    for name, frame in public(shown).items():
        if name == cells.SCORES:
            continue
        keys = [c for c in frame.columns if c != "n"]
        assert frame.set_index(keys)["n"].to_dict() == shown[name].set_index(keys)["n"].to_dict()


def test_scores_before_are_told_beside_each_later_wave():
    rows = [("before", "both", 2, 10), ("before", "after", 4, 5), ("before", "followup", 4, 5),
            ("after", "", 5, 15), ("followup", "", 1, 15)]  # fmt: skip
    scores = pd.DataFrame(rows, columns=["wave", "later", "score", "n"])
    made = cells.in_pairs(scores.assign(cohort_id="alfa", area="context"))
    assert made[["wave", "side", "score", "n"]].to_numpy().tolist() == [
        ["after", "before", 2, 10],
        ["after", "before", 4, 5],
        ["after", "now", 5, 15],
        ["followup", "before", 2, 10],
        ["followup", "before", 4, 5],
        ["followup", "now", 1, 15],
    ]


def test_settings_that_tell_less_tell_sums_of_the_same_cells(shown):
    made = public(shown, cross=(C, S))
    for name in (cells.ENROLMENTS, cells.ORGANISATIONS):
        assert set(made[name][M]) == {""}
        assert made[name]["n"].sum() == shown[name]["n"].sum()
    by = [C, S, "started", "earlier"]
    # a history tells no places, either
    whole = shown[cells.ENROLMENTS].assign(
        earlier=shown[cells.ENROLMENTS]["earlier"].map(without_places)
    )
    whole = whole.groupby(by)["n"].sum()
    assert made[cells.ENROLMENTS].set_index(by)["n"].to_dict() == whole.to_dict()


def test_without_status_nobody_is_said_to_have_completed(shown):
    made = public(shown, cross=(M, C))
    assert set(made[cells.ENROLMENTS][S]) == {""}
    assert not made[cells.ENROLMENTS]["started"].any()
    assert not made[cells.MODULES]["completed"].any()
    assert not made[cells.CAPABLE]["several"].any()
    assert made[cells.MODULES]["n"].sum() == made[cells.ENROLMENTS]["n"].sum()
    assert set(made[cells.EXITS]["half_year"]) == {0}
    assert [made[name].empty for name in (cells.WEEKS, cells.SCORES)] == [True, True]


def test_a_property_told_for_the_county_is_not_told_by_cohort(shown):
    made = public(shown, properties=(("gender", "county"), ("role", "never")))[cells.PROFILE]
    assert set(made["dimension"]) == {"gender"}
    assert set(made[C]) == {""}
    mine = shown[cells.PROFILE].query("dimension == 'gender'").groupby("category")["n"].sum()
    assert made.groupby("category")["n"].sum().to_dict() == mine.to_dict()


def test_no_property_at_all_leaves_an_empty_table_with_its_columns(shown):
    made = public(shown, properties=(("gender", "never"),))
    assert list(made[cells.PROFILE].columns) == [
        "cohort_id",
        "dimension",
        "category",
        "started",
        "completed",
        "n",
    ]
    assert made[cells.PROFILE].empty
    assert set(made[cells.EMPLOYERS]["sector"]) == {""}


def test_coarse_changes_nothing_where_every_dimension_is_published(shown):
    assert public_tables.coarse(shown[cells.ENROLMENTS], (M, C, S)) is shown[cells.ENROLMENTS]

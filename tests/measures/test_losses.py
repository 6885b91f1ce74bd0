"""Losses: who started and withdrew, by cohort and place, counted by head."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.measures import losses
from atlas.measures.selection import Selection

EVERYONE = Selection()


def numbers(data, cohort, code):
    rows = losses.table(data, EVERYONE)
    mine = rows[(rows["cohort_id"] == cohort) & (rows["code"] == code)]
    return dict(zip(mine["measure"], mine["value"], strict=True))


def withdrawn(data, of_places):
    rows = losses.table(data, EVERYONE)
    rows = rows[(rows["measure"] == "withdrawn") & (rows["code"] != "").eq(of_places)]
    return rows.set_index(["cohort_id", "code"])


def test_a_cohort_and_its_places_by_head(counted):
    whole = {"applied": 12, "started": 7, "completed": 6, "withdrawn": 1, "completion_rate": 86}
    assert numbers(counted.exact, "alfa", "") == whole
    # p1 … p6 are from 2480 and p7 from 2481; p8 from 2403 has not begun
    all_done = {"started": 6, "completed": 6, "withdrawn": 0, "completion_rate": 100}
    assert numbers(counted.exact, "alfa", "2480") == all_done
    none_done = {"started": 1, "completed": 0, "withdrawn": 1, "completion_rate": 0}
    assert numbers(counted.exact, "alfa", "2481") == none_done
    assert numbers(counted.exact, "alfa", "2403")["started"] == 0


def test_every_place_is_there_once_whichever_are_chosen(counted):
    chosen = losses.table(counted.exact, Selection(municipalities=("2480",)))
    pd.testing.assert_frame_equal(chosen, losses.table(counted.exact, EVERYONE))
    assert len(chosen) == 2 * (5 + 4 * 15)


def test_exact_numbers_name_where_most_were_lost(counted):
    top = losses.most(withdrawn(counted.exact, of_places=True))
    assert top.sure
    assert list(top.rows.index) == [("alfa", "2481")]
    assert losses.most(withdrawn(counted.exact, of_places=False)).rows["value"].tolist() == [1]


def test_hidden_numbers_are_no_zeros_and_none_is_named_while_one_could_be_worse(counted):
    rows = withdrawn(counted.public, of_places=True)
    assert rows["status"].eq("protected").all()
    assert rows["value"].isna().all()
    assert rows["upper"].eq(4).all(), "a hidden one may be four"
    assert losses.most(rows) is None, "nobody is known to be lost"


def rows(*numbers):
    """Rows of a number, or None for a hidden one, with its span."""
    return pd.DataFrame(
        [(n, "protected" if n is None else "reported", *span) for n, *span in numbers],
        columns=["value", "status", "lower", "upper"],
    )


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        (rows((10, 6, 14), (5, 1, 5), (None, 0, 4)), True),
        (rows((10, 6, 14), (10, 6, 14)), False),
        (rows((5, 1, 9), (None, 0, 4)), False),
    ],
)
def test_the_worst_is_named_only_where_its_span_lies_above_all_others(told, sure):
    assert losses.most(told).sure == sure


def test_nobody_is_lost_where_all_may_be_none():
    assert losses.most(rows((None, 0, 4), (None, 0, 4))) is None


def test_the_module_before_which_most_were_lost_counts_who_started(counted):
    # p7 came to the first of three modules; p8 has not begun and is not lost before the first
    assert losses.by_module(counted.exact, "alfa")["value"].tolist() == [0, 1, 0]
    assert losses.by_module(counted.exact, "beta").empty, "all four are still there"


def test_places_with_a_shown_number_stand_alone_and_the_hidden_ones_are_counted(counted):
    assert losses.places(losses.table(counted.public, EVERYONE)) == (["2480", "2481"], 13)
    shown, hidden = losses.places(losses.table(counted.exact, EVERYONE))
    assert (shown, hidden) == (["2480", "2481"], 0)

"""Medians and means are told for ten people or more, and never so that few can be worked out."""

from __future__ import annotations

import pandas as pd

from atlas.publish import summaries


def durations(**weeks):
    rows = [(c, "completed", True, w, 1) for c, several in weeks.items() for w in several]
    return pd.DataFrame(rows, columns=["cohort_id", "status", "started", "week", "n"])


def test_the_median_and_the_quartiles_by_hand():
    made = summaries.times(durations(a=[20, 22, 24, 26, 28])).set_index("cohort_id")
    assert made.loc["a"].tolist() == [5, 24, 22, 26]
    assert made.loc[""].tolist() == [5, 24, 22, 26]


def test_whoever_withdrew_or_never_started_has_no_time_to_complete():
    rows = durations(a=[20, 30])
    rows.loc[0, "status"] = "withdrawn"
    rows.loc[1, "started"] = False
    assert summaries.times(rows).empty


def told(**counts):
    return pd.Series(counts)


def test_nine_are_too_few_and_ten_are_not():
    nine = summaries.times(durations(a=[1] * 9), 10, told(a=10))
    ten = summaries.times(durations(a=[1] * 10), 10, told(a=11))
    assert nine.empty
    assert ten["cohort_id"].tolist() == ["a", ""]
    assert ten["n"].tolist() == [11, 11]  # the published count, not the exact one


def test_the_whole_is_not_told_where_it_would_tell_the_few_left_out():
    # twelve and three: whole minus a would be the three of b
    few = summaries.times(durations(a=[20] * 12, b=[40] * 3), 10, told(a=12, b=5))
    assert few["cohort_id"].tolist() == ["a"]
    # two groups of six: neither is told, the whole is
    both = summaries.times(durations(a=[20] * 6, b=[40] * 6), 10, told(a=5, b=5))
    assert both["cohort_id"].tolist() == [""]


def test_public_weeks_are_whole():
    made = summaries.times(durations(a=[20] * 5 + [21] * 5), 10, told(a=10))
    assert made["median"].tolist() == [20, 20]


def test_mean_scores_of_pairs_by_hand():
    sums = pd.DataFrame(
        [("a", "after", "context", 12, 30, 42), ("b", "after", "context", 3, 3, 15)],
        columns=["cohort_id", "wave", "area", "n", "before", "now"],
    )
    exact = summaries.scores(sums).set_index("cohort_id")
    assert exact.loc["a", ["n", "before", "now", "change"]].tolist() == [12, 2.5, 3.5, 1.0]
    assert exact.loc["", ["n", "before", "now", "change"]].tolist() == [15, 2.2, 3.8, 1.6]
    counts = pd.DataFrame({"cohort_id": ["a", "b"], "wave": "after", "n": [12, 5]})
    public = summaries.scores(sums, 10, counts)
    assert public["cohort_id"].tolist() == ["a"]

"""Which number is the largest, where each could truly be another: rows a reader can order by head."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.measures import order
from atlas.measures.derived import Span

NAN = float("nan")


def rows(*told):
    """Rows by letter: a value with its span, a value alone, or the span of one that is not shown."""
    made = []
    for value in told:
        number, lower, upper = value if isinstance(value, tuple) else (value, NAN, NAN)
        status = "protected" if number is None else "reported"
        made.append((NAN if number is None else number, status, lower, upper))
    columns = ["value", "status", "lower", "upper"]
    return pd.DataFrame(made, columns=columns, index=list("abcdef")[: len(told)])


def named(first):
    return "".join(first.rows.index)


def test_twenty_leads_ten_for_sure_and_fifteen_not():
    sure = order.first(rows((10, 6, 14), (20, 16, 24), (None, 0, 4)))
    assert (named(sure), sure.sure) == ("b", True)
    # 15 could be 19, and 20 could be 16
    either = order.first(rows((15, 11, 19), (20, 16, 24), (None, 0, 4)))
    assert (named(either), either.sure, either.few) == ("ba", False, True)


def test_one_that_is_not_shown_may_be_the_largest():
    # a share that is not told could be any
    first = order.first(rows((40, 20, 60), (None, 0, 100)))
    assert not first.sure
    assert not first.few


def test_of_more_than_three_none_is_named():
    four = order.first(rows(*[(n, n - 4, n + 4) for n in (15, 16, 17, 18)]))
    assert (len(four.rows), four.few) == (4, False)


def test_the_lowest_is_rarely_sure():
    hidden = order.first(rows((10, 6, 14), (20, 16, 24), (None, 0, 4)), least=True)
    # that it is one without a number is not told
    assert (named(hidden), hidden.sure, hidden.few) == ("c", False, False)
    assert named(order.first(rows((10, 6, 14), (20, 16, 24)), least=True)) == "a"


def test_numbers_without_a_span_are_what_they_are():
    first = order.first(rows(5, 7, 7))
    assert (named(first), first.sure) == ("bc", True)
    assert named(order.first(rows(5, 7, 7), least=True)) == "a"


def test_an_interval_of_exact_numbers_does_not_unsettle_their_order():
    first = order.first(rows((10, 1, 30), (11, 2, 31)), certain=True)
    assert (named(first), first.sure) == ("b", True)


def test_a_fall_lies_between_the_ends_of_the_two():
    falls = order.falls(rows((60, 56, 64), (40, 36, 44), (None, 0, 4)))
    assert list(falls.index) == ["b", "c"]
    assert falls.loc["b"].tolist() == [20, "reported", 12, 28]
    assert falls.loc["c", "status"] == "protected"
    assert falls.loc["c", ["lower", "upper"]].tolist() == [32, 44]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [((6, 14), (15, 23), True), ((6, 14), (14, 22), False), ((15, 23), (6, 14), True)],
)
def test_what_touches_is_not_apart(one, other, told):
    assert order.apart(Span(*one), Span(*other)) is told

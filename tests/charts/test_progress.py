"""Charts of progress draw exactly what may be told, and when things happened."""

from __future__ import annotations

import datetime as dt

import pytest

from atlas.charts import curves, trend
from atlas.charts.dumbbell import Dots, dumbbell
from atlas.charts.steps import Stack, stacked
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words

SWEDISH = Words("sv")


def test_what_is_not_told_draws_no_dot_and_no_way_between():
    dots = Dots(
        ["a", "b", "c"], [1.0, 2.0, None], [3.0, None, None], ("x", "y"),
        ["", "", ""], signs=["3", "..", "-"],
    )  # fmt: skip
    fig = dumbbell(SWEDISH, dots, "light")
    assert [list(trace.x) for trace in fig.data] == [[1, 2, None], [3, None, None]]
    assert [(s.x0, s.x1, s.y0) for s in fig.layout.shapes] == [(1, 3, 0)]
    # a sign stands only where neither of the two is told
    assert [a.text for a in fig.layout.annotations] == ["&nbsp;-"]


def test_marks_and_intervals_are_drawn_as_exactly_as_their_table_tells_them():
    dots = Dots(
        ["a"], [None], [26.2], ("", "median"), [""], reach=([21.6], [27.4]), reach_name="middle"
    )
    fig = dumbbell(SWEDISH, dots, "light")
    assert list(fig.data[0].x) == [26]
    assert [(s.x0, s.x1) for s in fig.layout.shapes] == [(22, 27)]
    shares = Dots(["a"], [47.94], [26.2], ("x", "y"), [""], decimals=(1, 0))
    assert [list(trace.x) for trace in dumbbell(SWEDISH, shares, "dark").data] == [[47.9], [26]]


def test_a_band_lies_behind_and_names_are_plain():
    dots = Dots(["<b>a"], [None], [50.0], ("", "y"), ["<i>"], band=(40, 60), span=(0, 100))
    fig = dumbbell(SWEDISH, dots, "dark")
    assert [(s.x0, s.x1, s.layer) for s in fig.layout.shapes] == [(40, 60, "below")]
    assert list(fig.layout.yaxis.ticktext) == ["&lt;b&gt;a"]
    assert list(fig.data[0].hovertext) == ["&lt;i&gt;"]


@pytest.mark.parametrize(("step", "shape"), [(True, "hv"), (False, "linear")])
def test_a_curve_holds_its_gaps(step, shape):
    line = curves.Curve("a", [0, 4, 9], [100, None, 50], ["", "", ""])
    fig = curves.curves(SWEDISH, [line], "light", step=step, axis="veckor")
    assert list(fig.data[0].y) == [100, None, 50]
    assert fig.data[0].connectgaps is False
    assert fig.data[0].line.shape == shape


def test_a_curve_that_breaks_off_has_the_sign_of_what_is_protected():
    values = [100, None, None, 50, 40]
    line = curves.Curve("a", range(5), values, [""] * 5)
    fig = curves.curves(SWEDISH, [line], "light", step=True, axis="veckor")
    assert list(fig.data[0].text) == ["..", "", "", "", ""]


def test_no_curve_at_all_is_an_empty_chart():
    assert len(curves.curves(SWEDISH, [], "light", step=True, axis="").data) == 0


def test_a_calendar_has_a_bar_for_each_and_a_line_of_events():
    day = dt.date(2022, 1, 10)
    spans = [curves.Span(n, day, dt.date(2022, 6, 10), n) for n in "ab"]
    fig = curves.calendar(SWEDISH, spans, [(day, "x" * 70)], [(day, "jan")], "light")
    assert len(fig.data) == 3
    assert list(fig.layout.yaxis.ticktext) == ["a", "b", "Händelser"]
    assert fig.data[2].hovertext[0] == "x" * 60 + "<br>" + "x" * 10


def test_an_empty_part_is_not_stacked():
    parts = {"X": [5.0, None], "Y": [None, None]}
    painted = dict.fromkeys(parts, ("#000000", "#ffffff"))
    fig = stacked(SWEDISH, Stack(["a", "b"], parts, painted), "light")
    assert [(t.name, list(t.x), list(t.text)) for t in fig.data] == [("X", [5, 0], ["5", ""])]


def test_an_interval_is_the_line_of_its_row_and_reaches_into_the_scale():
    dots = Dots(
        ["a", "b"], [None, None], [26.0, None], ("", "y"), ["", ""],
        reach=([22.0, None], [30.0, None]), signs=["26", ".."],
    )  # fmt: skip
    fig = dumbbell(SWEDISH, dots, "light")
    assert [(s.x0, s.x1, s.y0) for s in fig.layout.shapes] == [(22, 30, 0)]
    assert [list(trace.x) for trace in fig.data] == [[26, None]]
    assert [a.text for a in fig.layout.annotations] == ["&nbsp;.."]
    assert fig.layout.xaxis.range[1] > 30


def test_events_stand_in_their_year_under_the_chart(counted):
    values = registry.values(counted.public, "population", Selection())
    # alfa begins and the dated event is in 2022, beta begins in 2023
    assert trend.events(SWEDISH, counted.public, values) == [
        (2022.0, "10 jan. 2022: Alfa börjar.\nAlfa börjar 10 jan. 2022"),
        (2023.0, "Beta börjar 10 jan. 2023"),
    ]
    fig = trend.trend(SWEDISH, counted.public, values, Selection(), "light")
    marks = fig.data[-1]
    assert list(marks.x) == [2022, 2023]
    low = fig.layout.yaxis.range[0]
    assert all(low < y < min(values.table["value"]) for y in marks.y)


def test_a_chart_without_events_has_no_line_of_them(hollow):
    values = registry.values(hollow.public, "population", Selection())
    fig = trend.trend(SWEDISH, hollow.public, values, Selection(), "light")
    assert all(trace.name != "Händelser" for trace in fig.data)


def test_years_lie_where_they_do_in_time_and_gaps_are_not_joined(shipped):
    values = registry.values(shipped.public, "edu_tertiary_share", Selection())
    fig = trend.trend(SWEDISH, shipped.public, values, Selection(municipalities=("2480",)), "light")
    umea = next(trace for trace in fig.data if trace.name == "Umeå")
    # before each year that does not follow the one before stands a point of no value
    told = [(x, y is not None) for x, y in zip(umea.x, umea.y, strict=True)]
    assert told[:6] == [(2005, False), (2005, True), (2009, False), (2009, True), (2013, False),
                        (2013, True)]  # fmt: skip
    assert [x for x, known in told if known][3:] == [2018, 2019, 2020, 2021, 2022]
    assert umea.connectgaps is False
    assert list(fig.layout.xaxis.tickvals) == [2005, 2009, 2013, 2018, 2020, 2022]


def test_a_break_is_marked_between_its_years(shipped):
    values = registry.values(shipped.public, "out_commuter_share", Selection())
    fig = trend.trend(SWEDISH, shipped.public, values, Selection(), "light")
    (line,) = fig.layout.shapes
    assert (line.x0, line.x1, line.line.dash) == (2018.5, 2018.5, "dash")
    assert "Brott i serien 2019" in [a.text for a in fig.layout.annotations]

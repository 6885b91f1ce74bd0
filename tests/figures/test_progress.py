"""Figures of progress hold exactly what may be told, and when things happened."""

from __future__ import annotations

import datetime as dt

import pytest

from atlas.figures import curves, trend
from atlas.figures.dots import Dots, dumbbell
from atlas.figures.spec import as_json
from atlas.figures.steps import Stack, bars, stacked
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words

SWEDISH = Words("sv")


def marks(figure):
    return [(row.ring, row.dot) for row in figure.rows]


def test_what_is_not_told_is_no_mark_and_no_way_between():
    dots = Dots(
        ["a", "b", "c"], [1.0, 2.0, None], [3.0, None, None], ("x", "y"),
        ["", "", ""], signs=["3", "..", "-"],
    )  # fmt: skip
    figure = dumbbell(SWEDISH, dots)
    assert marks(figure) == [(1, 3), (2, None), (None, None)]
    assert all(row.way for row in figure.rows)
    # a sign stands only where neither of the two is told
    assert [row.sign for row in figure.rows] == ["", "", "-"]
    assert figure.legend == (
        ("ring", "x"), ("dot", "y"), ("sign", ".. skyddat tal"), ("sign", "- uppgift saknas"),
    )  # fmt: skip


def test_marks_and_intervals_are_drawn_as_exactly_as_their_table_tells_them():
    dots = Dots(
        ["a"], [None], [26.2], ("", "median"), [""], reach=([21.6], [27.4]), reach_name="middle"
    )
    figure = dumbbell(SWEDISH, dots)
    assert marks(figure) == [(None, 26)]
    assert [(row.reach, row.way) for row in figure.rows] == [((22, 27), False)]
    shares = Dots(["a"], [47.94], [26.2], ("x", "y"), [""], decimals=(1, 0))
    assert marks(dumbbell(SWEDISH, shares)) == [(47.9, 26)]


def test_a_band_and_a_known_scale_come_along():
    dots = Dots(["<b>a"], [None], [50.0], ("", "y"), ["<i>"], band=(40, 60), span=(0, 100))
    figure = dumbbell(SWEDISH, dots)
    assert (figure.band, figure.span, figure.legend) == ((40, 60), (0, 100), ())
    # text is only ever set as text
    assert [(row.label, row.said) for row in figure.rows] == [("<b>a", "<i>")]


def test_a_mark_at_nought_lies_clear_of_the_names():
    figure = dumbbell(SWEDISH, Dots(["a"], [0.0], [50.0], ("x", "y"), [""]))
    assert figure.span[0] < 0 < 50 < figure.span[1]
    assert [text for _, text in figure.ticks] == ["0", "10", "20", "30", "40", "50"]


@pytest.mark.parametrize("step", [True, False])
def test_a_curve_holds_its_gaps(step):
    line = curves.Curve("a", [0, 4, 9], [100, None, 50], ["x", "", "y"])
    figure = curves.curves(SWEDISH, [line], step=step, axis="veckor")
    (drawn,) = figure.lines
    assert drawn.points == ((0, 100, "x"), None, (9, 50, "y"))
    assert (drawn.steps, figure.axis) == (step, "veckor")


def test_a_curve_that_breaks_off_has_the_sign_of_what_is_protected():
    values = [100, None, None, 50, 40]
    line = curves.Curve("a", range(5), values, [""] * 5)
    (drawn,) = curves.curves(SWEDISH, [line], step=True, axis="veckor").lines
    assert drawn.broken == ((0, ".."),)


@pytest.mark.parametrize(
    ("values", "last", "end", "signs"),
    [
        ([100, 70], "70 %", "a 70 %", ()),
        ([100, None], "..", "a ..", ()),
        ([100, None, 70, None], "..", "a ..", ((0, ".."),)),
        ([None, None], "..", "a ..", ()),
        ([], "", "a", ()),
    ],
)
def test_a_curve_is_named_at_its_end_with_its_last_number(values, last, end, signs):
    line = curves.Curve("a", range(len(values)), values, [""] * len(values), last)
    (drawn,) = curves.curves(SWEDISH, [line], step=False, axis="veckor").lines
    assert (drawn.end, drawn.broken) == (end, signs)


def test_no_curve_at_all_is_an_empty_figure():
    assert curves.curves(SWEDISH, [], step=True, axis="").lines == ()


def test_a_calendar_has_a_stretch_for_each_and_a_row_of_events():
    day = dt.date(2022, 1, 10)
    spans = [curves.Span(n, day, dt.date(2022, 6, 10), n, n == "b") for n in "ab"]
    figure = curves.calendar(SWEDISH, spans, [(day, "x")], [(day, "jan")])
    assert [row.label for row in figure.rows] == ["a", "b", "Händelser"]
    assert [row.stretch and row.stretch[2] for row in figure.rows] == [False, True, None]
    first, last, _ = figure.rows[0].stretch
    assert last - first == 151  # 10 January to 10 June
    assert figure.rows[2].events == ((first, "x"),)
    assert figure.span[0] < first < last < figure.span[1]


def test_an_empty_part_is_not_stacked():
    parts = {"X": [5.0, None], "Y": [None, None]}
    painted = dict.fromkeys(parts, ("#000000", "#ffffff"))
    figure = stacked(SWEDISH, Stack(["a", "b"], parts, painted))
    assert [name for name, *_ in figure.parts] == ["X"]
    assert [row.parts for row in figure.rows] == [((5, "5", "X: 5", None),), ((0, "", "", None),)]
    assert figure.span == (0, 5)


def test_a_bar_that_may_not_be_told_is_its_sign():
    figure = bars(SWEDISH, ["a", "b"], [7.0, None], ["7", ".."], mark=0)
    assert [(row.bar, row.text, row.sign, row.look) for row in figure.rows] == [
        (7, "7", "", "strong"),
        (None, "..", "..", ""),
    ]


def test_an_interval_is_the_line_of_its_row_and_reaches_into_the_scale():
    dots = Dots(
        ["a", "b"], [None, None], [26.0, None], ("", "y"), ["", ""],
        reach=([22.0, None], [30.0, None]), signs=["26", ".."],
    )  # fmt: skip
    figure = dumbbell(SWEDISH, dots)
    assert [(row.dot, row.reach, row.sign) for row in figure.rows] == [
        (26, (22, 30), ""),
        (None, None, ".."),
    ]
    assert figure.span[1] > 30


def test_events_stand_in_their_year_under_the_lines(counted):
    values = registry.values(counted.public, "population", Selection())
    # alfa begins and the dated event is in 2022, beta begins in 2023
    told = [
        (2022.0, "10 jan. 2022: Alfa börjar.\nAlfa startar 10 jan. 2022"),
        (2023.0, "Beta startar 10 jan. 2023"),
    ]
    assert trend.events(SWEDISH, counted.public, values) == told
    assert trend.trend(SWEDISH, counted.public, values, Selection()).events == tuple(told)


def test_a_figure_without_events_has_none(hollow):
    values = registry.values(hollow.public, "population", Selection())
    assert trend.trend(SWEDISH, hollow.public, values, Selection()).events == ()


def test_years_lie_where_they_do_in_time_and_gaps_are_not_joined(shipped):
    values = registry.values(shipped.public, "edu_tertiary_share", Selection())
    figure = trend.trend(SWEDISH, shipped.public, values, Selection(municipalities=("2480",)))
    umea = next(line for line in figure.lines if line.name == "Umeå")
    assert (umea.look, umea.end) == ("strong", "Umeå 53,1\u00a0%")
    # before each year that does not follow the one before stands a gap
    years = [point and point[0] for point in umea.points]
    assert years[:6] == [None, 2005, None, 2009, None, 2013]
    assert [year for year in years if year][3:] == [2018, 2019, 2020, 2021, 2022]
    assert [year for year, _ in figure.marks] == [2005, 2009, 2013, 2018, 2020, 2022]


def test_several_chosen_places_have_colours_of_their_own_and_one_has_that_of_the_chosen(shipped):
    values = registry.values(shipped.public, "edu_tertiary_share", Selection())

    def paints(*codes):
        figure = trend.trend(SWEDISH, shipped.public, values, Selection(municipalities=codes))
        return [line.paint for line in figure.lines if line.look == "strong"]

    assert paints("2480") == [None]
    three = paints("2480", "2482", "2481")
    assert all(three)
    assert len(set(three)) == 3


def test_a_trend_of_counts_about_one_place_is_drawn_as_large_as_that_place_allows(shipped):
    chosen = Selection(municipalities=("2425", "2480"))

    def drawn(measure):
        values = registry.values(shipped.public, measure, Selection())
        return trend.trend(SWEDISH, shipped.public, values, chosen.of("2425"), "2425")

    people = drawn("population")
    assert [(line.name, line.look) for line in people.lines] == [("Dorotea", "strong")]
    numbers = [point[1] for point in people.lines[0].points if point]
    low, high = people.high
    assert low > 0
    assert high - low < 1.2 * (max(numbers) - min(numbers))
    # shares can be compared: there all are drawn
    assert len(drawn("edu_tertiary_share").lines) == 17


def test_a_break_is_marked_between_its_years(shipped):
    values = registry.values(shipped.public, "out_commuter_share", Selection())
    figure = trend.trend(SWEDISH, shipped.public, values, Selection())
    assert figure.breaks == ((2018.5, "Brott i serien 2019"),)


def test_the_county_alone_is_columns_from_nought(shipped):
    values = registry.values(shipped.public, "new_enterprises", Selection())
    figure = trend.county_trend(SWEDISH, shipped.public, values)
    assert figure.lines == ()
    assert figure.high == (0, max(number for _, number, _ in figure.columns))
    assert figure.columns[-1][2] == "2022: 1\u00a0534 företag"


def test_what_says_nothing_does_not_travel_and_nought_does():
    figure = bars(SWEDISH, ["a"], [0.0], ["0"])
    assert as_json(figure) == {
        "kind": "rows",
        "rows": [{"label": "a", "said": "a: 0", "text": "0", "bar": 0.0}],
        "span": [0.0, 1.0],
        "ticks": [[0.0, "0"], [1.0, "1"]],
    }

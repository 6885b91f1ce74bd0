"""Charts: their numbers are those of the page's table, cell for cell, and what is not told is a gap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.decks import Slide
from atlas.exports import slides as plain
from atlas.exports import xlsx
from atlas.exports.pptx.plots import plot
from atlas.figures import spec
from atlas.figures.spec import Line, Lines, Row, Rows, Spot, Spots
from atlas.views import slide_files, slides
from atlas.views.tables import MARK
from atlas.words import Words
from tests.exports.pptx import made as making

SV = Words("sv")
TICKS = ((0.0, "0"), (10.0, "10"))


@pytest.fixture
def charts(made):
    pairs = making.pairs(made)
    found = [(t, making.chart_of(s)) for t, s in pairs if isinstance(t.content, plain.Chart)]
    assert len(found) > 20
    return made.words, found


def number(words: Words, cell: str) -> float | None:
    """The number of a cell as it is drawn: per cent as a number of hundredths."""
    read = xlsx.number_in(cell.partition(" (")[0], words)
    if read is None:
        return None
    return round(read.value * 100, 6) if "%" in cell else read.value


def test_the_workbook_holds_the_table_of_the_page_cell_for_cell(charts):
    words, found = charts
    cells = 0
    for told, frame in found:
        table = told.content.table
        read = [[(xlsx.number_in(cell, words) or (cell,))[0] for cell in row] for row in table.rows]
        heading, *rows = making.sheets(frame)[1]
        assert len(heading) == len(table.columns)
        assert rows == read, told.title
        cells += sum(map(len, rows))
    assert cells > 1000


def test_what_is_drawn_stands_in_the_workbook(charts):
    for told, frame in charts[1]:
        drawn = making.sheets(frame)[0]
        for plotted in frame.chart.plots:
            for series in plotted.series:
                column = next(at for at, name in enumerate(drawn[0]) if name == series.name)
                column = column if plotted.categories else None
                values = [None if v is None else float(v) for v in series.values]
                columns = zip(*drawn[1:], strict=True)
                kept = [[None if c == "" else c for c in cells][: len(values)] for cells in columns]
                assert values in kept, (told.title, series.name)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_number_that_is_drawn_is_one_that_the_table_tells_of_that_row(shipped, language):
    """Of every card of every page and every measure."""
    words, data = Words(language), shipped.public
    measures = [measure.id for measure in data.catalogue.mappable()]
    more = [
        Slide("indicators", (("matt", name),), key)
        for name in measures
        for key in ("ranking", "trend")
    ]
    deck = making.every_card(data, language)
    whole = slide_files.told(data, replace(deck, slides=(*deck.slides, *more)), "")
    seen = 0
    for told in whole.slides:
        if not isinstance(told.content, plain.Chart):
            continue
        drawn, table = plot(words, told.content), told.content.table
        rows = {row[0].removeprefix(MARK): row[1:] for row in table.rows}
        for series in drawn.series:
            for at, value in enumerate(series.numbers):
                if value is None:
                    continue
                numbers = told_there(words, table, rows, drawn, series, at)
                assert round(value, 6) in numbers, (told.title, series.name, at, value)
                seen += 1
    assert seen > 1000


def told_there(words, table, rows, drawn, series, at):
    """The numbers that the table tells where a number is drawn: in its cell, its row, or anywhere in it."""
    if drawn.kind == "line":
        row = rows[series.name]
        return {number(words, row[list(table.columns[1:]).index(drawn.categories[at])])}
    if series.look == "spot":
        cells = rows[series.labels[at]]
    elif drawn.categories and drawn.categories[at] in rows:
        cells = rows[drawn.categories[at]]
    else:
        cells = [cell for row in table.rows for cell in row]
    return {number(words, cell) for cell in cells}


def test_where_the_table_tells_no_number_the_line_has_a_gap(charts):
    words, found = charts
    gaps = 0
    for told, _ in found:
        drawn = plot(words, told.content)
        if drawn.kind != "line":
            continue
        rows = {row[0].removeprefix(MARK): row[1:] for row in told.content.table.rows}
        columns = list(told.content.table.columns[1:])
        for series in drawn.series:
            for at, value in enumerate(series.numbers):
                cell = rows[series.name][columns.index(drawn.categories[at])]
                assert (value is None) == (number(words, cell) is None)
                gaps += value is None
    assert gaps > 5


def chart(figure, *rows, columns=("Kommun", "Antal")):
    return plot(SV, plain.Chart(figure, plain.Table(columns, rows)))


def test_a_protected_row_is_a_gap_that_says_so():
    figure = Rows((Row("Umeå", bar=12.0), Row("Malå", sign="..")), (0.0, 12.0), TICKS)
    drawn = chart(figure, ("Umeå", "12"), ("Malå", ".."))
    assert drawn.series[0].numbers == (12.0, None)
    assert drawn.categories == ("Umeå", "Malå (..)")


def test_a_part_that_is_not_told_is_a_gap_and_nought_is_a_number():
    parts = ((0.0, "", "", None), (0.0, "0", "Klara: 0", None), (7.0, "7", "Kvar: 7", None))
    named = (
        ("Pausade", "#111111", "#ffffff"),
        ("Klara", "#222222", "#ffffff"),
        ("Kvar", "#333333", "#ffffff"),
    )
    drawn = chart(
        Rows((Row("RIV", parts=parts),), (0.0, 7.0), TICKS, parts=named), ("RIV", "..", "0", "7")
    )
    assert [series.numbers for series in drawn.series] == [(None,), (0.0,), (7.0,)]


def test_a_number_is_as_exact_as_the_table_and_no_more():
    figure = Rows((Row("Umeå", dot=4.3849),), (0.0, 10.0), TICKS)
    assert chart(figure, ("Umeå", "4,4")).series[0].numbers == (4.4,)
    assert chart(figure, ("Umeå", "4")).series[0].numbers == (4.0,)


def test_no_line_leads_over_a_break_and_an_uneven_time_is_uneven():
    points = ((2020.0, 1.0, ""), (2021.0, 2.0, ""), None, (2022.0, 3.0, ""))
    line = Line("Umeå", "strong", points, end="Umeå 3")
    figure = Lines((line,), (2020.0, 2022.0), (0.0, 3.0), TICKS, ((2020.0, "2020"),))
    drawn = chart(figure, ("Umeå", "1", "2", "3"), columns=("Kommun", "2020", "2021", "2022"))
    assert (drawn.kind, drawn.categories) == ("line", ("2020", "2021", "2022"))
    assert drawn.series[0].loose == {0, 2}
    uneven = Lines(
        (Line("Umeå", "strong", (*points[:2], (2024.0, 4.0, ""))),),
        (2020.0, 2024.0),
        (0.0, 4.0),
        TICKS,
        (),
    )
    drawn = chart(uneven, ("Umeå", "1", "2", "4"), columns=("Kommun", "2020", "2021", "2024"))
    assert (drawn.kind, drawn.series[0].across) == ("scatter", (2020.0, 2021.0, 2024.0))


def test_a_step_holds_until_the_next():
    line = Line("RIV", "cohort-0", ((0.0, 100.0, ""), (4.0, 80.0, "")), steps=True)
    figure = Lines((line,), (0.0, 4.0), (0.0, 106.0), TICKS, ((0.0, "0"), (2.0, "2")), axis="vecka")
    series = chart(figure, ("RIV", "100", "80")).series[0]
    assert list(zip(series.across, series.numbers, strict=True)) == [(0, 100), (4, 100), (4, 80)]


def test_spots_lie_where_both_numbers_are_and_have_their_names():
    figure = Spots((Spot("Umeå", 1.26, 8.0, ""), Spot("Malå", 2.0, 5.0, "", (4.0, 6.0), "strong")),
                   (0.0, 3.0), (0.0, 10.0), TICKS, TICKS, "andel", "antal")  # fmt: skip
    quiet, chosen = chart(figure, ("Umeå", "1,3", "8"), ("Malå", "2,0", "5")).series
    assert (quiet.across, quiet.numbers, quiet.labels) == ((1.3,), (8.0,), {0: "Umeå"})
    assert (chosen.reach, chosen.labels) == (((4.0, 6.0),), {0: "Malå"})


def test_every_figure_is_read_as_it_travelled(shipped):
    read = 0
    for view in making.every_card(shipped.public, "sv").slides:
        figure = slides.content(shipped.public, "sv", view)["figure"]
        if figure["kind"] == "chart":
            assert spec.as_json(spec.from_json(figure["figure"])) == figure["figure"]
            read += 1
    assert read > 20

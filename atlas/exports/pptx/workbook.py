"""The workbook inside a chart: the numbers that are drawn, and the page's table, where each cell stands."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from atlas.exports import xlsx
from atlas.exports.filed import Filed
from atlas.exports.pptx.plot import Plot
from atlas.exports.slides import Table
from atlas.words import Words

Cell = str | float | None


class Sheet:
    """The sheet of a plot's numbers: where each column of it stands, for the chart to point at.

    Over categories these come first and each series is a column; over numbers each series has two
    columns, or three where its numbers have names."""

    def __init__(self, words: Words, plot: Plot) -> None:
        self.name = words("pptx.plotted")
        self.columns: list[tuple[str, Sequence[Cell], str]] = []
        self._places: dict[tuple[int, str], int] = {}
        if plot.across is None:
            self._put(-1, "categories", "", plot.categories)
        for at, series in enumerate(plot.series):
            if plot.across is not None:
                if series.look == "spot":
                    self._put(at, "names", "", [str(series.labels[i]) for i in series.labels])
                self._put(at, "across", plot.across.title, series.across)
            self._put(at, "numbers", series.name, series.numbers, series.form)

    def _put(
        self, series: int, what: str, heading: str, cells: Sequence[Cell], form: str = ""
    ) -> None:
        self._places[series, what] = len(self.columns)
        self.columns.append((heading, cells, form or "General"))

    def cells(self, series: int, what: str) -> str:
        """Where the cells of a column are, as a chart names them."""
        at = self._places[series, what]
        column = xl_col_to_name(at, True)
        last = len(self.columns[at][1]) + 1
        return f"'{self.name}'!{column}$2:{column}${last}"

    def heading(self, series: int) -> str:
        """Where the name of a series is."""
        return f"'{self.name}'!{xl_col_to_name(self._places[series, 'numbers'], True)}$1"


def encode(words: Words, made: dt.datetime, sheet: Sheet, table: Table) -> bytes:
    """The workbook: what is drawn, then the page's table cell for cell. A text is a text, whatever it
    begins with."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, xlsx.OPTIONS) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        drawn = book.add_worksheet(sheet.name)
        for at, (heading, cells, form) in enumerate(sheet.columns):
            shown = book.add_format({"num_format": form})
            drawn.write_string(0, at, heading)
            drawn.set_column(at, at, 14)
            for row, cell in enumerate(cells, 1):
                if isinstance(cell, str):
                    drawn.write_string(row, at, cell)
                elif cell is not None:
                    drawn.write_number(row, at, cell, shown)
        told = book.add_worksheet(words("xlsx.figures"))
        rows = [list(row) for row in table.rows]
        xlsx.write_table(words, book, told, Filed([], list(table.columns), rows))
    return out.getvalue()

"""Figures as plots: what rows, lines and spots become in a native chart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atlas.exports.filed import decimal
from atlas.exports.pptx import plot_lines, plot_rows
from atlas.exports.pptx.paint import colour
from atlas.exports.pptx.plot import Plot, Series, extent, scale
from atlas.exports.slides import Chart, Table
from atlas.figures.spec import Ends, Lines, Rows, Spots, Tick
from atlas.rounding import half_up
from atlas.words import Words

FINEST = 6  # decimals of a scale, at most


class Exactness:
    """How exactly the page's table tells its numbers: nothing in a chart is more exact."""

    def __init__(self, words: Words, table: Table) -> None:
        self._places = re.compile(rf"\d{re.escape(decimal(words))}(\d+)")
        cells = (cell for row in table.rows for cell in row[1:])
        self.decimals = max(map(self._told, cells), default=0)
        self.percent = words.percent_sign
        self._used = 0

    def _told(self, text: str) -> int:
        """With how many decimals a text tells its numbers."""
        return max(map(len, self._places.findall(text)), default=0)

    def number(self, number: float | None, text: str = "") -> float | None:
        """The number as its text tells it, or without one as exactly as the table does at most."""
        if number is None:
            return None
        told = any(map(str.isdecimal, text))
        places = self._told(text) if told else self.decimals
        self._used = max(self._used, places)
        return float(half_up(number, places))

    def ends(self, ends: Ends | None) -> Ends | None:
        """Both ends as they are told."""
        if ends is None:
            return None
        return float(half_up(ends[0], self.decimals)), float(half_up(ends[1], self.decimals))

    def form(self, ticks: Sequence[Tick], numbers: Sequence[float | None] = ()) -> str:
        """How a spreadsheet shows the numbers that were told so far, or with as few decimals as some of
        them need; in per cent where the scale is."""
        known = [number for number in numbers if number is not None]
        return self._form(_needed(known, self._used) if known else self._used, ticks)

    def tick_form(self, ticks: Sequence[Tick]) -> str:
        """How it shows the numbers of a scale: with as few decimals as they need."""
        return self._form(_needed([number for number, _ in ticks], FINEST), ticks)

    def _form(self, places: int, ticks: Sequence[Tick]) -> str:
        unit = f'"{self.percent}"' if ticks and ticks[-1][1].endswith("%") else ""
        return f"#,##0{'.' + '0' * places if places else ''}{unit}"


def _needed(numbers: Sequence[float], most: int) -> int:
    """As few decimals as tell numbers as they are, at most so many."""
    return next((d for d in range(most) if all(round(n, d) == n for n in numbers)), most)


def plot(words: Words, chart: Chart) -> Plot:
    """The plot of a chart, as exact as its table."""
    exact, figure = Exactness(words, chart.table), chart.figure
    if isinstance(figure, Rows):
        return plot_rows.plot(exact, figure)
    if isinstance(figure, Lines):
        return plot_lines.plot(exact, figure, chart.table)
    return _spots(exact, figure)


def _spots(exact: Exactness, figure: Spots) -> Plot:
    """Each place under its name; those that are chosen as a series of their own."""
    looks = (("", figure.side, colour("bubble")), ("strong", f"{figure.side} ▸", colour("strong")))
    series = []
    for look, name, paint in looks:
        those = [spot for spot in figure.spots if spot.look == look]
        if those:
            numbers = tuple(exact.number(spot.up) for spot in those)
            made = Series(
                name,
                numbers,
                "spot",
                paint,
                exact.form(figure.ticks),
                across=tuple(exact.number(spot.across) or 0.0 for spot in those),
                reach=tuple(exact.ends(spot.reach) for spot in those),
                labels={at: spot.label for at, spot in enumerate(those)},
                explained=False,
            )
            series.append(made)
    forms = exact.tick_form(figure.ticks), exact.tick_form(figure.marks)
    places = [place for one in series for place in one.across]
    up = scale(figure.high, extent(series), figure.ticks, forms[0], figure.side)
    across = scale(figure.across, places, figure.marks, forms[1], figure.axis)
    return Plot("scatter", tuple(series), up, across=across)

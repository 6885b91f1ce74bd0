"""Parts of a bar, end to end, and under them what each could be.

A whisker at the end of a part would be read as that of the sum up to there. So each has a line of its own
below the bar, in its colour, from the part's own beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import stroked, trail
from atlas.exports.svg.plot import Plot, Scale, along
from atlas.figures.spec import Ends, Row, Rows

BAR = 0.72  # of a row's height
LANE = 0.5  # em between two lines
END = 0.2  # em that a line's end stands out to either side
AROUND = 0.5  # em around the number on a part


class Span(NamedTuple):
    """Where a part begins and ends, where it could end, and on which line under the bar that is drawn."""

    begin: float
    end: float
    reach: Ends | None
    lane: int


def below(rows: Iterable[Row]) -> float:
    """How much higher rows are, in em, for the lines under the bar of the row that has most of them."""
    return LANE * max((span.lane + 1 for row in rows for span in spans(row)), default=0)


def has_room(text: float, part: float, size: float) -> bool:
    """Whether a text so wide has room upon a part so long."""
    return text + AROUND * size <= part


def stack(
    row: Row, figure: Rows, x: Scale, y: float, height: float, deep: float, plot: Plot
) -> None:
    """Draw the parts of a row."""
    em, lines = plot.size, deep * plot.size
    thick, middle = BAR * (height - lines), y - lines / 2
    for at, span in enumerate(spans(row)):
        number, text, _, _ = row.parts[at]
        if not number:
            continue
        _, fill, ink = figure.parts[at] if at < len(figure.parts) else ("", colour("bubble"), "")
        left, long = x(span.begin), x(span.end) - x(span.begin)
        edge = stroked(colour("muted"), 0.071 * em)
        plot.on.rect(left, middle - thick / 2, long, thick, fill=fill, **edge)
        if has_room(plot.wide(text), long, em):
            plot.write(left + long / 2, middle + 0.35 * em, text, "middle", fill=ink)
        if span.reach:
            high = middle + thick / 2 + (span.lane + 0.75) * LANE * em
            # the colour tells whose line it is; pale and dark ones alike are seen by the line upon it
            plot.stroke(trail("M", x(span.reach[0]), high, "H", x(span.reach[1])), fill, 0.357)
            plot.stroke(along(span.reach, high, x, END * em), colour("text"), 0.093)


def spans(row: Row) -> list[Span]:
    """Where the parts of a row lie, each line under the bar on the first one where no other is in the
    way."""
    taken: list[float] = []
    made, total = [], 0.0
    for number, _, _, reach in row.parts:
        begin, total = total, total + number
        if not reach or not number:
            made.append(Span(begin, total, None, -1))
            continue
        could = (begin + reach[0], begin + reach[1])
        lane = next((i for i, end in enumerate(taken) if end < could[0]), len(taken))
        taken[lane : lane + 1] = [could[1]]
        made.append(Span(begin, total, could, lane))
    return made

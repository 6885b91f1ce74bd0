"""A chart as the library takes it: the XML and the workbook that we have made."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Emu

from atlas.exports.pptx import chart_xml, page, workbook
from atlas.exports.pptx.page import INCH, Box, Shapes
from atlas.exports.pptx.paint import colour
from atlas.exports.pptx.plot import Plot
from atlas.exports.pptx.plots import plot
from atlas.exports.slides import Chart
from atlas.words import Words

LINE = 0.19  # inches of a line under a chart
WIDE = 150  # characters that such a line holds


class Native:
    """What :meth:`SlideShapes.add_chart` asks of a chart's data."""

    def __init__(self, words: Words, chart: Chart, drawn: Plot, made: dt.datetime) -> None:
        self.words, self.chart, self.drawn, self.made = words, chart, drawn, made

    @cached_property
    def sheet(self) -> workbook.Sheet:
        """Where the numbers stand."""
        return workbook.Sheet(self.words, self.drawn)

    def xml_bytes(self, _: Any) -> bytes:
        """The chart."""
        language = self.words.locale.replace("_", "-")
        return chart_xml.write(self.drawn, self.sheet, language)

    @property
    def xlsx_blob(self) -> bytes:
        """Its workbook."""
        return workbook.encode(self.words, self.made, self.sheet, self.chart.table)


def draw(
    shapes: Shapes, words: Words, chart: Chart, box: Box, said: tuple[str, str], made: dt.datetime
) -> None:
    """A chart with its name and what is said of it, and under it what it cannot draw."""
    drawn = plot(words, chart)
    lines = [line for line in drawn.under if line]
    rows = sum(1 + len(line) // WIDE for line in lines)
    foot = round(min(rows, 5) * LINE * INCH)
    room = Box(box.left, box.top, box.width, box.height - foot)
    # the library only asks for two members of it
    frame: GraphicFrame = shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        *map(Emu, room),
        Native(words, chart, drawn, made),
    )
    frame.name, description = said
    page.describe(frame, description)
    if lines:
        under = Box(box.left, box.top + box.height - foot, box.width, foot)
        page.text(shapes, under, words("pptx.under"), lines, 10.5, paint=colour("muted"))

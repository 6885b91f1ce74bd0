"""A plot as the XML of a native chart (DrawingML), with its numbers by reference to its workbook."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from atlas.exports.pptx import chart_marks as marks
from atlas.exports.pptx.chart_marks import letters, line
from atlas.exports.pptx.paint import colour, mixed
from atlas.exports.pptx.plot import Kind, Plot, Scale
from atlas.exports.pptx.workbook import Sheet

NAMESPACES = nsdecls("c", "a", "r")
ELEMENTS: dict[Kind, str] = {
    "bars": "barChart",
    "stack": "barChart",
    "columns": "barChart",
    "dots": "lineChart",
    "line": "lineChart",
    "scatter": "scatterChart",
}
ACROSS, UP = 111, 222  # the axes' ids
NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
MANY = 8  # names on an axis: more of them are turned


def write(plot: Plot, sheet: Sheet, language: str) -> bytes:
    """The chart, with the language of its texts."""
    series = "".join(_series(plot, sheet, at) for at in range(len(plot.series)))
    element = ELEMENTS[plot.kind]
    area = f"<c:{element}>{_before(plot)}{series}{_after(plot)}</c:{element}>"
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<c:chartSpace {NAMESPACES}>"
        f'<c:date1904 val="0"/><c:lang val={quoteattr(language)}/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{area}{_axes(plot)}</c:plotArea>"
        f'{_legend(plot)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{letters(12, colour('text'))}</c:chartSpace>"
    )
    return text.encode()


def _before(plot: Plot) -> str:
    """What stands before the series."""
    if plot.kind in ("line", "dots"):
        return '<c:grouping val="standard"/><c:varyColors val="0"/>'
    if plot.kind == "scatter":
        return '<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
    direction = "col" if plot.kind == "columns" else "bar"
    grouping = "stacked" if plot.kind == "stack" else "clustered"
    return f'<c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'


def _after(plot: Plot) -> str:
    """What stands after them."""
    axes = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
    if plot.kind in ("line", "dots"):
        way = (
            f"<c:hiLowLines><c:spPr>{line(colour('muted'), 2.5)}</c:spPr></c:hiLowLines>"
            if plot.way
            else ""
        )
        return f'{way}<c:marker val="1"/>{axes}'
    if plot.kind == "scatter":
        return axes
    overlap = '<c:overlap val="100"/>' if plot.kind == "stack" else ""
    return f'<c:gapWidth val="45"/>{overlap}{axes}'


def _series(plot: Plot, sheet: Sheet, at: int) -> str:
    """A series: what it is called, how it looks, and where its numbers are."""
    series = plot.series[at]
    head = (
        f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{escape(sheet.heading(at))}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )
    numbers = _numbers(sheet.cells(at, "numbers"), series.numbers, series.form)
    if plot.across is not None:
        across = _numbers(sheet.cells(at, "across"), series.across, plot.across.form)
        data = f"<c:xVal>{across}</c:xVal><c:yVal>{numbers}</c:yVal>"
    else:
        names = _texts(sheet.cells(-1, "categories"), plot.categories)
        data = f"<c:cat>{names}</c:cat><c:val>{numbers}</c:val>"
    smooth = "" if ELEMENTS[plot.kind] == "barChart" else '<c:smooth val="0"/>'
    return f"<c:ser>{head}{marks.dressed(plot.kind, series)}{data}{smooth}</c:ser>"


def _numbers(cells: str, numbers: tuple[float | None, ...], form: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{number!r}</c:v></c:pt>'
        for at, number in enumerate(numbers)
        if number is not None
    )
    return (
        f"<c:numRef><c:f>{escape(cells)}</c:f><c:numCache><c:formatCode>{escape(form)}</c:formatCode>"
        f'<c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef>'
    )


def _texts(cells: str, texts: tuple[str, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>' for at, text in enumerate(texts)
    )
    return (
        f"<c:strRef><c:f>{escape(cells)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def _axes(plot: Plot) -> str:
    lies = plot.kind in ("bars", "stack")
    if plot.across is not None:
        first = _scale(plot.across, ACROSS, UP, "b", rules=False)
    else:
        first = _names(plot, lies)
    return first + _scale(plot.up, UP, ACROSS, "b" if lies else "l", rules=True, lies=lies)


def _names(plot: Plot, lies: bool) -> str:
    """The axis of names: from top to bottom, or from left to right."""
    turned = not lies and len(plot.categories) > MANY and max(map(len, plot.categories)) > 5
    order, place = ("maxMin", "l") if lies else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{NO_TICKS}<c:tickLblPos val="low"/>'
        f"<c:spPr>{_edge()}</c:spPr>{letters(12, colour('text'), turn=-45 if turned else 0)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _scale(
    scale: Scale, own: int, other: int, place: str, *, rules: bool, lies: bool = False
) -> str:
    """An axis of numbers. Where names go from top to bottom, it crosses them at the last."""
    lines = f"<c:majorGridlines><c:spPr>{line(colour('grid'), 0.75)}</c:spPr></c:majorGridlines>"
    beside = "nextTo" if lies else "low"
    crosses = "max" if lies else "min"
    own_line = line("", 0) if rules else _edge()
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{scale.high!r}"/><c:min val="{scale.low!r}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/>'
        f"{lines if rules else ''}{_title(scale.title, place)}"
        f'<c:numFmt formatCode={quoteattr(scale.form)} sourceLinked="0"/>'
        f'{NO_TICKS}<c:tickLblPos val="{beside}"/><c:spPr>{own_line}</c:spPr>'
        f"{letters(11, colour('muted'))}"
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{scale.step!r}"/></c:valAx>'
    )


def _title(text: str, place: str) -> str:
    """What a scale counts."""
    if not text:
        return ""
    turn = ' rot="-5400000" vert="horz"' if place == "l" else ""
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:p><a:pPr><a:defRPr sz="1100" b="0"/></a:pPr>'
        f'<a:r><a:rPr sz="1100" b="0"/><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _edge() -> str:
    return line(mixed(colour("muted"), colour("background"), 0.4), 1)


def _legend(plot: Plot) -> str:
    """What the series are, where there are several or one that has to be explained."""
    if not any(series.explained for series in plot.series):
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
        for at, series in enumerate(plot.series)
        if not series.explained
    )
    return (
        f'<c:legend><c:legendPos val="t"/>{hidden}<c:overlay val="0"/>'
        f"{letters(12, colour('text'))}</c:legend>"
    )

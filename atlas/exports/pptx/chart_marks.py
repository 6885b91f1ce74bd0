"""What the marks of a series look like in a native chart: fill, line, marker, what stands at it, what it
could be."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from atlas.exports.pptx.paint import colour, ink_on, mixed
from atlas.exports.pptx.plot import Kind, Series

SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
RICH = "<a:bodyPr/><a:p><a:r><a:rPr/><a:t>{}</a:t></a:r></a:p>"
PLOT = 0.8  # of a chart's height is that of its scale, about
SIZES = {"line": 6, "dot": 11, "ring": 11, "spot": 10}


def fill(paint: str) -> str:
    """A plain fill; none without a colour."""
    return f'<a:solidFill><a:srgbClr val="{paint}"/></a:solidFill>' if paint else "<a:noFill/>"


def line(paint: str, width: float) -> str:
    """A line so many points wide; none without a colour."""
    if not paint:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(width * 12700)}">{fill(paint)}</a:ln>'


def letters(size: float, paint: str, *, bold: bool = False, turn: int = 0) -> str:
    """How letters look."""
    body = f'<a:bodyPr rot="{turn * 60000}" vert="horz"/>' if turn else "<a:bodyPr/>"
    return (
        f'<c:txPr>{body}<a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill(paint)}'
        '</a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def dressed(kind: Kind, series: Series) -> str:
    """All of it, in the order that a chart wants."""
    if kind in ("bars", "stack", "columns"):
        looks = f'<c:spPr>{fill(series.paint)}</c:spPr><c:invertIfNegative val="0"/>'
        single = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{fill(paint)}</c:spPr></c:dPt>"
            for at, paint in series.paints.items()
        )
    else:
        looks, single = _line(series), _points(series)
    return f"{looks}{single}{_labels(kind, series)}{_reach(kind, series)}"


def _line(series: Series) -> str:
    """A line with its markers, or markers alone."""
    paint = mixed(series.paint, colour("background"), 0.55) if series.thin else series.paint
    drawn = line(paint if series.look == "line" else "", 1 if series.thin else 2.5)
    return f"<c:spPr>{drawn}</c:spPr>{_marker(series, paint)}"


def _marker(series: Series, paint: str) -> str:
    if series.thin:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    look = fill(paint) + line(colour("background"), 0.75)
    shape = "diamond" if series.look == "ring" else "circle"
    return (
        f'<c:marker><c:symbol val="{shape}"/><c:size val="{SIZES[series.look]}"/>'
        f"<c:spPr>{look}</c:spPr></c:marker>"
    )


def _points(series: Series) -> str:
    """Single points that look otherwise: of another colour, or with no line that leads to them."""
    made = []
    for at in sorted({*series.paints, *series.loose}):
        marker = _marker(series, series.paints[at]) if at in series.paints else ""
        own = fill(series.paints[at]) if marker else ""
        apart = f"<c:spPr>{own}{line('', 0)}</c:spPr>"
        made.append(f'<c:dPt><c:idx val="{at}"/>{marker}<c:bubble3D val="0"/>{apart}</c:dPt>')
    return "".join(made)


def _labels(kind: Kind, series: Series) -> str:
    """What stands at points: their number, or a text. A bar's stands at its end, that of a part upon it."""
    side = {"bars": "outEnd", "columns": "outEnd", "stack": "ctr", "dots": "t"}.get(kind, "r")
    if kind == "bars" and any(series.reach):
        side = "inBase"  # clear of the whiskers
    if kind == "dots" and series.side:
        side = series.side
    on_bar = ink_on(series.paint) if side == "inBase" else ""
    paint = on_bar or series.ink or (series.paint if series.look == "line" else colour("text"))
    look = letters(11, paint, bold=series.look == "line")
    made = []
    for at, text in sorted(series.labels.items()):
        place = "b" if at in series.below and side == "t" else side
        told = "" if text is None else f"<c:tx><c:rich>{RICH.format(escape(text))}</c:rich></c:tx>"
        made.append(
            f'<c:dLbl><c:idx val="{at}"/>{_lifted(series.lift)}{told}'
            f'<c:numFmt formatCode={quoteattr(series.form)} sourceLinked="0"/>'
            f'<c:spPr><a:noFill/></c:spPr>{look}<c:dLblPos val="{place}"/>{_shown("Val")}</c:dLbl>'
        )
    if not made:
        return ""
    return f"<c:dLbls>{''.join(made)}{_shown('')}</c:dLbls>"


def _lifted(lift: float) -> str:
    """Away from where a label would stand, by a share of the chart's height."""
    if not lift:
        return ""
    place = f'<c:x val="0"/><c:y val="{lift * PLOT:.4f}"/>'
    return f"<c:layout><c:manualLayout>{place}</c:manualLayout></c:layout>"


def _shown(which: str) -> str:
    return "".join(f'<c:show{name} val="{int(name == which)}"/>' for name in SHOWN)


def _reach(kind: Kind, series: Series) -> str:
    """What each number could be, as whiskers."""
    if not any(series.reach):
        return ""
    sides = []
    for name, side in (("plus", 1), ("minus", 0)):
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{abs(round(ends[side] - number, 9))!r}</c:v></c:pt>'
            for at, (ends, number) in enumerate(zip(series.reach, series.numbers, strict=True))
            if ends is not None and number is not None
        )
        sides.append(
            f'<c:{name}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(series.reach)}"/>'
            f"{points}</c:numLit></c:{name}>"
        )
    direction = "" if kind in ("bars", "stack", "columns") else '<c:errDir val="y"/>'
    return (
        f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{''.join(sides)}<c:spPr>{line(colour('muted'), 1.25)}</c:spPr></c:errBars>"
    )

"""Rows as plots: stacked bars of parts, bars, or dots over the names of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from atlas.exports.pptx.paint import colour, digits
from atlas.exports.pptx.plot import Kind, Look, Plot, Series, extent, scale
from atlas.figures.spec import Row, Rows

if TYPE_CHECKING:
    from atlas.exports.pptx.plots import Exactness

LONG = 16  # characters of a name that has room under a dot; with longer ones, the rows lie
SIDES = {"ring": "l", "dot": "r"}  # where a number stands beside whiskers
SLIVER = 0.05  # of the scale: a part that is smaller has no room for its number


def plot(exact: Exactness, figure: Rows) -> Plot:
    """The rows that have a name. A row without one only says something, and so do signs: under the
    chart."""
    rows = [row for row in figure.rows if row.label]
    said = [row.sign for row in figure.rows if not row.label and row.sign]
    meant = [text for mark, text in figure.legend if mark in ("sign", "reach", "band")]
    if figure.parts:
        kind: Kind = "stack"
        series = _parts(exact, figure, rows)
        said += _noted(rows)
    elif any(row.bar is not None for row in rows):
        kind, series = "bars", [_series(exact, figure, rows, "bar", "")]
    else:
        kind, series = _marks(exact, figure, rows)
    span = figure.span if kind == "dots" else (min(0.0, figure.span[0]), figure.span[1])
    return Plot(
        kind,
        tuple(series),
        scale(span, _ends(kind, series), figure.ticks, exact.tick_form(figure.ticks)),
        categories=tuple(_name(row) for row in rows),
        way=kind == "dots" and any(row.way for row in rows),
        under=(*said, *meant),
    )


def _ends(kind: Kind, series: Sequence[Series]) -> list[float]:
    """Where marks lie; where bars of parts end."""
    if kind != "stack":
        return [*([0.0] if kind == "bars" else []), *extent(series)]
    return [
        0.0,
        *(sum(n or 0.0 for n in row) for row in zip(*(s.numbers for s in series), strict=True)),
    ]


def _name(row: Row) -> str:
    """The name of a row, with the sign of what stands in place of its number: an empty row looks like
    nought."""
    empty = row.bar is None and row.ring is None and row.dot is None and not row.parts
    return f"{row.label} ({row.sign})" if row.sign and empty else row.label


def _noted(rows: Sequence[Row]) -> list[str]:
    return [f"{row.label}: {row.note}" for row in rows if row.note]


def _parts(exact: Exactness, figure: Rows, rows: Sequence[Row]) -> list[Series]:
    """A series for each part. One that is not told has no text."""
    made = []
    for at, (name, paint, ink) in enumerate(figure.parts):
        told = [row.parts[at] if at < len(row.parts) else None for row in rows]
        numbers = tuple(
            exact.number(part[0], part[1]) if part and part[1] else None for part in told
        )
        room = SLIVER * (figure.span[1] - figure.span[0])
        shown = {i: None for i, n in enumerate(numbers) if n is not None and n > room}
        form = exact.form(figure.ticks)
        made.append(
            Series(name, numbers, "bar", digits(paint), form, ink=digits(ink), labels=shown)
        )
    return made


def _marks(exact: Exactness, figure: Rows, rows: Sequence[Row]) -> tuple[Kind, list[Series]]:
    """Rings and dots over the names. Names too long for that lie beside bars, where these may begin at
    nought."""
    names = dict(figure.legend)
    lies = max((len(row.label) for row in rows), default=0) > LONG and figure.span[0] <= 0
    looks: list[tuple[Look, str]] = [("ring", names.get("ring", "")), ("dot", names.get("dot", ""))]
    series = [
        _series(exact, figure, rows, look, name)
        for look, name in looks
        if any(getattr(row, look) is not None for row in rows)
    ]
    return ("bars" if lies else "dots"), series


def _series(exact: Exactness, figure: Rows, rows: Sequence[Row], look: Look, name: str) -> Series:
    """One mark of all rows: the chosen ones and those beside in colours of their own, unless two are
    compared."""
    numbers = tuple(exact.number(getattr(row, look), f"{row.before} {row.text}") for row in rows)
    own = colour("text") if look == "ring" else colour("strong" if figure.paired else "bubble")
    colors = {"strong": colour("strong"), "beside": colour("muted")}
    alone = look != "ring" and not figure.paired
    return Series(
        name or "\N{NO-BREAK SPACE}",
        numbers,
        look,
        own,
        exact.form(figure.ticks, numbers if figure.paired else ()),
        paints={i: colors[row.look] for i, row in enumerate(rows) if row.look and alone},
        reach=tuple(exact.ends(row.reach) for row in rows) if look != "ring" else (),
        labels={i: None for i, number in enumerate(numbers) if number is not None},
        below=frozenset(i for i, row in enumerate(rows) if _lower(row, look)),
        side=SIDES.get(look, "") if any(row.reach for row in rows) else "",
        explained=bool(name),
    )


def _lower(row: Row, look: Look) -> bool:
    """Whether a mark is the lower of two."""
    if row.ring is None or row.dot is None:
        return False
    return row.ring < row.dot if look == "ring" else row.dot < row.ring

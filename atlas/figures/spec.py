"""What a figure consists of: rows of marks on one scale, lines over the years or the weeks, or spots on two
scales.

Figures are plain data. ``static/figures/figure.js`` draws them, on the page and on the stage; what may
not be told is not in them. Numbers are as exact as the table beside the figure tells them, and every
text is ready to be read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

Ends = tuple[float, float]
Tick = tuple[float, str]
Colors = tuple[str, str]  # by day, by night
Part = tuple[float, str, str, Ends | None]


@dataclass(frozen=True)
class Row:
    """A row: its name, what is said of it when one points at it, and its marks, each where there is one.

    ``text`` stands at the end of the marks and ``before`` at their beginning, ``sign`` where there is
    none to draw, ``note`` under them; ``look`` is ``strong`` (chosen) or ``beside`` (the county, the
    country). Marks: a ``bar`` from nought; ``parts`` end to end, each its number, its text, what is said
    of it and what it could be; a ``ring`` and a ``dot``, with the ``way`` between them; the ``reach`` of
    what the number could be, or its interval; a ``stretch`` of time in ``paint``, which goes on if it is
    open; and ``events``, each with what is said of it.
    """

    label: str
    said: str = ""
    text: str = ""
    before: str = ""
    note: str = ""
    sign: str = ""
    look: str = ""
    bar: float | None = None
    parts: tuple[Part, ...] = ()
    ring: float | None = None
    dot: float | None = None
    way: bool = False
    reach: Ends | None = None
    stretch: tuple[float, float, bool] | None = None
    paint: Colors | None = None
    events: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows from top to bottom on a scale (``span``) with ``ticks``.

    ``tall`` is how high a row is, in em. ``band`` is a range to set off behind. ``parts`` names those
    of stacked bars, each with its colour and that of the number upon it. ``legend`` tells what a
    ``ring``, a ``dot``, a ``reach``, the ``band`` or a ``sign`` is. In ``paired`` rows the dot stands
    out against the ring.
    """

    rows: tuple[Row, ...]
    span: Ends
    ticks: tuple[Tick, ...]
    tall: float | None = None
    band: Ends | None = None
    parts: tuple[tuple[str, str, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    paired: bool = False


Point = tuple[float, float, str]


@dataclass(frozen=True)
class Line:
    """A line: its name and its points, each where it lies, how high, and what is said of it; ``None`` is a
    gap. ``end`` is what stands at its end, or above all lines if it has no point. ``look`` is ``strong``,
    ``quiet``, ``beside-0`` or ``cohort-0`` and so on; ``steps`` hold until the next point. ``reach`` is
    what a point could be: where it lies, from, to. ``broken`` are points after which nothing may be told,
    each with the sign of why.
    """

    name: str
    look: str
    points: tuple[Point | None, ...]
    end: str = ""
    paint: Colors | None = None
    steps: bool = False
    reach: tuple[tuple[float, float, float], ...] = ()
    broken: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Lines:
    """Lines, or ``columns`` so ``wide`` of one series, over what ``across`` spans.

    ``high`` is the scale and ``ticks`` its numbers, ``marks`` are those of the years or weeks, which
    ``axis`` names. ``breaks`` are where what is told is not the same on both sides, ``events`` what
    happened meanwhile.
    """

    lines: tuple[Line, ...]
    across: Ends
    high: Ends
    ticks: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    axis: str = ""
    columns: tuple[Point, ...] = ()
    wide: float | None = None
    breaks: tuple[Tick, ...] = ()
    events: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A spot: its name, where it lies on both scales, what is said of it, and what its number upwards could
    be (``reach``), or its interval; ``look`` is ``strong`` (chosen)."""

    label: str
    across: float
    up: float
    said: str
    reach: Ends | None = None
    look: str = ""


@dataclass(frozen=True)
class Spots:
    """Spots on two scales, ``across`` and ``high``, each with what it is (``axis``, ``side``) and its numbers
    (``marks``, ``ticks``). No line leads through them: few spots show no course."""

    spots: tuple[Spot, ...]
    across: Ends
    high: Ends
    ticks: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    axis: str
    side: str


Figure = Rows | Lines | Spots


def draws_numbers(figure: Figure) -> bool:
    """Whether there is a number to be seen: not where none may be told, nor where all are dates."""
    if isinstance(figure, Spots):
        return bool(figure.spots)
    if isinstance(figure, Lines):
        return bool(figure.columns) or any(any(line.points) for line in figure.lines)
    marks = [mark for row in figure.rows for mark in (row.bar, row.ring, row.dot)]
    parts = [number for row in figure.rows for number, *_ in row.parts]
    return any(mark is not None for mark in marks) or any(parts)


def as_json(figure: Figure) -> dict[str, Any]:
    """The figure as it travels: what says nothing is left out."""
    return {"kind": type(figure).__name__.lower(), **_plain(figure)}


def from_json(node: dict[str, Any]) -> Figure:
    """The figure that travelled: what :func:`as_json` made of it, read again."""
    kinds = {kind.__name__.lower(): kind for kind in (Rows, Lines, Spots)}
    members = {name: value for name, value in node.items() if name != "kind"}
    whole: Figure = _made(kinds[node["kind"]], members)
    return whole


INNER = {"rows": Row, "lines": Line, "spots": Spot}


def _made(kind: Any, members: dict[str, Any]) -> Any:
    inner = {
        name: tuple(_made(INNER[name], one) for one in value) if name in INNER else _tupled(value)
        for name, value in members.items()
    }
    return kind(**inner)


def _tupled(value: Any) -> Any:
    return tuple(_tupled(one) for one in value) if isinstance(value, list | tuple) else value


def _plain(node: Any) -> Any:
    if isinstance(node, Row | Rows | Line | Lines | Spot | Spots):
        members = {one.name: getattr(node, one.name) for one in fields(node)}
        return {
            name: _plain(value) for name, value in members.items() if not _says_nothing(name, value)
        }
    if isinstance(node, tuple | list):
        return [_plain(inner) for inner in node]
    return node


def _says_nothing(name: str, value: Any) -> bool:
    """A number of nought says something; an empty list of rows or lines is one."""
    if name in ("rows", "lines", "spots", "ticks", "marks", "label"):
        return False
    return value is None or (isinstance(value, str | tuple | bool) and not value)

"""What the map is told, field by field: its shapes and its scene. ``static/contract.d.ts`` is made of it."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Form = Literal["land", "tiles"]
Series = dict[str, list[float | None]]


class Area(TypedDict):
    """An area: the path of its land (``d``), where its name stands, its size, and the column and row of
    its tile, from 0."""

    code: str
    name: str
    d: str
    x: float
    y: float
    area: float
    tile: NotRequired[list[int]]


class Geometry(TypedDict):
    """The shapes of all areas, in the units of ``viewBox``, and the land around them, where it is known."""

    viewBox: list[float]
    areas: list[Area]
    outline: str
    around: NotRequired[str]


class Pivot(TypedDict):
    """What classes lie around in each period, and which side of it is the better one."""

    better: str
    values: dict[str, float]


class Benchmark(TypedDict):
    """A larger area, and its value in each period: as text and as a number."""

    label: str
    values: dict[str, str]
    numbers: dict[str, float]


class Scene(TypedDict):
    """A map. ``geometry`` is the address of the shapes. ``values``, ``lower`` and ``upper`` hold a list for
    each period, in the order of ``codes``; ``status`` a letter for each code: ``r``, ``p``, ``m`` or ``n``;
    ``instead`` what is said of a place that is not shown. In a ``still`` map nothing can be chosen. Where
    there is an ``opened`` place ("" for none), a press opens a place, and with Ctrl it chooses it.
    """

    geometry: str
    lang: str
    kind: str
    title: str
    unit: str
    unitOne: str
    decimals: int
    codes: list[str]
    periods: list[str]
    period: str
    values: Series
    status: dict[str, str]
    lower: NotRequired[Series | None]
    upper: NotRequired[Series | None]
    interval: str
    instead: NotRequired[dict[str, list[str | None]]]
    still: NotRequired[bool]
    breaks: list[float]
    colors: list[str]
    colorsDark: list[str]
    method: str
    pivot: Pivot | None
    bubbleMax: float
    selected: list[str]
    opened: NotRequired[str]
    benchmarks: list[Benchmark]
    words: dict[str, str]
    labels: bool
    projector: bool
    height: NotRequired[int]
    form: NotRequired[Form]


class Change(TypedDict):
    """What the scene of a difference has otherwise than that of the years."""

    title: str
    unit: str
    unitOne: str
    method: str
    signed: bool
    breaks: list[float]
    colors: list[str]
    colorsDark: list[str]
    bubbleMax: float
    pivot: Pivot | None


class Several(TypedDict):
    """Several maps with one selection; ``then`` is the earlier one of two years."""

    words: dict[str, str]
    note: NotRequired[str]
    then: NotRequired[str]


class ComparedYears(Several):
    """Two years and their difference, where there may be a map of it."""

    mode: Literal["years"]
    scene: Scene
    change: Change | None


class ComparedMeasures(Several):
    """Two measures."""

    mode: Literal["measures"]
    scenes: list[Scene]


class ComparedAll(Several):
    """Every year, small."""

    mode: Literal["all"]
    scene: Scene


Compared = ComparedYears | ComparedMeasures | ComparedAll

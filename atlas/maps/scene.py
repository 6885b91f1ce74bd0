"""The scene: everything needed to draw a map besides its shapes, small enough to send each time."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.errors import CountAsFill
from atlas.frames import each
from atlas.maps.types import Benchmark, Pivot, Scene, Series
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, STATUSES, Values
from atlas.rounding import half_up
from atlas.theme import theme
from atlas.warehouse import Data
from atlas.words import Words

LETTERS = dict(zip(STATUSES, "rpmn", strict=True))
FILLED = ("rate", "index", "ordinal")
MODES = ("light", "dark")


def scene(
    data: Data,
    values: Values,
    selection: Selection,
    words: Words,
    geometry: str,
    breaks: list[float],
    largest: float,
) -> Scene:
    """What to draw, as plain JSON.

    ``geometry`` is the address of the shapes; ``breaks`` the class edges (half-open, fixed over the
    years) of a filled map; ``largest`` the value of the largest bubble. Values are lists in the order
    of ``codes``; ``status`` is one letter per code (r, p, m, n). Raises
    :class:`~atlas.errors.CountAsFill` for a count with class edges.
    """
    measure, language = values.measure, words.language
    filled = measure.kind in FILLED
    if breaks:
        fill(measure)
    pivot = _pivot(data, values, breaks)
    light, dark = (_colors(measure, mode, len(breaks) - 1, pivot is not None) for mode in MODES)
    by_period = {str(p): rows for p, rows in values.table.groupby("period", sort=False)}
    made: Scene = {
        "geometry": geometry,
        "lang": language,
        "kind": measure.kind,
        "title": measure.name(language),
        "unit": measure.unit(language),
        "unitOne": measure.unit_one(language),
        "decimals": measure.decimals,
        "codes": data.codes,
        "periods": values.periods,
        "period": values.period,
        "values": {p: _numbers(rows["value"]) for p, rows in by_period.items()},
        "status": {p: "".join(rows["status"].map(LETTERS)) for p, rows in by_period.items()},
        "interval": display.interval_name(words, values),
        "breaks": breaks,
        "colors": light,
        "colorsDark": dark,
        "method": _method(data, measure, words, pivot is not None) if filled else "",
        "pivot": pivot,
        "bubbleMax": largest,
        "selected": list(selection.municipalities),
        "benchmarks": _benchmarks(data, values, words),
        "words": words.section("map"),
        "labels": True,
        "projector": False,
    }
    intervals = _intervals(by_period)
    if intervals:
        made["lower"], made["upper"] = intervals
    return made


def diverging(measure: Measure, colors: list[str]) -> list[str]:
    """Colours from the lowest value to the highest around a middle; the last of ``colors`` is for better."""
    return colors[::-1] if measure.direction == "lower" else list(colors)


def _colors(measure: Measure, mode: str, classes: int, around: bool) -> list[str]:
    """One colour per class, as different from each other as the theme allows."""
    look = theme()[mode]
    if measure.kind not in FILLED:
        return [look["bubble"]]
    if around:
        return diverging(measure, look["diverging"])
    every: list[str] = look["sequence"]
    if classes < 2 or classes >= len(every):
        return every
    return [every[round(i * (len(every) - 1) / (classes - 1))] for i in range(classes)]


def _pivot(data: Data, values: Values, breaks: list[float]) -> Pivot | None:
    """The benchmark around which the classes of a measure lie, where it declares one: its value in each
    period. Published class edges are then differences from it (:mod:`atlas.publish.breaks`)."""
    if not breaks or breaks[0] != -breaks[-1]:  # published as classes of the values themselves
        return None
    code = data.region.code_of(values.measure.around)
    told = {p: values.benchmark(code, p) for p in values.periods} if code else {}
    known = {p: value for p, value in told.items() if value is not None}
    if not known or len(known) < len(told):
        return None
    return {"better": values.measure.direction, "values": known}


def _method(data: Data, measure: Measure, words: Words, around: bool) -> str:
    """How the classes were made, in words."""
    if around:
        name = data.name_of(data.region.code_of(measure.around), words.language)
        return words("classes.around", name=name, direction=words(f"direction.{measure.direction}"))
    return words(f"classes.{measure.classes}")


def fill(measure: Measure) -> None:
    """Raise :class:`~atlas.errors.CountAsFill` when a measure must not be drawn as fill."""
    if measure.kind not in FILLED:
        raise CountAsFill(measure.id)


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(v) else float(v) for v in column]


def _intervals(by_period: dict[str, pd.DataFrame]) -> tuple[Series, Series] | None:
    """Between what each value could truly be: from and to; ``None`` where none has an interval."""
    if all(rows["lower"].isna().all() for rows in by_period.values()):
        return None

    def side(name: str) -> Series:
        return {
            p: [None if v is None else round(v, 4) for v in _numbers(display.shown(rows)[name])]
            for p, rows in by_period.items()
        }

    return side("lower"), side("upper")


def about(data: Data, values: Values, words: Words, number: str) -> str:
    """A number with "about" before it, if it is a protected one of the programme."""
    protected = values.measure.programme and not data.exact
    return words("sentence.about", value=number) if protected else number


def _benchmarks(data: Data, values: Values, words: Words) -> list[Benchmark]:
    shown: list[Benchmark] = []
    for code in data.region.benchmark_codes():
        rows = values.benchmarks[values.benchmarks["code"] == code]
        told = [row for row in each(rows) if row.status == REPORTED]
        texts = {
            row.period: about(
                data, values, words, display.quantity(words, values.measure, row.value, row.status)
            )
            for row in told
        }
        if texts:
            shown.append(
                {
                    "label": data.name_of(code, words.language),
                    "values": texts,
                    "numbers": {
                        row.period: half_up(row.value, values.measure.decimals) for row in told
                    },
                }
            )
    return shown

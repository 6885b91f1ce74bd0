"""The numbers of a figure are the same wherever it is written: as the data that travel, in the drawings of a
page and of the stage, in the chart that is explored, in the card's table and in its file."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from atlas.exports.csv import encode
from atlas.exports.filed import of_frame
from atlas.figures import curves, steps
from atlas.figures.curves import Curve
from atlas.figures.dots import Dots, dumbbell
from atlas.figures.spec import Figure, as_json
from atlas.figures.steps import Stack
from atlas.views.card import grid
from atlas.words import Words

Open = Callable[..., Page]
Number = float | None
SWEDISH = Words("sv")
TIMES = 12
NAMES = ("Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv")
PARTS = ("Hit", "Dit", "Bort")

# Where the marks of a drawing lie, in its own units, in the order in which they were drawn.
SEEN = """(drawing) => {
  const all = (mark, ...names) =>
    [...drawing.querySelectorAll(`.atlas-plot-${mark}:not(.atlas-plot-key)`)]
      .map((one) => names.map((name) => one.getAttribute(name)));
  return { rule: all("rule", "d"), bar: all("bar", "x", "width"), whisker: all("whisker", "d"),
    part: all("part", "x", "width"), ring: all("ring", "cx"), dot: all("dot", "cx"), line: all("line", "d") };
}"""


@dataclass(frozen=True)
class Made:
    """A figure of random numbers, those that each kind of mark is drawn from (row by row, without those
    that are not told), and the card's table of them."""

    figure: Figure
    marks: dict[str, list[float]]
    table: pd.DataFrame


def bars(chance: random.Random) -> Made:
    """Bars with what each could truly be."""
    labels = names(chance)
    numbers = some(chance, labels, lambda: chance.randint(5, 60))
    low = [number and number - chance.randint(0, 4) for number in numbers]
    high = [number and number + chance.randint(0, 4) for number in numbers]
    texts = [text(number) for number in numbers]
    figure = steps.bars(SWEDISH, labels, numbers, texts, reach=(low, high))
    ends = [end for pair in zip(low, high, strict=True) for end in pair]
    marks = {"bar": known(numbers), "reach": known(ends)}
    return Made(figure, marks, pd.DataFrame({"Namn": labels, "bar": texts}))


def dots(chance: random.Random) -> Made:
    """A ring and a dot in each row, with one decimal."""
    labels = names(chance)
    first, second = (some(chance, labels, lambda: chance.randint(0, 999) / 10) for _ in range(2))
    texts = {"ring": [text(n, 1) for n in first], "dot": [text(n, 1) for n in second]}
    made = Dots(labels, first, second, ("Då", "Nu"), labels, (1, 1), signs=texts["dot"])
    marks = {"ring": known(first), "dot": known(second)}
    return Made(dumbbell(SWEDISH, made), marks, pd.DataFrame({"Namn": labels} | texts))


def parts(chance: random.Random) -> Made:
    """Bars of three parts."""
    labels = names(chance)
    numbers = {part: some(chance, labels, lambda: chance.randint(1, 40)) for part in PARTS}
    stack = Stack(labels, numbers, dict.fromkeys(PARTS, ("#000000", "#ffffff")))
    by_row = [number for row in zip(*numbers.values(), strict=True) for number in row]
    texts = {part: [text(number) for number in numbers[part]] for part in PARTS}
    table = pd.DataFrame({"Namn": labels} | texts)
    return Made(steps.stacked(SWEDISH, stack), {"part": known(by_row)}, table)


def lines(chance: random.Random) -> Made:
    """Two lines by week, with gaps."""
    weeks = [10 * at for at in range(chance.randint(2, 6))]
    values = {
        name: some(chance, weeks, lambda: chance.randint(0, 100)) for name in ("Alfa", "Beta")
    }
    made = [Curve(name, weeks, told, [text(v) for v in told]) for name, told in values.items()]
    every = [value for told in values.values() for value in told]
    table = pd.DataFrame({"Vecka": [str(w) for w in weeks] * 2, "line": [text(v) for v in every]})
    figure = curves.curves(SWEDISH, made, step=False, axis="Veckor")
    return Made(figure, {"line": known(every)}, table)


def names(chance: random.Random) -> list[str]:
    return list(NAMES[: chance.randint(1, len(NAMES))])


def some(chance: random.Random, rows: list[Any], number: Callable[[], float]) -> list[Number]:
    """A number for each row, or none; the first always has one."""
    return [None if at and chance.random() < 0.25 else float(number()) for at in range(len(rows))]


def text(number: Number, decimals: int = 0) -> str:
    return ".." if number is None else SWEDISH.number(number, decimals)


def known(numbers: Iterable[Number]) -> list[float]:
    return [number for number in numbers if number is not None]


# --- what each writer says --------------------------------------------------------------------------


def in_data(figure: dict[str, Any]) -> dict[str, list[float]]:
    """The numbers of a figure as it travels."""
    rows = figure.get("rows", ())
    return {
        **{mark: known(row.get(mark) for row in rows) for mark in ("bar", "ring", "dot")},
        "reach": [end for row in rows for end in row.get("reach", ())],
        "part": [number for row in rows for number, *_ in row.get("parts", ()) if number],
        "line": [point[1] for line in figure.get("lines", ()) for point in line["points"] if point],
    }


def in_drawing(seen: dict[str, Any], figure: dict[str, Any]) -> dict[str, list[float]]:
    """The numbers that a drawing shows, measured with the rules of its own scale."""
    upright = "lines" in figure  # the scale
    rules = [numbers_of(rule)[int(upright)] for (rule,) in seen["rule"]]
    low, high = figure["ticks"][0][0], figure["ticks"][-1][0]
    one = (rules[-1] - rules[0]) / (high - low)

    def at(place: float | str) -> float:
        return low + (float(place) - rules[0]) / one

    return {
        "bar": [at(float(x) + float(width)) for x, width in seen["bar"]],
        "reach": [at(numbers_of(path)[n]) for (path,) in seen["whisker"] for n in (0, 2)],
        "part": [float(width) / one for _, width in seen["part"]],
        "ring": [at(x) for (x,) in seen["ring"]],
        "dot": [at(x) for (x,) in seen["dot"]],
        "line": [at(y) for (path,) in seen["line"] for y in numbers_of(path)[1::2]],
    }


def numbers_of(path: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", path or "")]


def in_chart(chart: dict[str, Any]) -> dict[str, list[float]]:
    """The numbers of the chart that is explored."""
    traces = chart["data"]
    named = {trace.get("name"): trace for trace in traces}
    stack = [named[part]["x"] for part in PARTS if part in named]
    bar = [] if stack else [trace for trace in traces if trace["type"] == "bar"]
    reach = [
        end
        for trace in bar
        for number, up, down in zip(
            trace["x"], trace["error_x"]["array"], trace["error_x"]["arrayminus"], strict=True
        )
        if number is not None
        for end in (number - down, number + up)
    ]
    return {
        "bar": known(number for trace in bar for number in trace["x"]),
        "reach": reach,
        "part": [number for row in zip(*stack, strict=True) for number in row if number],
        "ring": known(named["Då"]["x"]) if "Då" in named else [],
        "dot": known(named["Nu"]["x"]) if "Nu" in named else [],
        "line": known(n for name in ("Alfa", "Beta") if name in named for n in named[name]["y"]),
    }


def in_cells(columns: list[str], rows: list[list[str]]) -> dict[str, list[float]]:
    """The numbers of a table, by the mark that its columns are drawn as."""
    found: dict[str, list[float]] = {}
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            mark = "part" if column in PARTS else column
            if mark not in ("Namn", "Vecka") and cell != "..":
                found.setdefault(mark, []).append(float(cell.replace(",", ".")))
    return found


def in_file(told: bytes, table: pd.DataFrame) -> dict[str, list[float]]:
    """The numbers of the file of a table, which has a few lines above it."""
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig")), delimiter=";"))
    return in_cells(list(table.columns), rows[-len(table) :])


def only(marks: Iterable[str], found: dict[str, list[float]]) -> dict[str, Any]:
    """What was found of these marks; a drawing is exact to a thousandth."""
    return {mark: pytest.approx(found[mark], abs=1e-3) for mark in marks}


@pytest.mark.parametrize("make", [bars, dots, parts, lines], ids=lambda make: make.__name__)
def test_the_numbers_are_the_same_through_every_writer(open_page: Open, counted, make) -> None:
    page = open_page()
    for seed in range(TIMES):
        made = make(random.Random(seed))
        figure, table = as_json(made.figure), grid(made.table)
        page.evaluate("(figure) => draw(figure, '')", figure)
        page.evaluate("([figure, table]) => stage(figure, table)", [figure, table])
        expect(page.locator(".atlas-stage .atlas-plot-rule")).not_to_have_count(0)
        on_page, on_stage = (
            in_drawing(page.locator(f"{place} .atlas-plot-drawing").evaluate(SEEN), figure)
            for place in ("#map", ".atlas-stage")
        )
        file = encode(SWEDISH, of_frame(SWEDISH, counted.public, "Tal", "", made.table))
        cells = in_cells(table["columns"], table["rows"])
        tabled = [mark for mark in made.marks if mark != "reach"]  # whose ends are words there
        assert made.marks == only(made.marks, in_data(figure)), seed
        assert made.marks == only(made.marks, on_page), seed
        assert made.marks == only(made.marks, on_stage), seed
        assert made.marks == only(made.marks, in_chart(page.evaluate("(f) => chart(f)", figure))), (
            seed
        )
        assert {mark: made.marks[mark] for mark in tabled} == only(tabled, cells), seed
        assert cells == in_file(file, made.table), seed

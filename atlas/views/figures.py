"""Figures of the stage: what a card that is a chart on its page is drawn from there.

The framework's charts cannot be drawn on the stage, so a card comes as numbers and texts in plain JSON
for ``static/stage/slide.js``: ranked bars, lines over the years or by week, rows of dots on one scale,
stacked bars; or as its table. Whatever is drawn is in the card's table too, as exact as it is told there.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.figures import scale
from atlas.figures.dots import Dots, as_told
from atlas.figures.steps import Stack
from atlas.figures.trend import broken_at, tied_periods
from atlas.frames import each
from atlas.measures import display, timeline
from atlas.measures.values import MISSING, PROTECTED, REPORTED, Values
from atlas.theme import theme
from atlas.views import card
from atlas.views.card import Card
from atlas.views.run.visit import Here
from atlas.words import Words

MOST_PLACES = 3
FEW_MARKS = 7
# more names than this do not stand beside their lines
MOST_CURVES = 9


def of_card(seen: Here, made: Card) -> dict[str, Any]:
    """The figure of a card: the one that its page draws, as far as the stage knows it."""
    if 0 < len(made.curves) <= MOST_CURVES:
        return _by_week(seen, made)
    if made.stack and any(n for numbers in made.stack.parts.values() for n in numbers):
        return _stacks(seen.words, made, made.stack)
    if made.dots and made.dots.numbers():
        return _dots(seen.words, made, made.dots)
    if made.values is not None and made.over_years:
        return _over_years(seen, made.values)
    if made.values is not None and _has_intervals(made.values):
        return _with_interval(seen, made, made.values)
    rows = _ranked(seen, made.values) if made.values is not None else _listed(made)
    numbers = [row["number"] for row in rows if row["number"] is not None]
    if not numbers or min(numbers) < 0:
        return {"kind": "table"} | card.grid(made.shown)
    return {"kind": "bars", "rows": rows}


def _has_intervals(values: Values) -> bool:
    return bool(values.at()["upper"].notna().any())


def _stacks(words: Words, made: Card, stack: Stack) -> dict[str, Any]:
    """A bar for each row of the table, of the parts that are told; those that are protected stand in
    words beside it, for a bar of no length would say that they are none."""
    drawn = {name: told for name, told in stack.parts.items() if any(told)}
    besides = [name for name in made.shown.columns[1:] if name not in stack.parts]
    rows = []
    for at, (label, row) in enumerate(
        zip(stack.labels, made.shown.to_dict("records"), strict=True)
    ):
        hidden = [name for name in stack.parts if row[name] == display.SYMBOLS[PROTECTED]]
        whole = len(hidden) == len(stack.parts)
        those = words("present.all_hidden") if whole else words(
            "present.hidden", those=words.listed(hidden)
        )  # fmt: skip
        rows.append(
            {
                "label": label,
                "more": " · ".join(f"{name} {row[name]}" for name in besides),
                "parts": [[numbers[at], row[name]] for name, numbers in drawn.items()],
                "hidden": those if hidden else "",
            }
        )
    parts = [[name, *stack.painted[name]] for name in drawn]
    return {"kind": "stacks", "parts": parts, "rows": rows, "table": card.grid(made.shown)}


def _dots(words: Words, made: Card, dots: Dots) -> dict[str, Any]:
    """A row of marks on one scale for each row of the table, whose cells stand beside them."""
    table = card.grid(made.shown)
    told = dots.as_told()
    # a way between two is drawn from them
    reach = [line and [*line] for line in told.lines()] if dots.reach else [None] * len(told.first)
    rows = [
        {"label": label, "cells": cells, "ring": ring, "dot": dot, "reach": line}
        for (label, *cells), ring, dot, line in zip(
            table["rows"], told.first, told.second, reach, strict=True
        )
    ]
    ticks = list(dots.ticks) or scale.around(list(dots.span or (0.0, *dots.numbers())), 0)
    return _on_a_scale(words, table, rows, (*dots.names, dots.reach_name)) | {
        "ticks": [[tick, words.quantity(tick, 0, dots.unit)] for tick in ticks],
        "band": dots.band,
        "band_name": dots.band_name,
    }


def _with_interval(seen: Here, made: Card, values: Values) -> dict[str, Any]:
    """Every municipality's rate with its interval, largest first: those of small places are wide."""
    words, measure = seen.words, values.measure
    shown = card.grid(made.shown.drop(columns=words("table.note"), errors="ignore"))
    cells = {label.removeprefix(card.MARK): rest for label, *rest in shown["rows"]}
    told = display.shown(values.at()).dropna(subset=["lower", "upper"])
    ends = {seen.name(str(code)): [as_told(row[side], measure.decimals) for side in ("lower", "upper")]
            for code, row in told.iterrows()}  # fmt: skip
    rows = [
        {
            "label": row["label"],
            "cells": cells[row["label"]],
            "ring": None,
            "dot": as_told(row["number"], measure.decimals),
            "reach": ends.get(row["label"]),
            "strong": row["strong"],
            "beside": row["beside"],
        }
        for row in _ranked(seen, values)
    ]
    drawn = [row["dot"] for row in rows] + [end for both in ends.values() for end in both]
    ticks = scale.around([0.0, *(n for n in drawn if n is not None)], 0)
    names = ("", words("table.value"), display.interval_name(words, values))
    unit = "%" if measure.unit(words.language) == "%" else ""
    return _on_a_scale(words, shown, rows, names) | {
        "ticks": [[tick, words.quantity(tick, 0, unit)] for tick in ticks],
        "table": card.grid(made.shown),
    }


def _on_a_scale(
    words: Words, table: dict[str, Any], rows: list[dict[str, Any]], names: tuple[str, str, str]
) -> dict[str, Any]:
    """Rows of marks, with what the columns named ``names`` are drawn as, and what signs mean."""
    marks = dict(zip(names, ("ring", "dot", "reach"), strict=True))
    seen = {cell for row in table["rows"] for cell in row}
    signs = [(display.SYMBOLS[s], words(f"status.{s}")) for s in (PROTECTED, MISSING)]
    return {
        "kind": "dots",
        "columns": [[title, marks.get(title, "")] for title in table["columns"][1:]],
        "rows": rows,
        "signs": [[sign, text] for sign, text in signs if sign in seen],
        "table": table,
    }


def _listed(made: Card) -> list[dict[str, Any]]:
    """The rows of a small table in its own order."""
    lower, upper = made.reach or ([None] * len(made.numbers),) * 2
    return [
        {
            "label": str(row[0]),
            "number": number,
            "text": str(row[1]),
            "strong": False,
            "reach": None if least is None else [least, most],
        }
        for row, number, least, most in zip(
            made.shown.itertuples(index=False), made.numbers, lower, upper, strict=False
        )
    ]


def _ranked(seen: Here, values: Values) -> list[dict[str, Any]]:
    """Every municipality, largest first, those without a value last; the county and the country too,
    but no sum beside counts: it would press all the others against the axis."""
    shown = display.table(seen.words, seen.data, values, seen.state.selection)
    beside = set(seen.data.region.benchmark_codes())
    numbers = values.at()["value"].to_dict() | {code: values.benchmark(code) for code in beside}
    rows = []
    for row in each(shown):
        number = numbers.get(row.code)
        known = number is not None and not pd.isna(number)
        sum_of_all = row.code in beside and values.measure.kind == "count"
        rows.append(
            {
                "label": row.name,
                "number": float(number)
                if known and number is not None and not sum_of_all
                else None,
                "text": row.value,
                "strong": bool(row.chosen),
                "beside": row.code in beside,
            }
        )
    return sorted(rows, key=lambda row: (row["number"] is None, -(row["number"] or 0)))


def _over_years(seen: Here, values: Values) -> dict[str, Any]:
    """A line for each chosen place, the county and the country: per year its number (none where it is
    not told) and its text. Years lie where they do in time (``places`` in per cent of the width);
    ``cut`` are those that no line joins to the one before, ``breaks`` the breaks of the series."""
    words, measure = seen.words, values.measure
    chosen = [c for c in seen.state.selection.municipalities if c in seen.data.codes][:MOST_PLACES]
    if measure.level == "county":
        chosen = []
    rows = pd.concat([values.table, values.benchmarks]).set_index(["period", "code"])
    # a country beside a county's counts says nothing
    beside = list(seen.data.region.benchmark_codes())
    if measure.kind == "count":  # and a county beside a place's presses it against the axis
        beside = [] if chosen else beside[:1]
    codes = [*chosen, *beside]
    codes = [code for code in codes if code in rows.index.get_level_values("code")]

    def points(code: str) -> list[tuple[float | None, str]]:
        told = rows.xs(code, level="code")[["value", "status"]].reindex(values.periods)
        return [
            (
                float(value) if status == REPORTED and not pd.isna(value) else None,
                display.figure(words, measure, value, str(status)),
            )
            for value, status in zip(told["value"], told["status"], strict=True)
        ]

    lines = [{"label": seen.name(c), "points": points(c), "strong": c in chosen} for c in codes]
    numbers = [n for line in lines for n, _ in line["points"] if n is not None]  # type: ignore[attr-defined]
    ticks = [
        (tick, display.figure(words, measure, tick, REPORTED))
        for tick in scale.around(numbers, measure.decimals)
    ]
    first, last = (timeline.moment(values.periods[at]) for at in (0, -1))

    def place(moment: float) -> float:
        return round(100 * (moment - first) / (last - first), 2) if last > first else 50.0

    tied = tied_periods(values)
    return {
        "kind": "lines",
        "title": words("table.period"),
        "periods": values.periods,
        "places": [place(timeline.moment(p)) for p in values.periods],
        "cut": [tied[p] != timeline.JOINED for p in values.periods],
        "breaks": [[place(at), words("indicators.break", period=p)] for at, p in broken_at(values)],
        "lines": lines,
        "ticks": ticks,
    }


def _by_week(seen: Here, made: Card) -> dict[str, Any]:
    """A line for each cohort by week or session, in per cent: points where they may be told, and what
    stands at its end. The table holds the same, for those who do not see."""
    words = seen.words
    weeks = [week for curve in made.curves for week in curve.weeks]
    colors = {mode: theme()[mode]["cohorts"] for mode in ("light", "dark")}
    marks = sorted(set(weeks))
    if len(marks) > FEW_MARKS:
        marks = [tick for tick in scale.around(marks, 0) if tick <= max(weeks)]
    lines = [
        {
            "name": curve.name,
            "label": f"{curve.name} {curve.end}",
            "points": list(zip(curve.weeks, curve.values, strict=True)),
            "reach": [
                [week, low, high]
                for week, low, high in zip(curve.weeks, *curve.reach, strict=True)
                if low is not None
            ]
            if curve.reach
            else [],
            "color": [paint[at % len(paint)] for paint in colors.values()],
        }
        for at, curve in enumerate(made.curves)
    ]
    return {"kind": "curves", "stairs": made.stairs, "lines": lines, "last": max(weeks),
            "axis": made.axis, "marks": [(week, words.number(week)) for week in marks],
            "ticks": [(n, words.quantity(n, 0, "%")) for n in (0, 25, 50, 75, 100)],
            "table": card.grid(made.shown)}  # fmt: skip

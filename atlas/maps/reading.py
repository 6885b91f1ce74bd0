"""What a scene says of its areas, for whoever draws it as a file: the same on a picture and on a slide."""

from __future__ import annotations

import math
from typing import cast

from atlas.maps.types import Change, Scene

SILENT = {
    "p": "protected",
    "n": "not_applicable",
}  # all else without a value is missing, never nought
REPORTED = "r"
FEWEST = 5  # a smaller example in the legend must not suggest counts that are never shown
ROUNDED = 3  # decimals: what is beyond is noise of binary fractions


def value_at(scene: Scene, at: int) -> tuple[float | None, str]:
    """The value of the area with this place among the codes in the scene's period, or ``None`` and the word
    of why there is none; an area that is not there (-1) is missing."""
    letters = scene["status"].get(scene["period"], "")
    letter = letters[at] if 0 <= at < len(letters) else ""
    value = scene["values"][scene["period"]][at] if letter == REPORTED else None
    return value, "" if value is not None else SILENT.get(letter, "missing")


def pivot_of(scene: Scene) -> float:
    """What the classes lie around: the benchmark's value of the period, or 0."""
    pivot = scene["pivot"]
    return pivot["values"].get(scene["period"], 0.0) if pivot else 0.0


def classes(scene: Scene) -> int:
    """How many classes there are."""
    return max(1, min(len(scene["breaks"]) - 1, len(scene["colors"])))


def class_of(scene: Scene, value: float) -> int:
    """The number of a value's class. Classes are half-open, but the last one is closed."""
    away = round(value - pivot_of(scene), ROUNDED)
    passed = sum(away >= edge for edge in scene["breaks"][1:-1])
    return min(passed, classes(scene) - 1)


def radius(scene: Scene, value: float, largest: float, smallest: float) -> float:
    """The radius of a bubble, whose area follows the value."""
    return max(smallest, largest * math.sqrt(abs(value) / (scene["bubbleMax"] or 1)))


def examples(scene: Scene) -> list[float]:
    """The largest bubble and two smaller ones, for the legend."""
    top = scene["bubbleMax"] or 1.0
    return [top, *(n for n in (_nice(top * 0.4), _nice(top * 0.1)) if FEWEST <= n < top)]


def difference(scene: Scene, change: Change, first: str, last: str) -> Scene:
    """The scene of what has changed from one period to another. A difference is known where both values
    are; else it has the status of the one that is not."""
    period = f"{first}–{last}"
    numbers: list[float | None] = []
    letters = ""
    for at in range(len(scene["codes"])):
        before, after = (scene["values"][p][at] for p in (first, last))
        signs = [scene["status"][p][at] for p in (first, last)]
        silent = next((sign for sign in signs if sign != REPORTED), "")
        if before is None or after is None or silent:
            numbers.append(None)
            letters += silent or "m"
        else:
            numbers.append(round(after - before, ROUNDED))
            letters += REPORTED
    pivot = change["pivot"]
    changed = {
        **scene,
        **change,
        "period": period,
        "periods": [period],
        "lower": None,
        "upper": None,
        "benchmarks": [],
        "values": {period: numbers},
        "status": {period: letters},
        "pivot": pivot and {**pivot, "values": {period: 0.0}},
    }
    return cast(Scene, changed)


def _nice(value: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten."""
    ten = 10.0 ** math.floor(math.log10(value))
    return min((1 * ten, 2 * ten, 5 * ten, 10 * ten), key=lambda n: abs(n - value))

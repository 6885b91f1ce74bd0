"""What is shown and said of a place on a map: its class or bubble, its colour, and its value in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from atlas.exports.pptx.paint import colour, digits
from atlas.maps.types import Change, Scene
from atlas.words import Words

SILENT = {
    "p": "protected",
    "n": "not_applicable",
}  # all else without a value is missing, never nought
FEWEST = 5  # a smaller example in the legend must not suggest counts that are never shown


@dataclass(frozen=True)
class Portrait:
    """A place: its value, what it is (``class-0``, ``bubble``, ``zero`` or why there is none), its value
    in full and in short, and the colour of its land."""

    value: float | None
    key: str
    said: str
    short: str
    fill: str


def portray(words: Words, scene: Scene, code: str) -> Portrait:
    """A place of the scene in its period; one that it does not know is missing."""
    at = scene["codes"].index(code) if code in scene["codes"] else -1
    letters = scene["status"].get(scene["period"], "")
    numbers = scene["values"].get(scene["period"], [])
    letter = letters[at] if 0 <= at < len(letters) else "m"
    value = numbers[at] if letter == "r" else None
    if value is None:
        key = SILENT.get(letter, "missing")
        return Portrait(None, key, scene["words"][f"{key}_long"], scene["words"][key], "")
    number = told(words, scene, value)
    said = words.with_unit(number, scene["unit"], scene["unitOne"])
    short = said if scene["unit"] == "%" else number
    if scene["kind"] == "count":
        return Portrait(value, "bubble" if value else "zero", said, short, colour("land"))
    rank = class_of(scene, value)
    return Portrait(value, f"class-{rank}", said, short, digits(scene["colors"][rank]))


def told(words: Words, scene: Scene, value: float) -> str:
    """A number as the map tells it: a difference with its sign."""
    number = words.signed if scene.get("signed") else words.number
    return number(value, scene["decimals"])


def pivot_of(scene: Scene) -> float:
    """What the classes lie around: the benchmark's value of the year, or 0."""
    pivot = scene["pivot"]
    return pivot["values"].get(scene["period"], 0.0) if pivot else 0.0


def class_of(scene: Scene, value: float) -> int:
    """The number of a value's class. Classes are half-open, but the last one is closed."""
    away = round(value - pivot_of(scene), 3)
    passed = sum(away >= edge for edge in scene["breaks"][1:-1])
    return min(passed, classes(scene) - 1)


def classes(scene: Scene) -> int:
    """How many classes there are."""
    return max(1, min(len(scene["breaks"]) - 1, len(scene["colors"])))


def radius(scene: Scene, value: float, largest: float, smallest: float) -> float:
    """The radius of a bubble, whose area follows the value."""
    return max(smallest, largest * math.sqrt(abs(value) / (scene["bubbleMax"] or 1)))


def examples(scene: Scene) -> list[float]:
    """The largest bubble and two smaller ones, for the legend."""
    top = scene["bubbleMax"] or 1.0
    return [top, *(n for n in (_nice(top * 0.4), _nice(top * 0.1)) if FEWEST <= n < top)]


def _nice(value: float) -> float:
    ten = 10.0 ** math.floor(math.log10(value))
    return min((1 * ten, 2 * ten, 5 * ten, 10 * ten), key=lambda n: abs(n - value))


def difference(scene: Scene, change: Change, first: str, last: str) -> Scene:
    """The scene of what has changed from one period to another: known where both values are, else it has
    the status of the one that is not."""
    period = f"{first}–{last}"
    numbers: list[float | None] = []
    letters = ""
    for at in range(len(scene["codes"])):
        before, after = (scene["values"][p][at] for p in (first, last))
        signs = [scene["status"][p][at] for p in (first, last)]
        silent = next((sign for sign in signs if sign != "r"), "")
        known = before is not None and after is not None and not silent
        numbers.append(round(after - before, 3) if known else None)  # type: ignore[operator]
        letters += "r" if known else silent or "m"
    pivot = change["pivot"]
    return {
        **scene,
        **change,  # type: ignore[typeddict-unknown-key]
        "period": period,
        "periods": [period],
        "lower": None,
        "upper": None,
        "benchmarks": [],
        "values": {period: numbers},
        "status": {period: letters},
        "pivot": pivot and {**pivot, "values": {period: 0.0}},
    }

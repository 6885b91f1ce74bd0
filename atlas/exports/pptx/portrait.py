"""What is shown and said of a place on a map: its class or bubble, its colour, and its value in words."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.exports.pptx.paint import colour, digits
from atlas.maps import reading
from atlas.maps.types import Scene
from atlas.words import Words


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
    value, why = reading.value_at(scene, at)
    if value is None:
        return Portrait(None, why, scene["words"][f"{why}_long"], scene["words"][why], "")
    number = told(words, scene, value)
    said = words.with_unit(number, scene["unit"], scene["unitOne"])
    short = said if scene["unit"] == "%" else number
    if scene["kind"] == "count":
        return Portrait(value, "bubble" if value else "zero", said, short, colour("land"))
    rank = reading.class_of(scene, value)
    return Portrait(value, f"class-{rank}", said, short, digits(scene["colors"][rank]))


def told(words: Words, scene: Scene, value: float) -> str:
    """A number as the map tells it: a difference with its sign."""
    number = words.signed if scene.get("signed") else words.number
    return number(value, scene["decimals"])

"""What is shown and said of an area: its class or bubble, its colour, and its value in words."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.exports.svg.colours import colour, mix
from atlas.maps import reading
from atlas.maps.types import Scene
from atlas.words import Words

SMALLEST = 2  # px of a radius: more than nothing never looks like nothing
RING = 0.66  # of the size of a name: the ring of a zero has room for it


@dataclass(frozen=True)
class Shown:
    """A scene as it is drawn: one period of it, in the words of its language. ``label`` and ``bubble``
    are px of a name and of the largest bubble's radius."""

    scene: Scene
    label: float
    bubble: float
    signed: bool = False

    @property
    def words(self) -> Words:
        """The language."""
        return Words(self.scene["lang"])

    @property
    def counts(self) -> bool:
        """Whether it is drawn as bubbles."""
        return self.scene["kind"] == "count"

    @property
    def colors(self) -> list[str]:
        """A colour for each class that the breaks leave; of a count all there are."""
        every = self.scene["colors"]
        return every if self.counts else every[: max(1, len(self.scene["breaks"]) - 1)]

    @property
    def pivot(self) -> float:
        """What the classes lie around: the benchmark's value of the period, or 0."""
        return reading.pivot_of(self.scene)

    def said(self, key: str, **slots: object) -> str:
        """A word of the map."""
        return self.scene["words"][key].format(**slots)

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number as the scene tells it."""
        few = self.scene["decimals"] if decimals is None else decimals
        return (self.words.signed if self.signed else self.words.number)(value, few)

    def class_of(self, value: float) -> int:
        """The number of a value's class: half-open, but the last one is closed."""
        return reading.class_of(self.scene, value)

    def radius_of(self, value: float) -> float:
        """A bubble's radius: its area follows the value."""
        return reading.radius(self.scene, value, self.bubble, SMALLEST)


@dataclass(frozen=True)
class Portrait:
    """How an area looks: what is written on it (``short``), its ``key`` (a class, ``bubble``, ``zero`` or
    why it has no value), its colour and that of its bubble; ``loose`` if it could be of another class."""

    value: float | None
    key: int | str
    short: str
    fill: str
    tint: str
    radius: float = 0
    loose: bool = False


def land() -> str:
    """The colour of an area that has none of its own."""
    return mix(colour("background"), colour("text"), 0.08)


def portray(shown: Shown, at: int) -> Portrait:
    """The portrait of the area that has this place among the codes; of one that is not there, that it is
    missing."""
    scene = shown.scene
    value, why = reading.value_at(scene, at)
    if value is None:
        return Portrait(None, why, shown.said(why), colour("background"), land())
    short = shown.number(value)
    if scene["unit"] == "%":
        short = shown.words.with_unit(short, "%")
    if not shown.counts:
        key_of = shown.class_of(value)
        fill = shown.colors[key_of]
        return Portrait(value, key_of, short, fill, fill, loose=_loose(shown, at))
    if not value:
        return Portrait(value, "zero", short, land(), land(), RING * shown.label)
    tint = shown.colors[1 if value < 0 else 0]
    return Portrait(value, "bubble", short, land(), tint, shown.radius_of(value))


def _loose(shown: Shown, at: int) -> bool:
    """Whether a value could truly be of another class."""
    sides = (shown.scene.get("lower"), shown.scene.get("upper"))
    period = shown.scene["period"]
    ends = [side[period][at] for side in sides if side and period in side]
    classes = {shown.class_of(end) for end in ends if end is not None}
    return len(classes) > 1

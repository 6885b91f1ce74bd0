"""The legend of a map, whole: classes or sizes of bubbles with how many areas each holds, the signs of
silence and zero that occur, what the areas are compared with, and how the classes were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import shapely

from atlas.exports.svg import drawing, texture
from atlas.exports.svg.colours import colour
from atlas.exports.svg.drawing import Drawing, stroked
from atlas.exports.svg.portraits import Portrait, Shown, land
from atlas.maps.reading import examples

SIZE = 14.0  # px of letters
LINE = 1.35  # times that
SWATCH = (26.0, 17.0)
GAP = 8.0
CROWDED = 0.6  # a class that holds more of the reported areas tells them hardly apart
STATUSES = ("zero", "protected", "missing", "not_applicable")


@dataclass
class Column:
    """A legend as it grows downwards: what it is drawn on, how wide it is, and where its next line
    begins."""

    on: Drawing
    width: float
    y: float = 0.0

    def write(self, text: str, bold: bool = False, left: float = 0, quiet: bool = False) -> None:
        """A text in lines."""
        for line in drawing.wrapped(text, self.width - left, SIZE, bold):
            self.y += SIZE * LINE
            fill = colour("muted" if quiet else "text")
            self.on.write(left, self.y - 0.35 * SIZE, line, SIZE, bold, fill=fill)

    def item(self, wide: float, tall: float, draw: Callable[[float], None], text: str) -> None:
        """A sign, drawn around a height, with its text beside it."""
        lines = drawing.wrapped(text, self.width - wide - GAP, SIZE)
        high = max(tall, SIZE * LINE * len(lines))
        draw(self.y + high / 2)
        foot = self.y + high / 2 + (0.35 - LINE * (len(lines) - 1) / 2) * SIZE
        for nth, line in enumerate(lines):
            self.on.write(wide + GAP, foot + nth * LINE * SIZE, line, SIZE)
        self.y += high + 0.4 * SIZE


@dataclass(frozen=True)
class Key:
    """What a legend tells of: a scene and its areas. With ``bare`` it tells nothing of a period: it
    stands for several maps."""

    shown: Shown
    portraits: Sequence[Portrait] = field(repr=False)
    bare: bool = False

    def many(self, key: int | str) -> int:
        """How many areas look so."""
        return sum(portrait.key == key for portrait in self.portraits)

    def held(self, many: int) -> str:
        """A number of areas as the legend tells it."""
        return f" ({many})" if many and not self.bare else ""

    def draw(self, on: Drawing, width: float) -> float:
        """Draw the legend; gives how high it is."""
        shown, column = self.shown, Column(on, width)
        scene = shown.scene
        unit = "" if scene["unit"] in scene["title"] else f" ({scene['unit']})"
        column.write(f"{scene['title']}{unit}", bold=True)
        column.y += 0.5 * SIZE
        if shown.counts:
            self._bubbles(column)
        elif len(scene["breaks"]) > 1:
            self._classes(column)
        for text, sign in self._signs():
            column.item(*SWATCH, _swatch(on, sign), text)
        loose = sum(portrait.loose for portrait in self.portraits)
        if loose:
            column.item(*SWATCH, self._loose(on), shown.said("loose") + self.held(loose))
        for text in self._facts():
            column.write(text)
        for text, bold in self._notes():
            column.y += 0.3 * SIZE
            column.write(text, bold, quiet=not bold)
        return column.y + 0.3 * SIZE

    def _bubbles(self, column: Column) -> None:
        """The largest bubble and two examples, as large as on the map; of a difference its two colours."""
        shown = self.shown
        every = examples(shown.scene)
        wide = max(2 * shown.radius_of(every[0]), SWATCH[0])
        for value in every:
            r = shown.radius_of(value)
            draw = partial(column.on.circle, wide / 2, r=r, fill=shown.colors[0])
            column.item(wide, 2 * r, draw, shown.number(value))
        if shown.signed:
            for at, sign in enumerate(("▲ " + shown.said("more"), "▼ " + shown.said("less"))):
                column.item(*SWATCH, _swatch(column.on, shown.colors[at]), sign)

    def _classes(self, column: Column) -> None:
        """The classes, the highest first, each with its bounds, how many areas it holds and, around a
        benchmark, whether it is on the better side."""
        shown = self.shown
        zero = 0 if shown.signed else shown.pivot
        edges = [edge + zero for edge in shown.scene["breaks"]]
        few = needed(edges, shown.scene["decimals"])
        bounds = [shown.number(edge, few) for edge in edges]
        for at in reversed(range(len(shown.colors))):
            side = f"  {told}" if (told := self._side(at)) else ""
            text = f"{bounds[at]}–{bounds[at + 1]}{side}{self.held(self.many(at))}"
            column.item(*SWATCH, _swatch(column.on, shown.colors[at]), text)

    def _side(self, at: int) -> str:
        """Which side of a benchmark a class is on, in words; "" for the middle and where there is none."""
        pivot, middle = self.shown.scene["pivot"], (len(self.shown.colors) - 1) / 2
        if not pivot or at == middle:
            return ""
        sign, side = ("▲", "higher") if at > middle else ("▼", "lower")
        return f"{sign} {self.shown.said('better' if pivot['better'] == side else 'worse')}"

    def _signs(self) -> Iterator[tuple[str, str]]:
        """What stands on areas instead of a value, as text and kind."""
        for name in STATUSES:
            if many := self.many(name):
                said = f"{self.shown.said(name)}  {self.shown.said(f'{name}_long')}"
                yield said + self.held(many), name

    def _loose(self, on: Drawing) -> Callable[[float], None]:
        middle = self.shown.colors[len(self.shown.colors) // 2]

        def draw(y: float) -> None:
            _swatch(on, middle)(y)
            texture.veil(on, _square(y))

        return draw

    def _facts(self) -> Iterator[str]:
        """What the areas are compared with."""
        for benchmark in self.shown.scene["benchmarks"]:
            value = benchmark["values"].get(self.shown.scene["period"])
            if value and not self.bare:
                yield f"{benchmark['label']}: {value}"

    def _notes(self) -> Iterator[tuple[str, bool]]:
        """A warning when most areas are in one class, how the classes were made, and what "(n)" is."""
        shown = self.shown
        held = [self.many(at) for at in range(len(shown.colors))]
        most, total = max(held), sum(held)
        if not self.bare and len(held) > 1 and total > 1 and most > CROWDED * total:
            yield shown.said("crowded", n=most, total=total), True
        if not shown.counts and shown.scene["method"]:
            yield shown.scene["method"], False
        if not self.bare:
            yield shown.said("counts_note"), False


def _square(y: float) -> shapely.Polygon:
    wide, tall = SWATCH
    return shapely.box(0.5, y - tall / 2, wide - 0.5, y + tall / 2)


def _swatch(on: Drawing, what: str) -> Callable[[float], None]:
    """A small area that looks so: a colour, or why there is no value."""
    wide, tall = SWATCH
    fill = {"zero": land()}.get(what, colour("background") if what in STATUSES else what)
    edge = stroked(colour("text"), 1, stroke_opacity=0.6)
    if what == "not_applicable":
        edge = stroked(colour("text"), 1, stroke_dasharray="4 2.5")

    def draw(y: float) -> None:
        on.rect(0.5, y - tall / 2, wide - 1, tall, fill=fill, **edge)
        if what == "protected":
            texture.hatch(on, _square(y))
        if what == "missing":
            texture.dots(on, _square(y))
        if what == "zero":
            on.circle(wide / 2, y, 5, fill="none", stroke=colour("text"))

    return draw


def needed(numbers: Sequence[float], most: int) -> int:
    """As few decimals as tell numbers as they are, at most so many."""
    told = (few for few in range(most) if all(round(n, few) == round(n, 3) for n in numbers))
    return next(told, most)

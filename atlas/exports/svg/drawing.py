"""What a picture consists of: shapes, and texts whose letters are shapes.

Every attribute stands on its element, for what reads a picture in a document knows no style sheet. A text
says itself to machines in a label. Lengths are px.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from atlas.exports.svg import letters
from atlas.exports.svg.colours import colour

ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
Place = tuple[float, float]
Look = dict[str, str | float]


def stroked(stroke: str, width: float, **more: str | float) -> Look:
    """How a line looks, as attributes."""
    return {"stroke": stroke, "stroke_width": width, "stroke_linejoin": "round", **more}


def short(number: float) -> str:
    """A length as text, to a hundredth of a px."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def trail(*parts: str | float) -> str:
    """A path: its commands and numbers."""
    return " ".join(part if isinstance(part, str) else short(part) for part in parts)


@dataclass
class Drawing:
    """Elements in the order in which they lie upon each other. ``used`` are the letters of its texts,
    shared by the drawings that become one file."""

    used: dict[str, str] = field(default_factory=dict)
    nodes: list[str] = field(default_factory=list)

    def beside(self) -> Drawing:
        """Another drawing of the same file."""
        return Drawing(self.used)

    def path(self, d: str, **look: str | float) -> None:
        """A path; nothing where there is no way to go."""
        if d:
            self.nodes.append(_element("path", {"d": d, **look}))

    def rect(self, x: float, y: float, width: float, height: float, **look: str | float) -> None:
        """A rectangle."""
        place: Look = {"x": x, "y": y, "width": max(0.0, width), "height": max(0.0, height)}
        self.nodes.append(_element("rect", {**place, **look}))

    def circle(self, x: float, y: float, r: float, **look: str | float) -> None:
        """A circle around a point."""
        self.nodes.append(_element("circle", {"cx": x, "cy": y, "r": r, **look}))

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        bold: bool = False,
        anchor: str = "start",
        fill: str = "",
        halo: str = "",
    ) -> None:
        """A line of text whose foot stands at ``y`` and which begins, ends or has its middle at ``x``;
        with a ``halo`` in that colour it is read upon a line."""
        said = letters.readable(text)
        if not said.strip():
            return
        made, scale = letters.typeset(text, bold), size / letters.units()
        left = x - ANCHORS[anchor] * made.width * scale
        uses = "".join(self._uses(made, bold))
        around = ""
        if halo:
            width = short(0.3 * letters.units())
            around = (
                f'<g fill="none" stroke="{halo}" stroke-width="{width}" stroke-linejoin="round">'
                f"{uses}</g>"
            )
        place = f"translate({short(left)} {short(y)}) scale({scale:.5f} {-scale:.5f})"
        self.nodes.append(
            f'<g role="img" aria-label={quoteattr(said)} fill="{fill or colour("text")}"'
            f' transform="{place}">{around}{uses}</g>'
        )

    def _uses(self, made: letters.Set, bold: bool) -> Iterable[str]:
        for glyph, begin in made.letters:
            shape = letters.outline(glyph, bold)
            if not shape:
                continue
            code = letters.code(glyph, bold)
            self.used[code] = shape
            yield f'<use xlink:href="#{code}" x="{short(begin)}"/>'

    def put(self, other: Drawing, x: float, y: float, label: str = "") -> None:
        """Another drawing, with its corner at a place; with a ``label`` it is a group of its own."""
        said = f' role="group" aria-label={quoteattr(letters.readable(label))}' if label else ""
        place = f'transform="translate({short(x)} {short(y)})"'
        self.nodes.append(f"<g{said} {place}>{''.join(other.nodes)}</g>")

    def file(self, width: float, height: float, title: str, about: str) -> bytes:
        """All of it as an SVG file, on white."""
        shapes = "".join(
            f'<path id="{code}" d="{shape}"/>' for code, shape in sorted(self.used.items())
        )
        size = f'width="{short(width)}" height="{short(height)}"'
        ground = f'<rect {size} fill="{colour("background")}"/>'
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' {size} viewBox="0 0 {short(width)} {short(height)}" role="group"'
            f' aria-labelledby="title about"><title id="title">{_escaped(title)}</title>'
            f'<desc id="about">{_escaped(about)}</desc><defs>{shapes}</defs>'
            f"{ground}{''.join(self.nodes)}</svg>\n"
        ).encode()


def _element(tag: str, attributes: Look) -> str:
    told = (
        (name.replace("_", "-"), value if isinstance(value, str) else short(value))
        for name, value in attributes.items()
    )
    return f"<{tag}{''.join(f' {name}={quoteattr(value)}' for name, value in told)}/>"


def _escaped(text: str) -> str:
    return letters.readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than the room, broken between words; a word that is wider is broken, too."""
    lines: list[str] = []
    for word in letters.readable(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.wide(longer, size, bold) <= room:
            lines[-1] = longer
            continue
        *full, rest = _broken(word, room, size, bold)
        lines += [*full, rest]
    return lines


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in pieces no wider than the room; of one letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and letters.wide(pieces[-1] + letter, size, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces

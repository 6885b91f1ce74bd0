"""What is seen in a picture: read from the file alone, without anything of what wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float]  # how x and y are stretched, and how far they are moved


@dataclass
class Seen:
    """A picture: its size, its title and description, its texts each with the box of its ink, and its
    shapes."""

    width: float
    height: float
    title: str
    about: str
    texts: list[tuple[str, Box]]
    shapes: list[ElementTree.Element]

    @property
    def words(self) -> list[str]:
        return [text for text, _ in self.texts]

    @property
    def told(self) -> str:
        """All texts, one after another, as if no line were broken."""
        return " ".join(self.words)


def read(content: bytes) -> Seen:
    root = ElementTree.fromstring(content)
    letters = {path.get("id"): ink(path.get("d")) for path in root.find(f"{SVG}defs")}
    texts: list[tuple[str, Box]] = []
    shapes: list[ElementTree.Element] = []
    walk(root, (1, 1, 0, 0), letters, texts, shapes)
    title, about = (root.find(f"{SVG}{name}").text for name in ("title", "desc"))
    width, height = (float(root.get(name)) for name in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    return Seen(width, height, title, about, texts, shapes)


def walk(node, at: Matrix, letters, texts, shapes) -> None:
    for child in node:
        if child.tag in (f"{SVG}defs", f"{SVG}title", f"{SVG}desc"):
            continue
        if child.tag != f"{SVG}g":
            shapes.append(child)
            continue
        here = moved(at, child.get("transform", ""))
        uses = child.findall(f"{SVG}use")
        if uses:
            boxes = [placed(letters[use.get(LINK)[1:]], float(use.get("x")), here) for use in uses]
            assert child.get("role") == "img"
            texts.append((child.get("aria-label"), around(boxes)))
        else:
            walk(child, here, letters, texts, shapes)


def moved(at: Matrix, transform: str) -> Matrix:
    a, d, x, y = at
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", transform):
        one, two = map(float, numbers.split())
        if name == "translate":
            x, y = x + a * one, y + d * two
        else:
            assert name == "scale"
            a, d = a * one, d * two
    return a, d, x, y


def placed(box: Box, right: float, at: Matrix) -> Box:
    a, d, x, y = at
    left, low, far, high = box
    return (a * (left + right) + x, d * high + y, a * (far + right) + x, d * low + y)


def around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def ink(d: str) -> Box:
    """The box of a letter: of all points of its path, also of those that only bend it."""
    xs: list[float] = []
    ys: list[float] = []
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", d):
        found = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "H":
            xs += found
        elif command == "V":
            ys += found
        else:
            assert command in "MLQCZ", command
            xs += found[::2]
            ys += found[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Box, other: Box, by: float = 0.5) -> bool:
    """Whether two boxes of ink lie on each other by more than so many px."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > by and down > by


def faults(seen: Seen) -> list[str]:
    """Texts that are not within the picture, and pairs that lie on each other."""
    edge = 8
    out = [
        f"{text} is cut: {box}"
        for text, box in seen.texts
        if box[0] < edge
        or box[1] < edge
        or box[2] > seen.width - edge
        or box[3] > seen.height - edge
    ]
    pairs = (
        (one, other)
        for at, one in enumerate(seen.texts)
        for other in seen.texts[at + 1 :]
        if meet(one[1], other[1])
    )
    return out + [f"{one[0]} lies on {other[0]}" for one, other in pairs]

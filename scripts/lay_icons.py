"""Write ``static/icons/lucide.js``: the signs of our controls, each as one path, from the set of Lucide.

``python -m scripts.lay_icons`` writes it anew from ``node_modules/lucide-static`` and lays its licence beside
it; a test keeps both equal to what is locked. A new sign: add its name here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SET = ROOT / "node_modules" / "lucide-static"
TARGET = ROOT / "static" / "icons" / "lucide.js"
LICENCE = TARGET.with_name("lucide.LICENSE")
# our name, which says what it is for: theirs, which says how it looks
ICONS = {
    "add": "plus",
    "ascending": "chevron-up",
    "black": "square",
    "copy": "link",
    "descending": "chevron-down",
    "done": "check",
    "earlier": "arrow-left",
    "explore": "zoom-in",
    "fullscreen": "expand",
    "help": "circle-question-mark",
    "later": "arrow-right",
    "menu": "ellipsis",
    "next": "chevron-right",
    "notes": "notebook-text",
    "open": "chevron-down",
    "pause": "pause",
    "play": "play",
    "previous": "chevron-left",
    "projector": "contrast",
    "remove": "x",
    "reset": "maximize",
    "settings": "sliders-horizontal",
    "sortable": "chevrons-up-down",
    "tiles": "layout-grid",
    "zoom_in": "plus",
    "zoom_out": "minus",
}
HEAD = """\
// Icons of Lucide (ISC, see lucide.LICENSE), each as one path within 24 by 24, drawn by its line. Made by
// 'python -m scripts.lay_icons': change it there.

// prettier-ignore
export const LUCIDE = {
"""


def text() -> str:
    """The whole script. Raises ``FileNotFoundError`` where the set is not installed, and ``ValueError`` for a
    shape that has no path here."""
    lines = "".join(f'  {name}: "{_path(theirs)}",\n' for name, theirs in ICONS.items())
    return f"{HEAD}{lines}}};\n"


def _path(icon: str) -> str:
    drawn = ET.parse(SET / "icons" / f"{icon}.svg").getroot()
    return "".join(_shape(shape.tag.rpartition("}")[2], shape.attrib) for shape in drawn)


def _shape(kind: str, given: dict[str, str]) -> str:
    if kind == "path":
        # joined to others, a path begins at a place of its own; what follows that stays relative
        begun = re.sub(r"^m(-?[\d.]+) ?(-?[\d.]+) ?(?=[-\d.])", r"M\1 \2l", given["d"])
        return re.sub(r"^m", "M", begun)
    number = {name: float(value) for name, value in given.items() if name != "fill"}
    if kind == "line":
        return "M{x1:g} {y1:g}L{x2:g} {y2:g}".format(**number)
    if kind == "circle":
        r = number["r"]
        halves = "".join(f"a{r:g} {r:g} 0 1 0 {way:g} 0" for way in (2 * r, -2 * r))
        return f"M{number['cx'] - r:g} {number['cy']:g}{halves}"
    if kind == "rect":
        r = number.get("rx", 0)
        wide, tall = number["width"] - 2 * r, number["height"] - 2 * r
        turn = [f"a{r:g} {r:g} 0 0 1 {x:g} {y:g}" for x, y in ((r, r), (-r, r), (-r, -r), (r, -r))]
        sides = (f"h{wide:g}", f"v{tall:g}", f"h{-wide:g}", f"v{-tall:g}")
        around = "".join(side + corner for side, corner in zip(sides, turn, strict=True))
        return f"M{number['x'] + r:g} {number['y']:g}{around}z"
    raise ValueError(f"{kind} has no path")


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
    LICENCE.write_bytes((SET / "LICENSE").read_bytes())

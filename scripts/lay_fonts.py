"""Cut the letters of our pictures out of the font that Streamlit ships: ``python -m scripts.lay_fonts``.

The font is Source Sans 3, one file for all weights. Two weights of it are made here, with the signs that
the atlas writes, and laid into ``atlas/exports/fonts``. Its licence reserves the name *Source* for the
original, so ours has another one. To read the original takes ``brotli``, which the atlas itself does not
need.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "atlas" / "exports" / "fonts"
NAME = "Atlas Sans"
WEIGHTS = {"Regular": 400, "Semibold": 600}
# Latin letters of Europe, signs of print, arrows, and marks of better and worse
SIGNS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x2010, 0x2016),
    *range(0x2018, 0x201F), *range(0x2020, 0x2023), 0x2026, 0x202F, 0x2030, 0x2039, 0x203A, 0x20AC,
    *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25B2, 0x25BC, 0x25CF,
]  # fmt: skip
KEPT_NAMES = (0, 7, 8, 9, 11, 13, 14)  # whose it is, and its licence


def main() -> int:
    """Write the two files; 1 where Streamlit has no such font any more."""
    original = next(Path(streamlit.__file__).parent.rglob("SourceSansVF-Upright*.woff2"), None)
    if original is None:
        print("Streamlit ships no SourceSansVF-Upright: where does it have its letters now?")
        return 1
    for style, weight in WEIGHTS.items():
        font = instantiateVariableFont(TTFont(original, recalcTimestamp=False), {"wght": weight})
        cut(font)
        rename(font, style)
        font.flavor = None
        font.save(TARGET / f"AtlasSans-{style}.ttf")
    return 0


def cut(font: TTFont) -> None:
    """Leave what our texts need: their signs, and how close two of them stand."""
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    options.name_IDs = list(KEPT_NAMES)
    options.drop_tables += ["BASE", "GDEF", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Name it as ours."""
    for number, text in ((1, f"{NAME} {style}"), (2, "Regular"), (4, f"{NAME} {style}")):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(f"AtlasSans-{style}", 6, 3, 1, 0x409)


if __name__ == "__main__":
    sys.exit(main())

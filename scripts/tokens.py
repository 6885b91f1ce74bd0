"""Write ``static/tokens.css``: what ``atlas/theme.toml`` declares, as custom properties for every style.

``python -m scripts.tokens`` writes it anew; a test keeps the two equal, and another that no style says a size
of text, a room between things or a colour by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from atlas.theme import THEMES, theme

TARGET = Path(__file__).resolve().parent.parent / "static" / "tokens.css"
HEAD = """\
/* Sizes, spaces and colours by their names. Made from atlas/theme.toml by 'python -m scripts.tokens':
   change them there. It is read before anything is painted. */
"""


def text() -> str:
    """The whole file."""
    declared = theme()
    quiet = "--atlas-ink-quiet: var(--atlas-ink-full);"
    return "\n".join(
        [
            HEAD + ":root {",
            *(f"  --atlas-{name}: {value};" for name, value in tokens()),
            "}",
            "/* Where more contrast is wanted, or a room looks on, nothing is told by a quiet colour. */",
            "@media (prefers-contrast: more) {",
            f"  :root {{\n    {quiet}",
            *(f"    --atlas-{name}: var(--atlas-ink-full);" for name in declared["contrast"]),
            "  }",
            "}",
            f".atlas-projector {{\n  {quiet}\n}}\n",
        ]
    )


def tokens() -> Iterator[tuple[str, str]]:
    """The name of each property, without what all begin with, and its value."""
    declared = theme()
    for group in ("text", "radius", "stage"):
        for name, value in declared[group].items():
            yield f"{group}-{name}", str(value)
    unit = float(declared["space"]["unit"].removesuffix("rem"))
    for step in declared["space"]["steps"]:
        yield f"space-{step}", f"{step * unit:g}rem"
    for name, colours in declared["colours"].items():
        yield name, _paint(*colours)
    day, night = (declared[mode] for mode in THEMES)
    for name, colour in day.items():
        if isinstance(colour, str):
            yield f"figure-{name}", _paint(colour, night[name])


def _paint(day: str, night: str) -> str:
    """A colour by day and by night, as Prettier has it."""
    day, night = day.lower(), night.lower()
    return day if day == night else f"light-dark({day}, {night})"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")

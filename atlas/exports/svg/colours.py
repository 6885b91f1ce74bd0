"""Colours of pictures: those of the light theme, since what leaves the building is put on white."""

from __future__ import annotations

from atlas.theme import theme


def colour(name: str) -> str:
    """A colour of charts and maps by its name in the theme."""
    return str(theme()["light"][name])


def named(name: str) -> str:
    """A colour of pages by its name in the theme."""
    return str(theme()["colours"][name][0])


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies ``share`` of the way between two."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def ink_on(ground: str) -> str:
    """Black or white, whichever is easier to read: never below 4.5:1."""
    return "#000000" if luminance(ground) > 0.179 else "#FFFFFF"


def luminance(of: str) -> float:
    """Relative luminance, as WCAG defines it."""
    shares = (part / 255 for part in _rgb(of))
    r, g, b = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _rgb(of: str) -> list[int]:
    return [int(of[at : at + 2], 16) for at in (1, 3, 5)]

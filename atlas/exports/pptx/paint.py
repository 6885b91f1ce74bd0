"""The colours of a file: those of the theme by day, as six digits."""

from __future__ import annotations

from atlas.figures.spec import Colors
from atlas.theme import paints, theme

DARK = 0.179  # a ground of a lower luminance takes white letters


def colour(name: str) -> str:
    """A colour of figures (``[light]`` of the theme)."""
    return digits(theme()["light"][name])


def page(name: str) -> str:
    """A colour of pages (``[colours]``)."""
    return digits(theme()["colours"][name][0])


def by_day(colors: Colors | None, otherwise: str) -> str:
    """The colour that is given for the day, or another one."""
    return digits(colors[0]) if colors else otherwise


def cohort(look: str) -> str:
    """The colour of a line by its look: that of whatever is chosen, of what lies behind, or of its place
    in order."""
    if look == "strong":
        return colour("strong")
    name, _, number = look.partition("-")
    if number and name == "cohort":
        colors = paints("cohorts")
        return digits(colors[int(number) % len(colors)][0])
    return colour("text" if name == "beside" else "muted")


def digits(css: str) -> str:
    """``#0b5c7a`` as a file has it."""
    return css.removeprefix("#").upper()


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies ``share`` of the way between two."""
    both = zip(_parts(one), _parts(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in both)


def ink_on(ground: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _shares(ground)]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "000000" if luminance > DARK else "FFFFFF"


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (0, 2, 4)]


def _shares(colour: str) -> list[float]:
    return [part / 255 for part in _parts(colour)]

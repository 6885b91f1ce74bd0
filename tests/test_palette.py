"""The colours of the theme, seen by those who lack a kind of cone, and in grey.

What such eyes see is simulated as in Machado, Oliveira, Fernandes: *A physiologically-based model for
simulation of color vision deficiency* (IEEE TVCG 15, 2009), at full severity, on linear RGB. How different
two colours look is told by CIEDE2000 (CIE 142-2001): 2 is seen side by side, 10 at a glance.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from atlas.theme import THEMES, theme

SEEN_BY = {
    "everyone": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ @ np.ones(3)
LINES = 10.0  # between any two lines of one chart
STEPS = 8.0  # between one class or part and the next
GREY = 1.3  # of contrast, between one part of a bar and the next
CLOSED = ("completed", "completed_undated", "withdrawn")
CLOSED_IN_GREY = 1.85
READ = 4.5
EDGE = 3.0
FIGURES = Path(__file__).parents[1] / "static" / "figures" / "figure.css"
NAMES = {"quiet": "muted", "ground": "background"}  # of colours there, in the theme
GROUND = {mode: theme()[mode]["background"] for mode in THEMES}


def linear(colour: str) -> np.ndarray:
    """Linear red, green and blue of a colour such as ``#0B5C7A``."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast as WCAG defines it, which knows no hue: what is left of two colours in grey."""
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """CIELAB of a colour as it looks to these eyes."""
    x, y, z = TO_XYZ @ np.clip(SEEN_BY[eyes] @ linear(colour), 0, 1) / WHITE
    x, y, z = (c ** (1 / 3) if c > 216 / 24389 else (24389 / 27 * c + 16) / 116 for c in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def different(one, other) -> float:
    """CIEDE2000 of two colours in CIELAB."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    if c1 * c2 == 0:
        turn, h = 0.0, h1 + h2
    else:
        turn = (h2 - h1 + 180) % 360 - 180
        h = (h1 + turn / 2) % 360
    l, c = (l1 + l2) / 2, (c1 + c2) / 2  # noqa: E741
    wave = 1 - 0.17 * np.cos(np.radians(h - 30)) + 0.24 * np.cos(np.radians(2 * h))
    wave += 0.32 * np.cos(np.radians(3 * h + 6)) - 0.20 * np.cos(np.radians(4 * h - 63))
    lighter = (l2 - l1) / (1 + 0.015 * (l - 50) ** 2 / np.sqrt(20 + (l - 50) ** 2))
    stronger = (c2 - c1) / (1 + 0.045 * c)
    turned = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * c * wave)
    blue = np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2))))
    both = -2 * np.sqrt(c**7 / (c**7 + 25**7)) * blue * stronger * turned
    return float(np.sqrt(lighter**2 + stronger**2 + turned**2 + both))


def nearest(colours, eyes: str, pairs) -> float:
    return min(different(lab(one, eyes), lab(other, eyes)) for one, other in pairs(colours))


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.001)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "is_"),
    [
        # three of the pairs that Sharma, Wu and Dalal published to test an implementation with
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_standard(one, other, is_):
    assert different(one, other) == pytest.approx(is_, abs=0.0001)


def test_red_and_green_are_alike_without_the_cones_for_green_and_white_stays_white():
    red, green = "#B5651D", "#6B8E23"
    assert different(lab(red, "everyone"), lab(green, "everyone")) > 30
    assert different(lab(red, "deuteranopia"), lab(green, "deuteranopia")) < 12
    assert all(lab("#FFFFFF", eyes)[0] == pytest.approx(100, abs=0.1) for eyes in SEEN_BY)


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize("palette", ["cohorts", "places"])
def test_any_two_lines_of_a_chart_are_told_apart(mode, palette, eyes):
    assert nearest(theme()[mode][palette], eyes, lambda c: combinations(c, 2)) >= LINES


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize("palette", ["sequence", "diverging"])
def test_a_class_of_a_map_is_told_from_the_next(mode, palette, eyes):
    assert nearest(theme()[mode][palette], eyes, pairwise) >= STEPS


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize(
    "colours", [list(theme()["states"].values()), theme()["sizes"]["fill"]], ids=["states", "sizes"]
)
def test_a_part_of_a_bar_is_told_from_the_next(colours, eyes):
    assert nearest(colours, eyes, pairwise) >= STEPS


def test_a_part_of_a_bar_of_states_is_told_from_the_next_in_grey():
    assert min(contrast(*pair) for pair in pairwise(theme()["states"].values())) >= GREY


@pytest.mark.parametrize(("one", "other"), list(combinations(CLOSED, 2)))
def test_the_states_that_are_closed_are_told_apart_in_grey(one, other):
    assert contrast(theme()["states"][one], theme()["states"][other]) >= CLOSED_IN_GREY


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize("palette", ["cohorts", "places"])
def test_the_name_of_a_line_is_read_in_its_colour(mode, palette):
    assert min(contrast(one, GROUND[mode]) for one in theme()[mode][palette]) >= READ


@pytest.mark.parametrize("state", theme()["states"])
def test_a_number_can_be_read_on_every_state(state):
    assert contrast(theme()["states"][state], theme()["state_text"][state]) >= READ


@pytest.mark.parametrize("mode", THEMES)
def test_a_part_of_a_bar_has_an_edge_that_is_seen_where_its_colour_is_not(mode):
    parts = [*theme()["states"].values(), *theme()["sizes"]["fill"]]
    edge = re.search(r"\.atlas-plot-part \{\s*stroke: var\(--(\w+)\)", FIGURES.read_text())[1]
    assert min(contrast(part, GROUND[mode]) for part in parts) < EDGE
    assert contrast(theme()[mode][NAMES[edge]], GROUND[mode]) >= EDGE


INKS = ("ink", "ink-quiet", "ink-far", "ink-full", "accent", "link", "mark-sample", "fault")


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize("ground", ["ground", "ground-soft"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_of_a_page_is_read_on_every_ground(ink, ground, mode):
    assert contrast(page_colour(ink, mode), page_colour(ground, mode)) >= READ


@pytest.mark.parametrize("mode", THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "hover"),
        ("ink-quiet", "hover"),
        ("ink", "pressed"),
        ("ink-on-accent", "accent"),
        ("ink-full", "ground-full"),
    ],
)
def test_a_control_is_read_while_it_is_used(ink, ground, mode):
    assert contrast(page_colour(ink, mode), page_colour(ground, mode)) >= READ


@pytest.mark.parametrize("mode", THEMES)
def test_the_edge_of_a_control_is_seen(mode):
    assert contrast(page_colour("edge-control", mode), page_colour("ground", mode)) >= EDGE


def page_colour(name: str, mode: str) -> str:
    """A colour of pages by its name, by day or by night."""
    return theme()["colours"][name][THEMES.index(mode)]

"""Colours that are told apart by who sees none, and that can be written on."""

from __future__ import annotations

import pytest

from atlas.theme import theme

APART = 2.0  # of lightness, where two states are never to be taken for each other
READ = 4.5


def lightness(colour):
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("one", ["completed", "completed_undated"])
def test_who_completed_and_who_withdrew_differ_in_grey(one):
    colours = theme()["states"]
    least = APART if one == "completed" else 1.4
    assert contrast(colours[one], colours["withdrawn"]) >= least


@pytest.mark.parametrize("state", theme()["states"])
def test_a_number_can_be_read_on_every_state(state):
    assert contrast(theme()["states"][state], theme()["state_text"][state]) >= READ

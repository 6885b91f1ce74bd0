"""What a style looks for within an element, by ``:has()``, a browser looks for at each change, anywhere."""

from __future__ import annotations

import re

import pytest

from tests.deliveries import ROOT

STYLES = sorted((ROOT / "static").rglob("*.css"))
WITHIN = re.compile(r":has\(((?:[^()]|\([^()]*\))*)\)")
ATTRIBUTE = re.compile(r"\[([\w-]+)")
# what drawings change by the hundred at a press
DRAWN = {
    "d",
    "cx",
    "cy",
    "fill",
    "height",
    "points",
    "r",
    "stroke",
    "style",
    "transform",
    "width",
    "x",
    "y",
}


def looked_for(text):
    """The attributes that the styles of a file look for within elements."""
    return {name for inner in WITHIN.findall(text) for name in ATTRIBUTE.findall(inner)}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_looks_within_elements_for_what_drawings_change(path):
    assert not looked_for(path.read_text(encoding="utf-8")) & DRAWN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('.map:has(.land[d^="M"]) {}', {"d"}),
        (".card:has(> p:not([hidden])) [d] {}", {"hidden"}),
        ("[d] .map {}", set()),
    ],
)
def test_that_rule_can_fail(text, found):
    assert looked_for(text) == found

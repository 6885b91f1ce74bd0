"""The signs on our controls are those of the set that is locked, and scripts draw no other."""

from __future__ import annotations

import re

import pytest

from scripts import lay_icons
from tests.deliveries import ROOT

SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
TEXT = "".join(p.read_text("utf-8") for p in SCRIPTS if ".min." not in p.name)
# signs that are letters; the triangles beside a number and the tick of "safe to show" are words of a text
LETTERS = re.compile(r'"[^"\n]*[✕×⋯⋮＋⏵⏸←→⇅↕🔗⚙][^"\n]*"')


def test_the_icons_are_those_that_are_locked():
    # after a change of scripts/lay_icons.py: python -m scripts.lay_icons
    assert lay_icons.SET.is_dir(), "run 'make test' once: it installs what is locked"
    assert lay_icons.TARGET.read_text("utf-8") == lay_icons.text()
    assert lay_icons.LICENCE.read_bytes() == (lay_icons.SET / "LICENSE").read_bytes()


@pytest.mark.parametrize("name", lay_icons.ICONS)
def test_every_icon_is_used(name):
    assert len(re.findall(rf'"{name}"', TEXT)) >= 1


def test_no_script_writes_a_letter_for_a_sign():
    assert LETTERS.findall(TEXT) == []


def test_that_rule_sees_a_letter():
    assert LETTERS.findall('button("x", "✕ away")') == ['"✕ away"']


@pytest.mark.parametrize(
    ("kind", "given", "path"),
    [
        ("path", {"d": "m6 6 12 12"}, "M6 6l12 12"),
        ("path", {"d": "m15 18-6-6 6-6"}, "M15 18l-6-6 6-6"),
        ("path", {"d": "M5 12h14"}, "M5 12h14"),
        ("line", {"x1": "1", "y1": "2", "x2": "3", "y2": "4"}, "M1 2L3 4"),
        ("circle", {"cx": "12", "cy": "12", "r": "1"}, "M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0"),
    ],
)
def test_each_shape_becomes_a_path_that_can_be_joined_to_others(kind, given, path):
    assert lay_icons._shape(kind, given) == path


def test_a_shape_that_has_no_path_is_an_error():
    with pytest.raises(ValueError, match="ellipse has no path"):
        lay_icons._shape("ellipse", {})

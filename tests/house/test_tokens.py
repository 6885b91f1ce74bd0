"""Sizes of text, room between things and colours are said once, in theme.toml; styles call them by name."""

from __future__ import annotations

import re

import pytest

from scripts import tokens
from tests.deliveries import ROOT

STYLES = sorted(set((ROOT / "static").rglob("*.css")) - {tokens.TARGET})
SCREEN = ("stage/stage.css", "deck/deck.css")  # in px of a screen of 1920, which are --u
DECLARATION = re.compile(r"([\w-]+):\s*([^;{}]+);")
SIZE = re.compile(r"font(-size)?$")
ROOM = re.compile(r"(padding|margin)(-[a-z]+)*$|((row|column)-)?gap$")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|light-dark\(", re.IGNORECASE
)
LENGTH = re.compile(r"(?<![\w.-])\.?\d[\d.]*(rem|px|pt)")
PART = re.compile(r"\d%")
NAMED = re.compile(r"var\(--([\w-]+)")


def name(path):
    return path.relative_to(ROOT / "static").as_posix()


each_style = pytest.mark.parametrize("path", STYLES, ids=name)
# what may be said by itself: how much larger all is on a projector, and the margin of a screen of 1920
ALLOWED = {
    ("font-size", "118%"),
    ("padding", "36px 64px 20px"),
}


def declarations(text):
    return DECLARATION.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def by_itself(text, screen=False):
    """The declarations that say a size, a room or a colour by themselves. Lengths in em are within a text."""
    found = []
    for what, value in declarations(text):
        if (what, value) in ALLOWED:
            continue
        if screen:  # its least size in the hand, and multiples of 4 of its own px
            value = re.sub(r"max\((\d+)px", _on_grid if ROOM.match(what) else "max(", value)
            value = re.sub(
                r"(\d+) \* var\(--u\)", _on_grid if ROOM.match(what) else r"\1rem", value
            )
        value = value.replace(") * 1px", ")")  # a number of the stage, as px of any screen
        size, room = SIZE.match(what), ROOM.match(what)
        if (
            COLOUR.search(value)
            or ((size or room) and LENGTH.search(value))
            or (size and PART.search(value))
        ):
            found.append(f"{what}: {value}")
    return found


def _on_grid(size):
    return "" if int(size[1]) % 4 == 0 else f"{size[1]}px"


def test_the_tokens_are_those_of_the_theme():
    # after a change of atlas/theme.toml: python -m scripts.tokens
    assert tokens.TARGET.read_text("utf-8") == tokens.text()


@each_style
def test_no_style_says_a_size_a_room_or_a_colour_by_itself(path):
    assert by_itself(path.read_text("utf-8"), name(path) in SCREEN) == []


@each_style
def test_every_token_that_a_style_names_is_declared(path):
    text = path.read_text("utf-8")
    declared = {f"atlas-{token}" for token, _ in tokens.tokens()}
    groups = r"atlas-(text|space|radius|stage|figure|ink|ground|edge)-"
    assert {one for one in NAMED.findall(text) if re.match(groups, one)} <= declared


def test_every_token_is_used():
    styles = "".join(path.read_text("utf-8") for path in STYLES)
    unused = {token for token, _ in tokens.tokens() if f"var(--atlas-{token})" not in styles}
    # what charts and maps take from the theme itself
    assert unused <= {"figure-land", "figure-accent", "figure-background"}


@pytest.mark.parametrize(
    "said",
    [
        "font-size: 0.9rem",
        "font: 600 15px / 1 var(--st-font)",
        "padding: 0 0.7rem",
        "gap: var(--atlas-space-2) 6px",
        "margin-top: 3px",
        "color: #4b5b66",
        "border: 1px solid light-dark(red, blue)",
        "background: rgb(0 0 0 / 45%)",
    ],
)
def test_that_rule_sees_what_is_said_by_itself(said):
    assert by_itself(f"a {{\n  {said};\n}}") == [said]


@pytest.mark.parametrize("said", ["font-size: calc(37 * var(--u))", "gap: calc(14 * var(--u))"])
def test_that_rule_sees_what_is_off_the_grid_of_the_stage(said):
    assert len(by_itself(f"a {{ {said}; }}", screen=True)) == 1


@pytest.mark.parametrize(
    "said",
    ["border: 1px solid var(--atlas-edge)", "margin: 0 auto", "padding: 0 0.6em", "font-size: 1em"],
)
def test_that_rule_lets_lines_and_what_is_within_a_text_be(said):
    assert by_itself(f"a {{ {said}; }}") == []

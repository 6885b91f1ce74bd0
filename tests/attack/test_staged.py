"""What can be put on a deck can be shown: every card with that button has a slide of its own. What a slide
draws beyond what its table tells is found out."""

from __future__ import annotations

from copy import deepcopy

import pytest

from atlas import decks
from atlas.decks import Slide
from atlas.views import slides
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.collect import Shown
from tests.attack.readers import Attacker, View
from tests.attack.test_roles import flat

WITH_BUTTON = ("card", "comparison", "chart", "table", "cohorts")


@pytest.mark.parametrize("page", decks.PAGES)
def test_every_card_that_can_be_added_has_a_slide(look, shipped, page):
    shown = look(page, Here(shipped.public, State("sv"), Words("sv")))
    keys = {part["key"] for part in flat(shown.parts) if part["kind"] in WITH_BUTTON}
    assert keys
    gone = [
        key
        for key in sorted(keys)
        if slides.told(shipped.public, "sv", Slide(page, (), key))["figure"]["kind"] == "gone"
    ]
    assert gone == []


DRAWN = [
    ("cohorts", "states", "stacks"),
    ("participants", "sector-size", "stacks"),
    ("participants", "missing", "dots"),
    ("participants", "gender-steps", "dots"),
    ("participants", "by-municipality-participants_per_10000", "dots"),
    ("cohorts", "times", "dots"),
    ("cohorts", "survey-after", "dots"),
]


def read(data, language, page, key, figure):
    """What the attack finds in a figure that no table tells."""
    shown = Shown(page, Here(data, State(language), Words(language)))
    attacker = Attacker(data)
    getattr(View(attacker, shown), f"_figure_{figure['kind']}")(key, figure)
    return attacker.loose


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("page", "key", "kind"), DRAWN)
def test_what_is_drawn_is_what_the_table_tells(shipped, page, key, kind, language):
    figure = slides.told(shipped.public, language, Slide(page, (), key))["figure"]
    assert figure["kind"] == kind
    assert read(shipped.public, language, page, key, figure) == []
    # a hidden number, a more exact one, and one that another cell tells
    for change in (lambda _: 77.7, lambda n: (n or 0) + 0.04, lambda n: (n or 0) + 1):
        for other in _changed(figure, change):
            assert len(read(shipped.public, language, page, key, other)) == 1


def _changed(figure, change):
    """The figure with one mark of it changed: the first of each kind that is drawn, and one that is not."""
    for there in (True, False):
        for mark in ("ring", "dot") if figure["kind"] == "dots" else (0, 1):
            other = deepcopy(figure)
            for row in other["rows"]:
                place, at = (row, mark) if figure["kind"] == "dots" else (row["parts"][mark], 0)
                if (place[at] is not None) == there:
                    place[at] = change(place[at])
                    yield other
                    break


def test_an_interval_that_is_wider_than_told_is_found(shipped):
    figure = deepcopy(slides.told(shipped.public, "sv", Slide("cohorts", (), "times"))["figure"])
    row = next(row for row in figure["rows"] if row["reach"])
    row["reach"] = [row["reach"][0] - 0.5, row["reach"][1]]
    assert len(read(shipped.public, "sv", "cohorts", "times", figure)) == 1


def test_a_protected_part_that_is_passed_over_in_silence_is_found(counted):
    # alfa has completed and beta is active: each is protected in the other
    figure = deepcopy(slides.told(counted.public, "sv", Slide("cohorts", (), "states"))["figure"])
    for row in figure["rows"]:
        row["hidden"] = ""
    with pytest.raises(AssertionError, match="is left out"):
        read(counted.public, "sv", "cohorts", "states", figure)

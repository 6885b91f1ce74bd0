"""What can be put on a deck can be shown: every card with that button has a slide of its own. What a slide
draws beyond what its table tells is found out."""

from __future__ import annotations

from copy import deepcopy

import pytest

from atlas.decks import Slide
from atlas.views import site, slides
from atlas.views.run.address import State
from atlas.views.run.address import read as opened
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.collect import Shown
from tests.attack.parts import flat
from tests.attack.readers import Attacker, View, marked

WITH_BUTTON = ("card", "comparison", "chart", "table", "cohorts")


@pytest.mark.parametrize("page", site.staged())
def test_every_card_that_can_be_added_has_a_slide(look, shipped, page):
    # an indicator has its cards where it is open
    asked = {"matt": "edu_postsec3plus_share"} if page == "indicators" else {}
    state, _ = opened(asked, shipped.public)
    shown = look(page, Here(shipped.public, state, Words("sv")))
    offered = [part for part in flat(shown.parts) if part["kind"] in WITH_BUTTON]
    keys = {part["key"] for part in offered if not part.get("folded")}  # those stay on their page
    assert keys
    figures = {
        key: slides.content(shipped.public, "sv", Slide(page, tuple(asked.items()), key))["figure"]
        for key in sorted(keys)
    }
    gone = [key for key, figure in figures.items() if figure["kind"] == "gone"]
    assert gone == []


DRAWN = [
    ("cohorts", "states"),
    ("cohorts", "retention"),
    ("cohorts", "times"),
    ("cohorts", "survey-after"),
    ("participants", "sector-size"),
    ("participants", "missing"),
    ("participants", "gender-steps"),
    ("participants", "by-municipality-participants_per_10000"),
]


def read(data, language, page, key, figure):
    """What the attack finds in a figure that no table tells."""
    shown = Shown(page, Here(data, State(language), Words(language)))
    attacker = Attacker(data)
    View(attacker, shown)._figure_chart(key, figure)
    return attacker.loose


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("page", "key"), DRAWN)
def test_what_is_drawn_is_what_the_table_tells(shipped, page, key, language):
    figure = slides.content(shipped.public, language, Slide(page, (), key))["figure"]
    assert figure["kind"] == "chart"
    assert read(shipped.public, language, page, key, figure) == []
    # a hidden number, a more exact one, and one that is told of another row
    for number in (77.7, 5.26, 199.0):
        for other in _changed(figure, number):
            assert read(shipped.public, language, page, key, other)


def _changed(figure, number):
    """The figure with one mark of it at another number: the first of each kind that is drawn, and one that
    is not drawn in the first row."""
    for mark in ("bar", "ring", "dot", "up", "parts", "points"):
        other = deepcopy(figure)
        for one in marked(other["figure"]):
            if mark not in one:
                continue
            if mark in ("bar", "ring", "dot", "up"):
                one[mark] = number
            else:
                (one[mark][0] if mark == "parts" else one[mark][-1])[mark == "points"] = number
            yield other
            break
    if "rows" in figure["figure"] and figure["figure"].get("paired"):
        other = deepcopy(figure)
        other["figure"]["rows"][0]["ring"] = number
        yield other


def test_an_interval_that_is_wider_than_told_is_found(shipped):
    figure = deepcopy(slides.content(shipped.public, "sv", Slide("cohorts", (), "times"))["figure"])
    row = next(row for row in figure["figure"]["rows"] if "reach" in row)
    row["reach"] = [row["reach"][0] - 0.5, row["reach"][1]]
    assert len(read(shipped.public, "sv", "cohorts", "times", figure)) == 1


def test_a_protected_part_that_is_passed_over_in_silence_is_found(counted):
    # alfa has completed and beta is active: each is protected in the other
    figure = deepcopy(
        slides.content(counted.public, "sv", Slide("cohorts", (), "states"))["figure"]
    )
    for row in figure["figure"]["rows"]:
        row["note"] = ""
    with pytest.raises(AssertionError, match="is left out"):
        read(counted.public, "sv", "cohorts", "states", figure)

"""What can be put on a deck can be shown: every card with that button has a slide of its own."""

from __future__ import annotations

import pytest

from atlas import decks
from atlas.decks import Slide
from atlas.views import slides
from atlas.views.session import Here
from atlas.views.state import State
from atlas.words import Words
from tests.attack.test_roles import flat

WITH_BUTTON = ("card", "comparison", "card_head", "table", "cohorts")


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

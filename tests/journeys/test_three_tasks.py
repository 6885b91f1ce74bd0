"""Three tasks as someone does them who is here for the first time, counted in clicks from the first page.

Before the pages told their answers it took 2, 9 and 9 clicks (``docs/decisions/0020-beside-others.md``).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.pages import LABELS

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1440, "height": 900}
LYCKSELE = "2481"


class Reader:
    """Someone at a laptop, and how often they have clicked."""

    def __init__(self, atlas) -> None:
        self.atlas, self.page = atlas, atlas.page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def sees(self, what: Locator) -> bool:
        """Whether something is on the screen as it stands, without scrolling."""
        box = what.bounding_box()
        return bool(box) and box["y"] >= 0 and box["y"] + box["height"] <= LAPTOP["height"]


@pytest.fixture
def reader(visit, public) -> Reader:
    return Reader(visit(public, viewport=LAPTOP).open())


def test_participants_of_lycksele_stand_on_the_first_screen(reader):
    labels = reader.page.locator(".atlas-map").first.evaluate(LABELS)
    of_lycksele = {label["text"]: label for label in labels if label["of"] == LYCKSELE}
    assert set(of_lycksele) == {"Lycksele", "15"}
    assert all(label["bottom"] <= LAPTOP["height"] for label in of_lycksele.values())
    assert reader.clicks == 0


def test_which_cohort_lost_most_and_where_is_what_cohorts_opens_with(reader):
    reader.click(reader.atlas.page_link("Kohorter"))
    reader.atlas.rest("cohorts")
    answer = reader.page.get_by_role("heading", name="tappat flest").or_(
        reader.page.get_by_role("heading", name="Flest avbröt")
    )
    expect(answer.first).to_be_visible()
    assert reader.sees(answer.first)
    assert reader.clicks == 1


def test_a_deck_of_four_slides_is_made_of_four_cards_and_played(reader):
    reader.click(reader.atlas.page_link("Kohorter"))
    reader.atlas.rest("cohorts")
    for at in range(4):
        add = reader.page.locator(".atlas-add").nth(at)
        add.hover()
        reader.click(add)
        expect(add).to_have_attribute("data-done", "true")
    reader.click(reader.atlas.page_link("Presentera"))
    reader.click(reader.page.locator(".st-key-deck-play button"))
    expect(reader.page.locator(".atlas-stage")).to_be_visible()
    assert reader.clicks == 7


def test_a_ready_deck_is_made_and_played_in_three_clicks(reader):
    reader.click(reader.atlas.page_link("Presentera"))
    reader.click(reader.page.get_by_role("button", name="Skapa Styrgrupp"))
    reader.click(reader.page.locator(".st-key-deck-play button"))
    expect(reader.page.locator(".atlas-stage")).to_be_visible()
    assert reader.clicks == 3

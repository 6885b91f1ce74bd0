"""What is told to those who do not see a page change: its answer, once for each choice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import LISTEN, violations
from tests.journeys.pages import agreed

pytestmark = pytest.mark.browser


@pytest.fixture
def listening(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script(LISTEN)
    return atlas


def told(atlas) -> list[str]:
    return atlas.page.evaluate("window.told")


@agreed
def tells(atlas, times: int) -> None:
    """So often was something told, the last time what the page answers now."""
    assert len(told(atlas)) == times
    assert told(atlas)[-1] == atlas.answer.inner_text()


def test_the_answer_is_told_once_for_a_place_a_measure_and_a_year(listening):
    atlas = listening.open("map")
    assert told(atlas) == []
    atlas.choose_by_keyboard("kommun", "Lycksele")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    tells(atlas, 1)
    atlas.pick("measure_pick", "Folkmängd")
    expect(atlas.answer).to_contain_text("Folkmängd, 2025. ")
    tells(atlas, 2)
    atlas.map.get_by_role("button", name="Föregående år").click()
    expect(atlas.answer).to_contain_text("Folkmängd, 2024. ")
    tells(atlas, 3)


def test_a_choice_that_leaves_the_answer_as_it_was_is_told_to_be_heard(listening):
    atlas = listening.open("municipality", kommun="2481")
    answer = atlas.answer.inner_text()
    atlas.page.locator("select[name=place_measure]").select_option(index=1)
    atlas.page.wait_for_url("**matt=**")
    tells(atlas, 1)
    assert told(atlas) == [answer]


def test_another_page_is_read_and_not_told(listening):
    atlas = listening.open("map")
    atlas.go("participants")
    atlas.go("map")
    assert told(atlas) == []


def test_what_is_told_is_heard_by_a_polite_reader_and_seen_by_nobody(listening):
    atlas = listening.open("map")
    place = atlas.page.locator(".atlas-announced")
    expect(place).to_have_role("status")
    atlas.pick("measure_pick", "Folkmängd")
    expect(place).to_contain_text("Folkmängd, 2025. ")
    assert place.bounding_box()["width"] <= 1
    assert violations(atlas.page) == []
    # and it is gone before anyone meets the answer twice
    expect(place).to_have_text("")

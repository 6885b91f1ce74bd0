"""Where the focus goes when work goes on: to the button that starts a deck, and back to it from the stage."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def made(visit, public):
    """A ready deck, made by keyboard."""
    atlas = visit(public).open("present")
    atlas.page.get_by_role("button", name="Skapa Styrgrupp").press("Enter")
    return atlas


def start(atlas):
    return atlas.page.locator(".st-key-deck-play").get_by_role("button")


def test_after_making_a_deck_the_next_press_starts_it(made):
    expect(start(made)).to_be_focused()
    made.page.keyboard.press("Enter")
    expect(made.page.locator(".atlas-stage")).to_be_visible()


def test_after_the_stage_the_focus_is_on_what_opened_it(made):
    expect(start(made)).to_be_focused()
    made.page.keyboard.press("Enter")
    made.page.wait_for_url(re.compile(r"/visa\?"))
    expect(made.page.locator(".atlas-stage")).to_be_focused()
    made.page.keyboard.press("Escape")
    made.page.wait_for_url(re.compile(r"/presentera"))
    expect(start(made)).to_be_focused()


def test_who_has_gone_on_by_themselves_keeps_the_focus(made):
    expect(start(made)).to_be_focused()
    title = made.page.get_by_label("Titel", exact=True)
    title.focus()
    # another run of the page gives the focus to nobody
    made.page.keyboard.type("Möte")
    made.page.keyboard.press("Enter")
    expect(title).to_have_value("StyrgruppMöte")
    expect(title).to_be_focused()

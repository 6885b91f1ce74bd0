"""A chart in large, and that it stands in the address: a link opens it, "back" closes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.saving import line

pytestmark = pytest.mark.browser

KEY = "gender-steps"
HERE = re.compile(rf"[?&]utforska={KEY}(&|$)")


def opened(atlas):
    return atlas.page.locator("dialog.atlas-explore")


def explore(atlas) -> None:
    line(atlas.card(KEY), "explore").click()
    expect(opened(atlas).locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_what_is_open_stands_in_the_address_and_closing_takes_it_away(visit, public):
    atlas = visit(public).open("participants", kommun="2480")
    explore(atlas)
    expect(atlas.page).to_have_url(HERE)
    assert "kommun=2480" in atlas.page.url
    atlas.page.keyboard.press("Escape")
    expect(opened(atlas)).to_have_count(0)
    expect(atlas.page).not_to_have_url(HERE)
    assert "kommun=2480" in atlas.page.url


def test_back_closes_it_and_forward_opens_it_again(visit, public):
    atlas = visit(public).open("participants")
    explore(atlas)
    atlas.page.go_back()
    expect(opened(atlas)).to_have_count(0)
    expect(atlas.page).not_to_have_url(HERE)
    atlas.page.go_forward()
    expect(opened(atlas)).to_be_visible()
    expect(atlas.page).to_have_url(HERE)


def test_a_link_opens_the_chart_and_one_that_is_not_there_is_passed_over(visit, public):
    atlas = visit(public).open("participants", utforska=KEY)
    expect(opened(atlas).locator(".js-plotly-plot .main-svg").first).to_be_visible()
    title = atlas.card(KEY).locator(".atlas-card-title").inner_text()
    expect(opened(atlas).locator("h2")).to_have_text(title)
    opened(atlas).get_by_role("button", name="Stäng").click()
    expect(opened(atlas)).to_have_count(0)
    expect(atlas.page).not_to_have_url(HERE)
    other = visit(public).open("participants", utforska="no-such-card")
    expect(other.card(KEY)).to_be_visible()
    expect(opened(other)).to_have_count(0)
    expect(other.notices).to_have_count(0)

"""The Map page as tiles and side by side: what is seen stands in the address and comes back by it."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import picture
from tests.journeys.pages import LABELS, TOO_WIDE
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
SHARE = "edu_postsec3plus_share"
SIZES = [(1920, 1080), (1280, 720), (390, 844)]
UNPAINTED = ".atlas-map:has(.atlas-map-canvas):not([data-painted])"


def test_tiles_and_two_years_are_in_the_address_and_survive_a_reload(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    page = atlas.page
    page.get_by_role("button", name="Rutkarta").click()
    expect(page).to_have_url(re.compile("vy=tiles"))
    page.get_by_role("radio", name="Två år").check()
    panes = page.locator(".atlas-maps-pane")
    expect(panes).to_have_count(3)
    panes.first.get_by_role("button", name="Nästa år").click()
    expect(page).to_have_url(re.compile("med=2019"))
    assert (atlas.query["jamfor"], atlas.query["vy"]) == ("years", "tiles")
    page.reload()
    titles = page.locator(".atlas-maps-title")
    expect(titles).to_have_text(["2019", "2022", "Skillnad 2019–2022"])
    expect(panes.first.locator(".atlas-map")).to_have_attribute("data-form", "tiles")
    page.get_by_role("radio", name="En karta").check()
    expect(panes).to_have_count(0)
    atlas.rest("map")
    assert "jamfor" not in atlas.query
    assert "med" not in atlas.query


def test_a_choice_in_one_of_two_measures_is_chosen_everywhere(visit, public):
    atlas = visit(public)
    atlas.page.goto(f"{public}/karta?matt={SHARE}&jamfor=measures&med=participants&kommun=2481")
    page = atlas.page
    chosen = page.locator('.atlas-maps-pane .area[aria-selected="true"]')
    expect(chosen).to_have_count(2)
    page.locator('.atlas-maps-pane .area[data-code="2480"]').first.click()
    expect(page).to_have_url(re.compile("kommun=2480"))
    expect(page.locator('.area[data-code="2480"][aria-selected="true"]')).to_have_count(2)
    page.get_by_role("button", name="Tabell").click()
    expect(page.locator("tbody th").filter(has_text="▸")).to_have_text(["▸ Umeå"])


@pytest.mark.parametrize(("theme", "language"), [("light", "sv"), ("dark", "en")])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", ["vy=tiles", "jamfor=years", "jamfor=measures", "jamfor=all"])
def test_every_view_fits_the_screen(visit, public, width, height, view, theme, language):
    atlas = visit(public, viewport={"width": width, "height": height}, color_scheme=theme)
    page = atlas.page
    page.goto(f"{public}/karta?matt={SHARE}&{view}&lang={language}")
    expect(page.locator(".atlas-map[data-painted] .area").first).to_be_visible()
    expect(page.locator(".st-key-footer")).to_have_count(1)
    expect(page.locator(UNPAINTED)).to_have_count(0)
    assert not page.evaluate(TOO_WIDE)
    for box in page.locator(".atlas-map:has(.atlas-map-canvas)").all():
        assert meetings(box.evaluate(LABELS)) == []
    picture(page, f"map-{view.replace('=', '-')}-{width}-{theme}-{language}")
    assert violations(page) == []


def meetings(labels) -> list[tuple[str, str]]:
    """Pairs of labels whose boxes share a point."""
    return [
        (one["text"], other["text"])
        for one, other in combinations(labels, 2)
        if one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] < other["bottom"] and other["top"] < one["bottom"]
    ]  # fmt: skip

"""What a reader sees when a script fails or cannot be had: a sentence in its place, and the rest stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import ROOMS

pytestmark = pytest.mark.browser

FAULT = {
    "sv": "Den här delen av sidan kunde inte visas.",
    "en": "This part of the page could not be shown.",
}
LOST = {
    "sv": "Den här delen av sidan kunde inte hämtas.",
    "en": "This part of the page could not be loaded.",
}
RELOAD = {"sv": "Ladda om sidan", "en": "Reload the page"}
THROWS = "export const create = () => { throw new Error('out of ink'); };"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_drawer_that_throws_leaves_the_rest_of_the_page(visit, public, language):
    atlas = visit(public)
    atlas.page.route(
        "**/sheet/parts/cohorts.js*",
        lambda route: route.fulfill(body=THROWS, content_type="text/javascript"),
    )
    atlas.open("overview", language).rest("overview", language)
    expect(atlas.page.locator(".atlas-fault")).to_have_text(FAULT[language])
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.answer).to_contain_text("Lycksele")
    expect(atlas.page.locator(".atlas-fault")).to_have_count(1)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("answer", ["none", "404"])
def test_a_script_that_cannot_be_had_is_told_with_a_way_to_try_again(
    visit, public, language, answer
):
    atlas = visit(public)
    page = atlas.page
    gone = "**/sheet/sheet.js*"
    page.route(gone, lambda r: r.abort() if answer == "none" else r.fulfill(status=404, body=""))
    page.goto(f"{public}/?lang={language}")
    told = page.get_by_role("alert").filter(has_text=LOST[language])
    expect(told).to_have_count(1)
    # the links to other pages have a script of their own
    expect(atlas.page_link(ROOMS["about"].title(language))).to_be_visible()
    page.unroute(gone)
    told.get_by_role("button", name=RELOAD[language]).click()
    expect(atlas.answer).to_be_visible()
    expect(told).to_have_count(0)

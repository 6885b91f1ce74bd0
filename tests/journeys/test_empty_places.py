"""Pages of staff with nothing on them yet: each says what comes there and how, beside a picture of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.serving import serve

pytestmark = pytest.mark.browser

# what stands on a page where there is one publication, no role and no look at exact numbers
EMPTY = {
    "history": {"nowhere": "Inläsning"},
    "access": {"people": "välj en roll", "book": "exakta tal"},
}


@pytest.fixture(scope="module")
def untouched(published_delivery, tmp_path_factory):
    yield from serve(published_delivery.copy(tmp_path_factory.mktemp("untouched")), "desk")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("room", EMPTY)
def test_an_empty_place_says_what_comes_there_and_how(visit, untouched, room, width):
    atlas = visit(untouched, viewport={"width": width, "height": 900}).open(room)
    for key, way in EMPTY[room].items():
        place = atlas.card(key)
        expect(place.get_by_role("heading", level=2)).to_be_visible()
        expect(place).to_contain_text(way)
        drawn = place.locator("svg").bounding_box()
        assert drawn["width"] >= 90
        assert drawn["height"] >= 60
        expect(place.locator("table")).to_have_count(0)


def test_what_is_to_be_done_stands_in_the_middle_of_the_page(visit, untouched):
    atlas = visit(untouched, viewport={"width": 1920, "height": 1080}).open()
    for room in ("import", "history", "access"):
        atlas.turn(room)
        task = atlas.page.locator(".st-key-task").bounding_box()
        left, right = task["x"], 1920 - task["x"] - task["width"]
        assert abs(left - right) < 20
        assert left > 300
        assert task["y"] < 300, "and comes first"


def test_the_first_role_takes_the_place_of_the_picture(visit, own_desk):
    atlas = visit(own_desk).open("access")
    picture = atlas.card("people").locator(".atlas-vacant-picture")
    expect(picture.locator("svg")).to_be_visible()
    atlas.page.get_by_role("textbox", name="Person (id från inloggningen)").fill("sub-of-a-leader")
    atlas.page.locator('[data-testid="stRadio"] label', has_text="Ledning").click()
    atlas.page.get_by_role("button", name="Spara").click()
    expect(atlas.card("people").locator("tbody tr")).to_contain_text("sub-of-a-leader")
    expect(picture).to_have_count(0)

"""Fetching, as staff do it: from an empty slot to a figure on the map, from both sources, twice."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.journeys.importing import confirm, heading
from tests.journeys.serving import serve
from tests.sources import serving
from tests.sources.serving import KOLADA, PLACES

pytestmark = pytest.mark.browser
NAMES = ("Nystartade företag per 1 000 invånare", "Sysselsättningsgrad 20–64 år")


@pytest.fixture(scope="module")
def source():
    with serving.serving([*PLACES, "24", "00"]) as source:
        yield source


@pytest.fixture(scope="module")
def address(published_delivery, source, tmp_path_factory):
    delivery = published_delivery.copy(tmp_path_factory.mktemp("fetch"))
    serving.point(delivery.data / "region.toml", source)
    assert delivery.publish().returncode == 0
    before = os.environ.get("ATLAS_FETCH")
    os.environ["ATLAS_FETCH"] = "on"
    try:
        yield from serve(delivery, "desk")
    finally:
        os.environ.pop("ATLAS_FETCH")
        if before is not None:
            os.environ["ATLAS_FETCH"] = before


def fetch(atlas):
    """Choose one of each source, and press."""
    field = atlas.page.locator(".st-key-fetch-what input")
    for name in NAMES:
        field.scroll_into_view_if_needed()
        field.fill(name)
        atlas.page.get_by_role("option", name=name).first.click()
    atlas.page.keyboard.press("Escape")
    atlas.page.get_by_role("button", name="Hämta och jämför").click()


def test_from_an_empty_slot_to_the_map_and_the_same_twice_changes_nothing(visit, address):
    atlas = visit(address).open("import")
    fetch(atlas)
    expect(atlas.card("moves")).to_contain_text(NAMES[1], timeout=30_000)
    expect(atlas.card("moves")).to_contain_text(NAMES[0])
    # the source lacks a value that was known, and its figures are far from those before: a person says yes
    expect(atlas.notices.first).to_contain_text("skulle gå förlorade: Åsele 2020: 79,7.")
    expect(atlas.notices.nth(1)).to_contain_text("är ungefär 1/4 så stora som förut")
    publish = atlas.page.get_by_role("button", name="Publicera", exact=True)
    expect(publish).to_be_disabled()
    confirm(atlas, publish)
    publish.click()
    expect(atlas.card("moved")).to_be_visible(timeout=30_000)

    atlas.open("map", matt=KOLADA)
    expect(atlas.area("2480")).to_have_attribute("data-value", "80.4")
    atlas.open("about")
    expect(atlas.page.locator("body")).to_contain_text("kpi_id=N00999")

    atlas.open("import")
    fetch(atlas)
    expect(heading(atlas)).to_be_visible(timeout=30_000)
    expect(atlas.page.get_by_text("Filen ändrar inget")).to_be_visible(timeout=30_000)

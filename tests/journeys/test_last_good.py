"""The live snapshot is destroyed while a viewer has the page open: the one before it is shown."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect

from atlas.publish import store as stores

pytestmark = pytest.mark.browser

LINE = {
    "sv": re.compile("Den senaste publiceringen kan inte läsas"),
    "en": re.compile("The latest publication cannot be read"),
}


def test_a_viewer_goes_on_with_the_snapshot_before_when_the_live_one_is_destroyed(
    visit, own_delivery, own_desk
):
    store = own_delivery.folder / "store"
    first = stores.current(store)
    assert own_delivery.publish().returncode == 0
    live = stores.current(store)
    assert live.id != first.id
    atlas = visit(own_desk).open("overview")
    expect(atlas.page.locator(".st-key-footer")).to_contain_text(live.id)
    expect(atlas.notices).to_have_count(0)
    shutil.rmtree(live.folder)
    for language, room in (("sv", "map"), ("en", "indicators")):
        if language == "en":
            atlas.speak("en")
            atlas.rest("map", "en")
        atlas.go(room, language)
        expect(atlas.notices).to_have_count(1)
        expect(atlas.notices).to_have_text(LINE[language])
        expect(atlas.page.locator(".st-key-footer")).to_contain_text(first.id)
        expect(atlas.errors).to_have_count(0)
    assert [path.name for path in (store / "snapshots").iterdir()] == [first.id]
    # what the notice is for: whoever publishes again is done with it
    assert own_delivery.publish().returncode == 0
    atlas.go("overview", "en")
    expect(atlas.notices).to_have_count(0)
    expect(atlas.page.locator(".st-key-footer")).to_contain_text(stores.current(store).id)

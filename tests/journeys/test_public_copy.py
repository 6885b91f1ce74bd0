"""A server of the public copy alone: every page says what the full house says to everyone."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.deliveries import ROOT
from tests.journeys.pages import EVERYONES, NAMES
from tests.journeys.saving import saved
from tests.journeys.serving import Delivery, serve

pytestmark = pytest.mark.browser

# what is declared for every server, and nothing that was delivered
DECLARED = ("region.toml", "roles.toml", "decks.toml")


class Copy(Delivery):
    """A folder with a public copy in it, and nothing beside it that was delivered."""

    @property
    def environment(self) -> dict[str, str]:
        own = {"ATLAS_STORE": "copy", "ATLAS_DATA": "declared"}
        return super().environment | {name: str(self.folder / part) for name, part in own.items()}


@pytest.fixture(scope="module")
def copied(tmp_path_factory, shared_delivery):
    """The address of an atlas that has the public copy and no file of the delivery."""
    folder = tmp_path_factory.mktemp("alone")
    subprocess.run(
        [sys.executable, "-m", "atlas", "public-copy", str(folder / "copy")],
        cwd=ROOT,
        env=shared_delivery.environment,
        check=True,
    )
    (folder / "declared").mkdir()
    for name in DECLARED:
        shutil.copyfile(ROOT / "data" / name, folder / "declared" / name)
    for address in serve(Copy(folder), "public"):
        yield folder, address
    inside = {path.name for path in (folder / "copy").rglob("*")}
    assert inside.isdisjoint({"exact", "rounded", "participants.csv"})
    assert {path.name for path in folder.iterdir()}.isdisjoint({"data", "geo", "store"})


@pytest.mark.parametrize("language", NAMES)
def test_every_page_of_a_public_copy_says_what_the_full_house_says(visit, public, copied, language):
    folder, address = copied
    whole, alone = visit(public).open(), visit(address).open()
    for room in EVERYONES:
        whole.turn(room, language)
        alone.turn(room, language)  # at rest: its title, its answer, its maps and charts are there
        expect(alone.errors).to_have_count(0)
        expect(alone.notices).to_have_count(whole.notices.count())
        expect(alone.answer).to_have_text(whole.answer.inner_text())
        expect(alone.page).to_have_title(whole.page.title())
        cards = whole.page.locator(".atlas-card[data-key]")
        expect(alone.page.locator(".atlas-card[data-key]")).to_have_count(cards.count())
    log = next(folder.glob("public-*.log")).read_text("utf-8")
    assert "Traceback" not in log, log


def test_a_file_of_a_public_copy_is_the_file_of_the_full_house(visit, public, copied):
    files = []
    for address in (public, copied[1]):
        atlas = visit(address).open("map")
        _, content = saved(atlas.card("map"), "csv")
        files.append(content.decode("utf-8-sig").replace(address, ""))
    assert files[0] == files[1]
    assert "2480" in files[0]

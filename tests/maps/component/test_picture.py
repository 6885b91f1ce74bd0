"""The pictures that a card saves: they stand on their own."""

import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from atlas.figures.spec import Row, Rows, as_json
from tests.maps.component.harness import (
    CODES,
    NAMES,
    PICTURE,
    compare,
    rate_scene,
    show,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


SAVE = "([kind, data]) => save(kind, data)"


def saved(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.evaluate(SAVE, [kind, PICTURE])
    assert download.value.suggested_filename.endswith(f".{kind}")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_map_becomes_a_picture_that_stands_alone(open_page: Open, dark: bool) -> None:
    page = open_page(700, dark, accept_downloads=True)
    show(page, rate_scene(selected=["9902"]))
    text = saved(page, "svg").decode()
    root = ElementTree.fromstring(text)
    assert [e.get("data-code") for e in root.iter() if e.get("data-code")] == CODES
    words = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text]
    assert {
        "Andel, orterna",
        "Procent, 2023",
        "Exempeldata",
        ".. skyddat: färre än fem (1)",
    } <= set(words)
    assert {
        "34–40 (1)",
        "- uppgift saknas (1)",
        "Alla 24,5 %",
        "(n) = antal orter",
        *NAMES[:3],
    } <= set(words)
    assert sum(line.startswith("Källa") or "källa" in line for line in words) > 1, "wrapped"
    assert not re.search(r"var\(|\sstyle=|\sclass=|https?://(?!www\.w3\.org/2000/svg)", text)
    used = set(re.findall(r"url\(#([^)]*)\)", text))
    assert used <= {e.get("id") for e in root.iter()}

    png = saved(page, "png")
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (2 * int(root.get("width")), 2 * int(root.get("height")))


def test_maps_side_by_side_become_one_picture_with_their_titles(open_page: Open) -> None:
    page = open_page(1280, accept_downloads=True)
    scene = rate_scene(height=300)
    compare(page, {"mode": "years", "scene": scene, "then": "2021", "change": None, "words": {}}, 2)
    root = ElementTree.fromstring(saved(page, "svg").decode())
    words = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text]
    assert {"2021", "2023", "Andel (%) 2021", "Andel (%) 2023"} <= set(words)
    assert len([e for e in root.iter() if e.get("data-code") == "9901"]) == 2
    placed = [e for e in root if e.tag.endswith("svg") and e.get("data-code") is None]
    assert float(placed[0].get("x")) + float(placed[0].get("width")) <= float(placed[1].get("x"))


def test_a_picture_can_be_copied(open_page: Open) -> None:
    page = open_page(700, permissions=["clipboard-read", "clipboard-write"])
    show(page, rate_scene())
    page.evaluate(SAVE, ["copy", PICTURE])
    size = """async () => { const [item] = await navigator.clipboard.read();
      return (await item.getType('image/png')).size; }"""
    assert page.evaluate(size) > 5000


def test_a_figure_becomes_a_picture_that_stands_on_its_own(open_page: Open) -> None:
    page = open_page(accept_downloads=True)
    rows = [Row("Ett", text="5", bar=5.0, reach=(1.0, 9.0)), Row("Två", text="9", bar=9.0)]
    figure = Rows(tuple(rows), (0.0, 9.0), ((0.0, "0"), (5.0, "fem")))
    page.evaluate("figure => draw(figure, 'Stapel')", as_json(figure))
    page.locator(".atlas-plot-bar").first.wait_for()
    text = saved(page, "svg").decode()
    words = [e.text for e in ElementTree.fromstring(text).iter() if e.text]
    assert {"Ett", "Två", "5", "9", "fem", "Exempeldata"} <= set(words)
    assert "var(" not in text
    assert "light-dark(" not in text
    assert len(saved(page, "png")) > 5000


def test_a_figure_that_is_not_seen_is_saved_as_if_it_were(open_page: Open) -> None:
    page = open_page(700, accept_downloads=True)
    show(page, rate_scene())
    seen = saved(page, "svg")
    page.evaluate("document.getElementById('map').style.cssText = 'height: 0; visibility: hidden'")
    assert saved(page, "svg") == seen


def test_of_a_card_without_a_figure_there_is_no_picture(open_page: Open) -> None:
    said = "([kind, data]) => save(kind, data).catch((error) => error.message)"
    assert open_page().evaluate(said, ["svg", PICTURE]) == "the card has no figure"

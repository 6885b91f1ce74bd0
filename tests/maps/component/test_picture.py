"""What becomes of a picture that the server has written: the file itself, a PNG, or that on the clipboard."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from atlas.exports.svg import Head, picture
from atlas.figures.spec import Row, Rows

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

ROWS = Rows((Row("Umeå", text="9", bar=9.0),), (0.0, 10.0), ((0.0, "0"), (10.0, "10")))
MADE = picture(Head("Andel, orterna", "Procent, 2023", "Källa: SCB", "Exempeldata"), ROWS)
GIVE = "([format, text]) => give(format, text, 'andel_skyddad_0123.svg')"
HIGH = int(float(MADE.decode().split('height="')[1].split('"')[0]))


def saved(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.evaluate(GIVE, [kind, MADE.decode()])
    assert download.value.suggested_filename == f"andel_skyddad_0123.{kind}"
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_picture_is_saved_as_it_is_and_as_a_png_of_twice_the_size(
    open_page: Open, dark: bool
) -> None:
    page = open_page(700, dark, accept_downloads=True)
    assert saved(page, "svg") == MADE
    png = saved(page, "png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2400, 2 * HIGH)


def test_a_picture_can_be_copied(open_page: Open) -> None:
    page = open_page(700, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(GIVE, ["copy", MADE.decode()])
    size = """async () => { const [item] = await navigator.clipboard.read();
      return (await item.getType('image/png')).size; }"""
    assert page.evaluate(size) > 5000


def test_what_is_no_picture_is_not_saved(open_page: Open) -> None:
    said = "([format, text]) => give(format, text, 'a.svg').catch((error) => error.name)"
    assert open_page().evaluate(said, ["png", "<svg"]) == "EncodingError"


def test_a_browser_sees_every_letter_where_it_was_measured(open_page: Open) -> None:
    """In a document of its own no letter is outside the picture, and none is without a shape."""
    page = open_page(1300)
    page.set_content(MADE.decode().split("?>", 1)[1])
    svg = page.locator("svg")
    expect(svg).to_be_visible()
    outside = """(svg) => {
      const paper = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("g[role=img]")].filter((text) => {
        const { left, top, right, bottom, width } = text.getBoundingClientRect();
        return !width || left < paper.left || top < paper.top || right > paper.right || bottom > paper.bottom;
      }).map((text) => text.getAttribute("aria-label"));
    }"""
    assert svg.locator("g[role=img]").count() >= 6
    assert svg.evaluate(outside) == []

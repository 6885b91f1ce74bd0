"""Take every page and every kind of slide on every screen, as one contact sheet each, into ``docs/screens``.

Usage: ``python -m scripts.contact_sheets [--out docs/screens] [--only karta,slide-map]``

A sheet has a row for each language and theme and a column for each size. Who changes the face looks at the
sheets before and after. The delivery is published into a folder of its own, with the same rounding each time;
pages that only staff see are those of a desk without login.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from atlas import decks
from atlas.decks import Deck, Slide
from benchmarks.servers import ROOT, publish, serving
from scripts.screenshots import BROWSER

Theme = Literal["light", "dark"]
SIZES = [(1920, 1080), (1440, 900), (1280, 720), (768, 1024), (390, 844), (320, 640)]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = ("sv", "en")
SHARE = (("matt", "edu_postsec3plus_share"),)
TALL, GAP = 240, 8  # px of a row of a sheet, and between the screens on it
QUALITY = 55
LARGEST = 400_000  # bytes of a sheet

# the name of a sheet, and where its page is
PAGES = {
    "oversikt": "",
    "karta": "karta",
    "karta-grupper": "karta?vy=groups",
    "deltagare": "deltagare",
    "kohorter": "kohorter",
    "indikatorer": "indikatorer",
    "jamfor": "jamfor?kommun=2481,2421,2480",
    "index": "index?kommun=2480,2481",
    "kommun": "kommun?kommun=2481",
    "om": "om",
    "tillganglighet": "tillganglighet",
    "presentera": "presentera",
    "inlasning": "inlasning",
    "historik": "historik",
    "behorighet": "behorighet",
}
# one slide of each kind that a deck can hold, with the title before them and the end after them
SLIDES = {
    "figures": Slide("overview"),
    "map": Slide("map", (), "map"),
    "groups": Slide("map", (("vy", "groups"),), "map-groups"),
    "maps": Slide("map", (*SHARE, ("jamfor", "years")), "map-years"),
    "years": Slide("map", (*SHARE, ("jamfor", "all")), "map-all"),
    "cohorts": Slide("cohorts"),
    "parts": Slide("cohorts", (), "states"),
    "ranking": Slide("indicators", SHARE, "ranking"),
    "lines": Slide("indicators", SHARE, "trend"),
    "table": Slide("municipality", (("kommun", "2481"),), "place-table"),
}
COVERS = ("title", "end")
LAST = 99  # a slide that no deck here reaches: the last one is shown
# At rest: the script has ended, the page is seen, nothing is left to be painted, and all letters are there.
AT_REST = """() => document.fonts.status === "loaded"
  && document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
  && document.querySelector("h1") && !document.querySelector("#atlas-arrival")
  && [...document.querySelectorAll(".atlas-map:has(.atlas-map-canvas)")].every((map) =>
    !map.checkVisibility() || map.dataset.painted)
  && [...document.querySelectorAll(".atlas-plot-drawing")].every((plot) =>
    !plot.checkVisibility() || plot.querySelector(".atlas-plot-text"))"""
# what changed with the size has been laid out and drawn twice
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAUSE = 350  # ms, for what is fitted to its room step by step


class Sheet(NamedTuple):
    """A contact sheet: its name, and the address of what is on it in each language."""

    name: str
    addresses: dict[str, str]


def sheets() -> Iterator[Sheet]:
    """All contact sheets: the pages first."""
    for name, path in PAGES.items():
        mark = "&" if "?" in path else "?"
        yield Sheet(name, {spoken: f"{path}{mark}lang={spoken}" for spoken in LANGUAGES})
    for name in (*COVERS, *SLIDES):
        yield Sheet(f"slide-{name}", {spoken: _slide(name, spoken) for spoken in LANGUAGES})


def _slide(name: str, language: str) -> str:
    """The address of a slide: of a deck of all kinds for the covers, else of one that holds nothing else."""
    held = tuple(SLIDES.values()) if name in COVERS else (SLIDES[name],)
    at = {"title": 0, "end": LAST}.get(name, 1)
    link = decks.to_link(Deck("Styrgrupp", language, "", held))
    return f"visa?lek={link}&bild={at}&lang={language}"


def taken(page: Page, address: str) -> Iterator[Image.Image]:
    """An address on every screen, in every theme: themes outside, sizes inside."""
    page.set_viewport_size(_size(SIZES[0]))
    page.goto(address)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for size in SIZES:
            page.set_viewport_size(_size(size))
            page.wait_for_function(AT_REST)
            page.evaluate(SETTLED)
            page.wait_for_timeout(PAUSE)
            yield Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


def laid_out(rows: list[list[Image.Image]]) -> Image.Image:
    """Screens in rows of one height, on grey."""
    widths = [round(image.width * TALL / image.height) for image in rows[0]]
    whole = (sum(widths) + GAP * (len(widths) + 1), (TALL + GAP) * len(rows) + GAP)
    sheet = Image.new("RGB", whole, "#808080")
    for down, row in enumerate(rows):
        left = GAP
        for image, wide in zip(row, widths, strict=True):
            small = image.resize((wide, TALL), Image.Resampling.LANCZOS)
            sheet.paste(small, (left, GAP + down * (TALL + GAP)))
            left += wide + GAP
    return sheet


def make(browser: Browser, base: str, sheet: Sheet, target: Path) -> None:
    """Take a sheet: for each language a row in light and one in dark.

    Raises :class:`SystemExit` when the file is larger than the repository should carry.
    """
    rows: list[list[Image.Image]] = []
    for language in LANGUAGES:
        page = browser.new_page(locale="sv-SE")
        page.set_default_timeout(60_000)
        images = list(taken(page, f"{base}/{sheet.addresses[language]}"))
        rows += [images[: len(SIZES)], images[len(SIZES) :]]
        page.close()
    laid_out(rows).save(target, "WEBP", quality=QUALITY, method=6)
    if target.stat().st_size > LARGEST:
        raise SystemExit(f"{target.name} has {target.stat().st_size} bytes, over {LARGEST}")


def main(arguments: list[str] | None = None) -> int:
    """Start the atlas, take every sheet that is asked for, and print where they are."""
    parser = argparse.ArgumentParser(description="Take every page and slide on every screen.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--only", default="", help="names of sheets, with commas between them")
    asked = parser.parse_args(arguments)
    names = [name for name in asked.only.split(",") if name]
    wanted = [sheet for sheet in sheets() if not names or sheet.name in names]
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder))
        desk = {"ATLAS_MODE": "desk"}
        with serving("atlas", Path(folder), desk) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM"), args=BROWSER
            )
            for sheet in wanted:
                make(browser, address, sheet, asked.out / f"{sheet.name}.webp")
            browser.close()
    print(f"{len(wanted)} contact sheets in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

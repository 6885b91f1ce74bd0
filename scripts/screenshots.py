"""Take the pictures of the user guide: every page in both languages, into ``docs/images``.

Usage: ``python -m scripts.screenshots [--out docs/images]``
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.servers import ROOT, serving

ADDRESSES = {
    "overview": "/",
    "map": "/karta",
    "participants": "/deltagare",
    "cohorts": "/kohorter",
    "indicators": "/indikatorer",
    "municipality": "/kommun",
    "about": "/om",
}
LANGUAGES = {"sv": "", "en": "?lang=en"}
# At rest: the script has ended and each map on the page has been painted.
AT_REST = """() =>
  document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
  && document.querySelector("h1") !== null
  && [...document.querySelectorAll(".atlas-map")].every((map) => map.dataset.painted)
"""


def take(page: Page, address: str, target: Path) -> None:
    """One page, as it stands when everything on it is drawn."""
    page.goto(address)
    page.wait_for_function(AT_REST)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target)


def main(arguments: list[str] | None = None) -> int:
    """Start the atlas, take every picture, tell where they are."""
    parser = argparse.ArgumentParser(description="Take the pictures of the user guide.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("atlas", Path(folder)) as (address, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="sv-SE")
        page.set_default_timeout(60_000)
        for name, path in ADDRESSES.items():
            for language, query in LANGUAGES.items():
                take(page, f"{address}{path}{query}", out / f"{name}-{language}.png")
        browser.close()
    print(f"{len(ADDRESSES) * len(LANGUAGES)} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

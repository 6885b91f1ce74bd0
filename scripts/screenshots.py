"""Take the pictures of the user guide from a running atlas, into ``docs/pictures``.

Usage: ``python -m scripts.screenshots [--out docs/pictures]``

The delivery is published into a folder of its own and shown in public mode, as everyone sees it. A
picture larger than the guide allows is an error, so that the repository does not grow by accident.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.servers import ROOT, publish, serving

SHARE = "matt=edu_postsec3plus_share"
PICTURES = {
    "overview-sv": "/",
    "overview-en": "/?lang=en",
    "map-sv": f"/karta?{SHARE}&kommun=2481",
    "cohorts-sv": "/kohorter",
    "indicators-en": f"/indikatorer?{SHARE}&lang=en",
    "municipality-en": "/kommun?kommun=2482&lang=en",
}
# A whole screen, drawn at two thirds: 1280 × 720 in the file.
SIZE: ViewportSize = {"width": 1920, "height": 1080}
SCALE = 2 / 3
LARGEST = 250_000  # bytes
# letters are as wide as in a browser with a window, whose windowless shell rounds them to whole px
BROWSER = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
# At rest: the script has ended, the page has its answer and its last line, and all on it is drawn.
AT_REST = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && all(".atlas-answer, .st-key-footer").length === 2 && !document.getElementById("atlas-arrival")
    && all(".atlas-map").every((map) => map.dataset.painted && map.querySelector(".area"))
    && all(".atlas-plot-drawing").every((chart) => chart.querySelector(".atlas-plot-text"));
}"""


def take(page: Page, address: str, target: Path) -> None:
    """One page, once everything on it is drawn.

    Raises :class:`SystemExit` when the picture is too large for the guide.
    """
    page.goto(address)
    page.wait_for_function(AT_REST)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target, animations="disabled")
    if target.stat().st_size > LARGEST:
        raise SystemExit(f"{target.name} has {target.stat().st_size} bytes, over {LARGEST}")


def main(arguments: list[str] | None = None) -> int:
    """Start the atlas, take every picture, and print where they are."""
    parser = argparse.ArgumentParser(description="Take the pictures of the user guide.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    out = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder))
        with serving("atlas", Path(folder)) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM"), args=BROWSER
            )
            page = browser.new_page(viewport=SIZE, device_scale_factor=SCALE, locale="sv-SE")
            page.set_default_timeout(60_000)
            for name, path in PICTURES.items():
                take(page, f"{address}{path}", out / f"{name}.png")
            browser.close()
    print(f"{len(PICTURES)} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

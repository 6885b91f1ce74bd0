"""Time a year step on the browser map with as many areas as a country has municipalities.

Usage: ``python -m benchmarks.map_component [--areas 290] [--steps 40]``

The time is that of the component's own work and of the style and layout that follow from it, taken
in the page; compositing the frame comes on top. Exits with 1 when the median misses its goal.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics

from playwright.sync_api import sync_playwright

from tests.maps.component.harness import BROWSER_ARGS, count_scene, rate_scene, serving, square

GOAL = 50.0  # milliseconds
STEPS = """steps => {
  const buttons = ['next_year', 'previous_year'].map(w => document.querySelector(`[data-word=${w}]`));
  return Array.from({length: steps}, (_, i) => {
    const start = performance.now();
    buttons[i % 2].click();
    document.querySelector('.atlas-map').getBoundingClientRect();
    return performance.now() - start;
  });
}"""


def country(areas: int) -> dict:
    """A geometry of squares, about as many across as down."""
    across = math.ceil(math.sqrt(areas))
    step = 1000 / across
    squares = [
        square(f"{i:04}", f"Ort {i}", i % across * step, i // across * step, step, step)
        for i in range(areas)
    ]
    return {"viewBox": [0, 0, 1000, 1000], "areas": squares, "outline": "M0 0H1000V1000H0Z"}


def scenes(areas: int) -> dict[str, dict]:
    """A filled map and one of bubbles, over two years, with every kind of status."""
    values = {y: [(i * 7 + s * 11) % 40 + 6 for i in range(areas)] for s, y in enumerate("12")}
    same = {
        "geometry": "/geo/country.json",
        "codes": [f"{i:04}" for i in range(areas)],
        "periods": ["1", "2"],
        "period": "1",
        "values": values,
        "status": {"1": ("rrrprrmrrn" * areas)[:areas], "2": "r" * areas},
        "lower": None,
        "upper": None,
    }
    return {"rate": rate_scene(**same), "count": count_scene(**same)}


def main() -> int:
    """Print the median and the 95th percentile of each map, in milliseconds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--areas", type=int, default=290)
    parser.add_argument("--steps", type=int, default=40)
    asked = parser.parse_args()
    slow = False
    with serving({"country.json": country(asked.areas)}) as address, sync_playwright() as run:
        browser = run.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=BROWSER_ARGS)
        for name, scene in scenes(asked.areas).items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(address)
            page.wait_for_function("window.ready")
            page.evaluate("scene => show(scene)", scene)
            page.wait_for_selector(".atlas-map[data-painted]")
            took = sorted(page.evaluate(STEPS, asked.steps))
            p50, p95 = statistics.median(took), took[int(0.95 * (len(took) - 1))]
            slow = slow or p50 >= GOAL
            print(f"{name}: {asked.areas} areas, p50 {p50:.1f} ms, p95 {p95:.1f} ms")
        browser.close()
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())

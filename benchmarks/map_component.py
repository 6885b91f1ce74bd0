"""Time the browser map with as many areas as a country has municipalities: a year step, and panning.

Usage: ``python -m benchmarks.map_component [--areas 290] [--steps 40]``

The time is that of the component's own work and of the style and layout that follow from it, taken
in the page; compositing the frame comes on top. Panning is dragging the map while zoomed, one move for
each frame that the browser draws: the number is frames a second, painting included. Exits with 1 when
a median misses its goal.
"""

from __future__ import annotations

import argparse
import math
import statistics
from typing import Any

from playwright.sync_api import sync_playwright

from scripts.find_browser import find
from tests.maps.component.harness import count_scene, rate_scene, serving, square

BROWSER_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
GOAL = 50.0  # milliseconds, for a year step
FRAMES = 30.0  # a second, while panning
STEPS = """steps => {
  const buttons = ['next_year', 'previous_year'].map(w => document.querySelector(`[data-word=${w}]`));
  return Array.from({length: steps}, (_, i) => {
    const start = performance.now();
    buttons[i % 2].click();
    document.querySelector('.atlas-map').getBoundingClientRect();
    return performance.now() - start;
  });
}"""

PAN = """async seconds => {
  const canvas = document.querySelector('.atlas-map-canvas');
  const zoom = document.querySelector('[data-word=zoom_in]');
  for (let i = 0; i < 3; i++) zoom.click();
  const box = canvas.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  canvas.setPointerCapture = () => {}; // these pointers are made up
  const tell = (type, at, buttons) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true,
    pointerId: 1, isPrimary: true, button: 0, buttons, clientX: at[0], clientY: at[1] }));
  const frame = () => new Promise(requestAnimationFrame);
  tell('pointerdown', middle, 1);
  const gaps = [];
  const views = new Set();
  let last = await frame();
  for (const end = last + seconds * 1000; last < end;) {
    const turn = last / 300;
    tell('pointermove', [middle[0] + 90 * Math.cos(turn), middle[1] + 90 * Math.sin(turn)], 1);
    const now = await frame();
    views.add(canvas.getAttribute('viewBox'));
    gaps.push(now - last);
    last = now;
  }
  tell('pointerup', middle, 0);
  return { gaps, moved: views.size };
}"""


def country(areas: int) -> dict[str, Any]:
    """A geometry of squares, about as many across as down."""
    across = math.ceil(math.sqrt(areas))
    step = 1000 / across
    squares = [
        square(f"{i:04}", f"Ort {i}", i % across * step, i // across * step, step, step)
        | {"tile": [i % across, i // across]}
        for i in range(areas)
    ]
    return {"viewBox": [0, 0, 1000, 1000], "areas": squares, "outline": "M0 0H1000V1000H0Z"}


def scenes(areas: int) -> dict[str, dict[str, Any]]:
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
    return {
        "rate": rate_scene(**same),
        "rate, tiles": rate_scene(**same, form="tiles"),
        "count": count_scene(**same),
    }


def main() -> int:
    """Print, for each map, a year step's median and 95th percentile, and the frames while panning."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--areas", type=int, default=290)
    parser.add_argument("--steps", type=int, default=40)
    asked = parser.parse_args()
    slow = False
    with serving({"country.json": country(asked.areas)}) as address, sync_playwright() as run:
        browser = run.chromium.launch(executable_path=find(), args=BROWSER_ARGS)
        for name, scene in scenes(asked.areas).items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(address)
            page.wait_for_function("window.ready")
            page.evaluate("scene => show(scene)", scene)
            page.wait_for_selector(".atlas-map[data-painted]")
            took = sorted(page.evaluate(STEPS, asked.steps))
            p50, p95 = statistics.median(took), took[int(0.95 * (len(took) - 1))]
            slow = slow or p50 >= GOAL
            panned = page.evaluate(PAN, 3)
            gaps = sorted(panned["gaps"])
            frames = 1000 / statistics.median(gaps)
            slowest = 1000 / gaps[int(0.95 * (len(gaps) - 1))]
            slow = slow or frames < FRAMES or panned["moved"] < len(gaps) / 2
            print(
                f"{name}: {asked.areas} areas; a year step p50 {p50:.1f} ms, p95 {p95:.1f} ms; "
                f"panning {frames:.0f} frames/s, 95 % of them at {slowest:.0f} or more"
            )
        browser.close()
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())

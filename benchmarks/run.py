"""Time a filter change in the atlas beside two peers that do the same work, in the same run.

Usage: ``python -m benchmarks.run [--changes 30] [--only NAME ...] [--out docs/performance.md]``

A change picks another cohort; map, key figures, sentence and the table of all municipalities are
repainted. The pages take turns, so that a busy machine is busy for all of them. Milliseconds belong
to the machine; the ratios are what to compare. Exits with 1 when a ratio misses its goal.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import importlib.metadata
import os
import platform
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright

from benchmarks.servers import ROOT, cpu_seconds, serving
from benchmarks.subjects import GOALS, OURS, PEERS

SUBJECTS = OURS | PEERS
WATCH = Path(__file__).with_name("watch.js")
BLOCK = 5  # changes in a row before the next page has its turn
WARM_UP = 4  # changes that are not counted
PACKAGES = ("streamlit", "dash", "plotly", "pandas")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FLAGS += ("--disable-component-update",)

OPENING = (
    "# Performance",
    "",
    "Made by `make bench`. A change picks another cohort: from the press of the button until map,",
    "key figures, sentence and the table of all municipalities are repainted. The pages take",
    "turns in one run. Milliseconds belong to the machine; the ratios are what to compare.",
    "",
)
CLOSING = (
    "",
    "The plain peer reads its files and counts at every change, with Streamlit's default settings;",
    "the tuned one counts once, sends the geometry once and patches fifteen numbers. Both draw",
    "exact counts, the atlas protected ones. Both are given a local base map stub: without it",
    "Plotly asks an outside server and paints nothing. Loopback only: no network in between.",
)


@dataclass
class Subject:
    """One open page with its server, and what was measured of it."""

    ask: dict
    page: Page
    pid: int
    turn: int = 0
    heard: int = 0  # bytes the page has received so far
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def change(self) -> float:
        """Pick the next cohort; milliseconds from the press to all repainted."""
        target = self._target()
        self.page.evaluate("bench.arm()")
        target.click()
        return self.page.evaluate("bench.done()")

    def measure(self) -> None:
        """One change that counts, with its bytes and the server's CPU time."""
        cpu, heard = cpu_seconds(self.pid), self.heard
        self.times.append(self.change())
        self.sizes.append(self.heard - heard)
        self.costs.append(cpu_seconds(self.pid) - cpu)

    def listen(self, session: CDPSession) -> None:
        """Count what comes in over HTTP and over the websocket."""
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda e: self._hear(e["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda e: self._hear(frame_size(e)))

    def _target(self) -> Locator:
        """What the next change presses."""
        undo = self.page.locator(self.ask["undo"]) if self.ask["undo"] else None
        if undo and undo.count():
            return undo.first
        if self.ask["open"]:
            self.page.locator(self.ask["open"]).first.click()
        options = self.page.locator(self.ask["option"])
        options.first.wait_for()
        self.turn += 1
        return options.nth(self.turn % options.count())

    def _hear(self, size: float) -> None:
        self.heard += int(size)

    @property
    def p50(self) -> float:
        """The median of all changes, in milliseconds."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """What 95 changes of 100 stay below, in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def frame_size(event: dict) -> int:
    """Bytes of a websocket frame: binary ones are told as base64."""
    frame = event["response"]
    payload = frame["payloadData"]
    return len(base64.b64decode(payload)) if frame["opcode"] == 2 else len(payload.encode())


def lay_out(folder: Path) -> None:
    """The peers' data: our participants as they stand, our boundaries as GeoJSON."""
    import geopandas

    data = Path(os.environ.get("ATLAS_DATA", ROOT / "data"))
    geo = Path(os.environ.get("ATLAS_GEO", ROOT / "geo"))
    shutil.copy(data / "participants.csv", folder)
    areas = geopandas.read_file(geo / "municipalities.shp").sort_values("code").to_crs(4326)
    # Plotly paints the whole frame for a ring that runs the other way round.
    areas.geometry = areas.geometry.orient_polygons(exterior_cw=True)
    target = folder / "municipalities.geojson"
    target.write_text(areas.to_json(drop_id=True), encoding="utf-8")


def open_page(browser: Browser, name: str, address: str, pid: int) -> Subject:
    """A page of its own, loaded, drawn, watched and warmed up."""
    ask = SUBJECTS[name]
    context = browser.new_context(locale="sv-SE", viewport={"width": 1600, "height": 1200})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address + ask["path"])
    page.locator(ask["ready"]).first.wait_for(state="attached")
    if ask["unfold"] and not page.locator("[data-testid=stTable]").count():
        page.locator(ask["unfold"]).first.click()
        page.locator("[data-testid=stTable]").first.wait_for()
    parts = ", ".join(f"{part}: {tell}" for part, tell in ask["parts"].items())
    page.evaluate(f"({WATCH.read_text(encoding='utf-8')})({{{parts}}})")
    subject = Subject(ask, page, pid)
    subject.listen(context.new_cdp_session(page))
    for _ in range(WARM_UP):
        subject.change()
    return subject


def measure(
    names: list[str], changes: int, pictures: Path | None
) -> tuple[dict[str, Subject], str]:
    """Every page measured in turn; also the browser's version."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        lay_out(folder)
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=list(FLAGS)
        )
        running = {
            server: stack.enter_context(serving(server, folder))
            for server in dict.fromkeys("atlas" if name in OURS else name for name in names)
        }
        subjects = {
            name: open_page(browser, name, *running["atlas" if name in OURS else name])
            for name in names
        }
        while any(len(subject.times) < changes for subject in subjects.values()):
            for subject in subjects.values():
                subject.page.bring_to_front()
                for _ in range(BLOCK):
                    subject.measure()
        for name, subject in subjects.items() if pictures else ():
            subject.page.screenshot(path=pictures / f"{name}.png")
        version = browser.version
        browser.close()
    return subjects, version


def ratios(subjects: dict[str, Subject]) -> list[tuple[str, str, float, float]]:
    """Each page of ours beside each peer: titles, the ratio of medians and its goal."""
    return [
        (subjects[ours].ask["title"], subjects[peer].ask["title"], ratio, goal)
        for ours in OURS
        for peer, goal in GOALS.items()
        if ours in subjects and peer in subjects
        for ratio in [subjects[ours].p50 / subjects[peer].p50]
    ]


def report(subjects: dict[str, Subject], chromium: str) -> str:
    """The result as a page of Markdown."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    versions += [f"Python {platform.python_version()}", f"Chromium {chromium}"]
    lines = [
        *OPENING,
        f"{dt.date.today().isoformat()} · {os.cpu_count()} cores · {' · '.join(versions)}",
        "",
        "| page | changes | p50 ms | p95 ms | KiB received a change | server CPU ms a change |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {s.ask['title']} | {len(s.times)} | {s.p50:.0f} | {s.p95:.0f} "
        f"| {statistics.mean(s.sizes) / 1024:.1f} | {1000 * statistics.mean(s.costs):.0f} |"
        for s in subjects.values()
    ]
    compared = ratios(subjects)
    if compared:
        lines += ["", "| page | beside | p50 ratio | goal | |", "|---|---|---:|---:|---|"]
        lines += [
            f"| {ours} | {peer} | {ratio:.2f} | ≤ {goal} | {'met' if ratio <= goal else 'missed'} |"
            for ours, peer, ratio, goal in compared
        ]
    return "\n".join([*lines, *CLOSING]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run, write the page, print it; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Time a filter change beside two peers.")
    parser.add_argument("--changes", type=int, default=30, help="at least this many a page")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--pictures", type=Path, help="folder for a screenshot of each page")
    chosen = parser.parse_args(arguments)
    subjects, chromium = measure(chosen.only, chosen.changes, chosen.pictures)
    page = report(subjects, chromium)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(page, encoding="utf-8")
    print(page)
    return int(any(ratio > goal for _, _, ratio, goal in ratios(subjects)))


if __name__ == "__main__":
    sys.exit(main())

"""Time a filter change in the atlas beside two peers that do the same work, in the same run.

Usage: ``python -m benchmarks.run [--changes 30] [--only NAME ...] [--out docs/performance.md]``

A change picks another cohort, and everything on the page that answers it is repainted. The pages
take turns, so that a busy machine is busy for all of them. Milliseconds belong to the machine; the
ratios are what to compare. The atlas is served in public mode from a snapshot of its own. Exits
with 1 when a ratio misses its goal.
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

from benchmarks.servers import ROOT, cpu_seconds, publish, serving
from benchmarks.subjects import GOALS, SUBJECTS

WATCH = Path(__file__).with_name("watch.js")
BLOCK = 5  # changes in a row before the next page has its turn
WARM_UP = 8  # changes that are not counted: each cohort once chosen and once left
PACKAGES = ("streamlit", "dash", "plotly", "pandas")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FLAGS += ("--disable-component-update",)
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass
class Subject:
    """One open page with its server, and what was measured of it."""

    ask: dict
    page: Page
    pid: int
    turn: int = 0
    heard: int = 0  # bytes the page has received so far
    messages: int = 0  # answers and websocket messages it has received so far
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def change(self) -> float:
        """Pick the next cohort; milliseconds from the press to all repainted."""
        target = self._target()
        self.page.evaluate("bench.arm()")
        target.click()
        return self.page.evaluate("bench.done()")

    def measure(self) -> None:
        """One change that counts, with its messages, bytes and the server's CPU time."""
        cpu, heard, messages = cpu_seconds(self.pid), self.heard, self.messages
        self.times.append(self.change())
        self.sizes.append(self.heard - heard)
        self.counts.append(self.messages - messages)
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
            self.page.keyboard.press("Escape")
            return undo.first
        if self.ask["open"]:
            self.page.locator(self.ask["open"]).first.click()
        options = self.page.locator(self.ask["option"])
        options.first.wait_for()
        self.turn += 1
        return options.nth(self.turn % options.count())

    def _hear(self, size: float) -> None:
        self.heard += int(size)
        self.messages += 1

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
    """The data: a snapshot for the atlas; for the peers our tables, and boundaries as GeoJSON."""
    import geopandas

    publish(folder)
    data = Path(os.environ.get("ATLAS_DATA", ROOT / "data"))
    geo = Path(os.environ.get("ATLAS_GEO", ROOT / "geo"))
    for table in ("participants.csv", "cohorts.csv"):
        shutil.copy(data / table, folder)
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
    page.goto(address)  # what a server does once, for its first visitor, is not what is timed
    page.locator(ask["ready"]).first.wait_for(state="attached")
    page.goto(address + ask["path"])
    page.locator(ask["ready"]).first.wait_for(state="attached")
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
        subjects = {}
        for name in names:
            page = {"BENCH_PAGE": SUBJECTS[name]["page"]}
            server = stack.enter_context(serving(SUBJECTS[name]["server"], folder, page))
            subjects[name] = open_page(browser, name, *server)
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
    """Each page of ours beside the peers that do its work: titles, ratio of medians, goal."""
    return [
        (ours.ask["title"], peer.ask["title"], ours.p50 / peer.p50, GOALS[peer.ask["server"]])
        for ours in subjects.values()
        for peer in subjects.values()
        if ours.ask["server"] == "atlas"
        and peer.ask["server"] in GOALS
        and peer.ask["page"] == ours.ask["page"]
    ]


def report(subjects: dict[str, Subject], chromium: str) -> str:
    """What was measured, as Markdown."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    versions += [f"Python {platform.python_version()}", f"Chromium {chromium}"]
    lines = [
        f"{dt.date.today().isoformat()} · {os.cpu_count()} cores · {' · '.join(versions)}",
        "",
        "| page | changes | p50 ms | p95 ms | messages | KiB | server CPU ms |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {s.ask['title']} | {len(s.times)} | {s.p50:.0f} | {s.p95:.0f} "
        f"| {statistics.mean(s.counts):.0f} | {statistics.mean(s.sizes) / 1024:.1f} "
        f"| {1000 * statistics.mean(s.costs):.0f} |"
        for s in subjects.values()
    ]
    compared = ratios(subjects)
    if compared:
        lines += ["", "| page | beside | p50 ratio | goal | |", "|---|---|---:|---:|---|"]
        lines += [
            f"| {ours} | {peer} | {ratio:.2f} | ≤ {goal} | {'met' if ratio <= goal else 'missed'} |"
            for ours, peer, ratio, goal in compared
        ]
    return "\n".join(lines) + "\n"


def put(measured: str, page: Path) -> None:
    """Write what was measured between the marks of a page; the words around it stay as they are."""
    text = page.read_text(encoding="utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{before}{BEGIN}\n{measured}{END}{after}", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run, write the page, print what was measured; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Time a filter change beside two peers.")
    parser.add_argument("--changes", type=int, default=30, help="at least this many a page")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--pictures", type=Path, help="folder for a screenshot of each page")
    chosen = parser.parse_args(arguments)
    subjects, chromium = measure(chosen.only, chosen.changes, chosen.pictures)
    measured = report(subjects, chromium)
    put(measured, chosen.out)
    print(measured)
    return int(any(ratio > goal for _, _, ratio, goal in ratios(subjects)))


if __name__ == "__main__":
    sys.exit(main())

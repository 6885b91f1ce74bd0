"""Measure every page of the atlas beside peers that do the same work, in the same run.

Usage: ``python -m benchmarks.run [--changes 30] [--only PAGE ...] [--without PART ...] [--out FILE]``

For each page: what a change costs beside Dash, Shiny, plain Streamlit and the floor (``changes``), first
and second visits (``visits``), and many viewers on one process (``viewers``); then the way from page to
page and a figure in large (``pages``). Milliseconds belong to the machine; the ratios are what to
compare. The atlas is served in public mode from a snapshot of its own. Exits with 1 when a goal is
missed, and when a page of the atlas has no measurement.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from atlas.views import site
from benchmarks import changes, loads, viewers
from benchmarks.delivery import lay_out
from benchmarks.goals import Results, judge
from benchmarks.report import installed, put, report
from benchmarks.servers import ROOT, serving
from benchmarks.subjects import (
    ATLAS,
    DASH,
    MEASURED,
    SHINY,
    Subject,
    of_atlas,
    subjects_of,
    unmeasured,
)

FLAGS = [
    *("--no-sandbox", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update"),
]
PARTS = ("changes", "visits", "viewers", "pages")
COMPARED = "participants"  # the page where viewers of the peers are counted, too
EXPLORED = "participants"  # the page where a figure is opened in large


def measure(chosen: argparse.Namespace, folder: Path) -> tuple[Results, str]:
    """Every chosen page, one after the other; also the browser's version."""
    results = Results()
    with serving(ATLAS, folder) as atlas, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        for page in chosen.only:
            of_page(page, chosen, folder, atlas, browser, results)
        if "pages" not in chosen.without:
            progress("from page to page")
            ours = [of_atlas(page, MEASURED[page]) for page in chosen.only]
            results.pages = loads.page_to_page(browser, ours, atlas[0]) if len(ours) > 1 else {}
            explored = of_atlas(EXPLORED, MEASURED[EXPLORED])
            results.explore[EXPLORED] = loads.explore(browser, explored, atlas[0])
        version: str = browser.version
        browser.close()
    return results, version


def of_page(
    page: str,
    chosen: argparse.Namespace,
    folder: Path,
    atlas: tuple[str, int],
    browser: Browser,
    results: Results,
) -> None:
    """A page of ours and of its peers, open side by side; the atlas runs already."""
    subjects = subjects_of(page)
    with ExitStack() as stack:
        peers = {
            subject.server: serving(subject.server, folder, {"BENCH_PAGE": page})
            for subject in subjects
            if subject.server != ATLAS
        }
        # all at once: most of a start is waiting and importing
        with ThreadPoolExecutor() as pool:
            started = pool.map(stack.enter_context, peers.values())
            servers = {ATLAS: atlas, **dict(zip(peers, started, strict=True))}
        if "visits" not in chosen.without:
            progress(f"{page}: visits")
            for subject in of((ATLAS, DASH, SHINY), subjects):
                visited = loads.visit(browser, subject, servers[subject.server][0])
                results.loads[page, subject.server] = visited
        if "changes" not in chosen.without:
            progress(f"{page}: changes")
            with ExitStack() as contexts:
                opened = [
                    changes.open_page(
                        contexts.enter_context(changes.visitor(browser)),
                        subject,
                        *servers[subject.server],
                    )
                    for subject in subjects
                ]
                changes.take_turns(opened, chosen.changes)
                for timed in opened:
                    results.changes[page, timed.subject.server] = timed.cost()
                    if chosen.pictures:
                        name = f"{page}-{timed.subject.server}.png"
                        timed.page.screenshot(path=chosen.pictures / name, full_page=True)
        if "viewers" not in chosen.without:
            progress(f"{page}: viewers")
            counted = (ATLAS, DASH, SHINY) if page == COMPARED else (ATLAS,)
            for subject in of(counted, subjects):
                recording = viewers.record(browser, subject, *servers[subject.server])
                results.viewers[page, subject.server] = viewers.load(recording, subject.server)


def of(servers: Iterable[str], subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects of some servers."""
    return [subject for subject in subjects if subject.server in servers]


def progress(step: str) -> None:
    """Say on the terminal what is being measured, and since when."""
    print(time.strftime("%H:%M:%S"), step, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run, write the page, print what was measured; 1 when a goal or a measurement is missed."""
    parser = argparse.ArgumentParser(description="Measure the atlas beside its peers.")
    parser.add_argument("--changes", type=int, default=30, help="at least this many a page")
    parser.add_argument("--only", nargs="+", choices=MEASURED, default=list(MEASURED))
    parser.add_argument("--without", nargs="+", choices=PARTS, default=[])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--pictures", type=Path, help="folder for a screenshot of each page")
    chosen = parser.parse_args(arguments)
    missing = unmeasured(site.pages())
    for name in missing:
        print(f"pages/{name}.py has no measurement: add it to benchmarks/subjects.py")
    if missing:
        return 1
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        results, chromium = measure(chosen, Path(folder))
    minutes = (time.monotonic() - begun) / 60
    measured = report(results, chromium, minutes, installed())
    put(measured, chosen.out)
    print(measured)
    return int(not all(verdict.met for verdict in judge(results)))


if __name__ == "__main__":
    sys.exit(main())

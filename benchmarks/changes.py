"""What a change costs: pages in a real browser, pressed in turns, until all that answers is painted."""

from __future__ import annotations

import base64
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, ViewportSize

from benchmarks.goals import Change
from benchmarks.servers import cpu_seconds
from benchmarks.subjects import ATLAS, FLOOR, Subject

WATCH = Path(__file__).with_name("watch.js")
BLOCK = 5  # changes in a row before the next page has its turn
WARM_UP = 6  # changes that are not counted: each of our cohorts once chosen and once left
PEERS_WARM_UP = 4  # a peer's cohorts are each chosen once
FEWER = 10  # changes of the floor: no server and no network make it vary
LIMIT = 60_000.0  # milliseconds until a page must have answered
# what our own page holds of views is let go before a change: one that it holds costs no message at all
FORGET = """async () => {
  const fetched = performance.getEntriesByType("resource").map((one) => one.name);
  (await import(fetched.find((name) => name.endsWith("/sheet/replies.js")))).forget();
}"""
SIZE: ViewportSize = {"width": 1600, "height": 1200}


@dataclass
class Timed:
    """One open page with its server, and what was measured of it; the lists have one entry a change."""

    subject: Subject
    page: Page
    pid: int
    turn: int = 0
    heard: int = 0  # bytes the page has received so far
    messages: int = 0  # answers and websocket messages it has received so far
    times: list[float] = field(default_factory=list)  # milliseconds
    sizes: list[int] = field(default_factory=list)  # bytes
    counts: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)  # seconds of the server's CPU

    def change(self, learn: bool = False) -> float:
        """Make the next choice; milliseconds from the press to all repainted.

        ``learn``: what stays the same is not waited for from then on.
        """
        if self.subject.server == ATLAS:
            self.page.evaluate(FORGET)
        target = self._target()
        self.page.evaluate("bench.arm()")
        target.click()
        taken: float = self.page.evaluate(f"bench.done({str(learn).lower()})")
        return taken

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
        undo = self.page.locator(self.subject.undo) if self.subject.undo else None
        if undo and undo.count():
            self.page.keyboard.press("Escape")
            return undo.first
        if self.subject.opener:
            self.page.locator(self.subject.opener).first.click()
        options = self.page.locator(self.subject.option)
        options.first.wait_for()
        self.turn += 1
        return options.nth(self.turn % options.count())

    def _hear(self, size: float) -> None:
        self.heard += int(size)
        self.messages += 1

    def cost(self) -> Change:
        """What was measured of all changes."""
        return Change(
            changes=len(self.times),
            p50=statistics.median(self.times),
            p95=percentile(self.times, 0.95),
            messages=statistics.mean(self.counts),
            size=statistics.mean(self.sizes) / 1024,
            cpu=1000 * statistics.mean(self.costs),
        )


def percentile(numbers: list[float], share: float) -> float:
    """The number that a share of all stay below or reach."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def frame_size(event: dict[str, Any]) -> int:
    """Bytes of a websocket frame: binary ones are told as base64."""
    frame = event["response"]
    payload: str = frame["payloadData"]
    return len(base64.b64decode(payload)) if frame["opcode"] == 2 else len(payload.encode())


def watched(subject: Subject, visit: bool = False) -> str:
    """The script that watches a page; ``visit``: from the moment when the page was asked for."""
    parts = ", ".join(f"{part!r}: {tell}" for part, tell in subject.parts.items())
    watch = WATCH.read_text(encoding="utf-8")
    return f"({watch})({{{parts}}}, {str(visit).lower()})"


def visitor(browser: Browser) -> BrowserContext:
    """Someone who has never been here: nothing is in the cache."""
    context = browser.new_context(locale="sv-SE", viewport=SIZE)
    context.set_default_timeout(LIMIT)
    return context


def open_page(context: BrowserContext, subject: Subject, address: str, pid: int) -> Timed:
    """A page of its own, loaded, drawn, watched and warmed up."""
    page = context.new_page()
    page.goto(address + subject.path)
    page.locator(subject.ready).first.wait_for(state="attached")
    page.wait_for_timeout(500)  # what comes after the first figure
    page.evaluate(watched(subject))
    timed = Timed(subject, page, pid)
    timed.listen(context.new_cdp_session(page))
    ours = subject.server == ATLAS
    for _ in range(WARM_UP if ours else PEERS_WARM_UP):
        timed.change(learn=ours)
    return timed


def take_turns(opened: list[Timed], changes: int) -> None:
    """Press every page at least so many times, a few in a row, so that a busy machine is busy for all."""
    wanted = {
        id(timed): min(changes, FEWER) if timed.subject.server in FLOOR else changes
        for timed in opened
    }
    while waiting := [timed for timed in opened if len(timed.times) < wanted[id(timed)]]:
        for timed in waiting:
            timed.page.bring_to_front()
            for _ in range(min(BLOCK, wanted[id(timed)] - len(timed.times))):
                timed.measure()

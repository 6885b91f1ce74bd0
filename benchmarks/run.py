"""Time a filter change in the atlas beside two peers that do the same work, in the same run.

Usage: ``python -m benchmarks.run [--changes 30] [--only NAME ...] [--out docs/performance.md]``

Each change picks another cohort; map, key figures, sentence and the table of all municipalities are
repainted. The pages take turns, so that a busy machine is busy for all of them. Milliseconds belong
to the machine; the ratios are what to compare. Exits with 1 when a ratio misses its goal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
BLOCK = 5  # changes in a row before the next page has its turn
WARM_UP = 4

# How each page is found and read. `option` is what a change presses, `open` what must be opened
# first; `parts` tell what is on the screen, as JavaScript. Keep what depends on our pages here.
PLOTLY_FILLS = (
    "() => [...document.querySelectorAll('path.choroplethlocation')].map(p => p.style.fill).join()"
)
OUR_MAP = (
    "() => [...document.querySelectorAll('.atlas-map [data-code]')]"
    ".map(a => a.dataset.code + a.dataset.value + a.dataset.status).join()"
)


def text_of(selector: str) -> str:
    """JavaScript that tells the text of all elements a selector finds."""
    return f"() => [...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent).join('|')"


SUBJECTS: dict[str, dict] = {
    "atlas_map": {
        "title": "Atlas, Map",
        "path": "/karta?matt=participants",
        "ready": ".atlas-map[data-painted] [data-code]",
        "open": ".st-key-kohort [role=combobox], .st-key-kohort input",
        "option": "[role=listbox] [role=option]",
        "parts": {
            "map": OUR_MAP,
            "figures": text_of("[data-testid=stMetricValue]"),
            "sentence": text_of("[data-testid=stMain] [class*=st-key-answer]"),
            "table": text_of("[data-testid=stMain] table"),
        },
    },
    "atlas_overview": {
        "title": "Atlas, Overview",
        "path": "/",
        "ready": ".atlas-map[data-painted] [data-code]",
        "open": ".st-key-kohort [role=combobox], .st-key-kohort input",
        "option": "[role=listbox] [role=option]",
        "parts": {
            "map": OUR_MAP,
            "figures": text_of("[data-testid=stMetricValue]"),
            "sentence": text_of("[data-testid=stMain] [class*=st-key-answer]"),
            "table": text_of("[data-testid=stMain] table"),
        },
    },
    "plain_streamlit": {
        "title": "Plain Streamlit, px.choropleth",
        "path": "/",
        "ready": "path.choroplethlocation",
        "open": None,
        "option": "[data-testid=stRadio] label:has(input)",
        "parts": {
            "map": PLOTLY_FILLS,
            "figures": text_of("[data-testid=stMetricValue]"),
            "sentence": text_of("[data-testid=stMain] [data-testid=stMarkdown]"),
            "table": text_of("[data-testid=stTable] tbody"),
        },
    },
    "tuned_dash": {
        "title": "Tuned Dash, Patch",
        "path": "/",
        "ready": "path.choroplethlocation",
        "open": None,
        "option": "#cohort label",
        "parts": {
            "map": PLOTLY_FILLS,
            "figures": text_of("#figures"),
            "sentence": text_of("#sentence"),
            "table": text_of("#table"),
        },
    },
}
OURS = ("atlas_map", "atlas_overview")
GOALS = {"plain_streamlit": 0.35, "tuned_dash": 1.5}


@dataclass
class Subject:
    """One page under test, with what was measured of it."""

    name: str
    page: Page
    pid: int
    times: list[float] = field(default_factory=list)
    received: int = 0
    cpu: float = 0.0
    turn: int = 0

    @property
    def ask(self) -> dict:
        """How this page is found and read."""
        return SUBJECTS[self.name]

    def change(self) -> float:
        """Pick the next cohort; milliseconds from the press to all repainted."""
        self.turn += 1
        if self.ask["open"]:
            self.page.locator(self.ask["open"]).first.click()
        options = self.page.locator(self.ask["option"])
        options.first.wait_for()
        option = options.nth(self.turn % options.count())
        self.page.evaluate("bench.arm()")
        option.click()
        return self.page.evaluate("bench.done()")

    def measure(self) -> None:
        """One change, kept with its bytes and the server's CPU time."""
        cpu, received = cpu_seconds(self.pid), self.received
        took = self.change()
        self.times.append(took)
        self.cpu += cpu_seconds(self.pid) - cpu
        self.kept = getattr(self, "kept", 0) + self.received - received

    def row(self) -> dict[str, float]:
        """p50 and p95 in ms, KiB received and server CPU in ms, per change."""
        ordered = sorted(self.times)
        return {
            "changes": len(ordered),
            "p50": statistics.median(ordered),
            "p95": ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))],
            "kib": self.kept / 1024 / len(ordered),
            "cpu": 1000 * self.cpu / len(ordered),
        }

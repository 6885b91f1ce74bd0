"""What was measured, as Markdown, and where it stands in the documentation."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
from collections.abc import Iterable
from pathlib import Path

from benchmarks.goals import Results, Verdict, judge
from benchmarks.subjects import TITLES
from benchmarks.viewers import LEVELS

PACKAGES = ("streamlit", "dash", "shiny", "plotly", "pandas")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def installed() -> list[str]:
    """What was measured, and what with."""
    return [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]


def report(results: Results, chromium: str, minutes: float, versions: Iterable[str]) -> str:
    """All tables of a run; a table that nothing was measured for is left out."""
    versions = [*versions, f"Python {platform.python_version()}", f"Chromium {chromium}"]
    told = " · ".join([dt.date.today().isoformat(), f"{os.cpu_count()} cores", *versions])
    load = f"load average {os.getloadavg()[1]:.0f}, {minutes:.0f} minutes"
    parts = [f"{told}; {load}", _changes(results), _viewers(results), _loads(results)]
    parts += [_pages(results), _goals(judge(results))]
    return "\n\n".join(part for part in parts if part) + "\n"


def put(measured: str, page: Path) -> None:
    """Write what was measured between the marks of a page; the words around it stay as they are."""
    text = page.read_text(encoding="utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{before}{BEGIN}\n{measured}{END}{after}", encoding="utf-8")


def table(title: str, heads: list[str], rows: Iterable[list[str]], words: int = 2) -> str:
    """A table with a title, its first columns words and the rest numbers; nothing without rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    rule = "|" + "---|" * words + "---:|" * (len(heads) - words)
    return "\n".join([f"**{title}**", "", f"| {' | '.join(heads)} |", rule, *lines])


def _changes(results: Results) -> str:
    heads = ["page", "changes", "p50 ms", "p95 ms", "messages", "KiB", "server CPU ms"]
    return table("A change", heads, (
        [f"{TITLES[server]}, {page.capitalize()}", f"{c.changes}", f"{c.p50:.0f}", f"{c.p95:.0f}",
         f"{c.messages:.0f}", f"{c.size:.1f}", f"{c.cpu:.0f}"]
        for (page, server), c in results.changes.items()
    ), words=1)  # fmt: skip


def _viewers(results: Results) -> str:
    def cells(page: str, server: str) -> list[str]:
        known = {level.viewers: level for level in results.viewers[page, server]}
        levels = (known.get(viewers) for viewers in LEVELS)
        return [f"{level.p50:.0f} / {level.p95:.0f}" if level else "" for level in levels]

    return table(
        "Viewers at once, each with a change a second: p50 / p95 ms until it is answered",
        ["page", "of", *(str(viewers) for viewers in LEVELS)],
        ([page.capitalize(), TITLES[server], *cells(page, server)]
         for page, server in results.viewers),
    )  # fmt: skip


def _loads(results: Results) -> str:
    return table("A visit, until all is painted", ["page", "of", "first ms", "second ms"], (
        [page.capitalize(), TITLES[server], f"{load.first:.0f}", f"{load.second:.0f}"]
        for (page, server), load in results.loads.items()
    ))  # fmt: skip


def _pages(results: Results) -> str:
    rows = [(f"To {page.capitalize()}", times) for page, times in results.pages.items()]
    rows += [
        (f"A figure in large on {p.capitalize()}", times) for p, times in results.explore.items()
    ]
    return table("Within the atlas", ["press", "first time ms", "again ms"], (
        [what, f"{times.first:.0f}", f"{times.again:.0f}"] for what, times in rows
    ), words=1)  # fmt: skip


def _goals(verdicts: list[Verdict]) -> str:
    def row(verdict: Verdict) -> list[str]:
        sign = "≥" if verdict.at_least else "≤"
        digits = 2 if verdict.limit < 2 else 0
        reached = f"{verdict.reached:.{digits}f}"
        said = "met" if verdict.met else "**missed**"
        return [verdict.page.capitalize(), verdict.goal, said, reached, f"{sign} {verdict.limit:g}"]

    heads = ["page", "goal", "", "reached", "limit"]
    return table("Goals", heads, map(row, verdicts), words=3)

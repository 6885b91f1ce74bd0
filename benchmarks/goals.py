"""What the atlas is to reach, as data, and whether it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.subjects import ATLAS, DASH, PLAIN, SHINY, TITLES

TABLES = ("overview", "map")  # pages without charts, but for the map
CHARTS = ("participants", "cohorts", "indicators", "municipality")
EVERY = TABLES + CHARTS

# A change may take at most so many times the peer's median: (peer, pages, times).
RATIOS = (
    (PLAIN, TABLES, 0.35),
    (DASH, TABLES, 1.0),
    (DASH, CHARTS, 0.35),
    (SHINY, CHARTS, 0.7),
)
CPU = 12.0  # milliseconds of the server a change, on average
MESSAGES = 1.0  # a change
SIZE = 12.0  # KiB a change
VIEWERS, SOON = 80, 100.0  # so many at once, each answered within so many milliseconds (p95)
COLD = 1.15  # times Overview's first visit
SECOND = 0.65  # times the first visit
PAGE = 130.0  # milliseconds from page to page, after the first time
EXPLORE_FIRST, EXPLORE_AGAIN = 700.0, 150.0  # milliseconds


@dataclass(frozen=True)
class Change:
    """What a change costs on a page: how many were timed, milliseconds, messages, KiB, server's CPU ms."""

    changes: int
    p50: float
    p95: float
    messages: float
    size: float
    cpu: float


@dataclass(frozen=True)
class Level:
    """So many viewers at once, and milliseconds until a change is answered."""

    viewers: int
    p50: float
    p95: float


@dataclass(frozen=True)
class Load:
    """Milliseconds until all of a page is painted: with nothing in the cache, and then once more."""

    first: float
    second: float


@dataclass(frozen=True)
class Twice:
    """Milliseconds the first time, and the median of the times after it."""

    first: float
    again: float


Key = tuple[str, str]  # page, server


@dataclass
class Results:
    """All that a run measured; what it left out is not there."""

    changes: dict[Key, Change] = field(default_factory=dict)
    loads: dict[Key, Load] = field(default_factory=dict)
    pages: dict[str, Twice] = field(default_factory=dict)
    explore: dict[str, Twice] = field(default_factory=dict)
    viewers: dict[Key, list[Level]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """One goal on one page: what was reached, and what it should be at most (or at least)."""

    goal: str
    page: str
    reached: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal was reached."""
        if self.at_least:
            return self.reached >= self.limit
        return self.reached <= self.limit


def judge(results: Results) -> list[Verdict]:
    """Every goal that the run can say something about."""
    verdicts = [*_changes(results), *_loads(results), *_viewers(results)]
    return sorted(verdicts, key=lambda verdict: EVERY.index(verdict.page))


def _changes(results: Results) -> Iterator[Verdict]:
    for (page, server), ours in results.changes.items():
        if server != ATLAS:
            continue
        for peer, pages, limit in RATIOS:
            other = results.changes.get((page, peer))
            if other and page in pages:
                yield Verdict(f"change / {TITLES[peer]}", page, ours.p50 / other.p50, limit)
        yield Verdict("server CPU ms a change", page, ours.cpu, CPU)
        yield Verdict("messages a change", page, ours.messages, MESSAGES)
        yield Verdict("KiB a change", page, ours.size, SIZE)


def _loads(results: Results) -> Iterator[Verdict]:
    start = results.loads.get(("overview", ATLAS))
    for (page, server), load in results.loads.items():
        if server != ATLAS:
            continue
        if start and page in CHARTS:
            yield Verdict("first visit / Overview's", page, load.first / start.first, COLD)
        yield Verdict("second visit / first", page, load.second / load.first, SECOND)
    for page, times in results.pages.items():
        yield Verdict("page to page ms", page, times.again, PAGE)
    for page, times in results.explore.items():
        yield Verdict("figure in large ms, first time", page, times.first, EXPLORE_FIRST)
        yield Verdict("figure in large ms, again", page, times.again, EXPLORE_AGAIN)


def _viewers(results: Results) -> Iterator[Verdict]:
    for (page, server), levels in results.viewers.items():
        if server == ATLAS:
            held = [level.viewers for level in levels if level.p95 < SOON]
            name = f"viewers answered within {SOON:.0f} ms (p95)"
            yield Verdict(name, page, max(held, default=0), VIEWERS, at_least=True)

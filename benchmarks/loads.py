"""What coming to a page costs: a first visit, a second one, from page to page, and a figure in large."""

from __future__ import annotations

import statistics
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from playwright.sync_api import Browser, Page

from benchmarks.changes import visitor, watched
from benchmarks.goals import Load, Twice
from benchmarks.subjects import ATLAS, Subject, drawn_in

LOADS = 2  # first visits to a page of ours, each by someone new; one to a peer's
AGAIN = 3  # times that a page is come back to, and a figure is opened again


def visit(browser: Browser, subject: Subject, address: str) -> Load:
    """The medians of first visits and of the second visits that follow them."""
    first: list[float] = []
    second: list[float] = []
    for _ in range(LOADS if subject.server == ATLAS else 1):
        with visitor(browser) as context:
            context.add_init_script(watched(subject, visit=True))
            for times in (first, second):
                page = context.new_page()
                page.goto(address + subject.path)
                times.append(page.evaluate("bench.done()"))
                page.close()
    return Load(statistics.median(first), statistics.median(second))


def page_to_page(browser: Browser, subjects: list[Subject], address: str) -> dict[str, Twice]:
    """One visitor presses the links of the atlas's pages, round and round: page -> times.

    The view goes along, so the visit begins in one that every page can show: Municipality needs a place.
    """
    times: dict[str, list[float]] = {subject.page: [] for subject in subjects}
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(address + _with_views(subjects))
        page.locator(subjects[0].ready).first.wait_for(state="attached")
        # the page that is open is come to last
        for subject in (subjects[1:] + subjects[:1]) * (1 + AGAIN):
            times[subject.page].append(_pressed(page, subject))
    return {name: _twice(all_of) for name, all_of in times.items()}


def _with_views(subjects: list[Subject]) -> str:
    """The address of the first page, in a view with all that any of the pages is measured with."""
    first, *others = (urlsplit(subject.path) for subject in subjects)
    query = "&".join(dict.fromkeys(parts.query for parts in (first, *others) if parts.query))
    return urlunsplit(first._replace(query=query))


def explore(browser: Browser, subject: Subject, address: str) -> Twice:
    """A figure of a page opened in large by its button, until it is drawn."""
    times = []
    drawn = {"chart": drawn_in(".atlas-explore-chart .trace path")}
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(address + subject.path)
        page.locator(subject.ready).first.wait_for(state="attached")
        page.wait_for_timeout(1000)
        page.evaluate(watched(replace(subject, parts=drawn)))
        for _ in range(1 + AGAIN):
            page.locator(".atlas-more").first.click()
            page.evaluate("bench.arm()")
            page.locator("button[name=explore]").first.click()
            times.append(page.evaluate("bench.done()"))
            page.keyboard.press("Escape")
            page.locator(".atlas-explore").wait_for(state="detached")
    return _twice(times)


def _pressed(page: Page, subject: Subject) -> float:
    # two pages show the same map: it is no sign that the other page has come
    parts = {name: tell for name, tell in subject.parts.items() if name != "map"}
    page.wait_for_timeout(500)  # a reader looks before leaving
    page.evaluate(watched(replace(subject, parts=parts)))
    page.evaluate("bench.arm()")
    page.locator(f".atlas-nav a[data-name={subject.page}]").click()
    taken: float = page.evaluate("bench.done()")
    return taken


def _twice(times: list[float]) -> Twice:
    return Twice(times[0], statistics.median(times[1:]))

"""Tabs of a browser that reaches our own host and no other: every journey fails that only tried, or that
let an error through to the browser's console."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, WebError

from tests.journeys.pages import PATIENCE, Atlas
from tests.profile import Loan, Profile

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artefacts"


class Watch:
    """What a browser tried that it should not: addresses of others, and errors in its console."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.failed: list[str] = []

    def follow(self, loan: Loan, address: str, login: str = "") -> None:
        """Look at all that happens in a profile from now on, as long as it is lent."""
        own = {urlsplit(place).netloc for place in (address, login) if place}
        context = loan.context

        def seen(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc not in own:
                self.outside.append(url)

        def asked(request: Request) -> None:
            seen(request.url)

        def failed(error: WebError) -> None:
            self.failed.append(str(error.error))

        def opened(page: Page) -> None:
            page.on("websocket", lambda socket: seen(socket.url))

        listeners = {"request": asked, "weberror": failed, "page": opened}
        for event, listener in listeners.items():
            context.on(event, listener)
            loan.at_the_end(partial(context.remove_listener, event, listener))
        for page in context.pages:
            opened(page)


class Tabs:
    """Open tabs: ``tabs(address)`` gives an :class:`Atlas` in a browser profile of its own."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.watch = Watch()
        self.loans: list[Loan] = []

    def __call__(self, address: str, login: str = "", **options) -> Atlas:
        """``login`` is the address of a login service that this journey may go to."""
        loan = self.profile.lend([address, *([login] if login else [])], **options)
        loan.context.set_default_timeout(PATIENCE * 1000)
        self.watch.follow(loan, address, login)
        self.loans.append(loan)
        return Atlas(loan.page, address)

    def end(self, page: Page) -> None:
        """Close the profile of a page with all that is open in it, as one who leaves for good."""
        next(loan for loan in self.loans if loan.context is page.context and not loan.ended).end()

    def keep_pictures(self, test: str) -> None:
        """Of all that is open, as it looks where a test has failed."""
        for page in (page for loan in self.loans if not loan.ended for page in loan.context.pages):
            picture(page, "failed-" + re.sub(r"[^\w.-]+", "-", test))

    def close(self) -> None:
        for loan in self.loans:
            loan.end()
        outside, failed = sorted(set(self.watch.outside)), self.watch.failed
        assert not outside, f"asked other hosts than our own: {outside}"
        assert not failed, f"errors in the browser: {failed}"


def picture(page, name: str) -> None:
    """Keep what a page looks like in ``test-artefacts/``."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")

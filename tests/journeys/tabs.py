"""Tabs of a browser that reaches our own host and no other: every journey fails that only tried, or that
let an error through to the browser's console."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys.pages import PATIENCE, Atlas

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artefacts"
SIZE = {"width": 1920, "height": 1080}


class Watch:
    """What a browser tried that it should not: addresses of others, and errors in its console."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.failed: list[str] = []

    def follow(self, context, address: str, login: str = "") -> None:
        own = {urlsplit(place).netloc for place in (address, login) if place}

        def seen(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc not in own:
                self.outside.append(url)

        context.on("request", lambda request: seen(request.url))
        context.on("weberror", lambda error: self.failed.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: seen(socket.url)))


class Tabs:
    """Open tabs: ``tabs(address)`` gives an :class:`Atlas` in a browser profile of its own."""

    def __init__(self, chromium) -> None:
        self.chromium = chromium
        self.watch = Watch()
        self.contexts = []

    def __call__(self, address: str, login: str = "", **options) -> Atlas:
        """``login`` is the address of a login service that this journey may go to."""
        settings = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": SIZE}
        context = self.chromium.new_context(**(settings | options))
        context.set_default_timeout(PATIENCE * 1000)
        self.watch.follow(context, address, login)
        self.contexts.append(context)
        return Atlas(context.new_page(), address)

    def keep_pictures(self, test: str) -> None:
        """Of all that is open, as it looks where a test has failed."""
        for page in (page for context in self.contexts for page in context.pages):
            picture(page, "failed-" + re.sub(r"[^\w.-]+", "-", test))

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        outside, failed = sorted(set(self.watch.outside)), self.watch.failed
        assert not outside, f"asked other hosts than our own: {outside}"
        assert not failed, f"errors in the browser: {failed}"


def picture(page, name: str) -> None:
    """Keep what a page looks like in ``test-artefacts/``."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")

"""The app with its middleware: headers, and the language and title of a page before any script runs."""

from __future__ import annotations

import contextlib
import gc
import html
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas import folders, journal
from atlas import region as regions
from atlas.errors import DeclarationError
from atlas.region import LANGUAGES
from atlas.views import arrival, gate, headers, host, replies, site, uploads
from atlas.views.run import assets, snapshots

# the scripts that nearly every page starts with
EVERYWHERE = (arrival.SCRIPT, "shell/shell.js", "shell/head.js", "sheet/sheet.js")
OUR_ICON = f'href="./{host.PUBLIC}icon.png"'.encode()


class Language:
    """Write language and title into the HTML of a page; Streamlit's own are fixed."""

    def __init__(self, app: ASGIApp, default: str, titles: dict[str, str]) -> None:
        self.app = app
        self.default = default
        self.titles = titles
        # last in the page, after any style that the framework adds to the head
        address = html.escape(assets.url(assets.STYLE))
        style = f'<link id="atlas-style" rel="stylesheet" href="{address}">'
        scripts = [html.escape(assets.url(name)) for name in assets.with_imports(*EVERYWHERE)]
        ahead = "".join(f'<link rel="modulepreload" href="{script}">' for script in scripts)
        watch = f'<script type="module" src="{scripts[0]}"></script>'
        self.links = (style + ahead + watch).encode()
        # first in the page, so that nothing is painted without it
        first = html.escape(assets.url(arrival.STYLE))
        self.first = f'<link rel="stylesheet" href="{first}">'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, changing only HTML pages."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        language = self._language(scope)
        # neither "you have it", which would be of another language, nor packed, which cannot be written into
        refused = (b"if-none-match", b"if-modified-since", b"accept-encoding")
        kept = [(k, v) for k, v in scope["headers"] if k not in refused]
        start: Message | None = None
        body = b""

        async def changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                given = dict(message["headers"])
                if not given.get(b"content-type", b"").startswith(b"text/html"):
                    await send(message)
                    return
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = body.replace(host.LANGUAGE, b'<html lang="' + language.encode() + b'"', 1)
            title = self.titles[language]
            page = page.replace(host.TITLE, f"<title>{title}</title>".encode() + self.first, 1)
            shapes = arrival.shapes(scope["path"], title).encode()
            page = page.replace(host.ROOT, shapes + host.ROOT, 1)
            page = page.replace(host.ICON, OUR_ICON, 1)
            page = page.replace(host.END, self.links + host.END, 1)
            dropped = (b"content-length", b"etag", b"last-modified")
            sent = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
            sent.append((b"content-length", str(len(page)).encode()))
            await send({**start, "headers": sent})
            await send({"type": "http.response.body", "body": page})

        page_asked = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        await self.app({**scope, "headers": kept} if page_asked else scope, receive, changed)

    def _language(self, scope: Scope) -> str:
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        return asked if asked in LANGUAGES else self.default


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Be ready before the first viewer comes: log scrubbed, answers not held back, libraries loaded, snapshot
    open."""
    journal.listen()
    host.speak_at_once()
    host.list_pages_at_the_front_door()
    site.pages()
    snapshots.warm()
    gc.collect()
    gc.freeze()  # what is loaded now stays: later collections need not look at it
    yield


def middleware() -> list[Middleware]:
    """The middleware between the browser and Streamlit."""
    assets.hand_out()
    default, titles = LANGUAGES[0], dict.fromkeys(LANGUAGES, "")
    ancestors: tuple[str, ...] = regions.OWN_PAGES
    with contextlib.suppress(DeclarationError):
        region = regions.load(folders.data())
        default, ancestors = region.default_language, region.frame_ancestors
        titles = {lang: html.escape(region.text("product.title", lang)) for lang in LANGUAGES}
    return [
        Middleware(headers.Headers, frame_ancestors=ancestors),
        Middleware(gate.Gate),
        Middleware(assets.Assets),
        Middleware(replies.Replies),
        Middleware(uploads.Uploads),
        Middleware(Language, default=default, titles=titles),
    ]

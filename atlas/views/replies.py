"""Replies: what another view of a page shows, over HTTP, for a browser that has the page open.

A run of a page tells the browser seven messages, and the framework's front end looks at the whole page for
each. What the public sees of a page that is one sheet depends on nothing but the snapshot and the address,
so the browser asks for just that: one answer, the same for everyone, packed once and kept. The server hears
of the reader's view with the next thing that it has to do for them (``views/sheet.py``).

A browser that gets no reply asks for a run, as it does where there are none: of exact numbers, of pages with
panels that the framework draws, of pages that the public may not see, and of another snapshot than the live
one, which only a run can go on to.
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas import roles
from atlas.views import access, host, sheet, site
from atlas.views.page import Page
from atlas.views.run import address as addresses
from atlas.views.run import assets, snapshots
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn
from atlas.words import Words

FOLDER = "svar/"
SNAPSHOT = "snapshot"
AT_ONCE = 2  # replies that are made at the same time; what is remembered needs no making
REMEMBERED = 512
LONGEST = 2000  # characters of a question: an address of ours has a tenth of it
JSON = "application/json"
COMPRESSION = 6  # the highest, 9, takes two to four times as long for three per cent less


def address(page: Page, here: Here) -> str:
    """Where a browser that shows this run of a page may ask for other views of it; "" where only a run of
    the page can show them."""
    if here.data.exact or not assets.handed_out() or not _public(page):
        return ""
    return f"{assets.base()}{FOLDER}{page.name}?{urlencode({SNAPSHOT: here.data.id})}"


def _public(page: Page) -> bool:
    """Whether a page is one sheet, and the public may see it."""
    drawn = page.window is not None or any(isinstance(panel, Drawn) for panel in page.laid)
    return not drawn and access.public().may(page.name, roles.VIEW)


class Replies:
    """Answer for views of pages; pass everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.folder = f"{assets.base()}{FOLDER}"
        self.making = anyio.CapacityLimiter(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the sheet as JSON, 403 under a name that is not ours, 404 where there is none, 409 for
        another snapshot, or pass on."""
        asked = scope["type"] == "http" and scope["path"].startswith(self.folder)
        if not asked or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        packed = await anyio.to_thread.run_sync(self._reply, scope, limiter=self.making)
        await _response(packed, scope)(scope, receive, send)

    def _reply(self, scope: Scope) -> bytes | HTTPStatus:
        """The packed reply, or why there is none."""
        if not host.is_named(Headers(scope=scope).get("host")):
            return HTTPStatus.FORBIDDEN
        page = site.pages().get(scope["path"].removeprefix(self.folder))
        question = scope.get("query_string", b"")
        if page is None or len(question) > LONGEST or not _public(page):
            return HTTPStatus.NOT_FOUND
        data = snapshots.open_data()
        query = parse_qs(question.decode("latin-1"))
        if data is None or query.get(SNAPSHOT) != [data.id]:
            return HTTPStatus.CONFLICT
        state = addresses.read(addresses.joined(query)[0], data)[0]
        return packed(page.name, Here(data, state, Words(state.language)))


@lru_cache(maxsize=REMEMBERED)
def packed(page: str, here: Here) -> bytes:
    """What a page shows in a view, as gzipped JSON: the sheet as a run of the page would tell it."""
    parts = sheet.parts_of(here, site.page(page).sheet)
    told = sheet.told(here, parts, page)
    told["replies"] = address(site.page(page), here)
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), COMPRESSION, mtime=0)


def _response(packed: bytes | HTTPStatus, scope: Scope) -> Response:
    if isinstance(packed, HTTPStatus):
        return PlainTextResponse(packed.phrase, packed)
    headers = {"vary": "Accept-Encoding"}
    if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return Response(gzip.decompress(packed), headers=headers, media_type=JSON)
    headers["content-encoding"] = "gzip"
    return Response(packed, headers=headers, media_type=JSON)

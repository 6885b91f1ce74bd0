"""The app behind its own shell: the language of the page in its first byte."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas import folders
from atlas import region as regions
from atlas.errors import DeclarationError
from atlas.region import LANGUAGES

MARK = b'<html lang="en"'


class Language:
    """Write the chosen language into the page's ``<html lang>``; Streamlit's own is fixed."""

    def __init__(self, app: ASGIApp, default: str) -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only whole HTML answers are changed."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        language = self._language(scope)
        kept = [
            (k, v) for k, v in scope["headers"] if k not in (b"if-none-match", b"if-modified-since")
        ]
        start: Message | None = None
        body = b""

        async def changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                if not headers.get(b"content-type", b"").startswith(b"text/html"):
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
            page = body.replace(MARK, b'<html lang="' + language.encode() + b'"', 1)
            dropped = (b"content-length", b"etag", b"last-modified")
            sent = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
            sent.append((b"content-length", str(len(page)).encode()))
            await send({**start, "headers": sent})
            await send({"type": "http.response.body", "body": page})

        html = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        await self.app({**scope, "headers": kept} if html else scope, receive, changed)

    def _language(self, scope: Scope) -> str:
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        return asked if asked in LANGUAGES else self.default


def middleware() -> list[Middleware]:
    """What stands between the browser and Streamlit."""
    try:
        default = regions.load(folders.data()).default_language
    except DeclarationError:
        default = LANGUAGES[0]
    return [Middleware(Language, default=default)]

"""The headers of every response: what a page may load, who may frame it, how long it may be cached, and
whether a cookie may travel over plain HTTP."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.views import access, host
from atlas.views.run import assets

HTML = "text/html"
PRIVATE = "private, no-store"
FOR_GOOD = "public, max-age=31536000, immutable"
SECURE = b"; Secure"
A_DAY = "public, max-age=86400"
FOUND = (200, 206, 304)
# The atlas needs none of these, except for its own pages: copying a link, and a full screen.
PERMISSIONS = ", ".join(
    [
        *(f"{name}=()" for name in (
            "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope",
            "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
        )),
        "clipboard-write=(self)",
        "fullscreen=(self)",
    ]
)  # fmt: skip
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(frame_ancestors: tuple[str, ...], scripts: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy: our own host and no other, and no more than the pages need.

    Tested in a browser with each page, drawing and picture (``tests/views/test_policy.py``):

    - ``blob:`` scripts: that is the only way in which Streamlit gives a component its code;
    - inline styles: Streamlit, Plotly and our own map set them; data never becomes a style;
    - ``data:`` images and fonts: Plotly's pictures and the framework's icons;
    - no ``unsafe-inline`` and no ``unsafe-eval`` for scripts: the one inline script in the framework's page
      is allowed by its hash (``scripts``). The framework's test for WebAssembly is refused, without harm.
    """
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "blob:", *scripts],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": list(frame_ancestors),
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def inline_scripts(page: Path | None = None) -> tuple[str, ...]:
    """The hashes of the inline scripts in the framework's page, in the notation of the policy."""
    path = page or host.start_page()
    scripts = INLINE.findall(path.read_text("utf-8"))
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def cookies_over_https(sent: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers with ``Secure`` on every cookie where people log in over https, so that no browser sends one
    over plain HTTP. The framework sets it only if it holds the certificate itself, and never on the cookies
    of the login; here a proxy holds the certificate."""
    cookies = {name for name, _ in sent if name.lower() == b"set-cookie"}
    if not cookies or not access.login_by_https():
        return list(sent)
    return [
        (name, value + SECURE if name in cookies and SECURE.lower() not in value.lower() else value)
        for name, value in sent
    ]


class Headers:
    """Add these headers to every HTTP response."""

    def __init__(self, app: ASGIApp, frame_ancestors: tuple[str, ...]) -> None:
        self.app = app
        self.ours = assets.static_base()
        self.named = (f"{self.ours}geo/", assets.folder())
        self.icon = assets.base() + host.ICON_NAME
        self.framework = assets.base() + host.OWN
        self.fixed = {
            "content-security-policy": policy(frame_ancestors, inline_scripts()),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": PERMISSIONS,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, adding to the headers of responses."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                message["headers"] = cookies_over_https(message["headers"])
                headers = MutableHeaders(scope=message)
                headers.update(self.fixed)
                kept = self._kept(scope, message["status"], headers.get("content-type", ""))
                if kept:
                    headers["cache-control"] = kept
            await send(message)

        await self.app(scope, receive, with_headers)

    def _kept(self, scope: Scope, status: int, kind: str) -> str:
        """How long an answer may be kept: files named by their content for good, other static files
        as the framework says (``""``), the icon for a day, and nothing else at all, since it can depend
        on the role."""
        path = scope["path"]
        if status not in FOUND or kind.startswith(HTML):
            return PRIVATE
        if path.startswith(self.ours):
            return FOR_GOOD if path.startswith(self.named) else ""
        if path == self.icon:
            return A_DAY  # a browser would ask for it again with each new address
        return "" if path.startswith(self.framework) else PRIVATE

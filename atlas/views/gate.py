"""The gate: turns away requests for the server's metrics, and connections from other sites."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.views import host
from atlas.views.run import assets

POLICY_VIOLATION = 1008
LOG = logging.getLogger(__name__)


class Gate:
    """Pass on everything but two things: requests for the framework's metrics, which tell how many people
    are here and how much they sent, and connections that a page of another site has opened."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.metrics = f"{assets.base()}{host.METRICS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404, close, or pass on."""
        if scope["type"] == "http" and scope["path"].rstrip("/") == self.metrics:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif scope["type"] == "websocket" and not from_here(Headers(scope=scope)):
            LOG.warning("a connection was refused: its Origin is not the Host that was asked")
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await self.app(scope, receive, send)


def from_here(headers: Headers) -> bool:
    """Whether a connection was opened by a page of this host *and port*, by one of an origin named in
    ``server.corsAllowedOrigins``, or by no page at all (a program sends no Origin).

    The framework accepts every page of this machine, whatever its port, and to judge other pages it asks an
    outside service for the machine's own address. Its check comes after this one and still applies.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    named = {str(one).strip() for one in st.get_option("server.corsAllowedOrigins")}
    return urlsplit(origin).netloc == headers.get("host") or origin in named

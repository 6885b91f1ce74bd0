"""The gate before the framework: what is not served, and which pages may open a connection."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.datastructures import Headers
from streamlit import config
from streamlit.web.server.starlette import starlette_websocket

from atlas.views import gate


def passed(scope):
    """What the app behind the gate was asked, and what was answered before it."""
    asked, answers = [], []

    async def app(scope, receive, send):
        asked.append(scope)

    async def send(message):
        answers.append(message)

    whole = {"headers": [], "method": "GET", **scope}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, gate.Gate(app)(whole, None, send)).result()
    return len(asked), answers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/"])
def test_the_frameworks_metrics_are_nowhere(path):
    asked, answers = passed({"type": "http", "path": path})
    assert (asked, answers[0]["status"]) == (0, 404)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/metrics2", "/metrics"])
def test_everything_else_is_passed_on(path):
    assert passed({"type": "http", "path": path}) == (1, [])


def test_under_a_path_of_its_own_the_metrics_are_nowhere_either(monkeypatch):
    monkeypatch.setattr(gate.assets.st, "get_option", {"server.baseUrlPath": "/atlas/"}.get)
    asked, answers = passed({"type": "http", "path": "/atlas/_stcore/metrics"})
    assert (asked, answers[0]["status"]) == (0, 404)


def connection(origin, host="atlas.example:8501"):
    said = {"host": host} | ({} if origin is None else {"origin": origin})
    return [(name.encode(), value.encode()) for name, value in said.items()]


ORIGINS = [
    ("http://atlas.example:8501", True),
    ("https://atlas.example:8501", True),
    (None, True),
    ("https://named.example", True),
    ("https://named.example:444", False),
    ("http://named.example", False),
    ("http://atlas.example:8502", False),
    ("http://atlas.example", False),
    ("http://localhost:8501", False),
    ("http://127.0.0.1:8501", False),
    ("https://other.example", False),
    ("null", False),
    ("", False),
]


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setattr(
        gate.st,
        "get_option",
        {
            "server.corsAllowedOrigins": ["https://named.example"],
            "server.baseUrlPath": "",
        }.get,
    )


@pytest.mark.parametrize(("origin", "lets"), ORIGINS)
def test_a_page_of_this_host_and_port_may_connect_or_one_that_is_named(named, origin, lets):
    assert gate.from_here(Headers(raw=connection(origin))) is lets
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": connection(origin)}
    closed = {"type": "websocket.close", "code": 1008}
    assert passed(scope) == ((1, []) if lets else (0, [closed]))


def test_the_framework_alone_would_let_another_port_of_this_machine_in(monkeypatch):
    """When this fails, the framework has become as strict, and the gate may do less."""
    monkeypatch.setattr(starlette_websocket, "is_host_allowed", lambda host: True)
    assert config.get_option("server.enableCORS")
    assert starlette_websocket._is_origin_allowed("http://127.0.0.1:9", "127.0.0.1:8501")

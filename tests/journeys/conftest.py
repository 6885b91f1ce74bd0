"""Running atlases and a browser to look at them with.

A delivery is copied and published once for each test process; the servers and the browser are
started when the first journey asks for them. A browser reaches our own host and no other, and every
journey fails that only tried, or that let an error through to the browser's console.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.pages import Atlas

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "test-artefacts"
PATIENCE = 60  # seconds; the machine may be busy with other things
SIZE = {"width": 1920, "height": 1080}
HOST = "127.0.0.1"

expect.set_options(timeout=PATIENCE * 1000)


@dataclass(frozen=True)
class Delivery:
    """A copy of the delivered files that may be changed, and the store it is published to."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        own = {"ATLAS_DATA": "data", "ATLAS_GEO": "geo", "ATLAS_STORE": "store"}
        return {**os.environ, **{name: str(self.folder / part) for name, part in own.items()}}

    def publish(self) -> subprocess.CompletedProcess[str]:
        """Run ``python -m atlas publish`` on these files."""
        return subprocess.run(
            [sys.executable, "-m", "atlas", "publish"],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


def copy_of_delivery(folder: Path) -> Delivery:
    for part in ("data", "geo"):
        shutil.copytree(ROOT / part, folder / part)
    delivery = Delivery(folder)
    done = delivery.publish()
    assert done.returncode == 0, done.stdout + done.stderr
    return delivery


def serve(
    delivery: Delivery,
    mode: str,
    script: str = "asgi.py",
    secrets: Callable[[str], str] | None = None,
):
    """A running atlas; yields its address. ``secrets`` makes its file of secrets for that address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{HOST}:{port}"
    options = []
    if secrets:
        (delivery.folder / "secrets.toml").write_text(secrets(address), "utf-8")
        options = ["--secrets.files", str(delivery.folder / "secrets.toml")]
    with (delivery.folder / f"{mode}-{script}.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script,
             "--server.address", HOST, "--server.port", str(port), *options],
            cwd=ROOT, env=delivery.environment | {"ATLAS_MODE": mode}, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_until_healthy(address, server, Path(log.name))
            yield address
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert server.poll() is None, f"the server stopped:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{log.read_text()}"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def shared_delivery(tmp_path_factory) -> Delivery:
    return copy_of_delivery(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def public(shared_delivery):
    """The address of an atlas for everyone."""
    yield from serve(shared_delivery, "public")


@pytest.fixture(scope="session")
def desk(shared_delivery):
    """The address of an atlas for the one person at this machine."""
    yield from serve(shared_delivery, "desk")


@pytest.fixture
def plain(shared_delivery):
    """The address of an atlas that nobody has visited, started with ``streamlit run app.py``."""
    yield from serve(shared_delivery, "public", "app.py")


@pytest.fixture(scope="module")
def own_delivery(tmp_path_factory) -> Delivery:
    """A delivery of the module's own, to change and to break."""
    return copy_of_delivery(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def own_desk(own_delivery):
    yield from serve(own_delivery, "desk")


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


@pytest.fixture
def visit(chromium, request):
    """Open tabs: ``visit(address)`` gives an :class:`Atlas` in a browser profile of its own.

    ``login`` is the address of a login service that this journey may go to."""
    watch = Watch()
    contexts = []

    def come(address: str, login: str = "", **options) -> Atlas:
        settings = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": SIZE}
        context = chromium.new_context(**(settings | options))
        context.set_default_timeout(PATIENCE * 1000)
        watch.follow(context, address, login)
        contexts.append(context)
        return Atlas(context.new_page(), address)

    yield come
    if getattr(request.node, "failed_call", False):
        for page in (page for context in contexts for page in context.pages):
            picture(page, "failed-" + re.sub(r"[^\w.-]+", "-", request.node.name))
    for context in contexts:
        context.close()
    assert not watch.outside, f"asked other hosts than our own: {sorted(set(watch.outside))}"
    assert not watch.failed, f"errors in the browser: {watch.failed}"


def picture(page, name: str) -> None:
    """Keep what a page looks like in ``test-artefacts/``."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed_call = outcome.get_result().failed

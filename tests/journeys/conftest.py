"""Running atlases and a browser to look at them with.

A delivery is copied and published once for each test process; the servers and the browser are
started when the first journey asks for them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import KINDS, Screen
from tests.journeys.tabs import PATIENCE, Tabs

ROOT = Path(__file__).resolve().parents[2]
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
    options: Sequence[str] = (),
):
    """A running atlas; yields its address. ``secrets`` makes its file of secrets for that address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{HOST}:{port}"
    if secrets:
        (delivery.folder / "secrets.toml").write_text(secrets(address), "utf-8")
        options = [*options, "--secrets.files", str(delivery.folder / "secrets.toml")]
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


@pytest.fixture
def visit(profile, request):
    """Tabs that live as long as a journey."""
    tabs = Tabs(profile)
    yield tabs
    if getattr(request.node, "failed_call", False):
        tabs.keep_pictures(request.node.name)
    tabs.close()


@pytest.fixture(scope="module", params=KINDS, ids=str)
def screen(request, profile, public):
    """Each of the screens, with one tab for all journeys of a module."""
    tabs = Tabs(profile)
    yield Screen(request.param, tabs, public)
    tabs.close()


@pytest.fixture(autouse=True)
def pictures_of_a_failed_screen(request):
    yield
    if "screen" in request.fixturenames and getattr(request.node, "failed_call", False):
        request.getfixturevalue("screen").tabs.keep_pictures(request.node.name)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed_call = outcome.get_result().failed

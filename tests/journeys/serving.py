"""Deliveries that were published, and running atlases over them."""

from __future__ import annotations

import fcntl
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

from tests.deliveries import ROOT
from tests.journeys.pages import PATIENCE

HOST = "127.0.0.1"


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

    def copy(self, folder: Path) -> Delivery:
        """The same in another folder, with the store as it is."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Delivery(folder)

    def publish(self) -> subprocess.CompletedProcess[str]:
        """Run ``python -m atlas publish`` on these files."""
        return subprocess.run(
            [sys.executable, "-m", "atlas", "publish"],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


def published(folder: Path) -> Delivery:
    """The delivered files, copied to a folder and published once for all test processes that ask."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _publish_into(folder.with_suffix(".making"))
            folder.with_suffix(".making").rename(folder)
    return Delivery(folder)


def _publish_into(folder: Path) -> None:
    for part in ("data", "geo"):
        shutil.copytree(ROOT / part, folder / part)
    done = Delivery(folder).publish()
    assert done.returncode == 0, done.stdout + done.stderr


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

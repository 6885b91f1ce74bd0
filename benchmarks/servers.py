"""Start what is timed, each in a process of its own, and read what it costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
STREAMLIT = ("-m", "streamlit", "run")
PATIENCE = 90  # seconds until a server must answer


@contextmanager
def serving(
    name: str, folder: Path, surroundings: dict[str, str] | None = None
) -> Iterator[tuple[str, int]]:
    """The address and process id of a running server; it is stopped at the end.

    ``name`` is ``atlas`` or a peer (see ``benchmarks.subjects``). ``folder`` holds the peers' data
    and, unless ``surroundings`` name another ``ATLAS_STORE``, the snapshot that the atlas shows.
    Raises RuntimeError with what the server said when it does not answer.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command, place = _command(name, port), ROOT
    if name == "plain_streamlit":
        place = folder  # outside our folder our settings are not seen: it runs with the defaults
    given = {**os.environ, "BENCH_FOLDER": str(folder), "ATLAS_STORE": str(folder / "store")}
    given["BENCH_ENGINE"] = name.removeprefix("floor_")
    given.pop("ATLAS_MODE", None)
    given |= surroundings or {}
    log = folder / f"{name}-{port}.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=place, env=given, stdout=out, stderr=out
        )
        try:
            _wait_for(address, process, log)
            yield address, process.pid
        finally:
            process.terminate()
            process.wait(15)


def publish(folder: Path) -> None:
    """Publish the delivery into ``folder``/store, so that no store in use is touched.

    The rounding is the same each time, so that pictures and timings can be compared.
    """
    command = [sys.executable, "-m", "atlas", "publish", "--store", str(folder / "store")]
    given = {**os.environ, "ATLAS_SECRET": "the same each time"}
    subprocess.run(command, cwd=ROOT, env=given, check=True, stdout=subprocess.DEVNULL)


def cpu_seconds(pid: int) -> float:
    """CPU time a process has used, in seconds; not a number where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _command(name: str, port: int) -> list[str]:
    """What starts a server, after the name of the interpreter."""
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    if name == "atlas":
        return [*STREAMLIT, "asgi.py", *options]
    if name == "plain_streamlit":
        options += ["--server.headless", "true", "--server.enableStaticServing", "true"]
        options += ["--browser.gatherUsageStats", "false"]
        return [*STREAMLIT, str(PEERS / "plain_streamlit.py"), *options]
    module = "floor" if name.startswith("floor_") else name
    return ["-m", f"benchmarks.peers.{module}", str(port)]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")

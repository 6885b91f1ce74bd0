"""Work done in a sandbox: a separate process with limits, which reports its progress.

Reading an upload, checking a delivery and publishing it keep the interpreter busy for seconds. In a sandbox
they do not slow the server down, and a hostile file cannot bring it down. ``python -m atlas.sandbox`` is the
other end; it is not meant to be run by hand.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from atlas.errors import AtlasError, ReadingFailed

# called with a step and the share of it that is done, 0 … 1
Progress = Callable[[str, float], None]
Work = Callable[[Mapping[str, Any], Progress], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[1]
# One thread each: more would only reserve address space, and address space is what the limit counts.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
MEGABYTE = 1024 * 1024


def run(
    work: Work,
    request: Mapping[str, Any],
    memory: int,
    seconds: float,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Call ``work``, a top-level function of a module, with a request, and return its answer.

    Request and answer are plain data (JSON). ``progress`` is called while the work is being done. Raises
    :class:`~atlas.errors.ReadingFailed` when the process crashed, or needed more than ``memory`` bytes or
    ``seconds``; :class:`OSError` and our own errors are raised here as they were there.
    """
    name = f"{work.__module__}:{work.__qualname__}"
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas.sandbox", name, str(memory)],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin
    assert process.stdout
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode())
            process.stdin.close()
        answer = _answer(
            process, time.monotonic() + seconds, seconds, progress or (lambda *_: None)
        )
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    return _result(answer, memory)


def _answer(
    process: subprocess.Popen[bytes], until: float, seconds: float, progress: Progress
) -> dict[str, Any] | None:
    assert process.stdout
    waiting = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise ReadingFailed("reading_too_long", f"{seconds:.0f} s")
            block = os.read(process.stdout.fileno(), 1 << 16)
            if not block:
                return None
            *lines, waiting = (waiting + block).split(b"\n")
            for line in lines:
                message = json.loads(line)
                if "step" not in message:
                    return dict(message)
                progress(message["step"], message["share"])


def _result(answer: dict[str, Any] | None, memory: int) -> dict[str, Any]:
    if answer is None:
        raise ReadingFailed("reading_broke")
    if "answer" in answer:
        return dict(answer["answer"])
    if "errno" in answer:
        raise OSError(answer["errno"], answer["strerror"])
    if answer.get("failed") == "reading_memory":
        raise ReadingFailed("reading_memory", f"{memory // MEGABYTE} MB")
    if "error" in answer:
        raise AtlasError(answer["error"])
    raise ReadingFailed("reading_broke", where=str(answer.get("where", "")))


def allow(memory: int) -> None:
    """Limit this process to ``memory`` bytes of address space from now on, at most its hard limit.

    A process without a hard limit is not a sandbox and is left alone.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (min(memory, hard), hard))


def main() -> int:
    """The other end: read a request, do the work, and write progress and answer as lines of JSON."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    name, memory = sys.argv[1], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def send(**message: Any) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    try:
        request = json.loads(sys.stdin.buffer.read())
        module, _, function = name.partition(":")
        work = getattr(importlib.import_module(module), function)
        send(answer=work(request, lambda step, share: send(step=step, share=share)))
    except MemoryError:
        send(failed="reading_memory")
    except AtlasError as error:
        send(error=str(error))
    except OSError as error:
        send(errno=error.errno, strerror=error.strerror)
    except BaseException as error:  # reported without its text, which could quote a cell
        kind = "memory" if "memory" in type(error).__name__.lower() else "broke"
        frames = traceback.extract_tb(error.__traceback__)
        last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        send(failed=f"reading_{kind}", where=f"{type(error).__name__} {last}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

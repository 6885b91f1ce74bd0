"""Work done apart: in a process of its own with limits, telling how far it has come.

Reading what somebody uploaded, checking a delivery and publishing it hold the interpreter for
seconds. Done here, they neither slow a server down nor take it with them when a file is hostile.
``python -m atlas.apart`` is the other end and is not meant to be typed.
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

Tell = Callable[[str, float], None]
Work = Callable[[Mapping[str, Any], Tell], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[1]
# One thread each: several would only reserve address space, which is what the limit counts.
CALM = {
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
    tell: Tell | None = None,
) -> dict[str, Any]:
    """Call ``work``, a function at the top of a module, with a request, and return what it answers.

    Request and answer are plain data (JSON). ``tell`` is called with a step and a share 0 … 1 while
    the work goes on. Raises :class:`~atlas.errors.ReadingFailed` when the process asked for more
    than ``memory`` bytes or ``seconds``, or broke off; :class:`OSError` as it was raised there.
    """
    name = f"{work.__module__}:{work.__qualname__}"
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas.apart", name, str(memory)],
        cwd=ROOT,
        env=os.environ | CALM,
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
        answer = _answer(process, time.monotonic() + seconds, seconds, tell or (lambda *_: None))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    return _understood(answer, memory)


def _answer(
    process: subprocess.Popen[bytes], until: float, seconds: float, tell: Tell
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
                said = json.loads(line)
                if "step" not in said:
                    return dict(said)
                tell(said["step"], said["share"])


def _understood(answer: dict[str, Any] | None, memory: int) -> dict[str, Any]:
    if answer is None:
        raise ReadingFailed("reading_broke")
    if "answer" in answer:
        return dict(answer["answer"])
    if "errno" in answer:
        raise OSError(answer["errno"], answer["strerror"])
    if answer.get("failed") == "reading_memory":
        raise ReadingFailed("reading_memory", f"{memory // MEGABYTE} MB")
    if "told" in answer:
        raise AtlasError(answer["told"])
    raise ReadingFailed("reading_broke", where=str(answer.get("where", "")))


def allow(memory: int) -> None:
    """Let this process use so much address space from now on, as far as its hard limit goes.

    Where there is no hard limit the process is not one of ours, and is left alone.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (min(memory, hard), hard))


def main() -> int:
    """The other end: read a request, do the work, write progress and the answer as lines of JSON."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    name, memory = sys.argv[1], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def say(**said: Any) -> None:
        out.write(json.dumps(said) + "\n")
        out.flush()

    try:
        request = json.loads(sys.stdin.buffer.read())
        module, _, function = name.partition(":")
        work = getattr(importlib.import_module(module), function)
        say(answer=work(request, lambda step, share: say(step=step, share=share)))
    except MemoryError:
        say(failed="reading_memory")
    except AtlasError as wrong:
        say(told=str(wrong))
    except OSError as wrong:
        say(errno=wrong.errno, strerror=wrong.strerror)
    except BaseException as wrong:  # told without its text, which could hold a cell
        broke = "memory" if "memory" in type(wrong).__name__.lower() else "broke"
        frames = traceback.extract_tb(wrong.__traceback__)
        last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        say(failed=f"reading_{broke}", where=f"{type(wrong).__name__} {last}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

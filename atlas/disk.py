"""Durable writes: files replaced in one step, and locks that one process at a time can hold.

A file is written beside the one that it will replace, under a name that says so, and its writer holds it. So
what a killed writer left can be told from what another is just writing, in whatever container either runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import weakref
from collections.abc import Iterator
from pathlib import Path

# the name of a file that is being written: that of the one it will replace, and its writer's number
FRESH = re.compile(r"\.[^.].*-[0-9]+")


def replace(path: Path, text: str, mode: int = 0o666) -> None:
    """Replace a file's content with a text: a reader sees the old one or the new one, never a mixture.

    ``mode`` holds the file's permissions from its first byte on (less what the process's umask takes away).
    """
    with beside(path, mode) as (fresh, descriptor):
        with os.fdopen(descriptor, "w", encoding="utf-8", closefd=False) as file:
            file.write(text)
        sync(fresh)
        fresh.rename(path)
    sync(path.parent)


@contextlib.contextmanager
def beside(path: Path, mode: int) -> Iterator[tuple[Path, int]]:
    """An empty file beside ``path``, to be written and renamed to it: its path and an open descriptor, which
    holds it. It is gone afterwards if it was not renamed."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    descriptor = _made(fresh, mode)
    try:
        yield fresh, descriptor
    finally:
        fresh.unlink(missing_ok=True)
        os.close(descriptor)


def _made(fresh: Path, mode: int) -> int:
    """A new file that is held. Between making and holding it somebody may have cleared it away."""
    while True:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def clear(folder: Path) -> None:
    """Remove the files in a folder that killed writers left beside those that they were to replace."""
    for path in folder.glob(".*-*"):
        if FRESH.fullmatch(path.name) and path.is_file():
            with abandoned(path) as ours:
                if ours:
                    path.unlink(missing_ok=True)


@contextlib.contextmanager
def abandoned(path: Path) -> Iterator[bool]:
    """Whether nobody who lives holds a file. While the answer is used nobody else can take hold of it."""
    try:
        file = path.open("rb+")
    except OSError:  # it is gone already, or somebody else's
        yield False
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Hold:
    """A file that is held, together with others who hold it, as long as this object lives: while anybody
    does, it is not :func:`abandoned`."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.release = weakref.finalize(self, os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)

    def __enter__(self) -> None:
        """Hold it until the end of a block."""

    def __exit__(self, *_: object) -> None:
        self.release()


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file: anyone else who asks for it has to wait."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

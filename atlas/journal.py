"""What the atlas writes down while it runs: JSON lines with declared fields, never a value.

There are two kinds. The **application log** is what the process says about itself (:func:`listen`). The
**books** are kept in the store's ``log/``: who looked at exact numbers or exported them (``access.jsonl``),
and who let the public numbers change ahead of time (``publish.jsonl``).

Everything passes through :func:`scrubbed`: whatever looks like a Swedish personal number is removed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

from atlas.errors import AtlasError, scrubbed

FOLDER = "log"
ACCESS, PUBLISH = "access.jsonl", "publish.jsonl"
LONGEST = 200


def record(
    store: Path, *, who: str, page: str, action: str, when: dt.datetime | None = None
) -> None:
    """Record that someone looked at exact numbers or exported them: never which numbers."""
    _append(store, ACCESS, when, {"who": who, "page": page, "action": action})


def record_publish(
    store: Path, *, who: str, action: str, snapshot: str, when: dt.datetime | None = None
) -> None:
    """Record that someone let the public numbers change ahead of their schedule."""
    _append(store, PUBLISH, when, {"who": who, "action": action, "snapshot": snapshot})


def entries(store: Path, book: str) -> list[dict[str, str]]:
    """The lines of a book, oldest first; none if nothing has been written."""
    try:
        lines = (store / FOLDER / book).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines]


def listen(stream: TextIO | None = None, level: int = logging.WARNING) -> None:
    """Have this process log JSON lines to ``stream`` (by default standard error), scrubbed at the source.

    This covers every record of every library. Its text is scrubbed; of an error, including one passed as an
    argument, only its type and the places in the code are kept, because its message could quote a cell. Our
    own errors keep their messages: those never carry a person's data.
    """
    logging.setLogRecordFactory(_Record)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines())
    logger = logging.getLogger("atlas")
    logger.handlers = [handler]
    logger.setLevel(level)
    logger.propagate = False


class _Record(logging.LogRecord):
    """A log record that holds no value: scrubbed when it is created, before any handler sees it."""

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.msg = _plain(self.msg)
        if isinstance(self.args, tuple):
            self.args = tuple(_plain(part) for part in self.args)
        elif self.args:
            self.args = {name: _plain(part) for name, part in self.args.items()}
        if self.exc_info and self.exc_info[1] is not None:
            self.exc_text = without_values(self.exc_info[1])


def _plain(part: object) -> object:
    """A part of a message, scrubbed. Numbers stay numbers, so that format codes still fit."""
    if isinstance(part, BaseException):
        return without_values(part)
    return part if part is None or isinstance(part, (int, float)) else scrubbed(str(part))


def without_values(error: BaseException) -> str:
    """An error as its type and where it happened, with its message only if it is one of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    said = f": {scrubbed(str(error))}" if isinstance(error, AtlasError) else ""
    return f"{type(error).__name__}{said} ({places})" if places else f"{type(error).__name__}{said}"


class _Lines(logging.Formatter):
    """A record as one line of JSON: ``when, level, logger, event`` and, for an error, ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "when": _moment(dt.datetime.fromtimestamp(record.created, dt.UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


def _append(store: Path, book: str, when: dt.datetime | None, fields: dict[str, str]) -> None:
    folder = store / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = {"when": _moment(when or dt.datetime.now(dt.UTC))}
    line |= {name: scrubbed(str(value))[:LONGEST] for name, value in fields.items()}
    # one write of one line to a file opened for appending: the lines of two processes never mix
    where = os.open(folder / book, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(where, (json.dumps(line, ensure_ascii=False) + "\n").encode())
    finally:
        os.close(where)


def _moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat(timespec="seconds")

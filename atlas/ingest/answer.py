"""A file that holds the answer of a statistics service, as the lines of a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from atlas.answers import jsonstat, kolada, pxweb
from atlas.errors import FileRefused, SourceRefused
from atlas.ingest.grid import Grid
from atlas.ingest.limits import MOST_COLUMNS, MOST_ROWS

MARK = b"\xef\xbb\xbf"
PC_AXIS = (
    b"CHARSET=",
    b"AXIS-VERSION=",
)  # how PxWeb's own files begin, which no library here reads
SHOWN = 120  # characters
ACCEPTED = "JSON-stat 2, PxWeb, Kolada"
Read = Callable[[Any, int], tuple[list[str], list[list[str]]]]
# each form: what it is called, the keys by which it is known, and its reader
FORMS: tuple[tuple[str, frozenset[str], Read], ...] = (
    ("JSON-stat 2", frozenset({"id", "dimension", jsonstat.VALUE}), jsonstat.table),
    ("PxWeb", frozenset({"columns", "data"}), pxweb.table),
    ("Kolada", frozenset({"count", "values"}), kolada.table),
)


def is_json(content: bytes) -> bool:
    """Whether a file is a JSON document, by its first sign and not by its name."""
    return content.removeprefix(MARK).lstrip()[:1] in (b"{", b"[")


def grid(content: bytes, file: str) -> tuple[Grid, str]:
    """The table of an answer, and what its form is called.

    The header is row 1 and the first value row 2: a document has no rows of its own. Raises
    :class:`~atlas.errors.FileRefused` for another document, and for an answer that is not whole.
    """
    answer = _document(content, file)
    for form, keys, read in FORMS:
        if keys <= answer.keys():
            try:
                header, rows = read(answer, MOST_ROWS)
            except SourceRefused as wrong:
                rule = f"answer_{wrong.rule}"
                raise FileRefused(file, rule, wrong.actual, wrong.expected) from None
            if len(header) > MOST_COLUMNS:
                raise FileRefused(file, "too_many_columns", str(len(header)), str(MOST_COLUMNS))
            if len(set(header)) < len(header):
                raise FileRefused(file, "answer_shape", ", ".join(header)[:SHOWN], "1")
            return Grid(tuple(header), 1, tuple(enumerate(rows, start=2)), (), ()), form
    raise FileRefused(file, "answer_unknown", expected=ACCEPTED)


def _document(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        answer = json.loads(content.removeprefix(MARK).decode("utf-8"))
    except (ValueError, RecursionError):  # text that is not UTF-8 is a ValueError, too
        raise FileRefused(file, "answer_broken") from None
    if not isinstance(answer, dict):
        raise FileRefused(file, "answer_unknown", expected=ACCEPTED)
    first = answer.get("dataset")
    if not (isinstance(first, dict) and isinstance(first.get("dimension"), dict)):
        return answer
    # the first version of JSON-stat has the answer in there, and its order among the dimensions
    spans = {key: first["dimension"].get(key) for key in ("id", "size", "role")}
    return {key: value for key, value in spans.items() if value is not None} | first

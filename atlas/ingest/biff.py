"""What an old workbook (``.xls``) says of its sheets, and the reader of its values does not.

That is: what is hidden, which numbers are shown as per cent, and which cells have an error. Such a file
holds streams in sectors, like a disk of its own; the one of the workbook is a row of records ([MS-CFB] and
[MS-XLS] describe them). Of those a few are read, none of them deeply.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from atlas.ingest.markup import PERCENT, Cell, Markup, is_percent

BOF, EOF, BOUNDSHEET, FORMAT, XF = 0x809, 0x0A, 0x85, 0x41E, 0xE0
ROW, COLINFO, BOOLERR, FORMULA, NUMBER, RK, MULRK = 0x208, 0x7D, 0x205, 0x06, 0x203, 0x27E, 0xBD
ERRONEOUS, NUMERIC = (BOOLERR, FORMULA), (NUMBER, RK, MULRK, FORMULA)
BIFF8 = 0x0600
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
LAST = 0xFFFFFFFA  # sectors from here on are none
Record = tuple[int, bytes]


def of(content: bytes) -> dict[str, Markup]:
    """The markup of each sheet by its name.

    Raises ``ValueError``, ``KeyError``, ``IndexError`` or ``struct.error`` where it is not written as old
    workbooks are.
    """
    stream = _stream(content)
    wide, starts, formats, styles = True, {}, set(PERCENT), []
    for kind, body in _records(stream, 0):
        if kind == BOF:
            wide = _number(body, 0) == BIFF8
        elif kind == BOUNDSHEET:
            starts[_text(body, 6, 1, wide)] = int.from_bytes(body[:4], "little")
        elif kind == FORMAT and is_percent(_text(body, 2, 2 if wide else 1, wide)):
            formats.add(_number(body, 0))
        elif kind == XF:
            styles.append(_number(body, 2))
    percent = {at for at, number in enumerate(styles) if number in formats}
    return {name: _of_sheet(_records(stream, start), percent) for name, start in starts.items()}


def _of_sheet(records: Iterator[Record], percent_styles: set[int]) -> Markup:
    rows: set[int] = set()
    columns: set[int] = set()
    percent: set[Cell] = set()
    broken: dict[Cell, str] = {}
    for kind, body in records:
        if kind == ROW and _number(body, 12) & HIDDEN_ROW:
            rows.add(_number(body, 0) + 1)
        elif kind == COLINFO and _number(body, 8) & HIDDEN_COLUMN:
            columns.update(range(_number(body, 0) + 1, _number(body, 2) + 2))
        elif kind in ERRONEOUS and (error := _error(kind, body)):
            broken[_cell(body)] = error
        elif kind in NUMERIC:
            percent |= {cell for cell, style in _styled(kind, body) if style in percent_styles}
    return Markup(frozenset(rows), frozenset(columns), frozenset(percent), broken)


def _error(kind: int, body: bytes) -> str:
    """The error in a cell of its own kind or in the result of a formula, or ``""``."""
    if kind == BOOLERR:
        return ERRORS[body[6]] if body[7] else ""
    is_error = body[12:14] == b"\xff\xff" and body[6] == 2
    return ERRORS[body[8]] if is_error else ""


def _styled(kind: int, body: bytes) -> Iterator[tuple[Cell, int]]:
    """The cells of a record of numbers, each with the number of its style."""
    if kind != MULRK:
        yield _cell(body), _number(body, 4)
        return
    row, column = _cell(body)
    for at in range((len(body) - 6) // 6):
        yield (row, column + at), _number(body, 4 + 6 * at)


def _cell(body: bytes) -> Cell:
    return _number(body, 0) + 1, _number(body, 2) + 1


def _number(body: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", body, at)[0])


def _text(body: bytes, at: int, size: int, wide: bool) -> str:
    """A text whose length is in the first ``size`` bytes, then, in the newer form, a byte that says whether a
    character has one byte or two."""
    length, at = int.from_bytes(body[at : at + size], "little"), at + size
    if not wide:
        return body[at : at + length].decode("cp1252")
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of the part that begins ``at`` a place, without parts inside it, as a chart is."""
    depth = 0
    while True:
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == BOF) - (kind == EOF)
        if not depth and kind != EOF:
            raise ValueError("a part without a beginning")
        if not depth:
            return
        if depth == 1:
            yield kind, body


# --- the streams ------------------------------------------------------------------------------------


def _stream(content: bytes) -> bytes:
    """The stream of the workbook: its sectors one after another, or its small ones within another stream."""
    size, small = 1 << _number(content, 30), 1 << _number(content, 32)
    _, directory, _, cutoff, first_small, _, more, _ = struct.unpack_from("<8I", content, 44)
    whole = content[size:]
    table = _table(content, whole, size, more)
    entries = _chained(whole, size, directory, table)
    found = {}
    for at in range(0, len(entries), 128):
        entry = entries[at : at + 128]
        name = entry[: max(_number(entry, 64) - 2, 0)].decode("utf-16-le")
        found[name] = struct.unpack_from("<II", entry, 116)
    start, length = found["Workbook"] if "Workbook" in found else found["Book"]
    if length >= cutoff:
        return _chained(whole, size, start, table)[:length]
    within = _chained(whole, size, found["Root Entry"][0], table)
    of_small = _numbers(_chained(whole, size, first_small, table))
    return _chained(within, small, start, of_small)[:length]


def _table(content: bytes, whole: bytes, size: int, more: int) -> list[int]:
    """Which sector follows each. The sectors of this table are named in the header, the rest of them in a
    chain that begins at ``more``."""
    named = list(struct.unpack_from("<109I", content, 76))
    for _ in range(len(whole) // size):
        if more >= LAST:
            break
        *next_ones, more = _numbers(_sector(whole, size, more))
        named += next_ones
    named = [at for at in named if at < LAST]
    if len(set(named)) < len(named):
        raise ValueError("a sector of the table twice")
    return [number for at in named for number in _numbers(_sector(whole, size, at))]


def _chained(whole: bytes, size: int, start: int, table: Sequence[int]) -> bytes:
    """The sectors of a chain. One that bites its own tail is refused."""
    found: list[bytes] = []
    while start < LAST:
        found.append(_sector(whole, size, start))
        start = table[start]
        if len(found) * size > len(whole) + size:
            raise ValueError("a chain of sectors without an end")
    return b"".join(found)


def _sector(whole: bytes, size: int, at: int) -> bytes:
    return whole[at * size : (at + 1) * size]


def _numbers(body: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(body) // 4}I", body)

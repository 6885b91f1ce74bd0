"""Delivered CSV files read strictly: every cell as text, no row bent to fit, nothing guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from atlas.contract import categories
from atlas.contract.declaration import Field, Table
from atlas.contract.findings import Finding, Findings

MOST_COLUMNS = 200
HEADER_BYTES = 65_536
BLOCK = 1 << 20
TOGETHER = 64  # blocks of a megabyte
FIRST_DATA_ROW = 2
CATEGORIES = pa.dictionary(pa.int32(), pa.string())


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame, Findings]:
    """A delivered file as categories of text (blanks are ``""``), and what is wrong with its form.

    The index counts the rows of the file, so that a row left out (ragged, or blank in every cell)
    does not shift the numbers of those below it. Columns that the contract does not know are reported
    and left out. Missing columns are returned empty, so that one check can find everything at once, and
    are reported unless they may be blank in every row.
    """
    findings = Findings()
    path = folder / table.path
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in table.columns})
    empty = empty.astype("category")
    begin = _beginning(path, table, findings)
    header = _header(begin, table, findings) if begin is not None else None
    frame = _cells(path, begin or b"", header, table, findings) if header else None
    if header is None or frame is None:
        return empty, findings
    for place, name in enumerate(header, start=1):
        if name not in table.columns:
            shown = table.heading(name, place)
            findings.add(
                Finding(table.path, 1, shown, "column_unknown", expected=", ".join(table.columns))
            )
    for name in table.columns:
        if name not in header:
            if table[name].required:
                findings.add(Finding(table.path, 1, name, "column_missing"))
            blank = np.zeros(len(frame), dtype=np.int8)
            frame[name] = categories.of(blank, pd.Index([""], dtype="str"))
    return frame[table.columns], findings


def _beginning(path: Path, table: Table, findings: Findings) -> bytes | None:
    """The first bytes of a file; ``None``, with a finding, where it cannot be read or holds a NUL."""
    try:
        with path.open("rb") as file:
            begin = file.read(HEADER_BYTES)
            has_nul = any(b"\x00" in block for block in chain([begin], _blocks(file)))
    except FileNotFoundError:
        if not table.optional:
            columns = ", ".join(table.columns)
            findings.add(Finding(table.path, 0, "", "file_missing", expected=columns))
        return None
    except OSError:
        findings.add(Finding(table.path, 0, "", "file_unreadable"))
        return None
    if has_nul:
        findings.add(Finding(table.path, 0, "", "control_character"))
        return None
    return begin


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _header(content: bytes, table: Table, findings: Findings) -> list[str] | None:
    first = content[:HEADER_BYTES].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    try:
        names = next(csv.reader(io.StringIO(first.decode("utf-8").rstrip("\r")), strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        findings.add(Finding(table.path, 1, "", "not_utf8"))
        return None
    if not any(names):
        findings.add(Finding(table.path, 1, "", "file_empty", expected=", ".join(table.columns)))
        return None
    if len(names) > MOST_COLUMNS:
        findings.add(
            Finding(table.path, 1, "", "too_many_columns", str(len(names)), str(MOST_COLUMNS))
        )
        return None
    twice = sorted({name for name in names if names.count(name) > 1})
    for name in twice:
        shown = table.heading(name, names.index(name) + 1)
        findings.add(Finding(table.path, 1, shown, "column_twice"))
    return None if twice else names


def _cells(
    path: Path, begin: bytes, header: list[str], table: Table, findings: Findings
) -> pd.DataFrame | None:
    left_out: list[int] = []

    def ragged(row: pacsv.InvalidRow) -> str:
        left_out.append((row.number or 0) - FIRST_DATA_ROW)
        findings.add(
            Finding(
                table.path,
                row.number or 0,
                "",
                "cells_in_row",
                str(row.actual_columns),
                str(row.expected_columns),
            )
        )
        return "skip"

    # Arrow treats a header alone as an empty file unless its line ends
    lone = b"\n" not in begin and len(begin) < HEADER_BYTES
    try:
        with pa.BufferReader(begin + b"\n") if lone else pa.OSFile(str(path)) as source:
            reader = pacsv.open_csv(
                source,
                read_options=pacsv.ReadOptions(use_threads=False),
                parse_options=pacsv.ParseOptions(
                    newlines_in_values=True, invalid_row_handler=ragged, ignore_empty_lines=False
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types=dict.fromkeys(header, CATEGORIES), strings_can_be_null=False
                ),
                memory_pool=pa.system_memory_pool(),
            )
            columns = _gathered(reader, header)
    except pa.ArrowInvalid as wrong:
        rule = "not_utf8" if "UTF8" in str(wrong) else "not_csv"
        findings.add(Finding(table.path, 0, "", rule))
        return None
    filled = np.zeros(len(columns[header[0]]), dtype=bool)
    for column in columns.values():
        filled |= categories.filled(column)
    rows = np.arange(len(filled) + len(left_out)) if left_out else None
    known = {name: columns[name] for name in header if name in table.columns}
    index = np.delete(rows, left_out) if rows is not None else pd.RangeIndex(len(filled))
    frame = pd.DataFrame(known, index=index)
    return frame if filled.all() else frame[filled]


def _gathered(reader: pacsv.CSVStreamingReader, header: list[str]) -> dict[str, pd.Categorical]:
    """The columns of a file. Each block has its own dictionaries; they are joined a few blocks at a
    time, so that the file is never in memory twice."""
    parts: dict[str, list[categories.Part]] = {name: [] for name in header}
    for table in _tables(reader):
        for name, column in zip(header, table.columns, strict=True):
            whole = pa.chunked_array(column.chunks, CATEGORIES).unify_dictionaries()
            if len(whole):
                codes = np.concatenate([c.indices.to_numpy() for c in whole.chunks])
                texts = whole.chunks[-1].dictionary
                parts[name].append((codes.astype(categories.smallest(len(texts))), texts))
    columns = {name: categories.joined(parts.pop(name)) for name in header}
    categories.release()
    return columns


def _tables(reader: pacsv.CSVStreamingReader) -> Iterator[pa.Table]:
    batches: list[pa.RecordBatch] = []
    for batch in reader:
        batches.append(batch)
        if len(batches) == TOGETHER:
            yield pa.Table.from_batches(batches)
            batches = []
    yield pa.Table.from_batches(batches, reader.schema)


def typed(text: pd.DataFrame, table: Table, only: Sequence[str] = ()) -> pd.DataFrame:
    """A checked table in its own types: dates as ``datetime64``, numbers as numbers, text as text.

    Blank cells become missing values. Text of a ``tall`` table stays categories. ``only`` names the
    columns to return (all if it is empty). Call it only after
    :func:`~atlas.contract.check` found nothing.
    """
    wanted = [f for f in table.fields if not only or f.name in only]
    columns = {f.name: _typed(text[f.name].array, f, table.tall) for f in wanted}
    categories.release()
    return pd.DataFrame(columns)


def _typed(column: pd.Categorical, field: Field, tall: bool) -> object:
    """Each distinct text is parsed once, then laid out over the rows."""
    distinct = pd.Series(column.categories)
    filled = distinct.where(distinct != "")
    values: pd.Series
    if field.type == "date":
        values = pd.to_datetime(filled, format="%Y-%m-%d")
    elif field.type == "integer":
        values = pd.to_numeric(filled).astype("Int64")
    elif field.type == "number":
        values = pd.to_numeric(filled).astype("float64")
    elif tall:
        return categories.without_blank(column)
    else:
        values = filled.astype("str")
    return categories.laid_out(values, column.codes)

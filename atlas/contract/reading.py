"""Delivered CSV files read strictly: every cell as text, no row bent to fit, nothing guessed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from atlas.contract.declaration import Table
from atlas.contract.findings import Finding, Findings, safe

MOST_COLUMNS = 200
HEADER_BYTES = 65_536
FIRST_DATA_ROW = 2


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame, Findings]:
    """A delivered file as text (every column ``str``, blanks ``""``), and what is wrong with its form.

    The index counts the rows of the file, so that a row left out (ragged, or blank in every cell)
    does not shift the numbers of those below it.
    Columns that the contract does not know are reported and left out; missing ones are reported
    and come back empty, so that one check can tell everything at once.
    """
    findings = Findings()
    path = folder / table.path
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in table.columns})
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        findings.add(Finding(table.path, 0, "", "file_missing", expected=", ".join(table.columns)))
        return empty, findings
    except OSError:
        findings.add(Finding(table.path, 0, "", "file_unreadable"))
        return empty, findings
    header = _header(content, table, findings)
    if header is None:
        return empty, findings
    frame = _cells(content, header, table, findings)
    if frame is None:
        return empty, findings
    for place, name in enumerate(header, start=1):
        if name not in table.columns:
            shown = _heading(table, name, place)
            findings.add(
                Finding(table.path, 1, shown, "column_unknown", expected=", ".join(table.columns))
            )
    for name in table.columns:
        if name not in header:
            findings.add(Finding(table.path, 1, name, "column_missing"))
    return frame.reindex(columns=table.columns, fill_value=""), findings


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
        shown = _heading(table, name, names.index(name) + 1)
        findings.add(Finding(table.path, 1, shown, "column_twice"))
    return None if twice else names


def _heading(table: Table, name: str, place: int) -> str:
    """A heading as it may be told. Where the header is missing the first person stands in its place:
    in a list of people an unknown one is told by where it stands."""
    known = name in table.columns
    return name if known else str(place) if table.about_people else safe(name)


def _cells(
    content: bytes, header: list[str], table: Table, findings: Findings
) -> pd.DataFrame | None:
    left_out: set[int] = set()

    def ragged(row: pacsv.InvalidRow) -> str:
        left_out.add((row.number or 0) - FIRST_DATA_ROW)
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

    if b"\x00" in content:
        findings.add(Finding(table.path, 0, "", "control_character"))
        return None
    try:
        cells = pacsv.read_csv(
            # arrow takes a lone header for no file at all unless its line ends
            pa.BufferReader(content + b"\n" if content[-1:] != b"\n" else content),
            read_options=pacsv.ReadOptions(use_threads=False),
            parse_options=pacsv.ParseOptions(
                newlines_in_values=True, invalid_row_handler=ragged, ignore_empty_lines=False
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in header}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as wrong:
        rule = "not_utf8" if "UTF8" in str(wrong) else "not_csv"
        findings.add(Finding(table.path, 0, "", rule))
        return None
    frame = cells.to_pandas().astype("str")
    frame.index = [i for i in range(len(frame) + len(left_out)) if i not in left_out]
    return frame[(frame != "").any(axis=1)]


def typed(text: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A checked table in its own types: dates as ``datetime64``, numbers as numbers, text as text.

    Blank cells become missing values. Call it only after :func:`~atlas.contract.check` found nothing.
    """
    out = {}
    for field in table.fields:
        column = text[field.name]
        if field.type == "date":
            out[field.name] = pd.to_datetime(column.where(column != ""), format="%Y-%m-%d")
        elif field.type == "integer":
            out[field.name] = pd.to_numeric(column.where(column != "")).astype("Int64")
        elif field.type == "number":
            out[field.name] = pd.to_numeric(column.where(column != "")).astype("float64")
        else:
            out[field.name] = column.where(column != "").astype("str")
    return pd.DataFrame(out).reset_index(drop=True)

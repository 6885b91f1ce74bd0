"""Which column of a source is which column of the contract: guessed, shown, changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Mapped
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from atlas.contract import Field, Finding, Table
from atlas.errors import scrubbed
from atlas.ingest import broken, footnotes, headings, notation, vocabulary
from atlas.ingest.places import UNKNOWN, Places, fold

MOSTLY = 0.5
LONGEST = 60  # characters of a heading in a message
AREA, PERIOD, VALUE, MEASURE, STATUS, NOTE = (
    "municipality_code",
    "year",
    "value",
    "indicator_id",
    "status",
    "note",
)
# a table without these columns is not added: every row would only repeat that they are missing
UNMAPPED = (
    "sheet_unsaid",
    "column_unmapped",
    "value_column",
    "value_column_absent",
    "mapping_absent",
    "indicator_unsaid",
    "column_twice",
    "dimensions_unsaid",
    "dimension_unknown",
    "dimension_sum",
    "group_unknown",
    "period_unsaid",
    "period_form",
    "period_other",
)
SOURCE_CODE = r"[A-Z][0-9]{5}|"  # of a key figure of Kolada
OUR_ID = r"[A-Za-z0-9_-]{1,40}"
AGAIN = re.compile(r"(.+) \([0-9]+\)")  # a name that occurs twice in the header


@dataclass(frozen=True)
class Mapping:
    """How a file's columns become the contract's.

    ``columns`` maps a header to a column of the contract, or to ``""`` where it is left out on purpose;
    ``years`` maps a header to the period of its numbers, in a wide table. ``indicator`` names the
    indicator where the file has one and does not say which. ``values`` translates cells, column by
    column.
    """

    columns: Mapped[str, str]
    years: Mapped[str, str] = field(default_factory=dict)
    indicator: str = ""
    values: Mapped[str, Mapped[str, str]] = field(default_factory=dict)
    decimal: str = ""

    def source(self, column: str) -> str:
        """The header that a column of the contract is taken from, or ``""``."""
        return next((name for name, target in self.columns.items() if target == column), "")

    def as_dict(self) -> dict[str, Any]:
        """The mapping as plain data."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=dict))
        return plain


def from_dict(plain: Mapped[str, Any]) -> Mapping:
    """A mapping from plain data. Raises ``ValueError`` when it does not have the form of one."""
    try:
        return Mapping(
            columns={str(k): str(v) for k, v in plain["columns"].items()},
            years={str(k): str(v) for k, v in plain.get("years", {}).items()},
            indicator=str(plain.get("indicator", "")),
            values={c: dict(v) for c, v in plain.get("values", {}).items()},
            decimal=str(plain.get("decimal", "")),
        )
    except (KeyError, AttributeError, TypeError) as wrong:
        raise ValueError(f"not a mapping: {wrong}") from None


def guess(
    frame: pd.DataFrame, table: Table, places: Places, indicator: str = "", value: str = ""
) -> Mapping:
    """The mapping that headers and cells suggest. The contents of private key columns are not used.

    ``frame`` holds the file's cells as text under its own headers.
    """
    headers = list(frame.columns)
    columns = _by_name(headers, table, frame, places)
    if table.name != "indicators":
        return Mapping(columns)
    if indicator:
        own = _by_a_source(columns, frame)
        columns = {n: c for n, c in columns.items() if n not in own}
    # a column of that name may hold any text
    notes = {n for n, c in columns.items() if c == NOTE and not _are_notes(frame[n])}
    columns = {n: c for n, c in columns.items() if n not in notes}
    if value in headers:
        columns = {n: c for n, c in columns.items() if c != VALUE} | {value: VALUE}
    if AREA not in columns.values():
        columns |= _by_places(headers, columns, frame, places)
    # a table with a row for each period is not a wide one because of a column such as "2022 kvinnor"
    long = value in headers or {PERIOD, VALUE} <= set(columns.values())
    years = {} if long else _years(headers, columns, value)
    if years:
        columns = {n: c for n, c in columns.items() if c not in (PERIOD, VALUE)}
    elif VALUE not in columns.values():
        columns |= _only_numbers(headers, columns, frame)
    return Mapping(columns, years, indicator)


def called(mapping: Mapping, frame: pd.DataFrame, table: Table, places: Places) -> str:
    """What a source calls the measure of a file whose indicator was said, where it has a code for it."""
    own = _by_a_source(_by_name(list(frame.columns), table, frame, places), frame)
    left = [name for name in own if name not in mapping.columns]
    cells = {cell for name in left for cell in frame[name].unique() if cell}
    return ", ".join(scrubbed(cell)[:LONGEST] for cell in sorted(cells))


def _by_a_source(columns: Mapped[str, str], frame: pd.DataFrame) -> list[str]:
    """The columns of measures that have a source's codes or names, none of which could be ours."""
    measures = [n for n, column in columns.items() if column == MEASURE and n != MEASURE]
    return [
        n
        for n in measures
        if bool((frame[n].str.fullmatch(SOURCE_CODE) | ~frame[n].str.fullmatch(OUR_ID)).all())
    ]


def findings(
    mapping: Mapping, frame: pd.DataFrame, table: Table, file: str, row: int
) -> list[Finding]:
    """Findings about a mapping: a required column that nothing maps to, one that two headers map to, and
    a header that maps nowhere."""
    result = []
    shown = {name: _shown(name, place, table) for place, name in enumerate(frame.columns, 1)}
    headers = ", ".join(shown[name] for name in frame.columns if name)
    for column in lacking(mapping, table):
        if table.name == "indicators" and column == MEASURE:
            result.append(Finding(file, row, "", "indicator_unsaid", expected="--indicator"))
        elif table.name == "indicators" and column == PERIOD:
            result.append(Finding(file, row, "", "period_unsaid", expected="--year"))
        elif table.name == "indicators" and column == VALUE:
            result.append(Finding(file, row, "", "value_column", expected=headers))
        else:
            result.append(Finding(file, row, column, "column_unmapped", headers))
    taken = [column for column in mapping.columns.values() if column]
    twice = sorted({column for column in taken if taken.count(column) > 1})
    result += [Finding(file, row, column, "column_twice") for column in twice]
    for name in frame.columns:
        again = AGAIN.fullmatch(name)
        used = again and (mapping.columns.get(again[1]) or again[1] in mapping.years)
        if again and used and again[1] in frame and list(frame[name]) != list(frame[again[1]]):
            result.append(Finding(file, row, shown[again[1]], "column_twice"))
    if table.name != "indicators":
        for name in frame.columns:
            if name not in mapping.columns and bool((frame[name] != "").any()):
                accepted = ", ".join(table.columns)
                result.append(Finding(file, row, shown[name], "column_unknown", expected=accepted))
    return result


def _shown(name: str, place: int, table: Table) -> str:
    """A heading as the file has it; of a table about people only where it cannot be somebody's name."""
    return table.heading(name, place) if table.about_people else scrubbed(name)[:LONGEST]


def absent(mapping: Mapping, frame: pd.DataFrame, value: str, file: str, row: int) -> list[Finding]:
    """Findings about headings that were named and are not in the file: the chosen column of values, or one
    of a saved mapping."""
    headers = list(frame.columns)
    accepted = ", ".join(headers)
    # the words before the years of a wide table name its values, too
    if value and value not in headers and value not in headings.groups(headers):
        return [Finding(file, row, "", "value_column_absent", scrubbed(value), accepted)]
    gone = [name for name, column in mapping.columns.items() if column and name not in headers]
    if mapping.years and not any(name in headers for name in mapping.years):
        gone += mapping.years
    return [Finding(file, row, "", "mapping_absent", scrubbed(name), accepted) for name in gone]


def spans(mapping: Mapping, file: str, row: int) -> list[Finding]:
    """Findings about headings that are two years, among others that are one: a change from one to the other,
    or both together, is no school year."""
    if all("/" in period for period in mapping.years.values()):
        return []
    two = [name for name, period in mapping.years.items() if "/" in period]
    return [Finding(file, row, name, "period_of_two") for name in two]


def lacking(mapping: Mapping, table: Table) -> list[str]:
    """The required columns that nothing in a file becomes."""
    had = {c for c in mapping.columns.values() if c}
    if mapping.years:
        had |= {PERIOD, VALUE}
    if mapping.indicator:
        had.add(MEASURE)
    given = {STATUS} if table.name == "indicators" else set()
    wanted = [f.name for f in table.fields if f.required] + (
        [VALUE] if table.name == "indicators" else []
    )
    return [column for column in wanted if column not in had | given]


def _by_name(
    headers: list[str], table: Table, frame: pd.DataFrame, places: Places
) -> dict[str, str]:
    """Columns whose header is the contract's name for them, its title or another declared word.

    Where several headers fit an area column, as a county and a municipality beside each other do, the one
    with the most municipalities is used, then the one with the most recognised cells.
    """
    taken: dict[str, str] = {}
    for each in table.fields:
        known = _names(each)
        exact = [name for name in headers if name == each.name]
        claims = exact or [n for n in headers if _plain(n) in known and n not in taken]
        if len(claims) > 1 and is_area(each, table):
            shares = {n: (_finest(frame[n], places), _recognised(frame[n], places)) for n in claims}
            claims = [max(claims, key=shares.__getitem__)]
        taken |= dict.fromkeys(claims, each.name)
    return taken


def is_area(each: Field, table: Table) -> bool:
    """Whether a field holds areas: declared so, or a key into the register. A secret one never does."""
    keys = {k.fields[0] for k in table.foreign_keys if k.table == "groups" and len(k.fields) == 1}
    return (each.areas or each.name in keys) and not each.secret


def _by_places(
    headers: list[str], columns: Mapped[str, str], frame: pd.DataFrame, places: Places
) -> dict[str, str]:
    """A column that mostly holds areas although its header does not say so."""
    free = {n: _recognised(frame[n], places) for n in headers if n not in columns}
    best = max(free, key=lambda name: free[name], default="")
    return {best: AREA} if free and free[best] > MOSTLY else {}


def names_place(heading: str, table: Table) -> bool:
    """Whether a heading is one of those of the column of areas."""
    return any(each.areas and _plain(heading) in _names(each) for each in table.fields)


def names_column(heading: str, table: Table) -> bool:
    """Whether a heading is one of those of any column."""
    return any(_plain(heading) in _names(each) for each in table.fields)


def recognised_mostly(cells: pd.Series, places: Places) -> bool:
    """Whether most filled cells of a column mean an area."""
    return _recognised(cells, places) > MOSTLY


def _recognised(cells: pd.Series, places: Places) -> float:
    filled = cells[cells != ""]
    if filled.empty:
        return 0.0
    return float((places.codes_of(filled) != UNKNOWN).mean())


def _finest(cells: pd.Series, places: Places) -> float:
    filled = cells[cells != ""]
    if filled.empty:
        return 0.0
    return float(places.codes_of(filled).isin(places.municipalities).mean())


def _years(headers: list[str], columns: Mapped[str, str], value: str) -> dict[str, str]:
    """Headers that are periods, alone or after the words that say what is measured."""
    free = [n for n in headers if columns.get(n) not in (AREA, MEASURE, STATUS)]
    return headings.as_mapping(headings.groups(free), value)


def _only_numbers(
    headers: list[str], columns: Mapped[str, str], frame: pd.DataFrame
) -> dict[str, str]:
    """The one remaining column that holds numbers. With two of them nothing is guessed."""
    left = [name for name in headers if name not in columns and only_numbers(frame[name])]
    return {left[0]: VALUE} if len(left) == 1 else {}


def only_numbers(cells: pd.Series) -> bool:
    """Whether a column has nothing but numbers, marks for missing ones, and errors in their place."""
    return bool((cells != "").any()) and bool(cells.map(_is_number).all())


def _is_number(cell: str) -> bool:
    bare, _ = footnotes.of_cell(cell)
    return bool(notation.status_of(bare)) or broken.is_broken(cell) or notation.is_in_figures(bare)


def _are_notes(cells: pd.Series) -> bool:
    known = vocabulary.notes()
    return all(" ".join(cell.casefold().split()) in known for cell in cells.unique() if cell)


def _names(each: Field) -> set[str]:
    declared = each.declared
    words = [each.name, declared.get("title_sv", ""), declared.get("title_en", "")]
    return {_plain(word) for word in [*words, *declared.get("atlas:also", ())] if word}


def _plain(name: str) -> str:
    return fold(name.replace("_", " "))

"""A table that somebody sends, read from bytes into the contract's columns.

Every row is kept, or there is a finding that says why not.
"""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from atlas.answers.kolada import KPI
from atlas.contract import Finding, Findings, Table
from atlas.contract.checking import PER_RULE
from atlas.errors import PERSONAL_NUMBER, FileRefused, form, scrubbed
from atlas.ingest import (
    account,
    broken,
    counterparts,
    headless,
    joining,
    periods,
    personal,
    questions,
    recall,
)
from atlas.ingest import dialect as dialects
from atlas.ingest import grid as grids
from atlas.ingest import mapping as mappings
from atlas.ingest import unmatched as lost
from atlas.ingest.account import Account
from atlas.ingest.conversion import Conversion
from atlas.ingest.dialect import Dialect, Opened
from atlas.ingest.dimensions import Dimension
from atlas.ingest.grid import Grid
from atlas.ingest.mapping import PERIOD, VALUE, Mapping
from atlas.ingest.places import OUTSIDE, Places
from atlas.ingest.questions import Answers
from atlas.ingest.recall import Saved
from atlas.ingest.unmatched import Unmatched

USUAL_DECIMAL = {";": ",", "\t": ","}


@dataclass(frozen=True)
class Choices:
    """What the person who imports has chosen; what is left open is worked out from the file."""

    indicator: str = ""
    value_column: str = ""
    delimiter: str = ""
    decimal: str = ""
    mapping: Mapping | None = None
    leave_out_unmatched: bool = False
    where: Mapped[str, str] = field(default_factory=dict)  # the group that is meant, by column
    year: str = ""  # the period of a file that has none in it
    sheet: str = ""  # of a workbook where several have a table; ``sheets.ALL`` for all of them
    columns_of: str = ""  # the indicator whose files had the same columns, read as these are to be


@dataclass(frozen=True)
class Reading:
    """The reading of a table.

    ``frame`` has the contract's columns as text and ``rows`` the row of the file that each line comes
    from. :meth:`source` gives the header that a column comes from (``value_sources`` line by line in a
    wide table), so that a finding can point at what the sender sees.
    """

    file: str
    frame: pd.DataFrame
    rows: list[int]
    dialect: Dialect
    mapping: Mapping
    headers: tuple[str, ...]
    unmatched: tuple[Unmatched, ...] = ()
    above: int = 0  # lines of text over the table and under it
    below: int = 0
    findings: Findings = field(default_factory=Findings)
    value_sources: list[str] = field(default_factory=list)
    dimensions: tuple[Dimension, ...] = ()
    elsewhere: int = 0  # rows of people from outside the region that are kept
    set_aside: int = 0  # rows of other groups than the chosen ones
    suggested: str = ""  # the period that its title has, where one is asked for
    account: Account = field(default_factory=Account)
    sheets: tuple[str, ...] = ()  # of a workbook, between which a person is to choose
    percent: int = 0  # cells that a workbook shows as per cent and that are read so
    questions: tuple[tuple[str, str], ...] = ()  # what must be said yes to: the rule and what came
    key_figures: tuple[str, ...] = ()  # of Kolada, that its rows name
    dashes: int = 0  # that stand for numbers, and are read as missing ones
    otherwise: Mapping | None = None  # how a file with these columns was read for another indicator

    def source(self, column: str, at: int) -> str:
        """What the file calls a column of the contract, for line ``at``."""
        if column == VALUE and self.value_sources:
            return self.value_sources[at]
        return self.mapping.source(column) or column


def read(
    content: bytes,
    file: str,
    table: Table,
    places: Places,
    choices: Choices | None = None,
    recalled: Saved | None = None,
    additive: Container[str] = (),
    percent: Container[str] | None = None,
) -> Reading:
    """Read a table that somebody sent. ``file`` is its name for messages, never a path.

    ``recalled`` holds the saved mappings, ``additive`` the indicators whose groups may be added up,
    ``percent`` those in per cent, where that is known. Raises :class:`~atlas.errors.FileRefused` when the
    file holds no table; anything else that is wrong becomes a finding.
    """
    return read_all(content, file, table, places, choices, recalled, additive, percent)[0]


def read_all(
    content: bytes,
    file: str,
    table: Table,
    places: Places,
    choices: Choices | None = None,
    recalled: Saved | None = None,
    additive: Container[str] = (),
    percent: Container[str] | None = None,
) -> list[Reading]:
    """As :func:`read`, but of a workbook each sheet that is meant."""
    chosen = choices or Choices()
    every = dialects.opened(content, file, table, places, chosen.delimiter, chosen.sheet)
    declared = _Indicators(additive, percent)
    return [_read(one, table, places, chosen, recalled or {}, declared) for one in every]


@dataclass(frozen=True)
class _Indicators:
    """What is declared of indicators."""

    additive: Container[str]
    percent: Container[str] | None


def _read(
    opened: Opened,
    table: Table,
    places: Places,
    chosen: Choices,
    recalled: Saved,
    indicators: _Indicators,
) -> Reading:
    """Read one table, as far as it goes while something is still to be answered."""
    file, grid, dialect = opened.file, opened.grid, opened.dialect
    findings = Findings()
    if opened.offered:
        names = ", ".join(map(scrubbed, opened.offered))
        findings.add(Finding(file, 0, "", "sheet_unsaid", names, "--sheet"))
    frame, rows = _squared(grid, file, findings)
    if not grid.rows:
        raise FileRefused(file, "no_rows", row=grid.header_row)
    together = joining.of(frame, table, places)
    frame, whole = together.frame, together.whole
    headers = [name for name in grid.header if name]
    if any(PERSONAL_NUMBER.search(name) for name in headers):
        raise FileRefused(file, "personal_number", row=grid.header_row)
    of_file = (recalled, table.name, headers)
    saved = recall.own(*of_file, chosen.columns_of or chosen.indicator)
    fresh = mappings.guess(whole, table, places, chosen.indicator, chosen.value_column)
    remembered = recall.renewed(saved, fresh, chosen.value_column) if saved else fresh
    mapping = chosen.mapping or remembered
    if not mapping.indicator:
        mapping = replace(mapping, indicator=chosen.indicator)
    others = [] if chosen.mapping or saved else recall.others(*of_file, chosen.indicator)
    where = (file, grid.header_row)
    headless.refuse(mapping, table, places, *where)
    timed = bool(mapping.years) or PERIOD in mapping.columns.values()
    period = chosen.year or ("" if timed else opened.period)
    told = Answers(period, chosen.where, chosen.value_column)
    asked = (
        questions.put(whole, mapping, places, told, indicators.additive, where)
        if table.name == "indicators"
        else questions.none(whole, mapping)
    )
    used = {n for n, c in mapping.columns.items() if c} | {*mapping.years, *together.halves}
    used |= {of.header for of in asked.divided}
    broken.report(frame, rows, used, opened.letters, file, findings)
    absent = mappings.absent(mapping, frame, chosen.value_column, *where)
    of_mapping = mappings.findings(asked.mapping, whole, table, *where)
    of_mapping += mappings.spans(mapping, *where)
    if chosen.columns_of and not saved:
        known = ", ".join(sorted(other.indicator for other in others))
        absent.append(
            Finding(*where, "", "mapping_unremembered", scrubbed(chosen.columns_of), known)
        )
    for finding in absent or asked.findings(of_mapping):
        findings.add(finding)
    personal.report(frame, rows, table, mapping, file, findings)
    picked, kept = asked.picked(rows)
    checks = counterparts.of(whole, mapping, table, places)
    for finding in counterparts.findings(picked, kept, mapping, checks, places, file):
        findings.add(finding)
    to_contract = Conversion(
        file,
        picked,
        kept,
        table,
        asked.mapping,
        dialect.delimiter,
        chosen.decimal,
        findings,
        indicators.percent,
    )
    away = counterparts.elsewhere(picked, kept, checks, places)
    read = _converted(to_contract, dialect, chosen, places, grid, away)
    left_out = lost.left_out(read.unmatched, chosen.leave_out_unmatched)
    code = mappings.called(mapping, picked, table, places) if mapping.indicator else ""
    called = (("measure_called", code),) if code else ()
    unread = [name for name in whole.columns if name not in used and name not in checks]
    # a group that was said is what the title speaks of
    said = bool(asked.divided or chosen.value_column)
    title = "" if said else " ".join(cell for _, cells in grid.above for cell in cells)
    of_columns = (
        questions.of_columns(picked, unread, checks, title) if table.name == "indicators" else ()
    )
    dashes = (("dash_missing", str(read.dashes)),) if read.dashes else ()
    added = asked.added_up(read.frame, read.rows, read.value_sources, table)
    otherwise = recall.otherwise(others, mapping, fresh, chosen.value_column)
    return replace(
        read,
        frame=added[0],
        rows=added[1],
        value_sources=added[2],
        mapping=mapping,  # a period that was said is not remembered with the columns
        dimensions=asked.divided,
        set_aside=len(rows) - len(kept),
        suggested=periods.suggested(grid.above, dialect.sheet, file),
        account=account.of(
            grid, frame, rows, used, checks, left_out, set(rows) - set(kept), opened.unread
        ),
        sheets=opened.offered,
        percent=opened.percent,
        questions=questions.of_headings(mapping, table, chosen.value_column)
        + of_columns
        + called
        + dashes
        + recall.questions(otherwise),
        otherwise=otherwise,
        key_figures=tuple(sorted(set(picked[KPI]))) if KPI in picked else (),
    )


def _squared(grid: Grid, file: str, findings: Findings) -> tuple[pd.DataFrame, list[int]]:
    """The rows under their header. One that is too long or too short is a finding and is left out."""
    frame, rows, ragged = grids.squared(grid)
    width = str(len(grid.header))
    for number, cells in ragged[:PER_RULE]:
        findings.add(Finding(file, number, "", "cells_in_row", str(len(cells)), width))
    findings.count_more(max(0, len(ragged) - PER_RULE))
    return frame, rows


def _converted(
    conversion: Conversion,
    dialect: Dialect,
    chosen: Choices,
    places: Places,
    grid: Grid,
    away: Container[int],
) -> Reading:
    """The rows that are taken in, in the contract's columns; of each other one, why it is not."""
    made, table, findings = (
        conversion.converted(places, away),
        conversion.table,
        conversion.findings,
    )
    left_out = lost.left_out(made.unmatched, chosen.leave_out_unmatched)
    keep = [at for at, row in enumerate(made.rows) if row not in left_out]
    whole = made.frame.iloc[keep].reindex(columns=table.columns, fill_value="")
    for u in made.unmatched:
        if u.row not in left_out:
            rule = "place_nearly" if u.near else "place_unknown"
            findings.add(Finding(u.file, u.row, u.column, rule, form(u.place), u.near))
    if not keep and not findings:
        findings.add(Finding(conversion.file, 0, "", "nothing_left", str(len(left_out))))
    usual = chosen.decimal or USUAL_DECIMAL.get(dialect.delimiter, ".")
    return Reading(
        file=conversion.file,
        frame=whole.reset_index(drop=True),
        rows=[made.rows[at] for at in keep],
        dialect=replace(dialect, decimal=made.decimal or usual),
        mapping=conversion.mapping,
        headers=tuple(name for name in grid.header if name),
        unmatched=made.unmatched,
        above=len(grid.above),
        below=len(grid.below),
        findings=findings,
        value_sources=[made.value_sources[at] for at in keep] if made.value_sources else [],
        dashes=len(made.dashes.intersection(keep)),
        elsewhere=sum(
            int((whole[each.name] == places.elsewhere).sum())
            for each in table.fields
            if each.admits_outside and places.elsewhere
        ),
    )


def as_dict(reading: Reading) -> dict[str, Any]:
    """The reading for a program or a page: dialect, mapping, headers and how many lines lie above and
    below the table."""
    return {
        "file": reading.file,
        "rows": len(reading.frame),
        "dialect": {
            "encoding": reading.dialect.encoding,
            "delimiter": reading.dialect.delimiter,
            "decimal": reading.dialect.decimal,
            "header_row": reading.dialect.header_row,
            "sheet": reading.dialect.sheet,
        },
        "headers": list(reading.headers),
        "mapping": reading.mapping.as_dict(),
        "dimensions": [of.as_dict() for of in reading.dimensions],
        "set_aside": reading.set_aside,
        "suggested": reading.suggested,
        "above": reading.above,
        "below": reading.below,
        "outside": sum(lost.why == OUTSIDE for lost in reading.unmatched),
        "elsewhere": reading.elsewhere,
        "account": reading.account.as_dict(),
        "sheets": list(reading.sheets),
        "percent": reading.percent,
        "otherwise": recall.as_dict(reading.otherwise),
    }

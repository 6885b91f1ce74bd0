"""The steps from a file's own columns to the contract's, each on whole columns."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.contract import Findings, Table
from atlas.ingest import days, doubts, footnotes, headings, notation, periods, vocabulary
from atlas.ingest import unmatched as lost
from atlas.ingest.doubts import Where
from atlas.ingest.mapping import MEASURE, NOTE, PERIOD, STATUS, VALUE, Mapping
from atlas.ingest.places import Places
from atlas.ingest.unmatched import Unmatched


@dataclass(frozen=True)
class Converted:
    """A table in the contract's columns, as text.

    ``rows`` has the row of the file that each line comes from, ``value_sources`` the heading of its number
    in a wide table; ``unmatched`` are the rows without a place of ours, and ``decimal`` is the file's
    decimal sign, ``""`` where no number tells it. ``dashes`` are the lines with a dash for a number.
    """

    frame: pd.DataFrame
    rows: list[int]
    value_sources: list[str]
    unmatched: tuple[Unmatched, ...]
    decimal: str
    dashes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Conversion:
    """What a table is converted by. What is doubtful is added to the ``findings``; ``percent`` are the
    indicators in per cent, where that is known; a ``decimal`` sign that was said is not worked out."""

    file: str
    frame: pd.DataFrame
    rows: list[int]
    table: Table
    mapping: Mapping
    delimiter: str
    decimal: str
    findings: Findings
    percent: Container[str] | None

    def converted(self, places: Places, away: Container[int]) -> Converted:
        """All steps, in order. The rows ``away`` are of another region by a column that is not read."""
        long, rows, value_sources = self._long()
        unmatched = lost.place(long, rows, self.table, self.mapping, places, self.file, away)
        if self.table.name == "indicators":
            self._notes(long, value_sources)
        decimal = self._numbers(long, rows, value_sources)
        self._days(long)
        self._words(long)
        dashes: frozenset[int] = frozenset()
        if self.table.name == "indicators" and VALUE in long:
            if STATUS not in long:  # a column of statuses says what a dash is
                dashes = frozenset(np.flatnonzero(long[VALUE].isin(notation.DASHES)).tolist())
            self._statuses(long)
        return Converted(long, rows, value_sources, unmatched, decimal, dashes)

    def _long(self) -> tuple[pd.DataFrame, list[int], list[str]]:
        """The contract's columns, a wide table reshaped so that each period has its own line."""
        taken = {
            c: self.frame[n]
            for n, c in self.mapping.columns.items()
            if c and n in self.frame.columns
        }
        base = pd.DataFrame(taken, dtype="str") if taken else pd.DataFrame(index=self.frame.index)
        if self.mapping.indicator and MEASURE not in base:
            base[MEASURE] = self.mapping.indicator
        years = {n: p for n, p in self.mapping.years.items() if n in self.frame.columns}
        if not years:
            return base, list(self.rows), []
        parts = [
            base.assign(**{PERIOD: p}).assign(**{VALUE: self.frame[n]}) for n, p in years.items()
        ]
        long = pd.concat(parts, ignore_index=True)
        sources = [name for name in years for _ in range(len(base))]
        return long, self.rows * len(parts), sources

    def _notes(self, long: pd.DataFrame, sources: list[str]) -> None:
        """Marks at a value, at its period or at the heading over it become the note of the value. Where the
        contract has no column for notes, a marked cell stays as it is."""
        kept = NOTE in self.table.columns
        given = [long[NOTE]] if NOTE in long else []
        if VALUE in long and kept:
            cells = {cell: footnotes.of_cell(cell) for cell in long[VALUE].unique()}
            given.append(long[VALUE].map(lambda cell: cells[cell][1]))
            long[VALUE] = long[VALUE].map(lambda cell: cells[cell][0])
        if sources:
            of_years = headings.periods(self.frame.columns)
            notes = {name: of_years[name].note if name in of_years else "" for name in sources}
            given.append(pd.Series(sources, index=long.index).map(notes))
        elif PERIOD in long:
            known = periods.known(long[PERIOD], marks=kept)
            given.append(long[PERIOD].map(lambda cell: known[cell][1]))
            long[PERIOD] = long[PERIOD].map(lambda cell: known[cell][0])
        if any((notes != "").any() for notes in given):
            long[NOTE] = [footnotes.one_of(*notes) for notes in zip(*given, strict=True)]

    def _numbers(self, long: pd.DataFrame, rows: list[int], sources: list[str]) -> str:
        """Convert every number to the contract's notation. Returns the file's decimal sign."""
        signs = []
        for each in self.table.fields:
            if each.type not in ("number", "integer") or each.name not in long:
                continue
            cells = long[each.name]
            sign, certain = notation.decimal_of(cells, self.delimiter)
            if self.decimal or self.mapping.decimal:
                sign, certain = self.decimal or self.mapping.decimal, True
            if each.type == "number":
                where = Where(self.file, rows, sources or [self._heading(each.name)] * len(rows))
                # a sign that is said of this very file is believed
                if not self.decimal:
                    doubts.of_thousands(cells, sign, certain, where, self.findings)
                if each.name == VALUE and MEASURE in long and self.percent is not None:
                    doubts.of_percent(cells, long[MEASURE], self.percent, where, self.findings)
            known = {cell: notation.number(cell, sign) for cell in cells.unique()}
            if each.type == "integer":
                known = {cell: notation.whole(text) for cell, text in known.items()}
            long[each.name] = cells.map(known)
            signs.append(sign)
        return next((sign for sign in signs if sign), "")

    def _heading(self, column: str) -> str:
        return self.mapping.source(column) or column

    def _days(self, long: pd.DataFrame) -> None:
        for each in self.table.fields:
            if each.type == "date" and each.name in long:
                long[each.name] = long[each.name].map(days.known(long[each.name]))

    def _words(self, long: pd.DataFrame) -> None:
        """Cells of a closed list or with declared words, as they stand there or translated by vocabulary,
        contract or mapping."""
        for each in self.table.fields:
            declared = each.declared.get("atlas:words", {})
            if not (each.enum or declared) or each.name not in long:
                continue
            words = vocabulary.cells(each.name, each.enum)
            words |= {word.casefold(): word for word in each.enum}
            words |= {w.casefold(): v for w, v in declared.items()}
            words |= {w.casefold(): v for w, v in self.mapping.values.get(each.name, {}).items()}
            known = {
                c: words.get(" ".join(c.casefold().split()), c) for c in long[each.name].unique()
            }
            long[each.name] = long[each.name].map(known)

    def _statuses(self, long: pd.DataFrame) -> None:
        """A cell that says why there is no number becomes the status, and the value is left empty."""
        marks = long[VALUE].map(notation.status_of)
        statuses = long[STATUS] if STATUS in long else pd.Series("", index=long.index)
        long[STATUS] = statuses.where(statuses != "", marks.where(marks != "", "reported"))
        long[VALUE] = long[VALUE].where(marks == "", "")

"""What a table of figures does not say by itself: its period, and which group its figures are of."""

from __future__ import annotations

from collections.abc import Container, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass

import pandas as pd

from atlas.contract import Finding, Table
from atlas.errors import scrubbed
from atlas.ingest import dimensions, footnotes, headings, periods, vocabulary
from atlas.ingest.dimensions import Dimension
from atlas.ingest.mapping import AREA, NOTE, VALUE, Mapping
from atlas.ingest.places import Places

LONGEST = 60  # characters of a title in a question
# what need not be found in a file whose values are in several groups of columns
ASKED_FIRST = ("value_column", "period_unsaid")


@dataclass(frozen=True)
class Answers:
    """What whoever imports has said: a period, a group for each column, the words of a wide table."""

    year: str
    where: Mapped[str, str]
    value_column: str


@dataclass(frozen=True)
class Answered:
    """A table with its period, what it is divided by, and what is still to be answered."""

    frame: pd.DataFrame
    mapping: Mapping
    divided: tuple[Dimension, ...]
    open: tuple[Finding, ...]
    other: tuple[Finding, ...]

    def findings(self, of_mapping: Sequence[Finding]) -> list[Finding]:
        """Every finding, the open questions first; what they would answer is not asked twice."""
        columns = any(not (of.header or of.asked) for of in self.divided)
        rest = [f for f in of_mapping if not (columns and f.rule in ASKED_FIRST)]
        return [*self.open, *self.other, *rest]

    def picked(self, rows: list[int]) -> tuple[pd.DataFrame, list[int]]:
        """The rows of the groups that are meant; all of them while that is not answered."""
        if self.open:
            return self.frame, rows
        return dimensions.picked(self.frame, rows, self.divided)

    def added_up(
        self, frame: pd.DataFrame, rows: list[int], sources: list[str], table: Table
    ) -> tuple[pd.DataFrame, list[int], list[str]]:
        """The lines, their rows and the headers of their values, with groups added up where that was said."""
        if self.open or all(of.chosen != dimensions.SUM for of in self.divided):
            return frame, rows, sources
        return dimensions.summed(frame, rows, sources, table, self.divided)


def put(
    frame: pd.DataFrame,
    mapping: Mapping,
    places: Places,
    answers: Answers,
    additive: Container[str],
    where: tuple[str, int],
) -> Answered:
    """Put the questions to a table. ``where`` is its file and the row of its header."""
    file, row = where
    frame, mapping, of_period = periods.said(frame, mapping, answers.year, file, row)
    adds = bool(mapping.indicator) and mapping.indicator in additive
    divided = dimensions.offered(
        frame, mapping, places, answers.where, answers.value_column, additive=adds
    )
    asked = dimensions.findings(divided, answers.where, frame, file, row)
    return Answered(frame, mapping, tuple(divided), tuple(asked), tuple(of_period))


def none(frame: pd.DataFrame, mapping: Mapping) -> Answered:
    """A table of which nothing is asked."""
    return Answered(frame, mapping, (), (), ())


def of_headings(mapping: Mapping, table: Table, column: str) -> tuple[tuple[str, str], ...]:
    """What must be said yes to because of the headings: that figures are of a part of all, where no
    ``column`` was said, that they are forecasts or targets, that their marks are lost where the contract has
    no column for notes, and that places are of another kind."""
    words = {of.words for of in headings.periods(mapping.years).values()}
    parts = [w for w in words if vocabulary.is_group(w) and not column]
    asked = [("part_only", scrubbed(", ".join(sorted(parts))))] if parts else []
    over = [*words, mapping.source(VALUE)]
    asked += [("no_outcome", scrubbed(word)) for word in over if vocabulary.is_no_outcome(word)]
    area = mapping.source(AREA)
    if vocabulary.is_of_other_places(area):
        asked.append(("places_of_another_kind", scrubbed(area)))
    marks = () if NOTE in table.columns else footnotes.questions(mapping.years)
    return (*asked, *marks)


def of_columns(
    frame: pd.DataFrame, unread: Sequence[str], checks: Sequence[str], title: str
) -> tuple[tuple[str, str], ...]:
    """What must be said yes to because of columns that are not ``unread`` for nothing: one that divides
    figures, and has a single group that is not everybody; one of places of another kind among the ``checks``
    of the place; or a ``title`` over the table that names one gender."""
    parts = []
    for name in unread:
        groups = [cell for cell in frame[name].unique() if cell]
        if len(groups) == 1 and not vocabulary.is_total(groups[0]):
            group = groups[0]
            divides = vocabulary.is_dimension(name) or vocabulary.is_group(group)
            parts += [f"{name}: {group}"] if divides else []
    named = vocabulary.genders(title)
    if len(named) == 1 and not parts:
        parts.append(title.strip()[:LONGEST])
    asked = [("part_only", scrubbed(part)) for part in parts]
    others = [name for name in checks if vocabulary.is_of_other_places(name)]
    return (*asked, *(("places_of_another_kind", scrubbed(name)) for name in others))

"""A finding: where a delivery departs from the contract, what came and what is accepted."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from atlas.errors import UNTOLD, form
from atlas.words import Words

KEPT = 1000


@dataclass(frozen=True)
class Finding:
    """One departure. ``row`` counts as a spreadsheet does: the header is row 1; 0 is the file itself."""

    file: str
    row: int
    column: str
    rule: str
    came: str = ""
    expected: str = ""

    def place(self, words: Words) -> str:
        """File, row and column in words."""
        if self.row and self.column:
            return words("finding.cell", file=self.file, row=self.row, column=self.column)
        if self.row:
            return words("finding.row", file=self.file, row=self.row)
        if self.column:
            return words("finding.column", file=self.file, column=self.column)
        return self.file

    def sentence(self, words: Words) -> str:
        """The whole finding: where, what came, what is accepted."""
        what = words(f"finding.rule.{self.rule}", came=self.came, expected=self.expected)
        return f"{self.place(words)}: {what}"

    def as_dict(self, words: Words) -> dict[str, Any]:
        """The finding for a program to read."""
        return asdict(self) | {"message": self.sentence(words)}


@dataclass
class Findings:
    """All findings of a check. The first thousand are kept, all are counted.

    ``private`` are the values of the secret columns: they are repeated of no column."""

    kept: list[Finding] = field(default_factory=list)
    total: int = 0
    private: Container[str] = frozenset()

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it while there is room."""
        self.total += 1
        if len(self.kept) < KEPT:
            self.kept.append(finding)

    def count_more(self, number: int) -> None:
        """Count findings that there is no need to list."""
        self.total += number

    def extend(self, others: Findings) -> None:
        """Take in the findings of another check."""
        room = KEPT - len(self.kept)
        self.kept.extend(others.kept[:room])
        self.total += others.total

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.total

    def __bool__(self) -> bool:
        return self.total > 0


def safe(value: object, secret: bool = False) -> str:
    """What came, fit to be shown: the form of a cell (:func:`~atlas.errors.form`), of a secret column
    not even that."""
    return UNTOLD if secret else form(value)

"""A finding: where a delivery departs from the contract, what stands there and what is accepted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from atlas.errors import WITHHELD, form
from atlas.words import Words

KEPT = 1000
SIZE = re.compile(r"([0-9]+\.?([0-9]*)) MB")


@dataclass(frozen=True)
class Finding:
    """One departure from the contract.

    ``row`` counts as a spreadsheet does: the header is row 1, and 0 is the file as a whole. ``actual``
    describes what was found there and ``expected`` what is accepted. Stored and printed findings call
    ``actual`` by its older name, ``came``.
    """

    file: str
    row: int
    column: str
    rule: str
    actual: str = ""
    expected: str = ""

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Finding:
        """The finding that :meth:`stored` wrote. What stands beside it there, such as a message, is left."""
        names = {"came" if key == "actual" else key: key for key in cls.__annotations__}
        return cls(**{name: stored[key] for key, name in names.items() if key in stored})

    def stored(self) -> dict[str, Any]:
        """The finding as plain data, to be kept in a store."""
        return {"came" if key == "actual" else key: value for key, value in asdict(self).items()}

    def place(self, words: Words) -> str:
        """File, row and column in words."""
        if self.row and self.column:
            return words("finding.cell", file=self.file, row=self.row, column=self.column)
        if self.row:
            return words("finding.row", file=self.file, row=self.row)
        if self.column:
            return words("finding.column", file=self.file, column=self.column)
        return self.file

    def what(self, words: Words) -> str:
        """What stands there and what is accepted, without the place."""
        came, expected = (_written(part, words) for part in (self.actual, self.expected))
        return words(f"finding.rule.{self.rule}", came=came, expected=expected)

    def sentence(self, words: Words) -> str:
        """The whole finding: where, what stands there, what is accepted."""
        return f"{self.place(words)}: {self.what(words)}"

    def as_dict(self, words: Words) -> dict[str, Any]:
        """The finding for a program to read."""
        return self.stored() | {"message": self.sentence(words)}


@dataclass
class Findings:
    """All findings of a check. The first thousand are kept, all are counted.

    ``private`` are the values of the secret columns: no finding repeats one, whatever column it is in."""

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
        """Add the findings of another check."""
        room = KEPT - len(self.kept)
        self.kept.extend(others.kept[:room])
        self.total += others.total

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.total

    def __bool__(self) -> bool:
        return self.total > 0


def _written(part: str, words: Words) -> str:
    """A size as it is written in a language; anything else as it is."""
    size = SIZE.fullmatch(part)
    return words.quantity(float(size[1]), len(size[2]), "MB") if size else part


def safe(value: object, secret: bool = False) -> str:
    """A cell as it may be shown: its form (:func:`~atlas.errors.form`), and for a secret column not even
    that."""
    return WITHHELD if secret else form(value)

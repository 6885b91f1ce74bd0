"""A case of the corpus: its files, the options of the import, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypedDict


class OfIndicator(TypedDict):
    """The option that says which indicator a file of one measure holds."""

    indicator: str


@dataclass(frozen=True)
class Case:
    """One import. ``files`` maps a name to its bytes.

    Good: ``rows`` and one ``cell`` (key, column, value) of the resulting table, and for text its
    ``dialect``. Bad: the ``rule`` of a finding, with its row and column where it has them.
    ``unmatched`` are the rows whose place is not one of ours, ``asks`` the rules of questions that must be
    among those that are asked.
    """

    name: str
    kind: str
    files: dict[str, bytes]
    options: dict[str, Any] = field(default_factory=dict)
    accepted: bool = True
    rows: int = 0
    cell: tuple[str, str, str] | None = None
    dialect: tuple[str, str, str] | None = None
    rule: str = ""
    row: int = 0
    column: str = ""
    unmatched: tuple[int, ...] = ()
    asks: tuple[str, ...] = ()

    def declared(self) -> dict[str, Any]:
        """The case without its bytes: a line of the manifest."""
        out: dict[str, Any] = {"name": self.name, "kind": self.kind, "files": sorted(self.files)}
        if self.options:
            out["options"] = self.options
        out["accepted"] = self.accepted
        if self.accepted:
            out["rows"] = self.rows
        for key in ("cell", "dialect", "rule", "row", "column", "unmatched", "asks"):
            if getattr(self, key):
                out[key] = getattr(self, key)
        return out


def good(
    name: str,
    kind: str,
    content: bytes | str,
    rows: int,
    cell: tuple[str, str, str],
    dialect: tuple[str, str, str] | None = None,
    unmatched: tuple[int, ...] = (),
    asks: tuple[str, ...] = (),
    **options: Any,
) -> Case:
    """A file that is accepted."""
    data = content.encode() if isinstance(content, str) else content
    return Case(
        name,
        kind,
        {name: data},
        options,
        True,
        rows,
        cell,
        dialect,
        unmatched=unmatched,
        asks=asks,
    )


def bad(
    name: str,
    kind: str,
    content: bytes | str,
    rule: str,
    row: int = 0,
    column: str = "",
    unmatched: tuple[int, ...] = (),
    **options: Any,
) -> Case:
    """A file that is refused, with the rule that says why."""
    data = content.encode() if isinstance(content, str) else content
    return Case(
        name,
        kind,
        {name: data},
        options,
        False,
        rule=rule,
        row=row,
        column=column,
        unmatched=unmatched,
    )

"""What every card says, whatever its figure: its head, its foot, and the table of its values."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Table(TypedDict):
    """Columns and rows of text; the first cell of a row names it. ``signs`` says what those mean that
    stand in cells instead of numbers, where no column says it. The columns from ``right`` on stand right,
    as those of numbers do. A cell whose text is among ``links`` leads to that address."""

    columns: list[str]
    rows: list[list[str]]
    signs: NotRequired[str]
    right: NotRequired[int]
    links: NotRequired[dict[str, str]]


class CardHead(TypedDict):
    """The title of a card, which is its takeaway, and what it is about."""

    title: str
    under: str


class TogetherHead(CardHead):
    """What small cards have in common: what they are about, and the lines of their source."""

    lines: list[str]


class CardFoot(CardHead):
    """What is below the figure of a card. ``lines`` hold its source and what else its numbers are based
    on."""

    key: str
    sentence: str
    note: str
    lines: list[str]
    table: Table | None

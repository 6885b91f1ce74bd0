"""What a page sends of one place: its indicators as rows."""

from __future__ import annotations

from typing import Literal, TypedDict


class PlaceRow(TypedDict):
    """An indicator of one place. ``status`` tells in words why there is no value. ``change`` is what has
    changed ``since`` the period before, as a sign and a number, and ``said`` is that in words; all three are
    "" where it is not known.

    What is drawn lies between 0 and 200: the ``line`` over the ``years`` in pieces of points (when, how
    high), and on the strip the ``others`` and those that are ``marked`` (the place, the county, the country),
    ``None`` where they have no value. ``line_said`` and ``beside`` tell the same in words.
    """

    key: str
    name: str
    value: str
    status: str
    under: str
    change: str
    since: str
    said: str
    line: list[list[list[int]]]
    line_said: str
    years: str
    others: list[int]
    marked: list[int | None]
    beside: str


class PlaceGroup(TypedDict):
    """Indicators of one dimension."""

    title: str
    rows: list[PlaceRow]


class PlaceRows(TypedDict):
    """The indicators of one place; ``marks`` are the names of what the strip marks, and of its other dots."""

    kind: Literal["place_rows"]
    key: str
    title: str
    under: str
    note: str
    columns: list[str]
    marks: list[str]
    groups: list[PlaceGroup]

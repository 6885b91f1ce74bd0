"""What a page sends of one place: its indicators as rows, and the facts beside a map."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from atlas.figures import spec


class Strip(TypedDict):
    """Where a place stands: the ``others`` and those that are ``marked`` (the place, the county, the
    country) lie between 0 and 200, ``None`` where they have no value; ``also`` those chosen beside the
    place. ``beside`` tells the wider areas' values in words."""

    others: list[int]
    marked: list[int | None]
    also: NotRequired[list[int]]
    beside: str


class PlaceRow(Strip):
    """An indicator of one place. ``status`` tells in words why there is no value. ``change`` is what has
    changed ``since`` the period before, as a sign and a number, and ``said`` is that in words; all three are
    "" where it is not known.

    The ``line`` over the ``years`` lies between 0 and 200, too, in pieces of points (when, how high);
    ``line_said`` tells it in words.
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


class ThemeRow(PlaceRow):
    """An indicator among those of its theme. ``judged`` says whether what has changed is for the better;
    ``open`` whether what is known of it stands below the row. ``end`` is what the better end of the strip is
    called, and ``better`` which end that is."""

    judged: Literal["better", "worse", ""]
    open: bool
    end: str
    better: Literal["left", "right", ""]


class PlaceGroup(TypedDict):
    """Indicators of one theme."""

    title: str
    rows: list[PlaceRow]


class PlaceRows(TypedDict):
    """The indicators of one place; ``marks`` are the names of what the strip marks, and of its other dots.
    ``sources`` are folded under ``sources_name``: which rows, and what is known of where they come from."""

    kind: Literal["place_rows"]
    key: str
    title: str
    under: str
    note: str
    sources_name: str
    sources: list[tuple[str, str]]
    columns: list[str]
    marks: list[str]
    groups: list[PlaceGroup]


class Fact(TypedDict):
    """One fact of a place: what it is and of when, its value, what the value means where it is a sign
    (``said``), and small lines: what its source notes of it, between what it could be, or its group's where
    its own is not told. Where the place can be seen among all, ``strip`` tells where."""

    label: str
    value: str
    said: str
    lines: list[str]
    strip: NotRequired[Strip | None]


class PlaceFacts(TypedDict):
    """What is told of a place of a map when it is chosen."""

    name: str
    items: list[Fact]


class PlaceTrend(TypedDict):
    """The measure of the map over the years, about the place; ``text`` is what the figure tells."""

    title: str
    text: str
    figure: Annotated[dict[str, Any], spec.Figure]  # as spec.as_json writes it


class Facts(PlaceFacts):
    """The facts of a place beside the map of a card, under the key of that card. ``label`` is what they are
    called, ``marks`` as in :class:`PlaceRows`. ``filter`` is the button that sets the parameters ``asks``, ""
    where the place is chosen already; ``page`` the link to the place's own page at ``url``."""

    kind: Literal["facts"]
    key: str
    code: str
    label: str
    marks: list[str]
    trend: PlaceTrend | None
    filter: str
    asks: dict[str, str]
    page: str
    url: str

"""What a page says to the browser, field by field: a sheet, and each kind of part that may stand on it.

``static/contract.d.ts`` is made from these types by ``python -m scripts.contract``, and every kind has a
drawer in ``static/sheet/parts.js``. So a field that one side does not know is found by the type checkers.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from atlas.figures import spec
from atlas.maps.types import Compared, Geometry, Scene

Address = dict[str, str]
Pair = list[str]  # a value and its text, or a label and its value


class WayOn(TypedDict):
    """A link to the view that has these parameters otherwise."""

    label: str
    asks: Address


Piece = str | WayOn


class Table(TypedDict):
    """Columns and rows of text; the first cell of a row names it."""

    columns: list[str]
    rows: list[list[str]]


# --- parts of a part ------------------------------------------------------------------------------


class CardHead(TypedDict):
    """The takeaway of a card, and what and when."""

    title: str
    under: str


class CardFoot(CardHead):
    """What stands under the picture of a card: ``lines`` are its source and what else its numbers rest on;
    ``stem`` is the name of its files, without their ending."""

    key: str
    sentence: str
    note: str
    lines: list[str]
    stem: str
    table: Table | None


class Asking(TypedDict):
    """A choice that sets the parameter ``asks`` and takes away those of ``drops``."""

    key: str
    label: str
    shown: str
    asks: str
    drops: list[str]


class BareKeyFigure(TypedDict):
    """A number, large, with what is told of it."""

    key: str
    label: str
    value: str
    lines: list[str]


class KeyFigure(BareKeyFigure):
    """The same with ``help`` on what it means."""

    help: str


class CohortLine(TypedDict):
    """A cohort, and its figures as pairs of name and number."""

    key: str
    name: str
    dates: str
    figures: list[Pair]


class Link(TypedDict):
    """A link to another place."""

    url: str
    label: str


class TextItem(TypedDict):
    """A paragraph, with a strong beginning, and a quiet end with a link, where it has them."""

    text: str
    strong: NotRequired[str]
    small: NotRequired[str]
    link: NotRequired[Link | None]


class Choice(TypedDict):
    """A list to choose from, ``most`` at a time; ``options`` are pairs of value and text."""

    label: str
    all: str
    applies: bool
    options: list[Pair]
    most: NotRequired[int]


class Years(TypedDict):
    """The period: what its two ends are called, the first and the last year that can be chosen, and the two
    that stand there unless chosen otherwise (``opens``)."""

    names: list[str]
    first: int
    last: int
    opens: list[int]
    applies: bool


# --- parts ----------------------------------------------------------------------------------------


class Nothing(TypedDict):
    """Nothing, where a panel has nothing to say beside others that have."""

    kind: Literal["nothing"]


class Filters(TypedDict):
    """The filter row."""

    kind: Literal["filters"]
    places: Choice
    cohorts: Choice
    years: Years
    words: dict[str, str]


class Answer(TypedDict):
    """The title of a page and its answer; with ways on, these are the answer."""

    kind: Literal["answer"]
    title: str
    text: str
    ways: list[Piece]


class Ways(TypedDict):
    """A sentence that leads to other views."""

    kind: Literal["ways"]
    key: str
    pieces: list[Piece]


class Beside(TypedDict):
    """Parts next to each other, as wide as their weights say."""

    kind: Literal["beside"]
    weights: list[int]
    parts: list[Content]


class Figures(TypedDict):
    """Key figures, so many beside each other."""

    kind: Literal["figures"]
    items: list[KeyFigure]
    columns: int


class MapCard(CardFoot):
    """A card around a map."""

    kind: Literal["card"]
    map: Scene


class ComparisonCard(CardFoot):
    """A card around several maps."""

    kind: Literal["comparison"]
    compared: Compared


class ChartCard(CardFoot):
    """A card around a figure."""

    kind: Literal["chart"]
    figure: Annotated[dict[str, Any], spec.Figure]  # as spec.as_json writes it


class Switch(Asking):
    """A choice between a few, all of them seen; ``options`` are pairs of value and text."""

    kind: Literal["switch"]
    options: list[Pair]


class Picker(Asking):
    """A choice from a list; each group has a name and its options, pairs of value and text."""

    kind: Literal["picker"]
    groups: list[tuple[str, list[Pair]]]


class FramedTable(Table):
    """A table in a frame of its own."""

    kind: Literal["table"]
    key: str
    title: str
    under: str
    note: str


class Cohorts(TypedDict):
    """The cohorts in one frame, a line each."""

    kind: Literal["cohorts"]
    key: str
    title: str
    lines: list[CohortLine]
    note: str


class CohortCards(TypedDict):
    """The cohorts, a frame each."""

    kind: Literal["cohort_cards"]
    lines: list[CohortLine]
    note: str


class Shapes(Geometry):
    """Areas as they are drawn, without numbers."""

    kind: Literal["shapes"]
    key: str
    title: str


class Text(TypedDict):
    """Paragraphs, with a title and in a frame where they have them."""

    kind: Literal["text"]
    items: list[TextItem]
    key: NotRequired[str]
    title: NotRequired[str]
    framed: NotRequired[bool]


# What may stand on a sheet. A new kind is a type here, and a drawer that static/sheet/parts.js names.
Content = (
    Nothing
    | Filters
    | Answer
    | Ways
    | Beside
    | Figures
    | MapCard
    | ComparisonCard
    | ChartCard
    | Switch
    | Picker
    | FramedTable
    | Cohorts
    | CohortCards
    | Shapes
    | Text
)


# --- the sheet ------------------------------------------------------------------------------------


class File(TypedDict):
    """A file that was asked for, told once; ``number`` tells it from those before."""

    name: str
    text: str
    number: int


class Added(TypedDict):
    """A card that was put on the deck, told once, likewise."""

    number: int
    said: str
    deck: str


class Sheet(TypedDict):
    """Parts from top to bottom, in the view that ``address`` tells by these ``parameters``. Of ``exact``
    numbers the server is told each file that is made; ``staged`` cards can be put on the deck."""

    address: Address
    parameters: list[str]
    parts: list[Content]
    words: dict[str, str]
    exact: bool
    staged: bool
    file: NotRequired[File]
    added: NotRequired[Added]

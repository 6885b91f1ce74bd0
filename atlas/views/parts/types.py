"""What a page sends to the browser, field by field: a sheet, and each kind of part that may be on it.

``python -m scripts.contract`` makes ``static/contract.d.ts`` from these types, and every kind has a drawer in
``static/sheet/parts.js``. So the type checkers find a field that only one side knows.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from atlas.figures import spec
from atlas.maps.types import Compared, Geometry, Scene
from atlas.views.parts.cards import CardFoot, Table, TogetherHead
from atlas.views.parts.files import DataFiles
from atlas.views.parts.place import Facts, PlaceRows, ThemeRow
from atlas.views.parts.shares import Shares
from atlas.views.parts.spine import Alike, Multiples, Spines

Address = dict[str, str]
Picks = Literal["", "leading", "gathering"]
Picture = Literal["versions", "roles", "book", "spines"]
Pair = list[str]  # a value and its text, or a label and its value


class WayOn(TypedDict):
    """A link to this view with other values for these parameters."""

    label: str
    asks: Address


Piece = str | WayOn


# --- parts of a part ------------------------------------------------------------------------------


class Asking(TypedDict):
    """A choice that sets the parameter ``asks`` and removes those in ``drops``."""

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
    """A cohort, with its key figures as pairs of name and number."""

    key: str
    name: str
    dates: str
    numbers: list[Pair]


class Link(TypedDict):
    """A link to another place."""

    url: str
    label: str


class TextItem(TypedDict):
    """A paragraph. It may begin with ``strong`` text, and end with ``small`` text and a link."""

    text: str
    strong: NotRequired[str]
    small: NotRequired[str]
    link: NotRequired[Link | None]


class Choice(TypedDict):
    """A list to choose from, at most ``most`` at a time; ``options`` are pairs of value and text."""

    label: str
    all: str
    applies: bool
    options: list[Pair]
    most: NotRequired[int]


class Years(TypedDict):
    """The period: what it and its two ends are called, the first and the last year that can be chosen, and
    the two that stand there unless chosen otherwise (``opens``)."""

    label: str
    names: list[str]
    first: int
    last: int
    opens: list[int]
    applies: bool


# --- parts ----------------------------------------------------------------------------------------


class Nothing(TypedDict):
    """An empty place, for a panel that has nothing to say beside panels that have."""

    kind: Literal["nothing"]


class Filters(TypedDict):
    """The filter row."""

    kind: Literal["filters"]
    places: Choice
    cohorts: Choice
    years: Years
    words: dict[str, str]


class Answer(TypedDict):
    """The title of a page and its answer. Where there are ``ways`` to other views, they are the answer."""

    kind: Literal["answer"]
    title: str
    text: str
    ways: list[Piece]


class Ways(TypedDict):
    """A sentence with links to other views."""

    kind: Literal["ways"]
    key: str
    pieces: list[Piece]


class Beside(TypedDict):
    """Parts side by side, with widths in proportion to their weights."""

    kind: Literal["beside"]
    weights: list[int]
    parts: list[Content]


class Section(TypedDict):
    """Parts from top to bottom under a heading and a sentence; ``key`` is what a link to it says."""

    kind: Literal["section"]
    key: str
    title: str
    text: str
    parts: list[Content]


class Indexed(TypedDict):
    """Parts from top to bottom, and an index called ``name`` of those that are sections."""

    kind: Literal["indexed"]
    name: str
    parts: list[Content]


class Theme(TypedDict):
    """The indicators of a theme, which has the ``title``, as rows; ``marks`` are the names of what the strips
    mark. A press on a row opens it: ``asks`` becomes the row's key, and those in ``drops`` go. Below the open
    row stand the ``parts``. ``gaps`` are dimensions of the scoreboard with no figure, each with why."""

    kind: Literal["theme"]
    key: str
    title: str
    columns: list[str]
    marks: list[str]
    rows: list[ThemeRow]
    gaps: list[Pair]
    asks: str
    drops: list[str]
    parts: list[Content]


class Together(TogetherHead):
    """Small cards next to each other in one frame."""

    kind: Literal["together"]
    key: str
    parts: list[Content]


class KeyFigures(TypedDict):
    """Key figures, this many in a row."""

    kind: Literal["key_figures"]
    items: list[KeyFigure]
    columns: int


class MapCard(CardFoot):
    """A card with a map, and the facts of the place that is open on it. ``picks`` says what a pick means:
    where it is ``leading``, the page is about the first of the chosen places, and who picks another one puts
    it there while the rest stay chosen; where it is ``gathering``, what is picked joins those that are
    chosen."""

    kind: Literal["card"]
    map: Scene
    facts: Facts | None
    picks: Picks


class ComparisonCard(CardFoot):
    """A card with several maps."""

    kind: Literal["comparison"]
    compared: Compared
    facts: Facts | None


class ChartCard(CardFoot):
    """A card with a figure."""

    kind: Literal["chart"]
    figure: Annotated[dict[str, Any], spec.Figure]  # as spec.as_json writes it


class Switch(Asking):
    """A choice between a few options, all of them visible; ``options`` are pairs of value and text."""

    kind: Literal["switch"]
    options: list[Pair]


class Picker(Asking):
    """A choice from a list. Each group has a name and its options, as pairs of value and text."""

    kind: Literal["picker"]
    groups: list[tuple[str, list[Pair]]]


class FramedTable(Table):
    """A table in a frame of its own. ``files`` says whether it can be had as a file. Where it is ``folded``,
    a press on these words shows it, and it stays on its page, since it is too large for a slide."""

    kind: Literal["table"]
    files: bool
    key: str
    title: str
    under: str
    note: str
    folded: str


class Cohorts(TypedDict):
    """The cohorts in one frame, one line for each."""

    kind: Literal["cohorts"]
    key: str
    title: str
    lines: list[CohortLine]
    note: str


class CohortCards(TypedDict):
    """The cohorts, each in a frame of its own."""

    kind: Literal["cohort_cards"]
    lines: list[CohortLine]
    note: str


class Shapes(Geometry):
    """A drawing of areas, without numbers."""

    kind: Literal["shapes"]
    key: str
    title: str


class Text(TypedDict):
    """Paragraphs, with or without a title and a frame. Where they are ``folded``, each shows its strong
    beginning only, until it is opened."""

    kind: Literal["text"]
    items: list[TextItem]
    key: NotRequired[str]
    title: NotRequired[str]
    framed: NotRequired[bool]
    folded: NotRequired[bool]


class Step(TypedDict):
    """A step of a task: what it is called, and whether it is done, taken now, or still ahead."""

    title: str
    state: Literal["done", "now", "ahead"]


class Steps(TypedDict):
    """The steps of a task, which has the ``name``; and of the one taken now, a heading that can have the
    focus, a sentence, and a ``link`` to another page of ours where it leads to one. ``done`` is said of a
    step that lies behind, to who cannot see its mark."""

    kind: Literal["steps"]
    key: str
    name: str
    done: str
    steps: list[Step]
    title: str
    text: str
    link: NotRequired[Link]


class Vacant(TypedDict):
    """What stands where there is nothing to show yet: what will, how it comes to be, and a ``picture`` of it
    (one of ``static/sheet/pieces/pictures.js``)."""

    kind: Literal["vacant"]
    key: str
    title: str
    text: str
    picture: Picture


# What may be on a sheet. A new kind needs a type here, and a drawer named in static/sheet/parts.js.
Content = (
    Nothing
    | Filters
    | Answer
    | Ways
    | Beside
    | Section
    | Indexed
    | Theme
    | DataFiles
    | Together
    | KeyFigures
    | MapCard
    | ComparisonCard
    | ChartCard
    | Switch
    | Picker
    | PlaceRows
    | Facts
    | Spines
    | Multiples
    | Alike
    | Shares
    | FramedTable
    | Cohorts
    | CohortCards
    | Shapes
    | Text
    | Steps
    | Vacant
)


# --- the sheet ------------------------------------------------------------------------------------


class File(TypedDict):
    """A file that was asked for, of a ``card`` and of a ``kind``, sent once; ``content`` is in base64,
    ``number`` tells it apart from earlier ones."""

    name: str
    content: str
    number: int
    card: str
    kind: str


class Added(TypedDict):
    """The news that a card was added to the deck, sent once; ``number`` as in a file."""

    number: int
    said: str
    deck: str


class Sheet(TypedDict):
    """Parts from top to bottom, in the view that ``address`` tells by these ``parameters``. Its numbers may
    be ``exact``; ``staged`` cards can be put on the deck. ``replies`` is where another view of the same
    parts can be had without a run of the page; "" where it cannot."""

    address: Address
    parameters: list[str]
    parts: list[Content]
    words: dict[str, str]
    exact: bool
    staged: bool
    replies: str
    file: NotRequired[File]
    added: NotRequired[Added]

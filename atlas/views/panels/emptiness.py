"""Nothing to show: a programme without participants, or years without values. The page says calmly what is
missing and where to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from atlas.catalogue import Measure
from atlas.measures import indicators, programme
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.card import Charted, Charts
from atlas.views.parts.types import Piece, TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

NEEDED = (
    "cohorts",
    "participants",
    "modules",
    "sessions",
    "progress",
    "attendance",
    "surveys",
    "targets",
)


def what_is_missing(here: Here) -> Part | None:
    """The tables that have no rows yet, and what each is for; nothing where there are cohorts. This gives
    away nothing about people: without cohorts there can be none."""
    if not programme.is_empty(here.data):
        return None
    words, contract = here.words, here.data.contract
    items: list[TextItem] = [{"text": words("empty.text")}]
    items += [
        {
            "strong": contract[name].path,
            "text": contract[name].declared.get(f"description_{words.language}", ""),
        }
        for name in NEEDED
        if name not in here.data.tables or here.data[name].empty
    ]
    items.append({"text": words("empty.how")})
    return Part(
        {
            "kind": "text",
            "key": "empty",
            "framed": True,
            "title": words("empty.title"),
            "items": items,
        }
    )


def nobody(here: Here) -> bool:
    """Whether the view has no cohort: none has been delivered, or none began in the chosen years."""
    return programme.cohorts_in(here.data, here.state.selection).empty


def out_of_people(here: Here) -> tuple[str, list[Piece]]:
    """That no cohort began in the chosen years, with links (:func:`_ways`); nothing where one did."""
    years = here.state.selection.years
    if years is None or programme.is_empty(here.data) or not nobody(here):
        return "", []
    chosen = here.state.selection.cohorts
    text = here.words("ways.none_chosen" if chosen else "ways.no_cohort", years=_told(years))
    cohorts = here.data["cohorts"]
    known = cohorts[cohorts["cohort_id"].isin(chosen)] if chosen else cohorts
    began = set(known["starts_on"].dt.year.tolist())
    return text, _ways(here, text, indicators.nearest(began, years))


def out_of(here: Here, measure: Measure) -> tuple[str, list[Piece]]:
    """That a measure has no values in the chosen years, with links; nothing where it has some."""
    years = here.state.selection.years
    if measure.programme:
        return out_of_people(here)
    values = here.values(measure.id)
    statuses = [*values.table["status"], *values.benchmarks["status"]]
    if years is None or REPORTED in statuses:
        return "", []
    name = measure.name(here.words.language)
    text = here.words("ways.no_values", name=name, years=_told(years))
    return text, _ways(here, text, indicators.nearest_years(here.data, measure, years))


def ways_part(key: str, pieces: list[Piece]) -> Part | None:
    """Links to other views as a part of their own."""
    return Part({"kind": "ways", "key": key, "pieces": pieces}) if pieces else None


def _told(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _ways(here: Here, text: str, nearest: list[int]) -> list[Piece]:
    """A line of text and links, each link with a label and the parameters that it sets: the nearest years on
    either side, and all years."""
    words = here.words
    years: list[Piece] = [
        {"label": str(y), "asks": {"period": f"{y}-{y}", "ar": ""}} for y in nearest
    ]
    line: list[Piece] = [text]
    if years:
        line = [text.removesuffix("."), words("ways.nearest"), years[0]]
        line += [words("ways.and"), years[1], "."] if len(years) > 1 else ["."]
    return [*line, " ", {"label": words("ways.all_years"), "asks": {"period": "", "ar": ""}}]


def of_people(panel: Callable[[Here], Part | None]) -> Callable[[Here], Part | None]:
    """A panel that is left out where the view has no cohorts."""

    @wraps(panel)
    def wrapper(here: Here) -> Part | None:
        return None if nobody(here) else panel(here)

    return wrapper


def charts_of_people(make: Callable[[Here], Sequence[Charted]]) -> Charts:
    """A panel of cards with figures that is left out where the view has no cohorts."""

    @wraps(make)
    def wrapper(here: Here) -> Sequence[Charted]:
        return [] if nobody(here) else make(here)

    return card.charts(wrapper)

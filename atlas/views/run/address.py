"""The state of a view and its address. Pure functions: the URL holds codes, and leaves defaults out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from atlas.composites.own import WHOLE
from atlas.measures import similarity
from atlas.measures.selection import Selection, year_of
from atlas.measures.values import REPORTED
from atlas.region import LANGUAGES
from atlas.warehouse import Data, publications

MOST_MUNICIPALITIES = 5
DEFAULT_MEASURE = "participants"
PARAMETERS = (
    "lang", "kommun", "kohort", "period", "matt", "ar", "sedan", "vy", "jamfor", "med", "plats",
    "mot", "likhet", "vikter", "skala",
)  # fmt: skip
TILES: Literal["tiles"] = "tiles"
GROUPS = "groups"
INDEX = "index"  # a count over the years, with its first year as 100
# a deck that came by a link; it belongs to the visit and not to the view
DECK = "lek"
# the parameters that hold many codes; of the others an address can mean one value
LISTS = ("kommun", "kohort", "likhet", "vikter")
WEIGHTS = ("likhet", "vikter")
LONGEST = 4  # digits of a number in an address: of a year
UNKNOWN, TOO_MANY, REPEATED, JOINED = "unknown", "too_many", "repeated", "joined"
COUNTRY, MEDIAN = AGAINST = ("country", "median")
YEARS, MEASURES, ALL = COMPARISONS = ("years", "measures", "all")


@dataclass(frozen=True)
class State:
    """Everything that decides what is shown, except who is looking (exact numbers are never in a link).

    ``form`` is the geography of the maps: ``tiles``, ``groups``, or nothing for the real boundaries.
    ``compare`` is what the Map page sets side by side (one of ``COMPARISONS``, or nothing), and ``beside``
    with what: a year, or a measure. ``place`` is the one whose facts stand beside the map. ``against`` is
    what the Compare page compares places with: one of ``AGAINST``, or nothing for the county. ``weights``
    are those of the inputs of similarity that a reader has moved, by id, and ``index`` those of the themes
    of the region's index. ``scale`` is ``INDEX`` where counts over the years are drawn so. ``named`` says
    that an address wrote out the measure that a view has anyway.
    """

    language: str
    selection: Selection = field(default_factory=Selection)
    measure: str = DEFAULT_MEASURE
    period: str = ""
    since: str = ""
    form: str = ""
    compare: str = ""
    beside: str = ""
    place: str = ""
    named: bool = False
    against: str = ""
    weights: tuple[tuple[str, int], ...] = ()
    index: tuple[tuple[str, int], ...] = ()
    scale: str = ""

    @property
    def asked_measure(self) -> str:
        """The measure that was asked for; nothing where the view has the one that none is asked for."""
        return self.measure if self.named or self.measure != DEFAULT_MEASURE else ""

    def choose(self, **changes: object) -> State:
        """The same state with another selection."""
        return replace(self, selection=replace(self.selection, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Ignored:
    """A part of an address that means nothing here, or not what its writer may think: which parameter, its
    value, and ``why``.

    ``unknown``: there is no such thing. ``too_many``: it exists, but no more can be chosen. ``repeated``: the
    parameter was there again, and the last one counts. ``joined``: it was there again, and all count.
    """

    parameter: str
    value: str
    why: str = UNKNOWN


@lru_cache(maxsize=8)
def span(data: Data) -> tuple[int, int]:
    """The first and the last year of anything in the snapshot."""
    years = [year_of(y) for y in data["indicators"]["year"].unique()]
    years += data["cohorts"]["starts_on"].dt.year.tolist()
    region = data.region
    years += [region.project_starts.year, region.project_ends.year]
    return min(years), max(years)


@lru_cache(maxsize=8)
def opening(data: Data) -> tuple[int, int]:
    """The years of a view in which nobody has chosen any: from the declared one on, or from the
    programme's own first year where that is earlier."""
    first, last = span(data)
    own = [data.region.project_starts.year, *data["cohorts"]["starts_on"].dt.year.tolist()]
    return max(first, min(data.region.opens_on, *own)), last


@lru_cache(maxsize=128)
def begins(data: Data, measure: str = "") -> int:
    """The first year of a measure's figures: of an indicator that of its first value, of the programme's own
    measures, and where none is named, that in which the first cohort starts."""
    table = data["indicators"]
    told = table[(table["indicator_id"] == measure) & (table["status"] == REPORTED)]
    years = [year_of(y) for y in told["year"].unique()]
    return min(years or data["cohorts"]["starts_on"].dt.year.tolist(), default=span(data)[0])


def dates(data: Data) -> list[str]:
    """The days of earlier publications, newest first, from which "since last time" can count."""
    return list(dict.fromkeys(f"{past.published_at:%Y-%m-%d}" for past in publications(data)))


def joined(query: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], list[Ignored]]:
    """One value for each parameter, which an address may name more than once: lists are joined, of others
    the last one counts. And the parameters whose values differed; where weights do, :func:`read` says so."""
    address, repeated = {}, []
    for name in (n for n in PARAMETERS if query.get(n)):
        values = list(dict.fromkeys(query[name]))
        listed = name in LISTS
        address[name] = ",".join(query[name]) if listed else query[name][-1]
        if len(values) > 1 and name not in WEIGHTS:
            repeated.append(Ignored(name, address[name], JOINED if listed else REPEATED))
    return address, repeated


def read(query: Mapping[str, str], data: Data) -> tuple[State, list[Ignored]]:
    """The state that an address describes, and the parts of it that were ignored."""
    ignored: list[Ignored] = []
    language = _one(query, "lang", LANGUAGES, data.region.default_language, ignored)
    measures = list(data.catalogue.measures)
    measure = _one(query, "matt", measures, DEFAULT_MEASURE, ignored)
    municipalities = _many(query, "kommun", data.codes, ignored)
    too_many = municipalities[MOST_MUNICIPALITIES:]
    ignored += [Ignored("kommun", code, TOO_MANY) for code in too_many]
    cohorts = _many(query, "kohort", data["cohorts"]["cohort_id"].tolist(), ignored)
    years = _years(query.get("period", ""), data, ignored)
    period = query.get("ar", "")
    if period and period not in set(data["indicators"]["year"]):
        ignored.append(Ignored("ar", period))
        period = ""
    since = query.get("sedan", "")
    if since and since not in dates(data):
        ignored.append(Ignored("sedan", since))
        since = ""
    selection = Selection(tuple(municipalities[:MOST_MUNICIPALITIES]), tuple(cohorts), years)
    form = _one(query, "vy", (TILES, GROUPS), "", ignored)
    compare = _one(query, "jamfor", COMPARISONS, "", ignored)
    beside = _one(query, "med", _besides(compare, data), "", ignored)
    place = _one(query, "plats", data.codes, "", ignored)
    named = query.get("matt", "") == DEFAULT_MEASURE
    against = _one(query, "mot", AGAINST, "", ignored)
    usual = {entry.id: entry.weight for entry in similarity.inputs(data)}
    weights = _weights(query, "likhet", usual, similarity.MOST_WEIGHT, ignored)
    themes = data.index.weights if data.index else {}
    index = _weights(query, "vikter", themes, WHOLE, ignored)
    return State(
        *(language, selection, measure, period, since, form, compare, beside, place, named),
        *(against, weights, index, _one(query, "skala", (INDEX,), "", ignored)),
    ), ignored


def write(state: State, data: Data) -> dict[str, str]:
    """The address of a state: codes only, defaults left out."""
    chosen = state.selection
    years = chosen.years
    every = {
        "lang": "" if state.language == data.region.default_language else state.language,
        "kommun": ",".join(chosen.municipalities),
        "kohort": ",".join(chosen.cohorts),
        "period": f"{years[0]}-{years[1]}" if years and years != opening(data) else "",
        "matt": "" if state.measure == DEFAULT_MEASURE else state.measure,
        "ar": state.period,
        "sedan": state.since,
        "vy": state.form,
        "jamfor": state.compare,
        "med": state.beside,
        "plats": state.place,
        "mot": state.against,
        "likhet": weighed(state.weights),
        "vikter": weighed(state.index),
        "skala": state.scale,
    }
    return {name: value for name, value in every.items() if value}


def _besides(compare: str, data: Data) -> list[str]:
    """What a view may be compared with: years, or measures that a map can show."""
    if compare == YEARS:
        return sorted(set(data["indicators"]["year"]))
    return [m.id for m in data.catalogue.mappable()] if compare == MEASURES else []


def _one(
    query: Mapping[str, str],
    name: str,
    known: list[str] | tuple[str, ...],
    default: str,
    ignored: list[Ignored],
) -> str:
    asked = query.get(name, "")
    if asked and asked not in known:
        ignored.append(Ignored(name, asked))
    return asked if asked in known else default


def _many(
    query: Mapping[str, str], name: str, known: list[str], ignored: list[Ignored]
) -> list[str]:
    asked = [part for part in dict.fromkeys(query.get(name, "").split(",")) if part]
    ignored += [Ignored(name, part) for part in asked if part not in known]
    return [code for code in asked if code in known]


def weighed(weights: Iterable[tuple[str, int]]) -> str:
    """Weights as an address holds them."""
    return ",".join(f"{name}:{weight}" for name, weight in weights)


def _weights(
    query: Mapping[str, str],
    parameter: str,
    declared: Mapping[str, int],
    most: int,
    ignored: list[Ignored],
) -> tuple[tuple[str, int], ...]:
    """The weights that are moved from the declared ones, in the order in which these are declared; of one
    that is named twice the last counts."""
    asked: dict[str, int] = {}
    for part in filter(None, query.get(parameter, "").split(",")):
        name, _, step = part.partition(":")
        weight = _whole(step)
        if name not in declared or weight is None or weight > most:
            ignored.append(Ignored(parameter, part))
            continue
        if asked.get(name, weight) != weight:
            ignored.append(Ignored(parameter, part, REPEATED))
        asked[name] = weight
    return tuple((n, asked[n]) for n, usual in declared.items() if asked.get(n, usual) != usual)


def _years(text: str, data: Data, ignored: list[Ignored]) -> tuple[int, int] | None:
    if not text:
        return None
    whole = span(data)
    begin, _, end = text.partition("-")
    first, last = _whole(begin), _whole(end or begin)
    if first is not None and last is not None and whole[0] <= first <= last <= whole[1]:
        return None if (first, last) == opening(data) else (first, last)
    ignored.append(Ignored("period", text))
    return None


def _whole(text: str) -> int | None:
    """The number that a few digits are: of thousands of them Python makes none, and raises."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None

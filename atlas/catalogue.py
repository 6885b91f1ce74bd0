"""``indicators.toml`` and the programme's own measures: what each of them means, declared as data."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from atlas.errors import DeclarationError, UnknownMeasure, safe_key
from atlas.region import read_toml, text_of

FILE = "indicators.toml"
PROGRAMME = Path(__file__).parent / "measures" / "programme.toml"
KINDS = ("count", "rate", "index", "ordinal")
DIRECTIONS = ("higher", "lower", "none")
LEVELS = ("municipality", "county")
# the forms of the programme's own measures, and what each must declare
FORMS = {"count": (), "share": ("part", "whole"), "density": ("part", "denominator", "per")}
# where figures can be fetched, and what each must declare in [id.source], all of it text but the units and
# the query
SOURCES = {"kolada": ("kpi", "title"), "scb": ("table", "query", "units")}
CLASSES = ("natural", "quantiles", "equal")
BENCHMARKS = ("county", "country")
GRADES = ("A", "A-", "B+", "B")  # how well a figure is secured, best first


class Origin(NamedTuple):
    """What is known of where figures come from: the source's own date for the newest of them, and the
    weakest of their grades (``""`` where none is declared)."""

    updated: dt.date | None
    grade: str


@dataclass(frozen=True)
class Measure:
    """One thing that can be shown, as declared.

    ``kind`` decides how it may be drawn (a count is never a filled map), ``direction`` which way
    is better (``none``: neither), ``theme`` under which heading it stands, ``level`` whether
    municipalities have it at all. ``programme`` is true for what comes from the participants, false
    for published indicators.
    """

    id: str
    kind: str
    decimals: int
    direction: str
    theme: str
    level: str
    programme: bool
    declared: Mapping[str, Any]

    def text(self, key: str, language: str) -> str:
        """A declared text (``name``, ``short``, ``definition``, ``unit``, ``note``) or ``""``."""
        return text_of(self.declared, key, language)

    def name(self, language: str) -> str:
        """The full name."""
        return self.text("name", language)

    def short(self, language: str) -> str:
        """A short name for a picker or an axis; the full name where none is declared."""
        return self.text("short", language) or self.name(language)

    def unit(self, language: str) -> str:
        """The unit, ``%`` or words."""
        return self.text("unit", language)

    def unit_one(self, language: str) -> str:
        """The unit of one (``person``), or ``""`` where it is the same."""
        return self.text("unit_one", language)

    @property
    def classes(self) -> str:
        """How a filled map's classes are made: declared ``breaks`` first, else ``classes``."""
        return (
            "declared" if self.declared.get("breaks") else self.declared.get("classes", "natural")
        )

    @property
    def around(self) -> str:
        """The benchmark (``county`` or ``country``) at the middle of a diverging scale, or ``""``."""
        return str(self.declared.get("around", ""))

    @property
    def series_breaks(self) -> tuple[str, ...]:
        """The first period under each new definition: nothing is compared or joined across them."""
        return tuple(self.declared.get("series_breaks", ()))

    @property
    def every(self) -> int:
        """How many years lie between one period and the next."""
        return int(self.declared.get("every", 1))

    @property
    def women_and_men(self) -> tuple[str, str] | None:
        """The measures of the same share for women and for men, where both are declared."""
        pair = (self.declared.get("women"), self.declared.get("men"))
        return (str(pair[0]), str(pair[1])) if all(pair) else None

    def source(self, language: str) -> str:
        """Publisher and table in one line, or ``""`` for the programme's own."""
        parts = (self.text("publisher", language), self.text("table", language))
        return ": ".join(part for part in parts if part)

    def origin(self, periods: Sequence[str]) -> Origin:
        """What is known of the origin of the figures of these periods (at least one). Where a series was read
        in several places, each period has that of its own."""
        parts = [self._read_in(period) for period in sorted(periods)]
        grades = [str(part.get("grade", "")) for part in parts]
        return Origin(parts[-1].get("updated"), max(grades, key=_weakness))

    def _read_in(self, period: str) -> Mapping[str, Any]:
        """What is declared of the source of a period: the measure itself where it names none."""
        sources = self.declared.get("sources", ())
        return next((s for s in sources if _covers(s["years"], period)), self.declared)

    @property
    def fetched_from(self) -> Mapping[str, Any] | None:
        """What it is fetched by (``[id.source]``), or ``None`` where it comes from files only."""
        declared = self.declared.get("source")
        return declared if isinstance(declared, dict) else None

    @property
    def dimension(self) -> str:
        """The dimension of the European Innovation Scoreboard that it sheds light on, or ``""``."""
        return str(self.declared.get("dimension", ""))

    @property
    def next_update(self) -> dt.date | None:
        """When its publisher says that the next figures come; ``None`` where nothing is declared."""
        return self.declared.get("next_update")

    @property
    def targeted(self) -> bool:
        """Whether a target may be set for it: declared ``target = true``, and the programme's own."""
        return self.programme and bool(self.declared.get("target", False))


@dataclass(frozen=True)
class Catalogue:
    """All declared measures by id, programme first and then by theme; the themes, and the dimensions of the
    European Innovation Scoreboard with the theme of each, by what they are called in the declarations."""

    measures: Mapping[str, Measure]
    themes: Mapping[str, Mapping[str, str]]
    dimensions: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)

    def __getitem__(self, measure: str) -> Measure:
        """The measure, or :class:`UnknownMeasure` naming those that exist."""
        try:
            return self.measures[measure]
        except KeyError:
            raise UnknownMeasure(list(self.measures)) from None

    def shown(self, filled: Container[str]) -> Catalogue:
        """What has something to show: all but those to be fetched that no figure has come for yet."""
        kept = {m.id: m for m in self.measures.values() if m.fetched_from is None or m.id in filled}
        return replace(self, measures=kept)

    def fetchable(self) -> list[Measure]:
        """Indicators that can be fetched from where they are published."""
        return [m for m in self.measures.values() if m.fetched_from is not None]

    def programme(self) -> list[Measure]:
        """Measures of the programme."""
        return [m for m in self.measures.values() if m.programme]

    def indicators(self, level: str | None = None) -> list[Measure]:
        """Published indicators, all or those of a level."""
        return [m for m in self.measures.values() if not m.programme and level in (None, m.level)]

    def targeted(self) -> list[Measure]:
        """Measures for which a target may be set."""
        return [m for m in self.measures.values() if m.targeted]

    def mappable(self) -> list[Measure]:
        """Everything that has a value per municipality."""
        return [m for m in self.measures.values() if m.level == "municipality"]

    def theme(self, name: str, language: str, key: str = "title") -> str:
        """The title of a theme, or what it is ``about``."""
        return text_of(self.themes.get(name, {}), key, language) or name

    def dimension(self, name: str, language: str) -> str:
        """The title of a dimension of the scoreboard."""
        return text_of(self.dimensions.get(name, {}), "title", language) or name


def load(folder: Path) -> Catalogue:
    """The programme's measures, and those in ``indicators.toml`` of a data folder.

    Raises :class:`DeclarationError` for a measure that lacks a setting or is declared twice, for one whose
    measures for women and men are not both there, and for a theme or a dimension that nobody declared.
    """
    measures: dict[str, Measure] = {}
    themes: dict[str, Mapping[str, str]] = {}
    dimensions: dict[str, Mapping[str, str]] = {}
    for path, programme in ((PROGRAMME, True), (folder / FILE, False)):
        declared = read_toml(path)
        themes |= declared.pop("themes", {})
        dimensions |= declared.pop("dimensions", {})
        for name, entry in declared.items():
            if name in measures:
                raise DeclarationError(path.name, f"[{safe_key(name)}] is declared twice")
            measures[name] = _measure(path.name, name, entry, programme)
            if "source" in entry:
                _check_source(path.name, name, entry["source"])
            if programme:
                _check_form(path.name, name, entry)
    for measure in measures.values():
        _check_pair(measure, measures)
        _check_place(measure, themes, dimensions)
    for name, entry in dimensions.items():
        if entry.get("theme") not in themes:
            raise _unknown(f"dimensions.{safe_key(name)}", "theme", themes)
    order = {name: at for at, name in enumerate(themes)}
    by_theme = sorted(measures.values(), key=lambda measure: order.get(measure.theme, len(order)))
    return Catalogue({measure.id: measure for measure in by_theme}, themes, dimensions)


def _check_place(
    measure: Measure, themes: Mapping[str, object], dimensions: Mapping[str, object]
) -> None:
    """A measure without a theme stands after all others; one with a theme that is not there is a slip."""
    if measure.theme and measure.theme not in themes:
        raise _unknown(safe_key(measure.id), "theme", themes)
    if measure.dimension and measure.dimension not in dimensions:
        raise _unknown(safe_key(measure.id), "dimension", dimensions)


def _unknown(table: str, key: str, known: Mapping[str, object]) -> DeclarationError:
    return DeclarationError(FILE, f"[{table}] {key}: accepted: {', '.join(known)}")


def _check_pair(measure: Measure, known: Mapping[str, Measure]) -> None:
    sides = [measure.declared[side] for side in ("women", "men") if side in measure.declared]
    if sides and (len(sides) < 2 or any(side not in known for side in sides)):
        raise DeclarationError(
            FILE, f"[{safe_key(measure.id)}] women, men: accepted: both, each a declared measure"
        )


def _check_form(file: str, name: str, entry: Mapping[str, Any]) -> None:
    form = entry.get("form")
    if form not in FORMS:
        raise DeclarationError(file, f"[{name}] form: accepted: {', '.join(FORMS)}")
    missing = [key for key in FORMS[form] if key not in entry]
    if missing:
        raise DeclarationError(file, f"[{name}] lacks {', '.join(missing)}")


def _measure(file: str, name: str, entry: Any, programme: bool) -> Measure:
    if not isinstance(entry, dict):
        raise DeclarationError(file, f"[{safe_key(name)}] is not a table")
    level = entry.get("level", "municipality")
    for field, accepted in (("kind", KINDS), ("direction", DIRECTIONS)):
        if entry.get(field) not in accepted:
            raise DeclarationError(
                file, f"[{safe_key(name)}] {field}: accepted: {', '.join(accepted)}"
            )
    if level not in LEVELS:
        raise DeclarationError(file, f"[{safe_key(name)}] level: accepted: {', '.join(LEVELS)}")
    if entry.get("classes", CLASSES[0]) not in CLASSES:
        raise DeclarationError(file, f"[{safe_key(name)}] classes: accepted: {', '.join(CLASSES)}")
    around = entry.get("around", BENCHMARKS[0])
    if around not in BENCHMARKS or ("around" in entry and entry["direction"] == "none"):
        raise DeclarationError(
            file,
            f"[{safe_key(name)}] around: accepted: {' or '.join(BENCHMARKS)}, and only with a "
            "direction (higher or lower)",
        )
    breaks = entry.get("series_breaks", [])
    if not isinstance(breaks, list) or not all(isinstance(b, str) for b in breaks):
        raise DeclarationError(
            file, f'[{safe_key(name)}] series_breaks: accepted: a list of periods, ["2019"]'
        )
    _check_dates(file, name, entry)
    missing = [
        f"{field}_{language}"
        for field in ("name", "definition", "unit")
        for language in ("sv", "en")
        if not entry.get(f"{field}_{language}") and field not in entry and field != "unit"
    ]
    if missing:
        raise DeclarationError(file, f"[{safe_key(name)}] lacks {', '.join(missing)}")
    return Measure(
        id=name,
        kind=entry["kind"],
        decimals=int(entry.get("decimals", 0)),
        direction=entry["direction"],
        theme=str(entry.get("theme", "")),
        level=level,
        programme=programme,
        declared=entry,
    )


def _check_dates(file: str, name: str, entry: Mapping[str, Any]) -> None:
    for key in ("updated", "next_update"):
        if not isinstance(entry.get(key, dt.date.min), dt.date):
            raise DeclarationError(
                file, f"[{safe_key(name)}] {key}: accepted: a date without quotes, 2024-04-25"
            )


def _check_source(file: str, name: str, declared: Any) -> None:
    place = f"[{safe_key(name)}.source]"
    api = declared.get("api") if isinstance(declared, dict) else None
    if api not in SOURCES:
        raise DeclarationError(file, f"{place} api: accepted: {', '.join(SOURCES)}")
    forms = {"query": dict, "units": list}
    wrong = [key for key in SOURCES[api] if not isinstance(declared.get(key), forms.get(key, str))]
    if wrong or not all(declared[key] for key in SOURCES[api]):
        raise DeclarationError(file, f"{place} must declare {', '.join(SOURCES[api])}")
    if api == "scb" and "ContentsCode" not in declared["query"]:
        raise DeclarationError(file, f"{place} query: ContentsCode is missing")


def _covers(years: str, period: str) -> bool:
    """Whether a list such as ``2005–2017, 2019`` has a period in it."""
    for part in years.split(", "):
        first, _, last = part.partition("–")
        if period == part or (last and first <= period[:4] <= last):
            return True
    return False


def _weakness(grade: str) -> int:
    """The place of a grade among all, the weakest last; one that nobody has declared comes first."""
    return GRADES.index(grade) if grade in GRADES else -1

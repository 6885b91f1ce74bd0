"""The indicators by theme: a row each, what is known of the open one, and what has no figure."""

from __future__ import annotations

from urllib.parse import urlencode

from atlas.catalogue import Measure
from atlas.measures import display
from atlas.measures import standing as places
from atlas.measures.ranks import rank
from atlas.measures.spine import HIGHER, NONE, spine
from atlas.measures.values import REPORTED, Values
from atlas.measures.verdicts import verdict
from atlas.rounding import half_up
from atlas.views import site, standing
from atlas.views.panels.coverage import coverage
from atlas.views.panels.indicator_cards import COUNTY, under
from atlas.views.panels.indicators import innovation_scoreboard, lead, opened
from atlas.views.parts import types
from atlas.views.parts.place import PlaceRow, ThemeRow
from atlas.views.parts.types import Pair, TextItem
from atlas.views.run import assets, visit
from atlas.views.run.visit import Here
from atlas.views.sections import files, said, section
from atlas.views.sheet import Part

OF_THE_PROGRAMME = "participants"  # the page of its own measures


# what stands after the themes
LAST = section("coverage", coverage, innovation_scoreboard)


def indicators_by_theme(here: Here) -> Part:
    """A section for each theme with its indicators, for that of the programme's own measures with where they
    are, and a last one on what figures there are; and an index of them."""
    own = {measure.theme for measure in here.data.catalogue.programme()}
    names = sorted(
        here.data.catalogue.themes, key=lambda name: name in own
    )  # the programme's stands last
    made = [(name, _theme(here, name)) for name in names]
    parts = [_section(here, name, part) for name, part in made if part is not None]
    parts += said(here, [LAST])
    content: types.Indexed = {
        "kind": "indexed",
        "name": here.words("section.index"),
        "parts": [part.content for part in parts],
    }
    return Part(content, files(parts))


def _section(here: Here, name: str, part: Part) -> Part:
    catalogue, language = here.data.catalogue, here.words.language
    content: types.Section = {
        "kind": "section",
        "key": name,
        "title": catalogue.theme(name, language),
        "text": catalogue.theme(name, language, "about"),
        "parts": [part.content],
    }
    return Part(content, part.files)


def _theme(here: Here, name: str) -> Part | None:
    """The rows of a theme; ``None`` where it has neither an indicator nor a dimension without one."""
    catalogue, words = here.data.catalogue, here.words
    mine = [measure for measure in catalogue.measures.values() if measure.theme == name]
    if any(measure.programme for measure in mine):
        return _elsewhere(here, name)
    gaps, shown = _gaps(here, name), opened(here)
    if not mine and not gaps:
        return None
    below = said(here, under(shown)) if shown in mine and shown else []
    content: types.Theme = {
        "kind": "theme",
        "key": f"theme-{name}",
        "title": catalogue.theme(name, words.language),
        "columns": _columns(here),
        "marks": _marks(here),
        "rows": [_row(here, here.values(measure.id), measure is shown) for measure in mine],
        "gaps": gaps,
        "asks": "matt",
        "drops": ["ar", "plats"],
        "parts": [part.content for part in below],
    }
    return Part(content, files(below))


def _columns(here: Here) -> list[str]:
    words = here.words
    own = here.name(lead(here))
    return [
        words("table.indicator"),
        own,
        *map(words, ("standing.change", "standing.years", "standing.among")),
    ]


def _also(here: Here) -> tuple[str, ...]:
    """The municipalities that are chosen beside the first."""
    return here.state.selection.municipalities[1:]


def _marks(here: Here) -> list[str]:
    """The names of what the strips mark; "" of the place where the page is about the county."""
    place = lead(here)
    named = standing.marks(here, place)
    if place == here.data.region.county_code:
        named[0] = ""
    if also := _also(here):
        named.append(here.words.listed([here.name(code) for code in also]))
    return named


def _row(here: Here, values: Values, is_open: bool) -> ThemeRow:
    """An indicator: value, change and whether it is for the better, years, and where the place stands."""
    measure, words = values.measure, here.words
    of_county = measure.level == COUNTY
    code = here.data.region.county_code if of_county else lead(here)
    row = standing.row(here, values, code, () if of_county else _also(here))
    judged = _judged(values, code)
    end = ""
    if of_county:
        row["marked"] = [None] * 3
        row["under"] += f" · {words('indicators.county_only')}"
    else:
        end = "" if measure.direction == NONE else words("indicators.better_end")
    if code == here.data.region.county_code:
        _instead_of_the_county(here, values, row)
    if judged:
        row["since"] += f" · {words(f'indicators.{judged}')}"
        row["said"] += f", {words(f'indicators.{judged}')}"
    if place := _placed(here, values, code):
        row["beside"] = " · ".join(filter(None, [place, row["beside"]]))
    side = "" if not end else "right" if measure.direction == HIGHER else "left"
    return {**row, "judged": judged, "open": is_open, "end": end, "better": side}  # type: ignore[typeddict-item]


def _instead_of_the_county(here: Here, values: Values, row: PlaceRow) -> None:
    """Where nobody tells the county's own value, the median of the municipalities stands in its row."""
    told = spine(values)
    if not row["status"] or told is None:
        return
    row["value"] = display.text(here.words, values.measure, told.median, REPORTED)
    row["status"] = ""
    row["under"] = f"{here.words('indicators.median')} · {row['under']}"


def _judged(values: Values, code: str) -> str:
    """Whether what has changed since the period before is for the better or the worse; "" where it is
    neither, or where nothing has changed as it is told."""
    changed = places.change(values, code)
    by = half_up(changed.by, values.measure.decimals) if changed else 0.0
    return verdict(float(by), 0.0, 0.0, values.measure.direction).judged


def _placed(here: Here, values: Values, code: str) -> str:
    """The place from the best, in words; "" for the county and where no end is better."""
    told = rank(values, code)
    if told is None:
        return ""
    key = "indicators.rank_shared" if told.shared else "indicators.rank"
    return here.words(key, place=str(told.place), of=str(told.of))


def _gaps(here: Here, name: str) -> list[Pair]:
    """The scoreboard's dimensions of a theme on which no municipality has a figure here, each with what there
    is instead."""
    catalogue, words = here.data.catalogue, here.words
    gaps: list[Pair] = []
    for dimension, declared in catalogue.dimensions.items():
        known = [m for m in catalogue.indicators() if m.dimension == dimension]
        if declared["theme"] == name and not any(m.level != COUNTY for m in known):
            gaps.append([catalogue.dimension(dimension, words.language), _instead(here, known)])
    return gaps


def _instead(here: Here, known: list[Measure]) -> str:
    if not known:
        return here.words("indicators.no_figure")
    names = [measure.short(here.words.language) for measure in known]
    return here.words("indicators.no_municipal_figure", those=here.words.listed(names))


def _elsewhere(here: Here, name: str) -> Part:
    """Where the programme's own measures are told."""
    address = {n: v for n, v in visit.link(here).items() if n not in ("matt", "ar", "plats")}
    query = f"?{urlencode(address)}" if address else ""
    url = f"{assets.base()}{site.page(OF_THE_PROGRAMME).address}{query}"
    item: TextItem = {
        "text": here.words("indicators.programme"),
        "link": {"url": url, "label": here.words(f"page.{OF_THE_PROGRAMME}")},
    }
    return Part({"kind": "text", "key": f"theme-{name}", "items": [item]})

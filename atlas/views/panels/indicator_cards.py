"""What is known of the open indicator: its years, its order, its map, what it means, and its files."""

from __future__ import annotations

from dataclasses import replace

from atlas import sentences
from atlas.catalogue import Measure
from atlas.exports import csvw, filed, jsonstat
from atlas.figures.trend import broken_at, county_trend, events, trend
from atlas.measures import display, rebased
from atlas.measures.selection import Selection
from atlas.measures.spine import NONE
from atlas.measures.values import REPORTED, Values
from atlas.views import card, facts, map_view, sources
from atlas.views.card import Card, Charted
from atlas.views.panels.indicators import in_all, link, opened, with_figures
from atlas.views.panels.participants import ranking
from atlas.views.panels.women_and_men import women_and_men
from atlas.views.parts.files import DataFile
from atlas.views.parts.types import TextItem
from atlas.views.run.address import INDEX, span
from atlas.views.run.visit import Here
from atlas.views.sheet import DATA, Beside, File, Part, below, beside, file_key

MAP_HEIGHT = 420
COUNTY = "county"


def definition(here: Here) -> Part | None:
    """What the open indicator means, where it comes from, and what to bear in mind; nothing where none is
    open."""
    measure, words = opened(here), here.words
    if measure is None:
        return None
    values, language = here.values(measure.id), words.language
    known = sources.origin(here, values, [values.period])
    licence = words("about.licence", licence=measure.text("licence", language))
    source = " · ".join([measure.source(language), *known[1:], licence])
    dimension = here.data.catalogue.dimension(measure.dimension, language)
    comes = measure.next_update
    told = {
        "means": measure.text("definition", language),
        "unit": measure.unit(language),
        "direction": words(f"direction.{measure.direction}"),
        "period": " ".join(known[:1]),
        "next_update": words.date(comes, "medium") if comes else "",
        "dimension": words("indicators.sheds_light", name=dimension) if measure.dimension else "",
        "caveat": measure.text("note", language),
        "source": source,
    }
    items: list[TextItem] = [
        {"strong": words(f"indicators.fact.{name}"), "text": text}
        for name, text in told.items()
        if text
    ]
    items[-1]["link"] = link(here, measure.declared.get("url"))
    return Part(
        {
            "kind": "text",
            "key": "definition",
            "title": words("indicators.definition"),
            "framed": True,
            "items": items,
        }
    )


def data_files(here: Here) -> Part | None:
    """The figures of the open indicator as files, with all their years; nothing where none is open."""
    measure, words = opened(here), here.words
    if measure is None:
        return None
    every = Selection(years=span(here.data))
    values = here.values(measure.id, every)

    def named(ending: str) -> str:
        return filed.file_name(here.data, measure.id, ending)

    files = card.files(
        here, "data", measure.id, lambda: filed.of_values(words, here.data, values)
    ) | {
        file_key("data", "jsonstat"): File(
            named("json-stat.json"), lambda: jsonstat.values_json(words, here.data, values)
        ),
        file_key("data", "csvw"): File(
            named("csv-metadata.json"), lambda: csvw.metadata(words, here.data, values)
        ),
    }
    items: list[DataFile] = [
        {
            "kind": kind,
            "name": words(f"indicators.file.{kind}"),
            "about": words(f"indicators.file.{kind}_about"),
        }
        for kind in DATA
    ]
    return Part(
        {"kind": "files", "key": "data", "title": words("indicators.files"), "items": items},
        files,
    )


@card.charts
def indicator_trend(here: Here) -> list[Charted]:
    """The open indicator over the years: as it is, or with the first year as 100. Of a series that the county
    alone has, the county's own."""
    measure = with_figures(here)
    if measure is None:
        return []
    values, selection = here.values(measure.id), here.state.selection
    if measure.level == COUNTY:
        return [_county_card(here, values)]
    if here.state.scale == INDEX:
        values = _indexed(values) or values
    made = over_time(here, "trend", values, selection)
    return [Charted(made, lambda: trend(here.words, here.data, values, selection))]


def scale_switch(here: Here) -> Part | None:
    """Choose whether a count over the years is drawn as it is or with its first year as 100; nothing for what
    needs no such choice."""
    measure = with_figures(here)
    if measure is None or _indexed(here.values(measure.id)) is None:
        return None
    return Part(
        {
            "kind": "switch",
            "key": "scale",
            "label": here.words("indicators.scale"),
            "options": [
                ["", here.words("indicators.scale_number")],
                [INDEX, here.words("indicators.scale_index")],
            ],
            "shown": here.state.scale,
            "asks": "skala",
            "drops": [],
        }
    )


def _indexed(values: Values) -> Values | None:
    """Counts of municipalities with the first year as 100; ``None`` for all else, which has one scale as it
    is, and where there are no two years to compare."""
    measure = values.measure
    is_flat = measure.kind == "count" and measure.level != COUNTY
    return rebased.rebased(values) if is_flat else None


def over_time(here: Here, key: str, values: Values, selection: Selection) -> Card:
    """The card of a measure over the years, with what the marks of its chart are."""
    title = sentences.development(here.words, here.data, values, selection)
    made = card.of_values(here, key, values, title, over_years=True)
    if broken_at(values):
        made = replace(made, note=f"{made.note} {here.words('indicators.broken')}".strip())
    return card.with_event_line(here, made) if events(here.words, here.data, values) else made


@card.charts
def indicator_ranking(here: Here) -> list[Charted]:
    """All municipalities in order, with the county and the country; the best first."""
    measure = _municipal(here)
    if measure is None:
        return []
    made = ranking(here, here.values(measure.id), "ranking")
    if measure.direction == NONE:
        return [made]
    note = f"{here.words('indicators.best_first')} {made.card.note}".strip()
    return [replace(made, card=replace(made.card, note=note))]


def indicator_map(here: Here) -> Part | None:
    """The open indicator on the map; nothing where municipalities do not have it."""
    measure = _municipal(here)
    if measure is None:
        return None
    values = here.values(measure.id)
    made = card.of_values(here, "indicator-map", values)
    drawn = card.with_map(here, made, map_view.scene(here, values, MAP_HEIGHT))
    return facts.beside_map(here, drawn, values)


@card.charts
def indicators_staged(here: Here) -> list[Charted]:
    """What stands beside the page's answer on the stage: the open indicator's order, or a table of all."""
    return [*indicator_ranking.cards(here)] if opened(here) else [in_all(here)]


def _municipal(here: Here) -> Measure | None:
    """The open indicator, if municipalities have a value in the chosen years."""
    measure = with_figures(here)
    return None if measure is None or measure.level == COUNTY else measure


def _county_card(here: Here, values: Values) -> Charted:
    words, measure = here.words, values.measure
    title = words(
        "indicators.county_title",
        name=measure.short(words.language),
        county=here.data.region.text("county_name", words.language),
        value=display.text(
            words, measure, values.benchmark(here.data.region.county_code), REPORTED
        ),
    )
    made = card.of_values(here, f"county-{measure.id}", values, title, over_years=True)
    if broken_at(values):
        made = replace(made, note=f"{made.note} {words('indicators.broken')}".strip())
    return Charted(made, lambda: county_trend(words, here.data, values))


def trend_and_scale(here: Here) -> Part | None:
    """The years of the open indicator, and the choice of their scale above them where there is one."""
    if scale_switch(here) is None:
        return indicator_trend(here)
    return below(scale_switch, indicator_trend)(here)


# what stands below the row of the open indicator
CHARTS = beside((1, trend_and_scale), (1, indicator_ranking))
ABOUT = below(definition, data_files)
UNDER_ANY = (CHARTS, beside((1, indicator_map), (1, ABOUT)))
UNDER_A_PAIR = (
    CHARTS,
    beside((1, indicator_map), (1, women_and_men)),
    beside((2, definition), (1, data_files)),
)
UNDER_THE_COUNTYS = (beside((1, indicator_trend), (1, ABOUT)),)


def under(measure: Measure) -> tuple[Beside, ...]:
    """What stands below the row of an indicator when it is open."""
    if measure.level == COUNTY:
        return UNDER_THE_COUNTYS
    return UNDER_A_PAIR if measure.women_and_men else UNDER_ANY

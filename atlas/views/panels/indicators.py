"""Indicators: which of them is open, what the page says of it, and how it stands where none is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.catalogue import Measure
from atlas.exports import filed
from atlas.figures.spec import Rows
from atlas.frames import one
from atlas.measures import display, verdicts
from atlas.measures.spine import NONE, spine
from atlas.measures.values import Values
from atlas.measures.verdicts import BETTER, NEITHER, WORSE
from atlas.views.card import Card, Charted
from atlas.views.page import Said
from atlas.views.panels import answers, emptiness
from atlas.views.panels.map import pick
from atlas.views.panels.side_by_side import compared
from atlas.views.parts.types import Link, TextItem
from atlas.views.run.address import begins
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


def opened(here: Here) -> Measure | None:
    """The indicator that the view's measure is; ``None`` where it is the programme's own."""
    measure = here.data.catalogue.measures.get(here.state.measure)
    return None if measure is None or measure.programme else measure


def with_figures(here: Here) -> Measure | None:
    """The indicator that is open, if it has a value in the chosen years: else the page's answer says which
    years have one."""
    measure = opened(here)
    return None if measure is None or emptiness.out_of(here, measure)[1] else measure


def lead(here: Here) -> str:
    """Whose values the page tells: the first chosen municipality's, or else the county's."""
    return next(iter(here.state.selection.municipalities), here.data.region.county_code)


def indicators_answer(here: Here) -> Said:
    """What the open indicator says; where none is open, in how many the place is better than a wider area."""
    measure = opened(here)
    return Said(_standing(here)) if measure is None else answers.of_measure(here, measure.id)


def _standing(here: Here) -> str:
    """In how many indicators the first chosen place has a better value than the county, or the county than
    the country, in how many a worse one, and in how many they are alike."""
    words, place, region = here.words, lead(here), here.data.region
    against = region.country_code if place == region.county_code else region.county_code
    asked = [here.values(m.id) for m in compared(here) if m.direction != NONE]
    told = [_judged(values, place, against) for values in asked]
    counts = {key: told.count(key) for key in (BETTER, WORSE, NEITHER)}
    if not sum(counts.values()):
        return words("answer.indicators_only", n=str(len(_all(here))))
    return words(
        "answer.indicators",
        name=here.name(place),
        area=words("verdict.country" if against == region.country_code else "verdict.county"),
        better=str(counts[BETTER]),
        worse=str(counts[WORSE]),
        similar=str(counts[NEITHER]),
        total=str(sum(counts.values())),
    )


def _judged(values: Values, place: str, against: str) -> str | None:
    """Whether a place has a better value than a wider area; ``None`` where one of them is not told."""
    wider, told = values.benchmark(against), spine(values)
    if place in values.at().index:
        said = verdicts.of_place(values, place, wider)
        return said.judged if said else None
    own = values.benchmark(place)
    if own is None or wider is None or told is None:
        return None
    return verdicts.verdict(own, wider, told.spread, values.measure.direction).judged


def indicator_begins(here: Here) -> int:
    """The year in which the figures begin: of the open indicator, or else of all."""
    measure = opened(here)
    return min(begins(here.data, m.id) for m in ([measure] if measure else _all(here)))


def _all(here: Here) -> list[Measure]:
    return here.data.catalogue.indicators()


def indicator_picker(here: Here) -> Part:
    """Choose the indicator to open, or none."""
    measure = opened(here)
    made = pick(
        here,
        _all(here),
        measure.id if measure else "",
        "indicator_pick",
        here.words("indicators.open"),
    )
    content = made.content
    assert content["kind"] == "picker"
    none = ("", [["", here.words("indicators.none")]])
    return replace(made, content={**content, "groups": [none, *content["groups"]]})


def measure_elsewhere(here: Here) -> Part | None:
    """That the address asks for a measure of the programme, which is shown elsewhere, and where."""
    asked = here.state.asked_measure
    if asked not in {measure.id for measure in here.data.catalogue.programme()}:
        return None
    name = here.data.catalogue[asked].name(here.words.language)
    said = here.words("indicators.elsewhere", asked=name)
    return Part({"kind": "text", "key": "elsewhere", "framed": True, "items": [{"text": said}]})


def link(here: Here, url: str | None) -> Link | None:
    """A link to where a number was published, or ``None``."""
    return {"url": url, "label": here.words("about.link")} if url else None


def in_all(here: Here) -> Charted:
    """Place, county and country in every indicator that can be compared, as a table for a room."""
    words = here.words
    areas = list(dict.fromkeys([lead(here), *here.data.region.benchmark_codes()]))
    rows = []
    for measure in compared(here):
        values = here.values(measure.id)
        every = pd.concat([values.table, values.benchmarks])
        now = every[every["period"] == values.period].set_index("code")
        told = [one(now, area) for area in areas]
        cells = [display.noted(words, measure, row) for row in told]
        rows.append([measure.short(words.language), *cells, values.period])
    names = [here.name(area) for area in areas]
    columns = [words("table.indicator"), *names, words("table.period")]
    shown = pd.DataFrame(rows, columns=columns)
    title, source = words("indicators.table", name=names[0]), words("spine.sources")
    made = Card(
        key="indicators-table",
        title=title,
        under=words("indicators.table_under"),
        sentence=_standing(here),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, source, shown),
        stem="indicators",
        source=source,
    )
    return Charted(made, lambda: Rows((), (0.0, 1.0), ()))


def innovation_scoreboard(here: Here) -> Part | None:
    """The region's place on the European scoreboard: one labelled sentence, about a larger area."""
    region, language = here.data.region, here.words.language
    sentence = region.text("context.ris", language)
    if not sentence:
        return None
    source = here.words("card.source", source=region.text("context.ris_source", language))
    url = region.text("context.ris_url", language)
    item: TextItem = {"text": sentence, "small": source, "link": link(here, url)}
    title = region.text("context.ris_title", language)
    return Part(
        {"kind": "text", "key": "scoreboard", "title": title, "framed": True, "items": [item]}
    )

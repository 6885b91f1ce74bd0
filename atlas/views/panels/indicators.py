"""Indicators: how the region stands, what each number means, and where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from atlas import sentences
from atlas.exports import csv
from atlas.figures.dots import Dots, dumbbell
from atlas.figures.trend import broken_at, county_trend, events, trend
from atlas.frames import each
from atlas.measures import display, sexes
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.views import card, sources, tables
from atlas.views.card import Card, Charted
from atlas.views.page import Said
from atlas.views.panels import answers, emptiness
from atlas.views.panels.map import pick
from atlas.views.panels.participants import ranking
from atlas.views.parts.types import Link, TextItem
from atlas.views.run.address import begins
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


def shown_indicator(here: Here) -> str:
    """The indicator of the view; the first declared one if the view's measure is the programme's own."""
    measures = [m.id for m in here.data.catalogue.indicators("municipality")]
    return here.state.measure if here.state.measure in measures else measures[0]


def indicators_answer(here: Here) -> Said:
    """What the shown indicator says."""
    return answers.of_measure(here, shown_indicator(here))


def indicator_begins(here: Here) -> int:
    """The year in which the figures of the shown indicator begin."""
    return begins(here.data, shown_indicator(here))


def indicator_picker(here: Here) -> Part:
    """Choose an indicator."""
    measures = here.data.catalogue.indicators("municipality")
    return pick(here, measures, shown_indicator(here), "indicator_pick")


def measure_elsewhere(here: Here) -> Part | None:
    """That the address asks for a measure of the programme, which this page does not show, and what it
    shows."""
    asked = here.state.asked_measure
    if asked not in {measure.id for measure in here.data.catalogue.programme()}:
        return None
    name, shown = (
        here.data.catalogue[measure].name(here.words.language)
        for measure in (asked, shown_indicator(here))
    )
    said = here.words("head.measure_elsewhere", asked=name, shown=shown)
    return Part({"kind": "text", "key": "elsewhere", "framed": True, "items": [{"text": said}]})


def definition(here: Here) -> Part:
    """What the chosen indicator means, and where it comes from."""
    words = here.words
    values = here.values(shown_indicator(here))
    measure = values.measure
    facts = (
        measure.unit(words.language),
        words(f"direction.{measure.direction}"),
        measure.source(words.language),
        *sources.origin(here, values, [values.period]),
        words("about.licence", licence=measure.text("licence", words.language)),
    )
    item: TextItem = {
        "text": measure.text("definition", words.language),
        "small": " · ".join(part for part in facts if part),
        "link": link(here, measure.declared.get("url")),
    }
    return Part(
        {
            "kind": "text",
            "key": "definition",
            "title": words("indicators.definition"),
            "framed": True,
            "items": [item],
        }
    )


def link(here: Here, url: str | None) -> Link | None:
    """A link to where a number was published, or ``None``."""
    return {"url": url, "label": here.words("about.link")} if url else None


@card.charts
def indicator_trend(here: Here) -> list[Charted]:
    """The chosen indicator over the years."""
    values = here.values(shown_indicator(here))
    if _without(here):
        return []
    made = over_time(here, "trend", values, here.state.selection)
    return [
        Charted(
            made,
            lambda: trend(here.words, here.data, values, here.state.selection),
        )
    ]


def over_time(here: Here, key: str, values: Values, selection: Selection) -> Card:
    """The card of a measure over the years, with what the marks of its chart are."""
    title = sentences.development(here.words, here.data, values, selection)
    made = card.of_values(here, key, values, title, over_years=True)
    if broken_at(values):
        made = replace(made, note=f"{made.note} {here.words('indicators.broken')}".strip())
    return card.with_event_line(here, made) if events(here.words, here.data, values) else made


def _without(here: Here) -> bool:
    """Whether the indicator has no value in the chosen years; the page's answer says which years have one."""
    return bool(emptiness.out_of(here, here.data.catalogue[shown_indicator(here)])[1])


@card.charts
def women_and_men(here: Here) -> list[Charted]:
    """The share for women beside that for men by municipality, where the indicator has both; the largest
    difference first."""
    pair = here.data.catalogue[shown_indicator(here)].women_and_men
    if pair is None or _without(here):
        return []
    period = here.values(shown_indicator(here)).period
    women, men = (here.values(side, period=period) for side in pair)
    rows = sexes.differences(women, men)
    reported = rows[rows["status"] == REPORTED]
    if women.period != men.period or reported.empty:
        return []
    return [_pair(here, women, rows, reported)]


def _pair(here: Here, women: Values, rows: pd.DataFrame, reported: pd.DataFrame) -> Charted:
    words, measure = here.words, women.measure

    def share(value: float, status: str = REPORTED) -> str:
        return display.text(words, measure, value, status)

    def points(value: float) -> str:
        return words("gap.points", n=words.number(value, measure.decimals))

    def cell(row: Any) -> str:
        signs = display.SYMBOLS
        return signs[row.status] if row.status in signs else words.signed(row.gap, measure.decimals)

    chosen = here.state.selection.municipalities
    names = [here.name(str(code)) for code in rows["code"]]
    labels = [tables.marked(here, str(code), code in chosen) for code in rows["code"]]
    titles = (words("sexes.men"), words("sexes.women"))
    shown = pd.DataFrame(
        {
            words("table.area"): labels,
            titles[0]: [share(r.men, r.men_status) for r in each(rows)],
            titles[1]: [share(r.women, r.women_status) for r in each(rows)],
            words("sexes.gap"): [cell(r) for r in each(rows)],
        }
    )
    most, least = (sexes.extreme(reported, measure.decimals, largest) for largest in (True, False))
    most_names, least_names = (
        words.listed(words.sorted([here.name(code) for code in codes]))
        for codes, _ in (most, least)
    )
    said = [
        words(
            "sexes.place", name=here.name(str(row.code)), women=share(row.women),
            men=share(row.men), gap=points(row.gap),
        )
        for row in each(reported)
        if row.code in chosen
    ]  # fmt: skip
    said.append(
        words("sexes.more", n=str(int((reported["gap"] > 0).sum())), total=str(len(reported)))
    )
    said.append(words("sexes.alike", gap=points(most[1])) if most == least else words(
        "sexes.range", most=most_names, most_gap=points(most[1]), least=least_names,
        least_gap=points(least[1])))  # fmt: skip
    texts = [
        f"{name}: {titles[1]} {share(r.women, r.women_status)}, {titles[0]} {share(r.men, r.men_status)}"
        for name, r in zip(names, each(rows), strict=True)
    ]
    dots = Dots(
        labels=labels,
        first=card.plain(rows["men"]), second=card.plain(rows["women"]), names=titles, texts=texts,
        decimals=(measure.decimals, measure.decimals), unit="%",
        signs=["" if r.status == REPORTED else cell(r) for r in each(rows)],
    )  # fmt: skip
    title = words("sexes.takeaway", name=most_names, gap=points(most[1]))
    source = measure.source(words.language)
    this_card = Card(
        key="women-and-men",
        title=title,
        under=card.subtitle(here, women),
        sentence=" ".join(said),
        shown=shown,
        data=lambda: csv.frame_csv(words, here.data, title, source, shown),
        stem=f"{measure.id}-men",
        source=source,
        origin=sources.origin(here, women, [women.period]),
        note=words("sexes.note"),
    )
    return Charted(this_card, lambda: dumbbell(words, dots))


@card.charts
def indicator_ranking(here: Here) -> list[Charted]:
    """All municipalities in order, with the county and the country."""
    if _without(here):
        return []
    values = here.values(shown_indicator(here))
    return [ranking(here, values, "ranking")]


def _county_cards(here: Here) -> list[Charted]:
    measures = here.data.catalogue.indicators("county")
    shown = [m for m in measures if not emptiness.out_of(here, m)[1]]
    return [_county_card(here, here.values(measure.id)) for measure in shown]


# Series that exist only for the county: shown as they are, never spread over municipalities.
county_series = card.charts_under("indicators.county_only", _county_cards)


def _county_card(here: Here, values: Values) -> Charted:
    words, measure = here.words, values.measure
    value = values.benchmark(here.data.region.county_code)
    title = words(
        "indicators.county_title",
        name=measure.short(words.language),
        county=here.data.region.text("county_name", words.language),
        value=display.text(words, measure, value, REPORTED),
    )
    this_card = card.of_values(here, f"county-{measure.id}", values, title, over_years=True)
    if broken_at(values):
        this_card = replace(
            this_card, note=f"{this_card.note} {words('indicators.broken')}".strip()
        )
    return Charted(this_card, lambda: county_trend(words, here.data, values))


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

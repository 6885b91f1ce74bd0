"""Municipality: everything about one place."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from atlas.figures.trend import trend
from atlas.frames import one
from atlas.maps.types import Scene
from atlas.measures import display, programme
from atlas.measures.groups import group_of
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, Values
from atlas.views import card, map_view, site, sources
from atlas.views.card import Charted
from atlas.views.page import Said
from atlas.views.panels import answers, completion, emptiness
from atlas.views.panels.indicator_cards import over_time
from atlas.views.panels.map import pick
from atlas.views.panels.overview import could_be, key_figure, key_figure_row
from atlas.views.parts.types import KeyFigure
from atlas.views.run import assets, visit
from atlas.views.run.address import TILES
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

KEY = ("participants", "organisations", "completion_rate")
CHOOSER_HEIGHT = 300


def chosen_municipality(here: Here) -> str | None:
    """The municipality that the page is about: the first of the chosen ones; ``None`` where none is."""
    chosen = here.state.selection.municipalities
    return chosen[0] if chosen else None


def municipality_answer(here: Here) -> Said:
    """How many people live in the place, and how many of them take part; or that one is to be chosen."""
    code = chosen_municipality(here)
    if code is None:
        return Said(here.words("answer.municipality_none"))
    people = programme.amount(here.data, "participants", here.state.selection.of(code))
    inhabitants = one(here.values("population").at(), code)
    known = inhabitants["status"] == REPORTED
    text = here.words(
        "answer.municipality" if known else "answer.municipality_unknown",
        name=here.name(code),
        inhabitants=here.words.number(inhabitants["value"]),
        year=str(inhabitants["period"]),
        people=answers.people(here, people),
    )
    return Said(text, title=here.name(code))


def municipality_chooser(here: Here) -> Part:
    """The municipalities as equal tiles, to choose the place by: the same choice as in the filter row. They
    show participants per inhabitant; where nobody takes part, how many people live there."""
    words, (shown, *others) = here.words, here.state.selection.municipalities or ("",)
    key, measure = "locator", "participants_per_10000"
    if emptiness.nobody(here):
        key, measure = "chooser-population", "population"
    values = here.values(measure)
    region = here.data.region.text("county_name", words.language)
    under = " · ".join([values.measure.name(words.language), region, values.period])
    names = words.listed([here.name(code) for code in others])
    told = words("municipality.others", name=here.name(shown), others=names) if others else ""
    made = replace(
        card.of_values(here, key, values),
        title=words("municipality.pick"),
        under=under,
        sentence=told,
    )
    scene: Scene = {**map_view.scene(here, values, CHOOSER_HEIGHT), "form": TILES}
    del scene["opened"]  # here a press chooses the place
    return card.with_map(here, made, scene, picks="leading")


def by_size(here: Here) -> list[str]:
    """The municipalities of the county, the largest first, so that none comes first for its letter."""
    rows = here.values("population").at()
    return rows.sort_values("value", ascending=False, kind="stable").index.astype(str).tolist()


def municipality_list(here: Here) -> Part | None:
    """The municipalities of the county to begin with, where none is chosen: each leads to its page."""
    if chosen_municipality(here):
        return None
    words, values = here.words, here.values("population")
    table, links = [], {}
    for code, row in values.at().loc[by_size(here)].iterrows():
        group = group_of(here.data, str(code))
        name = here.name(str(code))
        people = display.text(words, values.measure, row["value"], row["status"])
        table.append([name, group.names[words.language] if group else "", people])
        address = visit.link(here) | {"kommun": str(code)}
        links[name] = f"{assets.base()}{site.page('municipality').address}?{urlencode(address)}"
    columns = [
        words("alike.municipality"),
        words("municipality.part"),
        f"{values.measure.name(words.language)} {values.period}",
    ]
    shown = pd.DataFrame(table, columns=columns)
    title, under = words("municipality.list"), words("municipality.list_under")
    note = values.measure.source(words.language)
    return card.table("place-list", title, under, shown, note, links)


def municipality_key_figures(here: Here) -> Part:
    """The key figures of the place, two in a row; those of the county where none is chosen."""
    code = chosen_municipality(here)
    if code is None:
        return municipality_told_figures(here)
    shown = () if emptiness.nobody(here) else KEY
    programmes = [_of_programme(here, code, measure) for measure in shown]
    return key_figure_row([_inhabitants(here, code), *programmes], columns=2)


def municipality_told_figures(here: Here) -> Part:
    """The key figures of the place for a room: where its own number is not shown, that of its group, or else
    of the county; and those of the county where no place is chosen."""
    code = chosen_municipality(here)
    shown = () if emptiness.nobody(here) else KEY
    told = [_told(here, code, measure) if code else _of_county(here, measure) for measure in shown]
    people = _inhabitants(here, code or here.data.region.county_code)
    return key_figure_row([people, *told], columns=2)


def municipality_locator(here: Here) -> Part | None:
    """Where the place lies, on a map of participants per inhabitant; nothing where nobody takes part."""
    if emptiness.nobody(here):
        return None
    values = here.values("participants_per_10000")
    this_card = card.of_values(here, "locator", values)
    return card.with_map(
        here, this_card, map_view.scene(here, values, CHOOSER_HEIGHT, _alone(here))
    )


def _alone(here: Here) -> Selection:
    """The view's selection with the one place that the page is about."""
    return here.state.selection.of(*here.state.selection.municipalities[:1])


def _inhabitants(here: Here, code: str) -> KeyFigure:
    """How many people live in a place, or in the county."""
    words, values = here.words, here.values("population")
    every = pd.concat([values.table, values.benchmarks])
    row = one(every[every["period"] == values.period].set_index("code"), code)
    name = values.measure.name(words.language)
    if code == here.data.region.county_code:
        name = words("municipality.of_area", measure=name, area=here.name(code))
    known = sources.origin(here, values, [values.period])[1:]  # after the period
    return key_figure(
        "place-population",
        name,
        display.text(words, values.measure, row["value"], row["status"]),
        [
            words("target.period", period=values.period),
            " · ".join([values.measure.source(words.language), *known]),
        ],
        values.measure.text("definition", words.language),
    )


def _of_county(here: Here, measure_id: str) -> KeyFigure:
    measure, county = here.data.catalogue[measure_id], here.data.region.county_code
    label = here.words(
        "municipality.of_area", measure=measure.name(here.words.language), area=here.name(county)
    )
    selection = here.state.selection.everywhere()
    lines = _lines(here, measure_id, selection)
    return _figure(here, f"county-{measure_id}", label, measure_id, selection, lines)


def _of_programme(here: Here, code: str, measure_id: str) -> KeyFigure:
    selection = here.state.selection.of(code)
    name = here.data.catalogue[measure_id].name(here.words.language)
    lines = _lines(here, measure_id, selection)
    if programme.amount(here.data, measure_id, selection).status != REPORTED:
        lines += _group(here, code, measure_id)
    return _figure(here, f"place-{measure_id}", name, measure_id, selection, lines)


def _told(here: Here, code: str, measure_id: str) -> KeyFigure:
    """The figure of the smallest area around a place whose number is shown; the place's own if none is."""
    words, chosen = here.words, here.state.selection
    group, county = group_of(here.data, code), here.data.region.county_code
    around = [("county", here.name(county), chosen.everywhere())]
    if group:
        around.insert(0, ("group", group.names[words.language], chosen.of(*group.members)))
    own = programme.amount(here.data, measure_id, chosen.of(code))
    for kind, area, selection in around if own.status != REPORTED else ():
        if programme.amount(here.data, measure_id, selection).status == REPORTED:
            name = here.data.catalogue[measure_id].name(words.language)
            label = words("municipality.of_area", measure=name, area=area)
            hidden = words(
                "sentence.place", name=here.name(code), value=words(f"status.{own.status}")
            )
            lines = [*_lines(here, measure_id, selection), hidden]
            return _figure(here, f"{kind}-{measure_id}", label, measure_id, selection, lines)
    return _of_programme(here, code, measure_id)


def _figure(
    here: Here, key: str, label: str, measure_id: str, selection: Selection, lines: list[str]
) -> KeyFigure:
    measure = here.data.catalogue[measure_id]
    value = display.text(here.words, measure, *programme.amount(here.data, measure_id, selection))
    return key_figure(key, label, value, lines, measure.text("definition", here.words.language))


def _lines(here: Here, measure_id: str, selection: Selection) -> list[str]:
    """What the number could be, its period, and what it rests on."""
    period = here.words("target.period", period=programme.period(here.data, selection))
    lines = [*could_be(here, measure_id, selection), period]
    return lines + completion.beside(here, measure_id, selection)


def municipality_table(here: Here) -> Part | None:
    """Every indicator of the place beside the county and the country, for a room; nothing where no place is
    chosen."""
    words = here.words
    code = chosen_municipality(here)
    if code is None:
        return None
    county, country = here.data.region.benchmark_codes()
    rows = []
    for measure in here.data.catalogue.indicators("municipality"):
        values = here.values(measure.id)
        row = one(values.at(), code)
        beside = [
            display.text(words, measure, values.benchmark(c), REPORTED) for c in (county, country)
        ]
        rows.append(
            [
                measure.name(words.language),
                display.noted(words, measure, row),
                *beside,
                "" if measure.unit(words.language) == "%" else measure.unit(words.language),
                values.period,
            ]
        )
    names = [here.name(c) for c in (code, county, country)]
    shown = pd.DataFrame(
        rows, columns=[words("table.indicator"), *names, words("table.unit"), words("table.period")]
    )
    title = words("municipality.table", name=here.name(code))
    return card.table("place-table", title, "", shown, words("municipality.table_note"))


def trend_picker(here: Here) -> Part | None:
    """Choose which indicator of the place to draw over the years."""
    if chosen_municipality(here) is None:
        return None
    measures = here.data.catalogue.indicators("municipality")
    return pick(here, measures, _trend_measure(here), "place_measure")


def trend_ways_out(here: Here) -> Part | None:
    """Links to the nearest years with values, where the chosen years have none."""
    if chosen_municipality(here) is None:
        return None
    pieces = emptiness.out_of(here, here.data.catalogue[_trend_measure(here)])[1]
    return emptiness.ways_part("trend-ways", pieces)


@card.charts
def municipality_trend(here: Here) -> list[Charted]:
    """One indicator of the place over the years, among all other places; nothing where no place is chosen."""
    values, code = here.values(_trend_measure(here)), chosen_municipality(here)
    if code is None or emptiness.out_of(here, values.measure)[1]:
        return []
    # title, sentence and table are about this place alone, whichever others are chosen
    alone = replace(here, state=replace(here.state, selection=_alone(here)))
    made = over_time(alone, "place-trend", values, alone.state.selection)
    if made.title == values.measure.name(here.words.language):  # there are no two years to compare
        made = replace(made, title=_titled(here, values, code))
    selection = alone.state.selection
    return [Charted(made, lambda: trend(here.words, here.data, values, selection, code))]


def _titled(here: Here, values: Values, code: str) -> str:
    """An indicator, the place, and its value of the shown period."""
    row = one(values.at(), code)
    value = display.quantity(here.words, values.measure, row["value"], row["status"])
    return here.words(
        "municipality.one_year",
        measure=values.measure.name(here.words.language),
        name=here.name(code),
        value=value,
        period=values.period,
    )


def _trend_measure(here: Here) -> str:
    known = [m.id for m in here.data.catalogue.indicators("municipality")]
    return here.state.measure if here.state.measure in known else "population"


def _group(here: Here, code: str, measure_id: str) -> list[str]:
    """The line of the group to which a small place belongs, with the group's own number."""
    group = group_of(here.data, code)
    if group is None:
        return []
    amount = programme.amount(here.data, measure_id, here.state.selection.of(*group.members))
    text = display.quantity(here.words, here.data.catalogue[measure_id], *amount)
    told = card.about(here, text) if amount.status == REPORTED else text
    return [here.words("municipality.group", group=f"{group.names[here.words.language]}: {told}")]

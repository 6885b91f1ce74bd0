"""Municipality: everything about one place."""

from __future__ import annotations

import pandas as pd

from atlas.figures.trend import trend
from atlas.frames import one
from atlas.measures import display, programme
from atlas.measures.groups import group_of
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED
from atlas.views import card, map_view
from atlas.views.card import Charted
from atlas.views.page import Said
from atlas.views.panels import answers, completion, emptiness
from atlas.views.panels.indicators import over_time
from atlas.views.panels.map import pick
from atlas.views.panels.overview import could_be, key_figure, key_figure_row
from atlas.views.parts.types import KeyFigure
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

KEY = ("participants", "organisations", "completion_rate")
LOCATOR_HEIGHT = 300


def shown_municipality(here: Here) -> str:
    """The municipality that the page shows: the first chosen one, else the first by name."""
    chosen = here.state.selection.municipalities
    return chosen[0] if chosen else display.by_name(here.words, here.data)[0]


def municipality_answer(here: Here) -> Said:
    """How many people live in the place, and how many of them take part."""
    code = shown_municipality(here)
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
    return Said(text)


def municipality_picker(here: Here) -> Part:
    """Choose the place: the same choice as in the filter row."""
    return Part(
        {
            "kind": "picker",
            "key": "place_pick",
            "label": here.words("municipality.pick"),
            "groups": [("", _places(here))],
            "shown": shown_municipality(here),
            "asks": "kommun",
            "drops": [],
        }
    )


def municipality_key_figures(here: Here) -> Part:
    """The key figures of the place, two in a row."""
    code = shown_municipality(here)
    shown = () if emptiness.nobody(here) else KEY
    programmes = [_of_programme(here, code, measure) for measure in shown]
    return key_figure_row([_inhabitants(here, code), *programmes], columns=2)


def municipality_told_figures(here: Here) -> Part:
    """The key figures of the place for a room: where its own number is not shown, that of its group, or else
    of the county."""
    code = shown_municipality(here)
    shown = () if emptiness.nobody(here) else KEY
    told = [_told(here, code, measure) for measure in shown]
    return key_figure_row([_inhabitants(here, code), *told], columns=2)


def municipality_locator(here: Here) -> Part | None:
    """Where the place lies, on a map of participants per inhabitant; nothing where nobody takes part."""
    if emptiness.nobody(here):
        return None
    values = here.values("participants_per_10000")
    selection = here.state.selection.of(shown_municipality(here))
    this_card = card.of_values(here, "locator", values)
    return card.with_map(here, this_card, map_view.scene(here, values, LOCATOR_HEIGHT, selection))


def _places(here: Here) -> list[list[str]]:
    return [[code, here.name(code)] for code in display.by_name(here.words, here.data)]


def _inhabitants(here: Here, code: str) -> KeyFigure:
    words = here.words
    values = here.values("population")
    row = one(values.at(), code)
    return key_figure(
        "place-population",
        values.measure.name(words.language),
        display.text(words, values.measure, row["value"], row["status"]),
        [words("target.period", period=values.period), values.measure.source(words.language)],
        values.measure.text("definition", words.language),
    )


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


def municipality_table(here: Here) -> Part:
    """Every indicator of the place beside the county and the country."""
    words = here.words
    code = shown_municipality(here)
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
                display.text(words, measure, row["value"], row["status"]),
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


def trend_picker(here: Here) -> Part:
    """Choose which indicator of the place to draw over the years."""
    measures = here.data.catalogue.indicators("municipality")
    return pick(here, measures, _trend_measure(here), "place_measure")


def trend_ways_out(here: Here) -> Part | None:
    """Links to the nearest years with values, where the chosen years have none."""
    pieces = emptiness.out_of(here, here.data.catalogue[_trend_measure(here)])[1]
    return emptiness.ways_part("trend-ways", pieces)


@card.charts
def municipality_trend(here: Here) -> list[Charted]:
    """One indicator of the place over the years, among all other places."""
    values = here.values(_trend_measure(here))
    if emptiness.out_of(here, values.measure)[1]:
        return []
    selection = here.state.selection.of(shown_municipality(here))
    made = over_time(here, "place-trend", values, selection)
    return [Charted(made, lambda: trend(here.words, here.data, values, selection))]


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

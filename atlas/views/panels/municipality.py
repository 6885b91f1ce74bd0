"""Municipality: everything about one place."""

from __future__ import annotations

import pandas as pd

from atlas.figures.trend import trend
from atlas.frames import one
from atlas.measures import display, programme
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
    words = here.words
    selection = here.state.selection.of(code)
    measure = here.data.catalogue[measure_id]
    amount = programme.amount(here.data, measure_id, selection)
    lines = could_be(here, measure_id, selection)
    lines += [words("target.period", period=programme.period(here.data, selection))]
    lines += completion.beside(here, measure_id, selection)
    if amount.status != REPORTED:
        lines.append(words("municipality.group", group=_group(here, code, measure_id)))
    return key_figure(
        f"place-{measure_id}",
        measure.name(words.language),
        display.text(words, measure, *amount),
        lines,
        measure.text("definition", words.language),
    )


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


def _group(here: Here, code: str, measure_id: str) -> str:
    """The group to which a small place belongs, with the group's own number."""
    register = here.data["register"].set_index("code")
    group = register.loc[code, "group_id"]
    members = register.index[register["group_id"] == group].tolist()
    selection = here.state.selection.of(*members)
    amount = programme.amount(here.data, measure_id, selection)
    measure = here.data.catalogue[measure_id]
    name = str(register.loc[code, f"group_{here.words.language}"])
    text = display.quantity(here.words, measure, *amount)
    return f"{name}: {card.about(here, text) if amount.status == REPORTED else text}"

"""Some municipalities beside each other, the county and the country: on a spine, over the years, in words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from atlas.catalogue import Measure
from atlas.exports import filed
from atlas.maps.types import Scene
from atlas.measures import display, verdicts
from atlas.measures.spine import FEWEST, LOWER, Spine, spine
from atlas.measures.values import REPORTED, Values
from atlas.measures.verdicts import BETTER, NEITHER, SIMILAR, WORSE, Verdict
from atlas.theme import paints
from atlas.views import card, map_view
from atlas.views.card import Card
from atlas.views.page import Said
from atlas.views.parts.spine import Paint, SpineGroup, SpineMark, SpineRow, Spines
from atlas.views.parts.types import TextItem
from atlas.views.run.address import COUNTRY, MEDIAN, TILES
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

CHOOSER_HEIGHT = 300
SIGNS = {BETTER: "▲", WORSE: "▼"}


def benchmark(here: Here, values: Values) -> float | None:
    """What places are compared with in an indicator: the county's value unless the country's or the median of
    the municipalities is asked for; ``None`` where it is not known."""
    asked = here.state.against
    if asked == MEDIAN:
        told = spine(values)
        return told.median if told else None
    return values.benchmark(here.data.region.code_of(asked or "county"))


def benchmark_name(here: Here) -> str:
    """What that is called, where it stands alone."""
    if here.state.against == MEDIAN:
        return here.words("spine.median_of_all")
    return here.name(here.data.region.code_of(here.state.against or "county"))


def compared(here: Here) -> list[Measure]:
    """The indicators in which places are compared: all of municipalities but counts, which say how large a
    place is, and those of women or men alone, which would count the same share twice."""
    known = here.data.catalogue.indicators("municipality")
    sides = {side for measure in known for side in measure.women_and_men or ()}
    return [m for m in known if m.kind != "count" and m.id not in sides]


def told_verdicts(here: Here, code: str) -> list[tuple[Measure, Verdict]]:
    """What is said of a place in each indicator in which it can be compared."""
    asked = [(m, _verdict(here, here.values(m.id), code)) for m in compared(here)]
    return [(measure, said) for measure, said in asked if said is not None]


def _verdict(here: Here, values: Values, code: str) -> Verdict | None:
    return verdicts.of_place(values, code, benchmark(here, values))


def compare_answer(here: Here) -> Said:
    """In how many indicators each chosen place is like what it is compared with, in how many it has more or
    less, and how many cannot be compared; or that places are to be chosen."""
    words, chosen = here.words, here.state.selection.municipalities
    if not chosen:
        return Said(words("answer.compare_none"))
    places = "; ".join(_counted(here, code) for code in chosen)
    said = [words("answer.compare", area=against_named(here), places=places)]
    spread = [values for m in compared(here) if spine(values := here.values(m.id))]
    if without := sum(benchmark(here, values) is None for values in spread):
        said.append(words("answer.compare_without", n=str(without)))
    return Said(" ".join(said))


def _counted(here: Here, code: str) -> str:
    told = [said.difference for _, said in told_verdicts(here, code)]
    counts = {key: told.count(key) for key in (verdicts.MORE, SIMILAR, verdicts.LESS)}
    return here.words(
        "answer.compare_place",
        name=here.name(code),
        similar=str(counts[SIMILAR]),
        total=str(len(told)),
        more=str(counts[verdicts.MORE]),
        less=str(counts[verdicts.LESS]),
    )


def against_named(here: Here) -> str:
    """What places are compared with, as it stands in a sentence."""
    return here.words(f"verdict.{here.state.against or 'county'}")


def compare_chooser(here: Here) -> Part:
    """The municipalities as equal tiles, to choose up to five of: the same choice as in the filter row."""
    values = here.values("population")
    region = here.data.region.text("county_name", here.words.language)
    made = replace(
        card.of_values(here, "compare-chooser", values),
        title=here.words("spine.pick"),
        under=" · ".join([values.measure.name(here.words.language), region, values.period]),
        sentence="",
    )
    scene: Scene = {**map_view.scene(here, values, CHOOSER_HEIGHT), "form": TILES}
    del scene["opened"]  # here a press chooses the place
    return card.with_map(here, made, scene, picks="gathering")


def against_switch(here: Here) -> Part:
    """What the places are compared with: the county, the country or the median of the municipalities."""
    county, country = here.data.region.benchmark_codes()
    return Part(
        {
            "kind": "switch",
            "key": "against",
            "label": here.words("spine.against"),
            "options": [
                ["", here.name(county)],
                [COUNTRY, here.name(country)],
                [MEDIAN, here.words("spine.median_of_all")],
            ],
            "shown": here.state.against,
            "asks": "mot",
            "drops": [],
        }
    )


def nobody_to_compare(here: Here) -> Part | None:
    """What will stand here once places are chosen; nothing where they are."""
    if here.state.selection.municipalities:
        return None
    words = here.words
    return card.vacant("spine-vacant", words("spine.vacant"), words("spine.vacant_text"), "spines")


def in_words(here: Here) -> Part | None:
    """A sentence on each chosen place: in what it has more or less, and whether that is better or worse."""
    chosen = here.state.selection.municipalities
    if not chosen:
        return None
    items: list[TextItem] = [
        {"strong": here.name(code), "text": sentence_of(here, code)} for code in chosen
    ]
    title = here.words("spine.in_words", area=against_named(here))
    return Part({"kind": "text", "key": "in-words", "title": title, "items": items, "framed": True})


def sentence_of(here: Here, code: str) -> str:
    """In which indicators a place has more than the county or the country, in which less, in which it is
    like it; and which of these is better or worse."""
    words = here.words
    told = told_verdicts(here, code)
    parts = []
    for key in (
        "higher_better",
        "lower_better",
        "higher_worse",
        "lower_worse",
        "higher",
        "lower",
        "similar",
    ):
        named = [m.short(words.language) for m, said in told if _key(said) == key]
        if named:
            parts.append(words(f"verdict.in_{key}", those=words.listed(named)))
    return " ".join(parts) or words("spine.nothing_told")


def _key(said: Verdict) -> str:
    return "_".join(part for part in (said.difference, said.judged) if part)


def _said(here: Here, said: Verdict | None) -> str:
    return here.words(f"verdict.{_key(said)}") if said else ""


def _refused(here: Here, told: Spine | None, against: float | None) -> str:
    """Why there is no spine, or why the places on it are not compared; "" where they are."""
    if told is None:
        return here.words("spine.refused", n=here.words.number(FEWEST))
    return "" if against is not None else here.words("verdict.untold", area=against_named(here))


def spines(here: Here) -> Part | None:
    """Every indicator as a spine from worst to best, with the chosen places on it; nothing where none are."""
    words, chosen = here.words, here.state.selection.municipalities
    if not chosen:
        return None
    groups: list[SpineGroup] = [
        {
            "title": here.data.catalogue.theme(theme, words.language),
            "rows": [_row(here, here.values(measure.id)) for measure in measures],
        }
        for theme, measures in itertools.groupby(compared(here), lambda m: m.theme)
    ]
    shown = _spine_table(here)
    made = card_of(here, "spine", words("spine.title", places=places_named(here)), shown, "spine")
    content: Spines = {
        "kind": "spines",
        **card.foot(here, made),
        "places": painted(here),
        "groups": groups,
        "columns": [words("table.indicator"), words("spine.spread"), words("spine.places")],
        "words": {
            name: words(f"spine.legend_{name}", area=against_named(here))
            for name in ("worst", "best", "all", "half", "against", "better", "worse")
        },
    }
    return card.with_content(here, made, content)


def places_named(here: Here) -> str:
    """The chosen places in a row of words."""
    return here.words.listed(here.name(c) for c in here.state.selection.municipalities)


def painted(here: Here, wider: Sequence[str] = ()) -> list[Paint]:
    """The chosen places with a colour each, then the ``wider`` areas, which have none."""
    chosen = here.state.selection.municipalities
    painted: list[Paint] = [
        {"name": here.name(code), "colors": list(pair)}
        for code, pair in zip(chosen, paints("places"), strict=False)
    ]
    return painted + [{"name": here.name(code)} for code in wider]


def card_of(here: Here, key: str, title: str, shown: pd.DataFrame, texts: str) -> Card:
    """A card of several indicators, whose sources differ: they are told on the page of the indicators."""
    words, source = here.words, here.words("spine.sources")
    return Card(
        key=key,
        title=title,
        under=words(f"{texts}.under", area=against_named(here)),
        sentence=words(f"{texts}.sentence", area=against_named(here)),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, source, shown),
        stem=key,
        source=source,
        note=words(f"{texts}.note", area=against_named(here)),
    )


def _row(here: Here, values: Values) -> SpineRow:
    words, measure, told = here.words, values.measure, spine(values)
    unit = measure.unit(words.language)
    under = ("" if unit == "%" else unit, values.period, words(f"spine.{measure.direction}"))
    against = benchmark(here, values)
    marks = [_mark(here, values, told, code) for code in here.state.selection.municipalities]
    ends = _ends(here, measure, told) if told else []
    beside = display.text(words, measure, against, REPORTED)
    said = [measure.name(words.language), values.period]
    if told:
        outer = [display.text(words, measure, v, REPORTED) for v in (told.worst, told.best)]
        quarters = [display.text(words, measure, v, REPORTED) for v in (told.poorer, told.better)]
        said.append(
            words(
                "spine.said" if measure.direction != "none" else "spine.said_neither",
                worst=outer[0], best=outer[1], low=quarters[0], high=quarters[1], n=str(told.n),
            )
        )  # fmt: skip
    refused = _refused(here, told, against)
    said.append(refused or f"{benchmark_name(here)} {beside}")
    said += [
        f"{here.name(code)} {mark['value']}" + (f" ({mark['verdict']})" if mark["verdict"] else "")
        for code, mark in zip(here.state.selection.municipalities, marks, strict=True)
    ]
    return {
        "key": measure.id,
        "name": measure.name(words.language),
        "under": " · ".join(part for part in under if part),
        "bar": [told.at(v) for v in (told.worst, told.poorer, told.better, told.best)]
        if told
        else [],
        "ends": ends,
        "against": told.at(against) if told and against is not None else None,
        "marks": marks,
        "refused": refused,
        "said": " · ".join(said),
    }


def _ends(here: Here, measure: Measure, told: Spine) -> list[str]:
    ends = (told.most, told.least) if told.direction == LOWER else (told.least, told.most)
    return [display.text(here.words, measure, end, REPORTED) for end in ends]


def _mark(here: Here, values: Values, told: Spine | None, code: str) -> SpineMark:
    row = values.of(code)
    said = _verdict(here, values, code)
    known = told is not None and row.status == REPORTED
    judged = said.judged if said else NEITHER
    return {
        "at": told.at(float(row.value)) if told and known else None,
        "value": display.text(here.words, values.measure, row.value, row.status),
        "verdict": _said(here, said),
        "sign": SIGNS.get(judged, ""),
        "judged": judged,
    }


def _spine_table(here: Here) -> pd.DataFrame:
    """All that the spines draw, a row for each indicator."""
    words, rows = here.words, []
    chosen = here.state.selection.municipalities
    for measure in compared(here):
        values = here.values(measure.id)
        told = spine(values)
        spread = (
            (told.worst, told.poorer, told.median, told.better, told.best) if told else (None,) * 5
        )
        direction = words(f"spine.{measure.direction}") or display.SYMBOLS["not_applicable"]
        cells = [measure.name(words.language), values.period, direction]
        cells += [display.text(words, measure, v, REPORTED) for v in spread]
        cells.append(display.text(words, measure, benchmark(here, values), REPORTED))
        for code in chosen:
            mark = _mark(here, values, told, code)
            cells += [mark["value"], _signed(mark)]
        rows.append(cells)
    ends = [words(f"spine.{name}") for name in ("worst", "poorer", "median", "better", "best")]
    areas = [
        column
        for code in chosen
        for column in (here.name(code), words("spine.compared", name=here.name(code)))
    ]
    beside = benchmark_name(here)
    return pd.DataFrame(
        rows,
        columns=[
            words("table.indicator"),
            words("table.period"),
            words("spine.direction"),
            *ends,
            beside,
            *areas,
        ],
    )


def _signed(mark: SpineMark) -> str:
    return f"{mark['verdict']} {mark['sign']}".strip() or display.SYMBOLS["missing"]


def spines_table(here: Here) -> Part:
    """The chosen places in every indicator, for a room: value and verdict in one cell. Without places, how
    all municipalities spread."""
    words, chosen = here.words, here.state.selection.municipalities
    rows = []
    for measure in compared(here):
        values = here.values(measure.id)
        told = spine(values)
        marks = [_mark(here, values, told, code) for code in chosen]
        spread = (told.worst, told.median, told.best) if told else (None,) * 3
        cells = (
            [" ".join(filter(None, [m["value"], m["verdict"], m["sign"]])) for m in marks]
            if chosen
            else [display.text(words, measure, number, REPORTED) for number in spread]
        )
        beside = display.text(words, measure, benchmark(here, values), REPORTED)
        rows.append([measure.short(words.language), *cells, beside, values.period])
    names = [here.name(code) for code in chosen] or [
        words(f"spine.{name}") for name in ("worst", "median", "best")
    ]
    columns = [words("table.indicator"), *names, benchmark_name(here), words("table.period")]
    title = words("spine.title", places=places_named(here)) if chosen else words("spine.spread")
    under, note = words("spine.under"), words("spine.note")
    return card.table("spine", title, under, pd.DataFrame(rows, columns=columns), note)

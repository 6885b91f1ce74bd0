"""Several maps at a time: two years, two measures, or every year, with one selection."""

from __future__ import annotations

import pandas as pd

from atlas import sentences
from atlas.exports import filed
from atlas.frames import each
from atlas.maps.change import change, unit, unit_one
from atlas.maps.types import Compared, ComparedAll, ComparedMeasures, ComparedYears
from atlas.measures import display, timeline
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.views import card, facts, map_view, sources, tables
from atlas.views.panels import emptiness
from atlas.views.panels.map import map_card, map_values, pick
from atlas.views.run.address import ALL, COMPARISONS, MEASURES, YEARS
from atlas.views.run.visit import Here
from atlas.views.sheet import Beside, Part

HEIGHT = 420
SMALL = 240


def comparison_switch(here: Here) -> Part:
    """The choice between one map and the comparisons; when comparing measures, also of the second one."""
    words = here.words
    switch = Part(
        {
            "kind": "switch",
            "key": "comparison",
            "label": words("compare.label"),
            "options": [["", words("compare.one")]]
            + [[name, words(f"compare.{name}")] for name in COMPARISONS],
            "shown": here.state.compare,
            "asks": "jamfor",
            "drops": ["med"],
        }
    )
    if here.state.compare != MEASURES:
        return switch
    measures = [m for m in here.data.catalogue.mappable() if m.id != here.state.measure]
    label = words("compare.other")
    picker = pick(here, measures, other(here), "other_pick", label, asks="med", drops=())
    return Beside((2, 1), (lambda _: switch, lambda _: picker))(here)


def other(here: Here) -> str:
    """The second of two measures: the one in the address, else the first that is not the view's own."""
    state = here.state
    if state.beside and state.beside != state.measure:
        return state.beside
    return next(m.id for m in here.data.catalogue.mappable() if m.id != state.measure)


def map_or_comparison(here: Here) -> Part | None:
    """One map with its values in a table beside it, or the card of a comparison; nothing where the chosen
    years have no values."""
    if emptiness.out_of(here, here.data.catalogue[here.state.measure])[1]:
        return None
    compared = _comparison(here)
    return compared or Beside((2, 1), (one_map, map_values))(here)


def shown_map(here: Here) -> Part:
    """The card of the view's map or comparison, without the table beside it."""
    return _comparison(here) or one_map(here)


def one_map(here: Here) -> Part:
    """The card of one map. A measure with a single period cannot be compared over years; if that was asked
    for, the card says so."""
    if not here.state.compare:
        return map_card(here)
    period = here.values(here.state.measure).period
    return map_card(here, here.words("compare.one_period", period=period))


def _comparison(here: Here) -> Part | None:
    asked, values = here.state.compare, here.values(here.state.measure)
    if asked == MEASURES or (asked and len(values.periods) > 1):
        return {YEARS: _years, MEASURES: _measures, ALL: _all}[asked](here, values)
    return None


def key(here: Here) -> str:
    """Of the card of the comparison that is asked for."""
    return f"map-{here.state.compare}"


def then(here: Here, values: Values) -> str:
    """The earlier of two years: the one in the address, else the first that may be compared."""
    asked = here.state.beside
    if asked in values.periods:
        return asked
    return timeline.comparable(values.periods, values.measure.series_breaks, values.period)[0]


def _years(here: Here, values: Values) -> Part:
    words, measure = here.words, values.measure
    first, last = then(here, values), values.period
    breaks = measure.series_breaks
    broken = first not in timeline.comparable(values.periods, breaks, last)
    drawn_change = None if broken else change(values, words)
    untold = (
        words("compare.over_break", first=first, last=last)
        if broken
        else words("compare.no_change")
    )
    columns = {p: _column(here, values, p) for p in dict.fromkeys((first, last))}
    sentence = sentences.describe(words, here.data, values, here.state.selection)
    if drawn_change:
        differences = _differences(values, first, last)
        rows = differences.reindex(display.by_name(words, here.data))
        sign = [
            display.SYMBOLS[s] if s != REPORTED else words.signed(v, measure.decimals)
            for v, s in zip(rows["value"], rows["status"], strict=True)
        ]
        columns[words("compare.change", first=first, last=last)] = sign
        sentence = _extremes(here, values, differences, first, last) or sentence
    content: ComparedYears = {
        "mode": "years",
        "scene": map_view.scene(here, values, HEIGHT),
        "then": first,
        "change": drawn_change,
        "note": "" if drawn_change else untold,
        "words": words.section("compare"),
    }
    under = card.subtitle(here, values).replace(values.period, f"{first}, {last}")
    return _part(here, values, under, sentence, columns, content)


def two(here: Here) -> tuple[Values, Values]:
    """The two measures of a comparison, the second for the first one's year if it has that."""
    values, beside = here.values(here.state.measure), here.values(other(here))
    if values.period in beside.periods:
        beside = here.values(beside.measure.id, period=values.period)
    return values, beside


def _measures(here: Here, values: Values) -> Part:
    both = _, beside = two(here)
    language = here.words.language
    sentence = " ".join(
        f"{v.measure.short(language)} ({v.period}): "
        + sentences.describe(here.words, here.data, v, here.state.selection)
        for v in both
    )
    columns = {f"{v.measure.short(language)}, {v.period}": _column(here, v, v.period) for v in both}
    content: ComparedMeasures = {
        "mode": "measures",
        "scenes": [map_view.scene(here, v, HEIGHT) for v in both],
        "note": "" if values.period == beside.period else here.words("compare.other_period"),
        "words": here.words.section("compare"),
    }
    region = here.data.region.text("county_name", language)
    own = here.words("source.programme")
    named = dict.fromkeys(v.measure.source(language) or own for v in both)
    # where all of it is the programme's own, the source line says so itself
    source = "; ".join(named) if list(named) != [own] else ""
    title = here.words(
        "compare.both", one=values.measure.name(language), other=beside.measure.name(language)
    )
    return _part(here, values, region, sentence, columns, content, title, source, own in named)


def _all(here: Here, values: Values) -> Part:
    sentence = sentences.describe(here.words, here.data, values, here.state.selection)
    columns = {p: _column(here, values, p) for p in values.periods}
    content: ComparedAll = {
        "mode": "all",
        "scene": map_view.scene(here, values, SMALL),
        "words": here.words.section("compare"),
    }
    under = card.subtitle(here, values).replace(
        values.period, f"{values.periods[0]}–{values.periods[-1]}"
    )
    return _part(here, values, under, sentence, columns, content)


def _part(
    here: Here,
    values: Values,
    under: str,
    sentence: str,
    columns: dict[str, list[str]],
    content: Compared,
    title: str = "",
    source: str = "",
    own: bool = False,
) -> Part:
    words, measure, language = here.words, values.measure, here.words.language
    chosen = here.state.selection.municipalities
    names = [tables.marked(here, c, c in chosen) for c in display.by_name(words, here.data)]
    shown = pd.DataFrame({words("table.area"): names, **columns})
    name = title or words(f"compare.title_{here.state.compare}", name=measure.name(language))
    source = source or measure.source(language)
    this_card = card.Card(
        key=key(here),
        title=name,
        under=under,
        sentence=sentence,
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, name, source, shown, own),
        stem=f"{measure.id}-{here.state.compare}",
        source=source,
        # the columns of two measures are named after these, and no period is for both
        origin=sources.origin(here, values, list(columns)),
        own=own,
        note=measure.text("note", language),
    )
    return facts.beside_map(here, card.with_maps(here, this_card, content), values)


def _column(here: Here, values: Values, period: str) -> list[str]:
    rows = values.at(period).reindex(display.by_name(here.words, here.data))
    return [display.text(here.words, values.measure, row.value, row.status) for row in each(rows)]


def _differences(values: Values, first: str, last: str) -> pd.DataFrame:
    """Per code ``value`` (last minus first) and ``status``: reported where both values are, else the status
    of the one that is not."""
    before, after = values.at(first), values.at(last)
    status = before["status"].where(before["status"] != REPORTED, after["status"])
    # a difference has no more decimals than its two numbers: this removes the noise of binary fractions
    value = (after["value"] - before["value"]).round(9)
    return pd.DataFrame({"value": value, "status": status})


def _extremes(here: Here, values: Values, rows: pd.DataFrame, first: str, last: str) -> str:
    """Where the change was highest and lowest: all places that share it after rounding."""
    measure, words = values.measure, here.words
    reported = rows.loc[rows["status"] == REPORTED, "value"]
    if len(reported) < 2:
        return ""
    rounded = reported.map(lambda number: half_up(float(number), measure.decimals))

    def side(end: float) -> tuple[str, str]:
        names = words.sorted(here.name(str(code)) for code in reported.index[rounded == end])
        difference = words.signed(end, measure.decimals)
        said = words.with_unit(difference, unit(measure, words), unit_one(measure, words))
        return words.listed(names), said

    low, low_value = side(rounded.min())
    high, high_value = side(rounded.max())
    if high_value == low_value:
        return words("compare.same", first=first, last=last, value=high_value)
    return words(
        "compare.sentence",
        first=first,
        last=last,
        high=high,
        high_value=high_value,
        low=low,
        low_value=low_value,
    )

"""Groups of municipalities on the map: their numbers where a place's own is protected, and a map of them."""

from __future__ import annotations

import math

from atlas.maps.scene import LETTERS, about
from atlas.maps.types import Geometry, Scene
from atlas.measures import display, groups
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED, REPORTED, Values
from atlas.warehouse import Data
from atlas.words import Words


def offered(data: Data, values: Values) -> bool:
    """Whether a measure can be shown by group: it is of the programme, and groups are declared and drawn."""
    return values.measure.programme and bool(groups.declared(data)) and "groups" in data.drawing


def instead(
    data: Data, values: Values, selection: Selection, words: Words
) -> dict[str, list[str | None]]:
    """What is said of each protected place in the shown period instead of its own number: that of its
    group. Nothing where the group's is protected, too."""
    measure = values.measure
    if not measure.programme or data.exact:
        return {}
    told = groups.amounts(data, measure.id, selection.everywhere())
    texts: dict[str, str] = {}
    for group, those in groups.declared(data).items():
        if told[group].status == REPORTED:
            number = about(data, values, words, display.quantity(words, measure, *told[group]))
            said = words("map.group", name=those.names[words.language], value=number)
            texts |= dict.fromkeys(those.members, said)
    rows = values.at()
    return {
        values.period: [
            texts.get(code) if rows.loc[code, "status"] == PROTECTED else None
            for code in data.codes
        ]
    }


def grouped(
    scene: Scene,
    data: Data,
    values: Values,
    selection: Selection,
    words: Words,
    geometry: str,
) -> Scene:
    """The scene of a measure's groups, made of the ``scene`` of its municipalities. Nothing in it can be
    chosen: a group is no place of the address. ``geometry`` is the address of the groups' shapes."""
    wide, measure, period = selection.everywhere(), values.measure, values.period
    told = groups.amounts(data, measure.id, wide)
    spans = groups.spans(data, measure.id, wide)
    # the largest of the whole programme, so that bubbles can be compared whatever is chosen
    largest = groups.amounts(data, measure.id, Selection()).values()
    made: Scene = {
        **scene,
        "geometry": geometry,
        "codes": list(told),
        "periods": [period],
        "values": {period: [amount.value for amount in told.values()]},
        "status": {period: "".join(LETTERS[amount.status] for amount in told.values())},
        "lower": {period: [span and round(span.lower, 4) for span in spans.values()]},
        "upper": {period: [span and round(span.upper, 4) for span in spans.values()]},
        "breaks": _wide_enough(scene["breaks"], [amount.value for amount in told.values()]),
        "bubbleMax": max((amount.value for amount in largest if amount.value), default=1.0),
        "selected": [],
        "instead": {},
        "still": True,
        "words": scene["words"] | words.section("map_of_groups"),
    }
    return made


def _wide_enough(breaks: list[float], values: list[float | None]) -> list[float]:
    """Class edges that hold the groups' values, too: one may lie below that of the lowest shown place."""
    known = [value for value in values if value is not None]
    if len(breaks) < 2 or not known:
        return breaks
    first = min(breaks[0], math.floor(min(known)))
    last = max(breaks[-1], math.ceil(max(known)))
    return [first, *breaks[1:-1], last]


def drawing(data: Data, language: str) -> Geometry:
    """The geometry document of the groups, with their names in a language."""
    named = groups.declared(data)
    drawn: Geometry = {
        "viewBox": data.drawing["viewBox"],
        "outline": data.drawing["outline"],
        "areas": [
            area | {"name": named[area["code"]].names[language]} for area in data.drawing["groups"]
        ],
    }
    if "around" in data.drawing:
        drawn["around"] = data.drawing["around"]
    return drawn

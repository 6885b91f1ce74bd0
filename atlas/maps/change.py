"""The scene of a change from one period to another, on a scale around no change."""

from __future__ import annotations

import pandas as pd

from atlas.catalogue import Measure
from atlas.maps.scene import FILLED, diverging
from atlas.maps.types import Change
from atlas.measures.values import REPORTED, Values
from atlas.scales import about_zero
from atlas.theme import theme
from atlas.words import Words


def change(values: Values, words: Words) -> Change | None:
    """The keys that replace those of a measure's scene to show the difference between two of its periods,
    with one scale for every pair; ``None`` where there must be no such map.

    There is none with fewer than two periods, and none for the programme's own numbers: the difference
    between two protected counts may stand for one to four people.
    """
    measure = values.measure
    if measure.programme or len(values.periods) < 2:
        return None
    largest = _largest(values)
    filled = measure.kind in FILLED
    light, dark = (theme()[mode]["diverging"] for mode in ("light", "dark"))
    directed = filled and measure.direction != "none"
    if filled and not directed:  # neither direction is better: one hue, darker for more
        light, dark = (theme()[mode]["sequence"] for mode in ("light", "dark"))
    return {
        "title": words("compare.change_of", name=measure.short(words.language)),
        "unit": unit(measure, words),
        "unitOne": unit_one(measure, words),
        "method": words("classes.change") if filled else "",
        "signed": True,
        "breaks": about_zero(largest, measure.decimals) if filled else [],
        "colors": diverging(measure, light) if filled else [light[-1], light[0]],
        "colorsDark": diverging(measure, dark) if filled else [dark[-1], dark[0]],
        "bubbleMax": largest or 1.0,
        "pivot": {"better": measure.direction, "values": {}} if directed else None,
    }


def unit(measure: Measure, words: Words) -> str:
    """The unit of a difference; for shares it is percentage points."""
    own = measure.unit(words.language)
    return words("compare.points") if own == "%" else own


def unit_one(measure: Measure, words: Words) -> str:
    """The unit of a difference of one, or ``""`` where it is no other."""
    own = measure.unit(words.language)
    return words("compare.point") if own == "%" else measure.unit_one(words.language)


def _largest(values: Values) -> float:
    """The largest difference of any place between any two periods."""
    reported: pd.DataFrame = values.table[values.table["status"] == REPORTED]
    by_place = reported.groupby("code")["value"].agg(["min", "max"])
    return float((by_place["max"] - by_place["min"]).max()) if len(by_place) else 0.0

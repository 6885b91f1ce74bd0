"""Two measures of the same places on two scales: a spot for each place of which both are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from atlas.figures import scale
from atlas.figures.spec import Ends, Spot, Spots
from atlas.measures import display
from atlas.measures.selection import REMEMBERED
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.warehouse import Data
from atlas.words import Words

MARGIN = 0.08  # of what the numbers span, beyond the outermost


@lru_cache(maxsize=REMEMBERED)
def told_of_both(across: Values, up: Values) -> pd.DataFrame:
    """The places of which both numbers are told: per code ``across`` and ``up``, and ``lower`` and ``upper``
    of the second (``NaN`` where it has no span or interval). A borrowed book."""
    one, other = across.at(), display.shown(up.at()).reindex(across.at().index)
    both = (one["status"] == REPORTED) & (other["status"] == REPORTED)
    columns = {"across": one["value"], "up": other["value"]}
    columns |= {side: other[side] for side in ("lower", "upper")}
    return pd.DataFrame(columns)[both]


def spots(
    words: Words, data: Data, across: Values, up: Values, chosen: Collection[str] = ()
) -> Spots:
    """A spot for each place of which both measures are told, with what the second number could be.

    Numbers are as exact as their texts. The scale upwards begins at nought; the other only has room for the
    spots, since where it begins says nothing.
    """
    table = told_of_both(across, up).sort_values("across", kind="stable")
    drawn = tuple(
        _spot(words, data, across, up, row | {"chosen": row["code"] in chosen})
        for row in table.rename_axis("code").reset_index().to_dict("records")
    )
    wide = _span([spot.across for spot in drawn])
    ends = [end for spot in drawn for end in (spot.up, *(spot.reach or ()))]
    high = (0.0, _span([0.0, *ends])[1])
    return Spots(
        drawn,
        wide,
        high,
        ticks=scale.ticks(high, scale.in_unit_of(words, up.measure), up.measure.decimals),
        marks=scale.ticks(wide, scale.in_unit_of(words, across.measure), across.measure.decimals),
        axis=_axis(words, across),
        side=_axis(words, up),
    )


def _spot(words: Words, data: Data, across: Values, up: Values, row: Mapping[Any, Any]) -> Spot:
    name = data.name_of(row["code"], words.language)
    reach = None
    if not pd.isna(row["upper"]):
        reach = (_as_told(row["lower"], up), _as_told(row["upper"], up))
    interval = display.interval(words, up.measure, row["lower"], row["upper"])
    told = _told(words, up, row["up"]) + (f" ({interval})" if interval else "")
    return Spot(
        name,
        _as_told(row["across"], across),
        _as_told(row["up"], up),
        "\n".join([name, told, _told(words, across, row["across"])]),
        reach,
        "strong" if row["chosen"] else "",
    )


def _as_told(number: float, values: Values) -> float:
    return half_up(float(number), values.measure.decimals)


def _told(words: Words, values: Values, number: float) -> str:
    measure = values.measure
    return f"{measure.short(words.language)}: {display.text(words, measure, number, REPORTED)}"


def _axis(words: Words, values: Values) -> str:
    """What a scale counts, and when; its unit where neither the name nor the numbers have it."""
    measure, language = values.measure, words.language
    unit = measure.unit(language)
    said = unit == "%" or measure.name(language).endswith(unit)
    known = [measure.short(language), "" if said else unit, values.period]
    return ", ".join(part for part in known if part)


def _span(numbers: list[float]) -> Ends:
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    beyond = MARGIN * (high - low or abs(high) or 1.0)
    return low - beyond, high + beyond

"""A measure of one place among the others and beside its earlier years: its row, and its strip of dots."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas.catalogue import Measure
from atlas.frames import one
from atlas.measures import display, standing
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.views.parts.place import PlaceRow, Strip
from atlas.views.run.visit import Here


def row(here: Here, values: Values, code: str) -> PlaceRow:
    """An indicator of a place: value, change, years, and where the place stands among all."""
    words, measure = here.words, values.measure
    own = _own(values, code)
    changed, since, said = _change(here, values, code)
    unit = measure.unit(words.language)
    return {
        "key": measure.id,
        "name": measure.name(words.language),
        "value": display.text(words, measure, own["value"], own["status"]),
        "status": "" if own["status"] == REPORTED else words(f"status.{own['status']}"),
        "under": " · ".join(part for part in ("" if unit == "%" else unit, values.period) if part),
        "change": changed,
        "since": since,
        "said": said,
        "line": standing.line(values, code),
        "line_said": _line_said(here, values, code),
        "years": _years(values, code),
        **strip(here, values, code),
    }


def _own(values: Values, code: str) -> pd.Series:
    """The row of the shown period of a municipality, the county or the country."""
    if code in values.at().index:
        return one(values.at(), code)
    wider = values.benchmarks
    return one(wider[wider["period"] == values.period].set_index("code"), code)


def strip(here: Here, values: Values, code: str, also: Collection[str] = ()) -> Strip:
    """Where a place stands among all, the county and the country; and where others do that are chosen beside
    it. What is not told has no mark."""
    areas = here.data.region.benchmark_codes()
    places = standing.placed(values)
    set_off = {code, *also}
    others = [
        places[other] for other in here.data.codes if other in places and other not in set_off
    ]
    beside = [
        f"{here.name(area)} {display.text(here.words, values.measure, value, REPORTED)}"
        for area in areas
        if (value := values.benchmark(area)) is not None
    ]
    made: Strip = {
        "others": sorted(others),
        "marked": [None if code in areas else places.get(code), *map(places.get, areas)],
        "beside": " · ".join(beside),
    }
    if also:
        made["also"] = sorted(places[other] for other in also if other in places)
    return made


def marks(here: Here, code: str) -> list[str]:
    """The names of what a strip marks, and of its other dots."""
    areas = (code, *here.data.region.benchmark_codes())
    return [*(here.name(area) for area in areas), here.words("standing.others")]


def _change(here: Here, values: Values, code: str) -> tuple[str, str, str]:
    """What has changed since the period before: a sign with a number, since when, and both in words; empty
    where it is not known."""
    words, measure = here.words, values.measure
    changed = standing.change(values, code)
    if changed is None:
        return "", "", ""
    since = words("standing.since", since=changed.since)
    by = half_up(changed.by, measure.decimals)
    if by == 0:
        return "=", since, words("standing.same", since=changed.since)
    turn, sign = ("more", "▲") if by > 0 else ("less", "▼")
    said = words(f"standing.{turn}", by=_amount(here, measure, abs(by)), since=changed.since)
    return f"{sign} {words.signed(by, measure.decimals)}", since, said


def _amount(here: Here, measure: Measure, by: float) -> str:
    if measure.unit(here.words.language) == "%":
        return here.words("gap.points", n=here.words.number(by, measure.decimals))
    return display.quantity(here.words, measure, by, REPORTED)


def _years(values: Values, code: str) -> str:
    return "–".join(dict.fromkeys(period for period, _ in standing.ends(values, code)))


def _line_said(here: Here, values: Values, code: str) -> str:
    """What the line over the years tells: the values at its ends."""
    told = [
        f"{period}: {display.quantity(here.words, values.measure, value, REPORTED)}"
        for period, value in standing.ends(values, code)
    ]
    return ", ".join(told)

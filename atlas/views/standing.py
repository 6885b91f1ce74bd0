"""A measure of one place among the others and beside its earlier years: its row, and its strip of dots."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from atlas.catalogue import Measure
from atlas.measures import display, standing
from atlas.measures.selection import REMEMBERED
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.views.parts.place import PlaceRow, Strip
from atlas.views.run.visit import Here
from atlas.warehouse import Data
from atlas.words import Words


def row(here: Here, values: Values, code: str, also: Collection[str] = ()) -> PlaceRow:
    """An indicator of a place: value, change, years, and where the place stands among all and beside
    ``also``, others that are chosen."""
    words, measure = here.words, values.measure
    own = values.of(code)
    changed, since, said = _change(here, values, code)
    unit = measure.unit(words.language)
    note = display.said(words, own.status, own.note) if own.status == REPORTED else ""
    return {
        "key": measure.id,
        "name": measure.name(words.language),
        "value": display.text(words, measure, own.value, own.status),
        "status": "" if own.status == REPORTED else words(f"status.{own.status}"),
        "under": " · ".join(
            part for part in ("" if unit == "%" else unit, values.period, note) if part
        ),
        "change": changed,
        "since": since,
        "said": said,
        "line": standing.line(values, code),
        "line_said": _line_said(here, values, code),
        "years": _years(values, code),
        **strip(here, values, code, also),
    }


def strip(here: Here, values: Values, code: str, also: Collection[str] = ()) -> Strip:
    """Where a place stands among all, the county and the country; and where others do that are chosen beside
    it. What is not told has no mark."""
    areas = here.data.region.benchmark_codes()
    places, others = standing.placed(values), standing.places(values).copy()
    for set_off in {code, *also}.difference(areas):
        if set_off in places:
            del others[bisect_left(others, places[set_off])]
    made: Strip = {
        "others": others,
        "marked": [None if code in areas else places.get(code), *map(places.get, areas)],
        "beside": _beside(here.words, here.data, values),
    }
    if also:
        made["also"] = sorted(places[other] for other in also if other in places)
    return made


@lru_cache(maxsize=REMEMBERED)
def _beside(words: Words, data: Data, values: Values) -> str:
    """The county's and the country's value, where they are told."""
    return " · ".join(
        f"{data.name_of(area, words.language)} {display.text(words, values.measure, value, REPORTED)}"
        for area in data.region.benchmark_codes()
        if (value := values.benchmark(area)) is not None
    )


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

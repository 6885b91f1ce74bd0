"""Every indicator of one place as a row: value, change, years, and where the place stands among all."""

from __future__ import annotations

import itertools

from atlas.catalogue import Measure
from atlas.frames import one
from atlas.measures import display, standing
from atlas.measures.values import REPORTED, Values
from atlas.rounding import half_up
from atlas.views.panels.municipality import chosen_municipality
from atlas.views.parts.place import PlaceGroup, PlaceRow
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

COLUMNS = ("table.indicator", "table.value", "standing.change", "standing.years", "standing.among")


def municipality_rows(here: Here) -> Part | None:
    """Every indicator of the chosen place, by dimension; nothing without a place or without indicators."""
    words, code = here.words, chosen_municipality(here)
    catalogue = here.data.catalogue
    if code is None or not catalogue.indicators("municipality"):
        return None
    groups: list[PlaceGroup] = [
        {
            "title": catalogue.dimension(dimension, words.language),
            "rows": [_row(here, here.values(measure.id), code) for measure in measures],
        }
        for dimension, measures in itertools.groupby(
            catalogue.indicators("municipality"), lambda measure: measure.dimension
        )
    ]
    county, country = here.data.region.benchmark_codes()
    return Part(
        {
            "kind": "place_rows",
            "key": "place-table",
            "title": words("municipality.table", name=here.name(code)),
            "under": words("standing.under"),
            "note": words("standing.note"),
            "columns": [words(column) for column in COLUMNS],
            "marks": [
                here.name(code),
                here.name(county),
                here.name(country),
                words("standing.others"),
            ],
            "groups": groups,
        }
    )


def _row(here: Here, values: Values, code: str) -> PlaceRow:
    words, measure = here.words, values.measure
    own = one(values.at(), code)
    county, country = here.data.region.benchmark_codes()
    places = standing.placed(values)
    beside = [
        f"{here.name(area)} {display.text(words, measure, value, REPORTED)}"
        for area in (county, country)
        if (value := values.benchmark(area)) is not None
    ]
    changed, since, said = _change(here, values, code)
    others = [places[other] for other in here.data.codes if other in places and other != code]
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
        "others": sorted(others),
        "marked": [places.get(area) for area in (code, county, country)],
        "beside": " · ".join(beside),
    }


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

"""What is told of a place of a map when it is opened: three facts, the same on a page as on the stage.

A page tells more around them, of the one place that its address names: where the place stands among all, and
the map's measure over the years. Facts are made of the values that the map and its table tell, so a number
that is protected there is protected here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from atlas import sentences
from atlas.figures import spec
from atlas.figures.trend import trend
from atlas.frames import one
from atlas.measures import display, standing
from atlas.measures.values import REPORTED, Values
from atlas.views import map_view, site
from atlas.views.parts.place import Fact, Facts, PlaceFacts, PlaceTrend
from atlas.views.run import assets, visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Part
from atlas.views.standing import marks, strip

ALWAYS = ("participants", "population")
PAGE = "municipality"  # the page of one place
LEFT = ("plats", "ar", "jamfor", "med")  # of an address, on the way to that page


def of_places(seen: Here, codes: Sequence[str]) -> dict[str, PlaceFacts]:
    """Three facts of each municipality: who took part there, who lives there, and one measure more."""
    told = [seen.values(measure) for measure in _measures(seen)]
    return {
        code: {"name": seen.name(code), "items": [_fact(seen, values, code) for values in told]}
        for code in codes
    }


def beside_map(here: Here, part: Part, values: Values) -> Part:
    """The card of a map of these values, with the facts of the place that is open on it, if one is."""
    content, code = part.content, here.state.place
    if not code or (content["kind"] != "card" and content["kind"] != "comparison"):
        return part
    told = content.copy()
    told["facts"] = _of_place(here, values, code, content["key"])
    return replace(part, content=told)


def _measures(seen: Here) -> list[str]:
    """The measures of the facts. The third is that of the view, or else the first indicator."""
    catalogue = seen.data.catalogue
    drawn = [measure.id for measure in catalogue.mappable()]
    known = [measure.id for measure in catalogue.indicators("municipality")]
    asked = [measure for measure in (seen.state.measure,) if measure in drawn]
    more = [measure for measure in (*asked, *known) if measure not in ALWAYS]
    return [measure for measure in (*ALWAYS, *more[:1]) if measure in catalogue.measures]


def _fact(here: Here, values: Values, code: str) -> Fact:
    words, measure = here.words, values.measure
    row = one(values.at(), code)
    said, told = display.said(words, row["status"], row["note"]), row["status"] == REPORTED
    lines = (said if told else "", _span(here, values, row), _group(here, values, code))
    return {
        "label": f"{measure.short(words.language)}, {values.period}",
        "value": display.text(words, measure, row["value"], row["status"]),
        "said": "" if told else said,
        "lines": [line for line in lines if line],
    }


def _span(here: Here, values: Values, row: pd.Series) -> str:
    """Between what a number could truly be, as the map says it where the place is pointed at."""
    if row["status"] != REPORTED or pd.isna(row["lower"]) or pd.isna(row["upper"]):
        return ""
    words, measure = here.words, values.measure
    return words(
        "map.interval",
        what=display.interval_name(words, values),
        lower=words.number(row["lower"], measure.decimals),
        upper=display.quantity(words, measure, row["upper"], REPORTED),
    )


def _group(here: Here, values: Values, code: str) -> str:
    """The number of the place's group, where its own is protected."""
    told = map_view.instead(here, values).get(values.period, [])
    return dict(zip(here.data.codes, told, strict=False)).get(code) or ""


def _of_place(here: Here, values: Values, code: str, key: str) -> Facts:
    words, name = here.words, here.name(code)
    items: list[Fact] = []
    for measure in _measures(here):
        told = here.values(measure)
        items.append({**_fact(here, told, code), "strip": strip(here, told, code)})
    chosen = code in here.state.selection.municipalities
    address = {n: v for n, v in visit.link(here).items() if n not in LEFT} | {"kommun": code}
    return {
        "kind": "facts",
        "key": key,
        "code": code,
        "name": name,
        "label": words("facts.label", name=name),
        "items": items,
        "marks": marks(here, code),
        "trend": _trend(here, values, code),
        "filter": "" if chosen else words("facts.filter", name=name),
        "asks": {"kommun": code},
        "page": words("facts.page", name=name),
        "url": f"{assets.base()}{site.page(PAGE).address}?{urlencode(address)}",
    }


def _trend(here: Here, values: Values, code: str) -> PlaceTrend | None:
    """The measure over the years, about the place; nothing where it has no two years to tell."""
    if len(standing.ends(values, code)) < 2:
        return None
    words, measure, alone = here.words, values.measure, here.state.selection.of(code)
    return {
        "title": words("facts.trend", name=measure.name(words.language)),
        "text": sentences.development(words, here.data, values, alone),
        "figure": spec.as_json(trend(words, here.data, values, alone, code)),
    }

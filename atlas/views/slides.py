"""Slides: a view of a deck as what the stage draws, from protected numbers only, whoever looks.

A shared screen is a publication, so this module takes :class:`~atlas.warehouse.PublicData` and
nothing else. A chart is the figure of its card, drawn by the script that draws it on its page; where no
number can be seen in it, and where the page has no chart, the stage has a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from atlas import sentences
from atlas.decks import Slide
from atlas.errors import ExactRefused
from atlas.figures import spec
from atlas.measures import display, programme
from atlas.views import card, site
from atlas.views.card import Card, Charted, Charts
from atlas.views.filters import cohort_name
from atlas.views.page import Page
from atlas.views.panels import indicators, municipality
from atlas.views.parts.types import Answer
from atlas.views.run.address import Ignored, State, read
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, Panel
from atlas.warehouse import PublicData
from atlas.words import Words

KEPT = 256
MAP_TABLE = "values"
OWN_TABLE = "response"  # who answered: the programme's alone
# parts that can fill a screen; a text, as where no target is set, is left on its page
SHOWN = ("card", "comparison", "table", "figures", "cohorts", "cohort_cards")
ON_STAGE = {"projector": True, "height": 0}


def content(data: PublicData, language: str, slide: Slide) -> dict[str, Any]:
    """What the stage draws of a slide: heading, sentence, notes, figure, caption, and the facts of
    each municipality where the figure is a map. ``own`` holds the card's heading and sentence.

    Raises :class:`~atlas.errors.ExactRefused` for exact data: no slide is made of them.
    """
    if data.exact:
        raise ExactRefused
    said = _content(data, language, replace(slide, heading="", sentence="", notes=""))
    texts = {name: getattr(slide, name) or said[name] for name in ("heading", "sentence")}
    return said | texts | {"notes": slide.notes}


@lru_cache(maxsize=KEPT)
def _content(data: PublicData, language: str, slide: Slide) -> dict[str, Any]:
    words = Words(language)
    seen, ignored = view(data, language, slide)
    first = cast(Answer, site.page(slide.page).answered(seen).content)
    found = next(_figures(seen, slide), None) or {
        "figure": {"kind": "gone", "text": words("present.no_view")}
    }
    if slide.card:
        own = {"heading": found.get("title", ""), "sentence": found.get("sentence", "")}
    else:
        own = {"heading": first["title"], "sentence": first["text"]}
        if slide.page == "municipality":
            own["heading"] = seen.name(municipality.shown_municipality(seen))
    caption = _caption(seen, found) + ([words("present.ignored")] if ignored else [])
    figure = found["figure"]
    return {
        "page": words(f"page.{slide.page}"),
        "heading": own["heading"] or first["title"],
        "sentence": own["sentence"],
        "own": own,
        "figure": figure,
        "caption": caption,
        "facts": _facts(seen, seen.data.codes) if figure["kind"] in ("map", "maps") else None,
    }


def view(data: PublicData, language: str, slide: Slide) -> tuple[Here, list[Ignored]]:
    """The view of a slide, read like any link's, and the parts of its address that mean nothing."""
    state, ignored = read(dict(slide.address) | {"lang": language}, data)
    return Here(data, state, Words(language)), ignored


def _figures(seen: Here, slide: Slide) -> Iterator[dict[str, Any]]:
    """The figures of the slide's card; where it names none, of what comes first of its page on the stage."""
    page = site.page(slide.page)
    if not slide.card:
        return iter(of_panel(seen, page.staged[0]))
    return (found for found in staged(seen, page) if found["key"] == slide.card)


def staged(seen: Here, page: Page) -> Iterator[dict[str, Any]]:
    """The figures of a page that can be put on the stage, made one by one; each card once."""
    keys: set[str] = set()
    for panel in page.staged:
        for found in of_panel(seen, panel):
            if not found["key"] or found["key"] not in keys:
                keys.add(found["key"])
                yield found


def of_panel(seen: Here, panel: Panel) -> tuple[dict[str, Any], ...]:
    """The figures of a panel, each with its card's key, heading and sentence. Slides of a view share them."""
    return _of_panel(seen.data, seen.state, panel)


@lru_cache(maxsize=KEPT)
def _of_panel(data: PublicData, state: State, panel: Panel) -> tuple[dict[str, Any], ...]:
    seen = Here(data, state, Words(state.language))
    if isinstance(panel, Charts):
        return tuple(_charted(seen, charted) for charted in panel.cards(seen))
    if isinstance(panel, Drawn):
        return ()
    part = panel(seen)
    return (
        tuple(_drawn(content) for content in _filling(cast(dict[str, Any], part.content)))
        if part
        else ()
    )


def _filling(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts within a part that can fill a screen."""
    if content["kind"] == "beside":
        for inner in content["parts"]:
            yield from _filling(inner)
    elif content["kind"] in SHOWN:
        yield content


def _drawn(content: dict[str, Any]) -> dict[str, Any]:
    """A part that our own script draws, as a figure of the stage."""
    told = {"key": content.get("key", ""), "title": content.get("title", "")}
    told |= {"sentence": content.get("sentence", content.get("under", ""))}
    match content["kind"]:
        case "card":
            figure = {"kind": "map", "scene": content["map"] | ON_STAGE}
            told |= {"under": content["under"], "lines": content["lines"]}
        case "comparison":
            compared = content["compared"]
            made = {"scenes": [s | ON_STAGE for s in compared.get("scenes", ())]}
            made |= {"scene": compared["scene"] | ON_STAGE} if "scene" in compared else {}
            figure = {"kind": "maps", "compared": compared | made}
            told |= {"under": content["under"], "lines": content["lines"]}
        case "table":
            figure = {"kind": "table", "columns": content["columns"], "rows": content["rows"]}
        case "figures":
            items = [
                {k: item[k] for k in ("key", "label", "value", "lines")}
                for item in content["items"]
            ]
            figure = {"kind": "figures", "items": items}
        case _:
            figure = {"kind": "cohorts", "lines": content["lines"]}
    return told | {"figure": figure}


def _charted(seen: Here, charted: Charted) -> dict[str, Any]:
    made = charted.card
    told: dict[str, Any] = {
        "key": made.key,
        "title": _heading(seen, made),
        "sentence": made.sentence,
        "under": _under(made),
        "lines": card.source_lines(seen, made.source),
    }
    figure, table = charted.figure(), card.grid(made.shown)
    if not spec.draws_numbers(figure):
        return told | {"figure": {"kind": "table"} | table}
    return told | {"figure": {"kind": "chart", "figure": spec.as_json(figure), "table": table}}


def _under(own: Card) -> str:
    """Unit, area and period: of lines over the years all of them, for on its page the year is the table's."""
    if own.values is None or not own.over_years:
        return own.under
    first, last = own.values.periods[0], own.values.periods[-1]
    return own.under.replace(own.values.period, f"{first}–{last}" if first != last else last)


def _heading(seen: Here, own: Card) -> str:
    """What to take away: on its page a card may lean on the heading above it, a slide may not."""
    if own.values is None or own.over_years:
        return (
            own.title if own.values is None else f"{own.values.measure.name(seen.words.language)}"
        )
    return sentences.headline(seen.words, seen.data, own.values, seen.state.selection)


def _caption(seen: Here, content: dict[str, Any]) -> list[str]:
    """What the numbers rest on, for those who only see: filters, period, source, date, and that they
    are safe to show."""
    words, selection = seen.words, seen.state.selection
    names = [cohort_name(seen, cohort) for cohort in selection.cohorts]
    filters = [card.selection_text(seen, selection)]
    lines = content.get("lines") or card.source_lines(seen, _source(seen, content))
    if words("card.protected") in lines:  # cohorts are of the programme's numbers alone
        filters.append(words.listed(names) if names else words("present.all_cohorts"))
    under = content.get("under") or programme.period(seen.data, selection)
    told = dict.fromkeys(" · ".join([*filters, under]).split(" · "))
    return [" · ".join(told), " · ".join(lines)]


def _source(seen: Here, content: dict[str, Any]) -> str:
    """The source of a table that tells none: the measure's on the map's page, several on a place's, "" for
    the programme's own."""
    if content.get("figure", {}).get("kind") != "table" or content["key"] == OWN_TABLE:
        return ""
    if content["key"] == MAP_TABLE:
        return seen.data.catalogue[seen.state.measure].source(seen.words.language)
    return seen.words("present.several")


def _facts(seen: Here, codes: list[str]) -> dict[str, Any]:
    """Three facts of each municipality: who took part there, who lives there, and one indicator more."""
    known = [m.id for m in seen.data.catalogue.indicators("municipality")]
    others = [m for m in (indicators.shown_indicator(seen), *known) if m != "population"]
    facts: dict[str, Any] = {code: {"name": seen.name(code), "items": []} for code in codes}
    for measure_id in ("participants", "population", *others[:1]):
        if measure_id not in seen.data.catalogue.measures:
            continue
        values = seen.values(measure_id)
        name = values.measure.short(seen.words.language)
        for code, row in values.at().iterrows():
            if code in facts:
                value = display.text(seen.words, values.measure, row["value"], row["status"])
                facts[str(code)]["items"].append([f"{name}, {values.period}", value])
    return facts

"""Slides: what the stage draws for each view of a deck, from protected numbers only, whoever is looking.

A shared screen is a publication, so this module takes :class:`~atlas.warehouse.PublicData` and
nothing else. A chart is the figure of its card, drawn by the same script as on its page. If the figure
would show no number, or the page has no chart, the stage shows a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, cast

from atlas import decks, sentences
from atlas.catalogue import Measure
from atlas.errors import ExactRefused
from atlas.figures import spec
from atlas.frames import one
from atlas.maps.types import Compared, Scene
from atlas.measures import programme
from atlas.measures.values import PROTECTED
from atlas.views import card, facts, site, sources
from atlas.views.card import Card, Charted, Charts
from atlas.views.filters import cohort_name
from atlas.views.page import Page
from atlas.views.panels import compare, municipality
from atlas.views.parts.stage import Slide, SlideFigure
from atlas.views.parts.types import (
    Answer,
    BareKeyFigure,
    ComparisonCard,
    Content,
    KeyFigure,
    MapCard,
)
from atlas.views.run.address import Ignored, State, read
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, Panel
from atlas.warehouse import PublicData
from atlas.words import Words

KEPT = 256
MAP_TABLE = "values"
MAPS_OF_VIEW = ("map", "indicator-map")  # others map what their page is about
OWN_TABLES = ("groups", "losses", "response")  # of the programme's numbers alone


class OwnTexts(NamedTuple):
    """Heading and sentence of a view's own, which stand on its slide until someone writes others."""

    heading: str
    sentence: str


@dataclass(frozen=True)
class Staged:
    """A card as it fills a slide: its key, its own heading and sentence, and its figure; of a card that
    tells them what and when (``under``), the lines of its source, and what else is to be known
    (``note``)."""

    key: str
    heading: str
    sentence: str
    figure: SlideFigure
    under: str = ""
    lines: Sequence[str] = ()
    note: str = ""


def content(data: PublicData, language: str, slide: decks.Slide) -> Slide:
    """What the stage draws of a slide: heading, sentence, notes, figure, caption, and the facts of
    each municipality where the figure is a map.

    Raises :class:`~atlas.errors.ExactRefused` for exact data: no slide is made of them.
    """
    own, _ = _of_view(data, language, slide)
    return {
        **own,
        "heading": slide.heading or own["heading"],
        "sentence": slide.sentence or own["sentence"],
        "notes": slide.notes,
    }


def own_texts(data: PublicData, language: str, slide: decks.Slide) -> OwnTexts:
    """What the card of a slide says itself, whatever is written on the slide; "" where it says nothing.

    Raises :class:`~atlas.errors.ExactRefused` for exact data.
    """
    return _of_view(data, language, slide)[1]


def behind(data: PublicData, language: str, slide: decks.Slide) -> list[str]:
    """What a presenter should know of the numbers of a slide: how its measures are defined, what is to be
    noted of them, and how they are protected.

    Raises :class:`~atlas.errors.ExactRefused` for exact data.
    """
    if data.exact:
        raise ExactRefused
    words = Words(language)
    seen, _ = view(data, language, slide)
    shown = next(_figures(seen, slide), None) or _gone(words)
    defined = [one.text("definition", language) for one in _mapped(seen, shown)]
    told = [words("pptx.definition", text=text) for text in defined if text]
    told += [shown.note] if shown.note else []
    if words("card.protected") in (shown.lines or _source_lines(seen, shown)):
        told.append(words("export.protected", k=str(data.k), n=str(data.reach - 1)))
    return told


def _mapped(seen: Here, shown: Staged) -> list[Measure]:
    """The measures that are mapped, where they are those of the view."""
    figure, catalogue = shown.figure, seen.data.catalogue
    if figure["kind"] == "maps":
        beside = [compare.other(seen)] if figure["compared"]["mode"] == "measures" else []
        return [catalogue[name] for name in (seen.state.measure, *beside)]
    return [catalogue[seen.state.measure]] if shown.key in MAPS_OF_VIEW else []


def _of_view(data: PublicData, language: str, slide: decks.Slide) -> tuple[Slide, OwnTexts]:
    """The slide of a view with nothing written on it, and the texts of its card."""
    if data.exact:
        raise ExactRefused
    return _content(data, language, replace(slide, heading="", sentence="", notes=""))


@lru_cache(maxsize=KEPT)
def _content(data: PublicData, language: str, slide: decks.Slide) -> tuple[Slide, OwnTexts]:
    words = Words(language)
    seen, ignored = view(data, language, slide)
    first = cast(Answer, site.page(slide.page).answered(seen).content)
    shown = next(_figures(seen, slide), None) or _gone(words)
    own = _own_texts(seen, slide, first, shown)
    caption = _caption(seen, shown) + ([words("present.ignored")] if ignored else [])
    told: Slide = {
        "heading": own.heading or first["title"],
        "sentence": own.sentence,
        "notes": "",
        "figure": shown.figure,
        "caption": caption,
        "facts": facts.of_places(seen, seen.data.codes) if _has_places(shown.figure) else None,
    }
    return told, own


def _has_places(figure: SlideFigure) -> bool:
    """Whether a figure is a map whose places can be chosen: a group of places has no facts of its own."""
    return figure["kind"] == "maps" or (
        figure["kind"] == "map" and not figure["scene"].get("still", False)
    )


def _gone(words: Words) -> Staged:
    """What stands in the place of a card that these data do not have."""
    return Staged("", "", "", {"kind": "gone", "text": words("present.no_view")})


def _own_texts(seen: Here, slide: decks.Slide, first: Answer, shown: Staged) -> OwnTexts:
    """Those of the card; of a page without one its title and answer, and of a municipality its name."""
    if slide.card:
        of_map = slide.page == "map" and shown.key == "map"
        return OwnTexts(
            _of_all(seen) if of_map and _is_hidden(seen) else shown.heading, shown.sentence
        )
    if slide.page == "municipality":
        place = municipality.chosen_municipality(seen)
        county = seen.data.region.county_code
        return OwnTexts(seen.name(place or county), first["text"] if place else "")
    return OwnTexts(first["title"], first["text"])


def _is_hidden(seen: Here) -> bool:
    """Whether one place is chosen, and the map may not show its number."""
    chosen = seen.state.selection.municipalities
    if len(chosen) != 1:
        return False
    return bool(one(seen.values(seen.state.measure).at(), chosen[0])["status"] == PROTECTED)


def _of_all(seen: Here) -> str:
    """What the map says of all places together."""
    values, everywhere = seen.values(seen.state.measure), seen.state.selection.everywhere()
    return sentences.headline(seen.words, seen.data, values, everywhere)


def view(data: PublicData, language: str, slide: decks.Slide) -> tuple[Here, list[Ignored]]:
    """The view of a slide, read like any link's, and the parts of its address that mean nothing."""
    state, ignored = read(dict(slide.address) | {"lang": language}, data)
    return Here(data, state, Words(language)), ignored


def _figures(seen: Here, slide: decks.Slide) -> Iterator[Staged]:
    """The figures of the slide's card; where it names none, of what comes first of its page on the stage.

    So it is for maps side by side, too: where these data have a single period, one map comes first."""
    page = site.page(slide.page)
    if slide.card in ("", compare.key(seen)):
        return iter(of_panel(seen, page.staged[0]))
    return (shown for shown in staged(seen, page) if shown.key == slide.card)


def staged(seen: Here, page: Page) -> Iterator[Staged]:
    """The figures of a page that can be put on the stage, made one by one; each card once."""
    keys: set[str] = set()
    for panel in page.staged:
        for shown in of_panel(seen, panel):
            if not shown.key or shown.key not in keys:
                keys.add(shown.key)
                yield shown


def of_panel(seen: Here, panel: Panel) -> tuple[Staged, ...]:
    """The figures of a panel. Slides of a view share them."""
    return _of_panel(seen.data, seen.state, panel)


@lru_cache(maxsize=KEPT)
def _of_panel(data: PublicData, state: State, panel: Panel) -> tuple[Staged, ...]:
    seen = Here(data, state, Words(state.language))
    if isinstance(panel, Charts):
        return tuple(_charted(seen, charted) for charted in panel.cards(seen))
    if isinstance(panel, Drawn):
        return ()
    part = panel(seen)
    return tuple(_filling(part.content)) if part else ()


def _filling(content: Content) -> Iterator[Staged]:
    """What can fill a screen of a part; a text, as where no target is set, is left on its page."""
    if content["kind"] == "beside":
        for inner in content["parts"]:
            yield from _filling(inner)
    elif content["kind"] == "card":
        yield _card(content, {"kind": "map", "scene": _large(content["map"])})
    elif content["kind"] == "comparison":
        yield _card(content, {"kind": "maps", "compared": _all_large(content["compared"])})
    elif content["kind"] == "table":
        yield Staged(
            content["key"],
            content["title"],
            content["under"],
            {"kind": "table", "columns": content["columns"], "rows": content["rows"]},
        )
    elif content["kind"] == "key_figures":
        yield Staged("", "", "", {"kind": "key_figures", "items": _without_help(content["items"])})
    elif content["kind"] == "cohorts":
        figure: SlideFigure = {"kind": "cohorts", "lines": content["lines"]}
        yield Staged(content["key"], content["title"], "", figure)
    elif content["kind"] == "cohort_cards":
        yield Staged("", "", "", {"kind": "cohorts", "lines": content["lines"]})


def _card(content: MapCard | ComparisonCard, figure: SlideFigure) -> Staged:
    """A card around one map or several."""
    return Staged(
        content["key"],
        content["title"],
        content["sentence"],
        figure,
        content["under"],
        content["lines"],
        content["note"],
    )


def _large(scene: Scene) -> Scene:
    """A map as a room sees it: in bold lines and large letters, as high as there is room."""
    return {**scene, "projector": True, "height": 0}


def _all_large(compared: Compared) -> Compared:
    if compared["mode"] == "measures":
        return {**compared, "scenes": [_large(scene) for scene in compared["scenes"]]}
    if compared["mode"] == "years":
        return {**compared, "scene": _large(compared["scene"])}
    return {**compared, "scene": _large(compared["scene"])}


def _without_help(items: Sequence[KeyFigure]) -> list[BareKeyFigure]:
    """Key figures without the explanation that a reader of the page can open."""
    return [
        {"key": item["key"], "label": item["label"], "value": item["value"], "lines": item["lines"]}
        for item in items
    ]


def _charted(seen: Here, charted: Charted) -> Staged:
    own = charted.card
    figure, table = charted.figure(), card.grid(own.shown)
    drawn: SlideFigure
    if spec.draws_numbers(figure):
        drawn = {"kind": "chart", "figure": spec.as_json(figure), "table": table}
    else:
        drawn = {"kind": "table", **table}
    return Staged(
        own.key,
        _heading(seen, own),
        own.sentence,
        drawn,
        _under(own),
        sources.source_lines(seen, own.source, own.origin, own.own),
        _known(seen, own),
    )


def _known(seen: Here, own: Card) -> str:
    """How the measure of a card is defined, and what is to be noted of it."""
    language = seen.words.language
    defined = own.values.measure.text("definition", language) if own.values is not None else ""
    told = seen.words("pptx.definition", text=defined) if defined else ""
    return f"{told} {own.note}".strip()


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


def _caption(seen: Here, shown: Staged) -> list[str]:
    """What the numbers rest on, for those who only see: filters, period, source, date, and that they
    are safe to show."""
    words, selection = seen.words, seen.state.selection
    names = [cohort_name(seen, cohort) for cohort in selection.cohorts]
    filters = [card.selection_text(seen, selection)]
    lines = shown.lines or _source_lines(seen, shown)
    if words("card.protected") in lines:  # cohorts are of the programme's numbers alone
        filters.append(words.listed(names) if names else words("present.all_cohorts"))
    several = words("present.periods") if _of_several(shown) else ""
    under = shown.under or several or programme.period(seen.data, selection)
    told = dict.fromkeys(" · ".join([*filters, under]).split(" · "))
    return [" · ".join(told), " · ".join(lines)]


def _source_lines(seen: Here, shown: Staged) -> list[str]:
    """The source of what tells none itself: the measure's of the table on the map's page, several of other
    tables, and the programme's own of all else."""
    if _of_several(shown):
        return sources.source_lines(seen, seen.words("present.several"))
    if shown.key == MAP_TABLE:
        values = seen.values(seen.state.measure)
        source = values.measure.source(seen.words.language)
        return sources.source_lines(seen, source, sources.origin(seen, values, [values.period]))
    return sources.source_lines(seen, "")


def _of_several(shown: Staged) -> bool:
    """Whether a table tells measures of several sources, each of its own period."""
    return shown.figure["kind"] == "table" and shown.key not in (MAP_TABLE, *OWN_TABLES)

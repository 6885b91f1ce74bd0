"""A deck as a file of slides that can be edited: what is played, put into plain data for a writer of files.

Made from protected numbers only, as the stage is: a file that leaves the building is a publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import streamlit as st

from atlas import decks
from atlas.decks import Deck
from atlas.exports.pptx import presentation
from atlas.exports.slides import (
    Chart,
    Content,
    Cover,
    Fact,
    Facts,
    Map,
    Maps,
    Presentation,
    Slide,
    Table,
    Text,
)
from atlas.figures import spec
from atlas.maps import groups
from atlas.maps.reading import difference
from atlas.maps.types import Compared, Geometry, Scene
from atlas.views import site, slides
from atlas.views.covers import end, title
from atlas.views.parts import stage
from atlas.views.parts.types import CohortLine, Pair
from atlas.views.played import parts
from atlas.views.run import assets
from atlas.warehouse import PublicData
from atlas.words import Words


def host() -> str:
    """Where the reader has the atlas, as a link from elsewhere begins: ``https://localhost``."""
    asked = urlsplit(str(st.context.url or ""))
    return f"{asked.scheme}://{asked.netloc}" if asked.netloc else ""


def pptx(data: PublicData, deck: Deck, host: str, covers: bool = True) -> bytes:
    """The deck as a PowerPoint file. ``host`` is that of :func:`host`; without it, no slide leads back to
    its view. Without ``covers`` it has neither a title nor an end.

    Raises :class:`~atlas.errors.ExactRefused` for exact data: no slide is made of them.
    """
    words = Words(deck.language)
    return presentation.encode(words, told(data, deck, host, covers))


def told(data: PublicData, deck: Deck, host: str, covers: bool = True) -> Presentation:
    """The deck as plain data: its title, each view on a slide, a long table on several, and its end.
    Where texts are a sender's, each slide says so."""
    words = Words(deck.language)
    whose = (words("present.sent"),) if deck.senders_texts else ()
    made = []
    for view in deck.slides:
        behind = slides.behind(data, deck.language, view)
        link = _link(host, deck.language, view)
        for part in parts(data, words, view):
            slide = _view(data, words, part, behind)
            made.append(replace(slide, caption=(*whose, *slide.caption), link=link))
    if covers:
        first, last = title(data, words, deck), end(data, words)
        made = [_cover(data, words, first), *made, _cover(data, words, last)]
    author = data.region.text("product.title", deck.language)
    name = deck.title or words("deck.untitled")
    return Presentation(name, author, deck.language, data.published_at, tuple(made))


def _cover(data: PublicData, words: Words, shown: stage.Slide) -> Slide:
    return Slide(
        shown["heading"],
        shown["sentence"],
        _content(data, words, shown["figure"]),
        tuple(shown["caption"]),
        mark=words("head.sample") if data.synthetic else "",
    )


def _view(data: PublicData, words: Words, shown: stage.Slide, behind: Sequence[str]) -> Slide:
    caption = shown["caption"]
    written = [shown["notes"]] if shown["notes"] else []
    rests = [words("pptx.source", text=" · ".join(caption))]
    return Slide(
        shown["heading"],
        shown["sentence"],
        _content(data, words, shown["figure"]),
        (f"✓ {words('present.safe')} · {caption[0]}", *caption[1:]),
        mark=_mark(words, caption),
        quiet=words("head.sample") not in " · ".join(caption).split(" · "),
        notes=(*written, *rests, *behind),
    )


def _mark(words: Words, caption: Sequence[str]) -> str:
    """What kind of numbers the caption tells of: made up ones, or published ones beside made up ones."""
    lines = {part for line in caption for part in line.split(" · ")}
    for key in ("head.sample", "card.sample_elsewhere"):
        if words(key) in lines:
            said = words(key)
            return said[:1].upper() + said[1:]
    return ""


def _link(host: str, language: str, view: decks.Slide) -> str:
    """The address of the view that a slide shows."""
    if urlsplit(host).scheme not in ("https", "http"):
        return ""
    query = urlencode({**dict(view.address), "lang": language}, safe=",")
    return f"{host}{assets.base()}{site.page(view.page).address}?{query}"


def _content(data: PublicData, words: Words, figure: stage.SlideFigure) -> Content:
    """What fills a slide, kind by kind."""
    if figure["kind"] == "chart":
        table = figure["table"]
        return Chart(spec.from_json(figure["figure"]), _table(table["columns"], table["rows"]))
    if figure["kind"] == "map":
        return Maps((_map(data, figure["scene"]),))
    if figure["kind"] == "maps":
        compared = figure["compared"]
        return Maps(tuple(_maps(data, words, compared)), compared.get("note", ""))
    if figure["kind"] == "table":
        return _table(figure["columns"], figure["rows"])
    if figure["kind"] == "key_figures":
        items = (Fact(i["label"], i["value"], tuple(i["lines"])) for i in figure["items"])
        return Facts(tuple(items))
    if figure["kind"] == "cohorts":
        return _cohorts(words, figure["lines"])
    if figure["kind"] == "cover":
        return Cover(_facts(figure["told"]), _geometry(data, words, figure["shapes"]))
    return Text(figure["text"])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(columns), tuple(tuple(row) for row in rows))


def _facts(pairs: Sequence[Pair]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in pairs)


def _cohorts(words: Words, lines: Sequence[CohortLine]) -> Table:
    """Cohorts under each other: name, dates and their key figures, which all of them have."""
    names = dict.fromkeys(label for line in lines for label, _ in line["numbers"])
    rows = []
    for line in lines:
        numbers = {name: number for name, number, *_ in line["numbers"]}
        rows.append((line["name"], line["dates"], *(numbers.get(name, "") for name in names)))
    return Table((words("pptx.table"), words("pptx.dates"), *names), tuple(rows))


def _map(data: PublicData, scene: Scene, title: str = "") -> Map:
    return Map(scene, _geometry(data, Words(scene["lang"]), scene["geometry"]), title)


def _geometry(data: PublicData, words: Words, address: str) -> Geometry:
    """The shapes that an address leads to: those of the municipalities, or of their groups."""
    if address == assets.geometry_url(data):
        own: Geometry = data.drawing  # type: ignore[assignment]
        return own
    return groups.drawing(data, words.language)


def _maps(data: PublicData, words: Words, compared: Compared) -> Iterator[Map]:
    """The maps of a comparison, as the stage sets them side by side."""
    if compared["mode"] == "measures":
        one, other = compared["scenes"]
        period = one["period"] if one["period"] in other["periods"] else other["period"]
        for scene in (one, {**other, "period": period}):
            yield _map(data, scene, f"{scene['title']}, {scene['period']}")  # type: ignore[arg-type]
        return
    scene = compared["scene"]
    if compared["mode"] == "all":
        for period in scene["periods"]:
            yield _map(data, {**scene, "period": period}, period)
        return
    first, last = compared.get("then", ""), scene["period"]
    for period in (first, last):
        yield _map(data, {**scene, "period": period}, period)
    if compared["change"]:
        title = compared["words"]["change"].format(first=first, last=last)
        yield _map(data, difference(scene, compared["change"], first, last), title)

"""Which municipalities of the country are most like a chosen one, why, and what counts in that."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd

from atlas.exports import filed
from atlas.measures import similarity
from atlas.measures.similarity import Input, Near
from atlas.views import card, site
from atlas.views.card import Card
from atlas.views.parts.spine import Alike, AlikeRow, Weight
from atlas.views.parts.types import TextItem
from atlas.views.run import assets, visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

SHOWN = 8
REASONS = 2  # of each kind
SHORT = 3  # on the page of one place, with the usual weights
SHORT_KEY = "place-alike"
USUAL: Mapping[str, int] = {}


def alike(here: Here) -> Part | None:
    """The municipalities most like the first chosen one, with what counts as sliders; nothing where none is
    chosen or nothing is declared."""
    code = _of(here)
    if code is None:
        return None
    words = here.words
    near = similarity.like(here.data, code, dict(here.state.weights), SHOWN)
    rows: list[AlikeRow] = [
        {
            "code": one.code,
            "name": similarity.names(here.data)[one.code],
            "word": words(f"alike.{one.word}"),
            "distance": words.number(one.distance, 2),
            "reasons": _reasons(here, code, one, dict(here.state.weights)),
        }
        for one in near
    ]
    made = _card(here, code, near)
    content: Alike = {
        "kind": "alike",
        **card.foot(here, made),
        "rows": rows,
        "weights": [_weight(here, entry) for entry in similarity.inputs(here.data)],
        "asks": "likhet",
        "words": {
            name: words(f"alike.{name}")
            for name in ("weights", "weights_help", "reset", "distance", "none")
        },
    }
    return card.with_content(here, made, content)


def alike_table(here: Here) -> Part | None:
    """The same for a room."""
    code = _of(here)
    if code is None:
        return None
    near = similarity.like(here.data, code, dict(here.state.weights), SHOWN)
    made = _card(here, code, near)
    return card.table("alike", made.title, made.under, made.shown, made.note)


def municipality_alike(here: Here) -> Part | None:
    """The few municipalities most like the one that the page is about, with the reasons and a way to compare
    them; by the usual weights."""
    code = _of(here)
    if code is None:
        return None
    words, near = here.words, similarity.like(here.data, code, USUAL, SHORT)
    made = _card(here, code, near)
    items: list[TextItem] = [
        {
            "strong": similarity.names(here.data)[one.code],
            "text": f"{_capital(words(f'alike.{one.word}'))}.",
            "small": " ".join(_reasons(here, code, one, USUAL)),
        }
        for one in near
    ]
    url = f"{assets.base()}{site.page('compare').address}?{urlencode(visit.link(here))}"
    label = words("alike.compare", name=here.name(code))
    items.append({"text": words("alike.sentence"), "link": {"url": url, "label": label}})
    return Part(
        {"kind": "text", "key": SHORT_KEY, "title": made.title, "items": items, "framed": True}
    )


def municipality_alike_table(here: Here) -> Part | None:
    """The same for a room."""
    code = _of(here)
    if code is None:
        return None
    made = _card(here, code, similarity.like(here.data, code, USUAL, SHORT))
    return card.table(SHORT_KEY, made.title, made.under, made.shown, made.note)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of(here: Here) -> str | None:
    chosen = here.state.selection.municipalities
    return chosen[0] if chosen and similarity.inputs(here.data) else None


def _card(here: Here, code: str, near: tuple[Near, ...]) -> Card:
    words, entries = here.words, similarity.inputs(here.data)
    names = similarity.names(here.data)
    source = "; ".join(
        dict.fromkeys(f"{e.text('source', words.language)} ({e.period})" for e in entries)
    )
    first = [names[one.code] for one in near[:3]]
    title = (
        words("alike.title", name=here.name(code), those=words.listed(first))
        if near
        else words("alike.title_none")
    )
    shown = _table(here, code, near)
    return Card(
        key="alike",
        title=title,
        under=words("alike.under", n=words.number(len(names)), name=here.name(code)),
        sentence=words("alike.sentence"),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, source, shown),
        stem="alike",
        source=source,
        note=words("alike.note"),
    )


def _table(here: Here, code: str, near: tuple[Near, ...]) -> pd.DataFrame:
    """The chosen municipality and those like it, with the figures that count."""
    words, entries = here.words, similarity.inputs(here.data)
    names, figures = similarity.names(here.data), similarity.figures(here.data)
    distances = {code: 0.0} | {one.code: one.distance for one in near}
    rows = [
        [names[c], words.number(d, 2), *(_figure(here, e, figures, c) for e in entries)]
        for c, d in distances.items()
    ]
    columns = [words("alike.municipality"), words("alike.distance")]
    columns += [e.text("name", words.language) for e in entries]
    return pd.DataFrame(rows, columns=columns)


def _figure(here: Here, entry: Input, figures: pd.DataFrame, code: str) -> str:
    value = figures[entry.id].get(code)
    if value is None or pd.isna(value):
        return "-"
    decimals = int(entry.declared.get("decimals", 0))
    return here.words.quantity(float(value), decimals, entry.text("unit", here.words.language))


def _reasons(here: Here, code: str, one: Near, moved: Mapping[str, int]) -> list[str]:
    """What brings two places near, then what sets them apart, with both figures of each."""
    words, figures = here.words, similarity.figures(here.data)
    weights = similarity.weights_of(here.data, moved)
    entries = {entry.id: entry for entry in similarity.inputs(here.data)}
    said = []
    for key, ids in (("near", one.most_alike(weights)), ("far", one.most_apart(weights))):
        told = [
            words(
                "alike.reason",
                name=entries[i].text("name", words.language),
                own=_figure(here, entries[i], figures, code),
                other=_figure(here, entries[i], figures, one.code),
            )
            for i in ids[:REASONS]
        ]
        if told:
            said.append(words(f"alike.{key}", those=words.listed(told)))
    return said


def _weight(here: Here, entry: Input) -> Weight:
    words = here.words
    steps = [words("alike.weight", n=str(n)) for n in range(similarity.MOST_WEIGHT + 1)]
    return {
        "id": entry.id,
        "name": entry.text("name", words.language),
        "about": f"{entry.text('about', words.language)}, {entry.period}.",
        "why": entry.text("why", words.language),
        "value": dict(here.state.weights).get(entry.id, entry.weight),
        "usual": entry.weight,
        "most": similarity.MOST_WEIGHT,
        "said": [words("alike.weight_none"), *steps[1:]],
    }

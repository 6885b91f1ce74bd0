"""The region's own index as cards: who stands where, what each theme gives, and how other weights order."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd

from atlas.exports import filed
from atlas.figures import index as figures
from atlas.figures.index import Placed
from atlas.measures import display
from atlas.measures.index import own
from atlas.measures.index.own import Made
from atlas.measures.values import MISSING
from atlas.rounding import adding_up
from atlas.theme import theme
from atlas.views import card
from atlas.views.card import Card, Charted
from atlas.views.panels.index import could_be_first, index_vacant, made, moves, range_text
from atlas.views.panels.index_refused import index_why
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

NONE = display.SYMBOLS[MISSING]


def order(here: Here, now: Made) -> list[str]:
    """The municipalities by place, equal ones by name, those without a score last."""
    names = display.by_name(here.words, here.data)
    return sorted(names, key=lambda code: (isnan(now.places[code]), now.places[code]))


def card_of(
    here: Here, key: str, title: str, shown: pd.DataFrame, sentence: str, note: str = ""
) -> Card:
    """A card of the index. It rests on several tables, which its file names; on the page they stand under the
    method."""
    words, every = here.words, sources(here)
    return Card(
        key=key,
        title=title,
        under=words("index.under", n=words.number(len(here.data.codes))),
        sentence=sentence,
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, every, shown),
        stem=key,
        source=words("index.sources"),
        note=note,
    )


def sources(here: Here) -> str:
    """Publisher, table and period of all that is in the index."""
    now, catalogue = made(here), here.data.catalogue
    names = now.indicators if now else []
    told = [f"{catalogue[n].source(here.words.language)} ({now.periods[n]})" for n in names if now]
    return "; ".join(dict.fromkeys(told))


def _ranking(here: Here) -> Sequence[Charted]:
    now, words = made(here), here.words
    if now is None:
        return []
    placed, rows = [], []
    for code in order(here, now):
        name, score = here.name(code), words.number(now.scores[code], 1)
        place, reach = _place(here, now, code), range_text(here, now, code)
        said = words("index.said", name=name, place=place, reach=reach, score=score)
        chosen = code in here.state.selection.municipalities
        placed.append(Placed(name, reach, said, now.places[code], *now.ranges[code], chosen))
        rows.append([name, place, reach, score])
    columns = [
        words(f"index.column.{name}") for name in ("municipality", "place", "range", "score")
    ]
    ranking = card_of(
        here,
        "index-ranking",
        could_be_first(here, now).removesuffix("."),
        pd.DataFrame(rows, columns=columns),
        words("index.ranking_sentence"),
        words("index.ranking_note"),
    )
    return [Charted(ranking, lambda: figures.ranking(words, placed))]


def _place(here: Here, now: Made, code: str) -> str:
    """A place as text; one that several share says so."""
    place = now.places[code]
    number = here.words.number(place)
    shared = list(now.places.values()).count(place) > 1
    return here.words("index.shared", place=number) if shared else number


def _contributions(here: Here) -> Sequence[Charted]:
    now, declared, words = made(here), here.data.index, here.words
    if now is None or declared is None:
        return []
    codes = order(here, now)
    titles = [declared.text(name, "title", words.language) for name in now.themes]
    given = [
        None if isnan(now.scores[code]) else adding_up(now.contributions(code), 1) for code in codes
    ]
    rows = [
        [here.name(code), *[words.number(n, 1) for n in (*numbers, sum(numbers))]]
        if numbers
        else [here.name(code), *[NONE] * (len(titles) + 1)]
        for code, numbers in zip(codes, given, strict=True)
    ]
    columns = [words("index.column.municipality"), *titles, words("index.column.score")]
    chosen = here.state.selection.municipalities
    bars = [(here.name(c), c in chosen, n) for c, n in zip(codes, given, strict=True)]
    sizes = theme()["sizes"]
    paint = list(zip(sizes["fill"], sizes["text"], strict=True))
    contributions = card_of(
        here,
        "index-contributions",
        words("index.contributions"),
        pd.DataFrame(rows, columns=columns),
        words("index.contributions_sentence"),
    )
    return [Charted(contributions, lambda: figures.contributions(words, titles, bars, paint))]


index_ranking = card.charts(_ranking)


def index_ranking_or_why(here: Here) -> Part | None:
    """The ranking; or what will stand there, or why it does not."""
    return index_ranking(here) or index_vacant(here) or index_why(here)


index_contributions = card.charts(_contributions)


def index_orders(here: Here) -> Part | None:
    """The places under each of the ready weights, beside those of the view."""
    now, declared, words = made(here), here.data.index, here.words
    if now is None or declared is None or not declared.presets:
        return None
    ready = {p.title(words.language): moves(declared, p.weights) for p in declared.presets}
    if here.state.index not in ready.values():
        ready = {words("index.own_weights"): here.state.index} | ready
    under = {name: own.made(here.data, weights) for name, weights in ready.items()}
    sound = {name: other for name, other in under.items() if other}
    rows = [
        [here.name(code), *(_place_and_range(here, other, code) for other in sound.values())]
        for code in order(here, now)
    ]
    shown = pd.DataFrame(rows, columns=[words("index.column.municipality"), *sound])
    title, explained = words("index.orders"), words("index.orders_under")
    return card.table("index-orders", title, explained, shown, _moves_most(here, [*sound.values()]))


def _place_and_range(here: Here, now: Made, code: str) -> str:
    if isnan(now.places[code]):
        return NONE
    return f"{here.words.number(now.places[code])} ({range_text(here, now, code)})"


def _moves_most(here: Here, under: Sequence[Made]) -> str:
    """Whose place differs most between the weights."""
    places = {code: [each.places[code] for each in under] for code in order(here, under[0])}
    known = {code: (min(those), max(those)) for code, those in places.items() if not _gaps(those)}
    if not known:
        return ""
    code = max(known, key=lambda code: known[code][1] - known[code][0])
    low, high = known[code]
    if low == high:
        return here.words("index.none_moves")
    number = here.words.number
    return here.words("index.moves_most", name=here.name(code), low=number(low), high=number(high))


def _gaps(places: Sequence[float]) -> bool:
    return any(isnan(place) for place in places)

"""What the region's own index is made of: the figures of a place beside their scores, and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from atlas.figures import index as figures
from atlas.figures.index import Scored
from atlas.frames import each
from atlas.measures import display
from atlas.measures.index import own
from atlas.measures.index.own import Made
from atlas.measures.index.treat import WINSORISED
from atlas.measures.values import MISSING, REPORTED
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.panels.index import made
from atlas.views.panels.index_cards import NONE, card_of
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

COLUMNS = ("indicator", "theme", "value", "period", "county", "points", "weight")


def _inputs(here: Here) -> Sequence[Charted]:
    now = made(here)
    return [_of_place(here, now, code) for code in here.state.selection.municipalities if now]


def _of_place(here: Here, now: Made, code: str) -> Charted:
    """Each indicator of a municipality in its own unit, beside the county and its score."""
    words, language = here.words, here.words.language
    weights = own.shares(now.spec)
    scored, rows, missing = [], [], []
    for name in now.indicators:
        measure, score = here.data.catalogue[name], now.score_of(name, code)
        value = display.quantity(words, measure, *now.figure(name, code))
        county = now.county[name]
        beside = display.quantity(words, measure, county, MISSING if pd.isna(county) else REPORTED)
        number = NONE if score is None else words.number(score, 1)
        if score is None:
            missing.append(measure.short(language))
        note = " · ".join([value, now.periods[name]])
        if not pd.isna(county):
            note += " · " + words("index.of_county", value=beside)
        said = f"{measure.name(language)}: {number}\n{note}"
        scored.append(Scored(measure.short(language), score, note, said))
        counted = name in now.result.normalised
        weight = words.quantity(100 * weights[name], 1, "%") if counted else NONE
        theme = _theme(here, now, name)
        rows.append(
            [measure.short(language), theme, value, now.periods[name], beside, number, weight]
        )
    told = words("index.missing", those=words.listed(missing)) if missing else ""
    inputs = card_of(
        here,
        f"index-inputs-{code}",
        words("index.inputs", name=here.name(code)),
        pd.DataFrame(rows, columns=[words(f"index.column.{name}") for name in COLUMNS]),
        told or words("index.complete"),
        words("index.inputs_note"),
    )
    explained = replace(inputs, under=words("index.inputs_under"))
    return Charted(explained, lambda: figures.scores(words, scored))


def _theme(here: Here, now: Made, indicator: str) -> str:
    """The title of the theme that an indicator is under."""
    parents = {node.id: node.parent for node in now.spec.nodes}
    at = parents[indicator]
    while parents[at] != now.spec.root:
        at = parents[at]
    return here.data.index.text(at, "title", here.words.language) if here.data.index else ""


index_inputs = card.charts(_inputs)


def index_method(here: Here) -> Part | None:
    """How the index is made, in words: what was done, what was left out and why, and what is in it."""
    now, declared, language = made(here), here.data.index, here.words.language
    if now is None or declared is None:
        return None
    items: list[TextItem] = [
        {"strong": here.words(f"index.step.{step}"), "text": text}
        for step, text in _steps(here, now)
    ]
    for name in now.indicators:
        measure = here.data.catalogue[name]
        items.append(
            {
                "strong": measure.name(language),
                "text": declared.text(name, "why", language),
                "small": " · ".join(
                    (
                        here.words(f"direction.{measure.direction}"),
                        measure.source(language),
                        now.periods[name],
                    )
                ),
            }
        )
    title = here.words("index.method.title")
    return Part(
        {"kind": "text", "key": "index-method", "title": title, "items": items, "framed": True}
    )


def _steps(here: Here, now: Made) -> Iterator[tuple[str, str]]:
    """What is done with the figures, step by step."""
    words, spec, result = here.words, now.spec, now.result
    yield "normalisation", words(f"index.method.{spec.normalisation.method}")
    reined = [row.Index for row in each(result.treatments) if row.status == WINSORISED]
    if reined:
        yield "outliers", words("index.method.reined", those=_named(here, reined))
    yield "aggregation", words("index.method.arithmetic")
    if result.rank_ranges is not None:
        yield "ranges", _draws(here, now)
    share = float(result.imputed_share.mean())
    yield (
        "imputed",
        words("index.method.imputed", share=words.quantity(100 * share, 1, "%"))
        if share
        else words("index.method.not_imputed"),
    )
    yield (
        "left_out",
        words(
            "index.method.left_out" if result.left_out else "index.method.none_left_out",
            those=_named(here, list(result.left_out)),
            n=words.number(int(spec.missing * len(now.scores) + 1e-9)),
            total=words.number(len(now.scores)),
        ),
    )


def _draws(here: Here, now: Made) -> str:
    words, chance = here.words, now.spec.uncertainty
    scales = chance.normalisations or (now.spec.normalisation.method,)
    return words(
        "index.method.draws" if chance.leave_one_out else "index.method.draws_of_all",
        draws=words.number(chance.draws),
        spread=words.quantity(100 * chance.spread, 0, "%"),
        interval=words.quantity(100 * chance.interval, 0, "%"),
        scales=words.listed(words(f"index.scale.{name}") for name in scales),
    )


def _named(here: Here, indicators: Sequence[str]) -> str:
    names = [here.data.catalogue[name].short(here.words.language) for name in indicators]
    return here.words.listed(names)

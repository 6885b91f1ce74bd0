"""A share of women beside that of men, where an indicator has both."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.exports import filed
from atlas.figures.dots import Dots, dumbbell
from atlas.frames import each
from atlas.measures import display, sexes
from atlas.measures.values import REPORTED, Values
from atlas.views import card, sources, tables
from atlas.views.card import Card, Charted
from atlas.views.panels.indicators import opened
from atlas.views.run.visit import Here


@card.charts
def women_and_men(here: Here) -> list[Charted]:
    """The share for women beside that for men by municipality, where the indicator that is open has both; the
    largest difference first."""
    shown = opened(here)
    pair = shown.women_and_men if shown else None
    if shown is None or pair is None:
        return []
    period = here.values(shown.id).period
    women, men = (here.values(side, period=period) for side in pair)
    rows = sexes.differences(women, men)
    reported = rows[rows["status"] == REPORTED]
    if women.period != men.period or reported.empty:
        return []
    return [_pair(here, women, rows, reported)]


def _pair(here: Here, women: Values, rows: pd.DataFrame, reported: pd.DataFrame) -> Charted:
    words, measure = here.words, women.measure

    def share(value: float, status: str = REPORTED) -> str:
        return display.text(words, measure, value, status)

    def points(value: float) -> str:
        return words("gap.points", n=words.number(value, measure.decimals))

    def cell(row: Any) -> str:
        signs = display.SYMBOLS
        return signs[row.status] if row.status in signs else words.signed(row.gap, measure.decimals)

    chosen = here.state.selection.municipalities
    names = [here.name(str(code)) for code in rows["code"]]
    labels = [tables.marked(here, str(code), code in chosen) for code in rows["code"]]
    titles = (words("sexes.men"), words("sexes.women"))
    shown = pd.DataFrame(
        {
            words("table.area"): labels,
            titles[0]: [share(r.men, r.men_status) for r in each(rows)],
            titles[1]: [share(r.women, r.women_status) for r in each(rows)],
            words("sexes.gap"): [cell(r) for r in each(rows)],
        }
    )
    most, least = (sexes.extreme(reported, measure.decimals, largest) for largest in (True, False))
    most_names, least_names = (
        words.listed(words.sorted([here.name(code) for code in codes]))
        for codes, _ in (most, least)
    )
    said = [
        words(
            "sexes.place", name=here.name(str(row.code)), women=share(row.women),
            men=share(row.men), gap=points(row.gap),
        )
        for row in each(reported)
        if row.code in chosen
    ]  # fmt: skip
    said.append(
        words("sexes.more", n=str(int((reported["gap"] > 0).sum())), total=str(len(reported)))
    )
    said.append(words("sexes.alike", gap=points(most[1])) if most == least else words(
        "sexes.range", most=most_names, most_gap=points(most[1]), least=least_names,
        least_gap=points(least[1])))  # fmt: skip
    texts = [
        f"{name}: {titles[1]} {share(r.women, r.women_status)}, {titles[0]} {share(r.men, r.men_status)}"
        for name, r in zip(names, each(rows), strict=True)
    ]
    dots = Dots(
        labels=labels,
        first=card.plain(rows["men"]), second=card.plain(rows["women"]), names=titles, texts=texts,
        decimals=(measure.decimals, measure.decimals), unit="%",
        signs=["" if r.status == REPORTED else cell(r) for r in each(rows)],
    )  # fmt: skip
    title = words("sexes.takeaway", name=most_names, gap=points(most[1]))
    source = measure.source(words.language)
    this_card = Card(
        key="women-and-men",
        title=title,
        under=card.subtitle(here, women),
        sentence=" ".join(said),
        shown=shown,
        data=lambda: filed.of_frame(words, here.data, title, source, shown),
        stem=f"{measure.id}-men",
        source=source,
        origin=sources.origin(here, women, [women.period]),
        note=words("sexes.note"),
    )
    return Charted(this_card, lambda: dumbbell(words, dots))

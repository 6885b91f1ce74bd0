"""A card with a line over time for each cohort: as a chart, in words and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from atlas.figures import curves
from atlas.figures.curves import Curve
from atlas.frames import each
from atlas.measures import derived
from atlas.measures.values import PROTECTED
from atlas.views import card, spans
from atlas.views.card import Charted
from atlas.views.filters import cohort_name
from atlas.views.run.visit import Here


def cohort_curves(
    here: Here,
    key: str,
    table: pd.DataFrame,
    point: Callable[[Any], tuple[str, list[str]]],
    *,
    time: str,
    columns: Sequence[str],
    axis: str,
    sentence: str,
    note: str,
    subject: str = "",
    step: bool = False,
    throughout: bool = False,
) -> Charted:
    """The card ``key`` of a table with ``cohort_id``, ``value`` (per cent, or none) and a column ``time``.

    For a row, ``point`` returns the text shown when it is pointed at, and its cells under ``columns``, with
    the share last; the cohort's name is put before both. The title tells the range of the shares at
    the ends of the lines, or ``throughout`` (``<key>.takeaway``); where one may not be told it is what
    the card is about: ``subject``, or the text ``<key>.title``.
    """
    words = here.words
    lines, rows = [], []
    for cohort, part in table.groupby("cohort_id", sort=False):
        name = cohort_name(here, str(cohort))
        points = [point(row) for row in each(part)]
        rows += [[name, *cells] for _, cells in points]
        values = card.plain(part["value"])
        said = [f"{name}, {t}" for t, _ in points]
        weeks, end = part[time].tolist(), points[-1][1][-1]
        lines.append(Curve(name, weeks, values, said, end, spans.ends(part)))
    shown = pd.DataFrame(rows, columns=[words("filter.cohort"), *columns])
    shown = shown.assign(**spans.column(here, table))
    subject = subject or words(f"{key}.title")
    told = table if throughout else table.groupby("cohort_id", sort=False).tail(1)
    ends = card.shares(here, told)
    this_card = card.of_frame(
        here, key, words(f"{key}.takeaway", range=ends) if ends else subject, sentence, shown,
        " ".join([note, *untold_shares(here, table["status"]), *no_places(here)]),
        words(f"{key}.unit"), subject,
    )  # fmt: skip
    return Charted(this_card, lambda: curves.curves(words, lines, step=step, axis=axis))


def untold_shares(here: Here, statuses: Iterable[str]) -> list[str]:
    """Which shares are never shown, if one on the card is not."""
    if PROTECTED not in set(statuses):
        return []
    n, whole = derived.least_whole(here.data), derived.least_all_or_none(here.data)
    return [here.words("card.untold_shares", n=str(n), whole=str(whole))]


def no_places(here: Here) -> list[str]:
    """If municipalities are chosen: that the card is by cohort and not by municipality."""
    return [here.words("funnel.note_places")] if here.state.selection.municipalities else []


def too_few(here: Here, phrase: str) -> str:
    """Why a mean or a median is not told of protected numbers: how many it takes."""
    return here.words(phrase, n=here.words.number(derived.least_answers(here.data)))

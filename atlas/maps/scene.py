"""The scene: everything a drawer of the map needs besides the shapes, small enough to send each time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.catalogue import Measure
from atlas.errors import CountAsFill
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import REPORTED, STATUSES, Values
from atlas.theme import theme
from atlas.warehouse import Data
from atlas.words import Words

LETTERS = dict(zip(STATUSES, "rpmn", strict=True))
FILLED = ("rate", "index", "ordinal")


def scene(
    data: Data,
    values: Values,
    selection: Selection,
    words: Words,
    geometry: str,
    breaks: list[float],
    largest: float,
) -> dict[str, Any]:
    """What to draw, as plain JSON.

    ``geometry`` is the address of the shapes; ``breaks`` the class edges (half-open, fixed over the
    years) of a filled map; ``largest`` the value of the largest bubble. Values are lists in the order
    of ``codes``; ``status`` is one letter per code (r, p, m, n). Raises
    :class:`~atlas.errors.CountAsFill` when class edges come with a count.
    """
    measure, language = values.measure, words.language
    filled = measure.kind in FILLED
    if breaks:
        fill(measure)
    told = values.table["status"] == REPORTED
    table = values.table.assign(**{s: values.table[s].where(told) for s in ("lower", "upper")})
    by_period = {period: rows for period, rows in table.groupby("period", sort=False)}
    return {
        "geometry": geometry,
        "lang": language,
        "kind": measure.kind,
        "title": measure.name(language),
        "unit": measure.unit(language),
        "decimals": measure.decimals,
        "codes": data.codes,
        "periods": values.periods,
        "period": values.period,
        "values": {p: _numbers(rows["value"]) for p, rows in by_period.items()},
        "status": {p: "".join(rows["status"].map(LETTERS)) for p, rows in by_period.items()},
        **_intervals(by_period),
        "breaks": breaks,
        "colors": theme()["light"]["sequence"] if filled else [theme()["light"]["bubble"]],
        "colorsDark": theme()["dark"]["sequence"] if filled else [theme()["dark"]["bubble"]],
        "bubbleMax": largest,
        "selected": list(selection.municipalities),
        "benchmarks": _benchmarks(data, values, words),
        "words": words.section("map"),
        "labels": True,
        "projector": False,
    }


def fill(measure: Measure) -> None:
    """Raise :class:`~atlas.errors.CountAsFill` when a measure must not be drawn as fill."""
    if measure.kind not in FILLED:
        raise CountAsFill(measure.id)


def _numbers(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(v) else float(v) for v in column]


def _intervals(by_period: dict[Any, pd.DataFrame]) -> dict[str, Any]:
    if all(rows["lower"].isna().all() for rows in by_period.values()):
        return {}
    return {
        side: {
            p: [None if v is None else round(v, 4) for v in _numbers(rows[side])]
            for p, rows in by_period.items()
        }
        for side in ("lower", "upper")
    }


def _benchmarks(data: Data, values: Values, words: Words) -> list[dict[str, Any]]:
    shown = []
    for code in data.region.benchmark_codes():
        rows = values.benchmarks[values.benchmarks["code"] == code]
        texts = {
            row.period: display.quantity(words, values.measure, row.value, row.status)
            for row in rows.itertuples()
            if row.status == REPORTED
        }
        if texts:
            shown.append({"label": data.name_of(code, words.language), "values": texts})
    return shown

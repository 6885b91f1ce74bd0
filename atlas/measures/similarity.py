"""Which municipalities are most like one, by declared figures with weights that a reader can move.

Each figure becomes a z-score over all areas that have it (population standard deviation; a figure that is
declared ``log`` is its logarithm first). The distance of two areas is the weighted root mean square of the
differences of their z-scores, over the figures that both have: 0 for the same, 1 for a standard deviation
apart in everything. How many take part in the programme never enters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from atlas.frames import each, one
from atlas.measures.values import REPORTED
from atlas.region import text_of
from atlas.warehouse import Data

MOST_WEIGHT = 5
HALF = 0.5  # of all weights must lie on figures that both areas have
TABLE = "peers"
# how far apart, at most, for each word
WORDS = (("very_alike", 0.25), ("alike", 0.5), ("rather_alike", 1.0), ("unlike", math.inf))


@dataclass(frozen=True)
class Input:
    """A figure by which areas are compared, of one ``period``, with its ``weight`` from 0 to ``MOST_WEIGHT``
    where nobody has moved it. ``declared`` holds its words and its source."""

    id: str
    period: str
    weight: int
    log: bool
    declared: Mapping[str, Any]

    def text(self, key: str, language: str) -> str:
        """A declared text in a language, or ``""``."""
        return text_of(self.declared, key, language)


class Near(NamedTuple):
    """An area, how far it is from the one that was asked about, and how far by each figure (in standard
    deviations, in the order of the inputs; ``None`` where one of the two lacks it)."""

    code: str
    distance: float
    apart: Mapping[str, float]

    @property
    def word(self) -> str:
        """The distance as a word."""
        return next(word for word, most in WORDS if self.distance < most)

    def most_alike(self, weights: Mapping[str, int]) -> list[str]:
        """The figures that count and in which the two are within half a standard deviation, nearest first."""
        near = [name for name, gap in self.apart.items() if abs(gap) < HALF and weights.get(name)]
        return sorted(near, key=lambda name: abs(self.apart[name]))

    def most_apart(self, weights: Mapping[str, int]) -> list[str]:
        """The figures that count and in which the two are further apart, the furthest first."""
        far = [name for name, gap in self.apart.items() if abs(gap) >= HALF and weights.get(name)]
        return sorted(far, key=lambda name: -abs(self.apart[name]))


def scores(figures: pd.DataFrame, logs: frozenset[str] = frozenset()) -> pd.DataFrame:
    """The z-scores of figures: a row for each area, a column for each figure, missing ones as NaN. A figure
    that does not vary is 0 for all who have it."""
    columns = {}
    for name in figures:
        column = figures[name]
        if name in logs:  # of what is not above 0 there is no logarithm: it counts as missing
            column = column.where(column > 0).map(math.log)
        deviation = column.std(ddof=0)
        columns[str(name)] = (column - column.mean()) / (deviation if deviation > 0 else 1.0)
    return pd.DataFrame(columns, index=figures.index)


def nearest(
    standard: pd.DataFrame, code: str, weights: Mapping[str, int], n: int
) -> tuple[Near, ...]:
    """The ``n`` areas nearest to one by their z-scores, the smaller code first where two are equally near.

    Empty where no weight is above 0 or the area is unknown. An area is left out where less than half of the
    weight lies on figures that both have.
    """
    used = [name for name in standard if weights.get(str(name), 0) > 0]
    if code not in standard.index or not used:
        return ()
    weight = pd.Series({name: float(weights[str(name)]) for name in used})
    gaps = standard.drop(index=code) - standard.loc[code]
    shared = gaps[used].notna().mul(weight).sum(axis=1)
    squared = (gaps[used] ** 2).mul(weight).sum(axis=1)
    enough = shared >= HALF * weight.sum()
    distance = (squared[enough] / shared[enough]) ** 0.5
    told = [(str(area), float(far)) for area, far in distance.items()]
    order = sorted(told, key=lambda item: (round(item[1], 9), item[0]))[:n]
    return tuple(
        Near(c, d, {str(k): float(v) for k, v in one(gaps, c).dropna().items()}) for c, d in order
    )


@lru_cache(maxsize=8)
def inputs(data: Data) -> tuple[Input, ...]:
    """The declared figures, in order; none where the region declares none."""
    declared = data.region.declared.get("similarity", {}).get("inputs", [])
    return tuple(
        Input(
            id=str(entry["id"]),
            period=str(entry["period"]),
            weight=int(entry["weight"]),
            log=entry.get("scale") == "log",
            declared=entry,
        )
        for entry in declared
    )


def weights_of(data: Data, moved: Mapping[str, int]) -> dict[str, int]:
    """The weight of each input: the declared one, or the one to which a reader has moved it."""
    return {entry.id: moved.get(entry.id, entry.weight) for entry in inputs(data)}


@lru_cache(maxsize=8)
def figures(data: Data) -> pd.DataFrame:
    """The figures of all areas: a row by code, a column by input. Our own municipalities have those of the
    indicators; what these lack, and all other municipalities, those of the table of peers."""
    asked = [(entry.id, entry.period) for entry in inputs(data)]
    told = data["indicators"]
    own = told[(told["status"] == REPORTED) & told["municipality_code"].isin(data.codes)]
    found: dict[tuple[str, str], float] = {}
    for rows in (data.tables.get(TABLE), own):
        for row in () if rows is None else each(rows):
            if (row.indicator_id, row.year) in asked:
                found[str(row.municipality_code), str(row.indicator_id)] = float(row.value)
    codes = sorted({code for code, _ in found})
    return pd.DataFrame(
        {name: [found.get((code, name)) for code in codes] for name, _ in asked},
        index=codes,
        dtype="float64",
    )


@lru_cache(maxsize=8)
def names(data: Data) -> Mapping[str, str]:
    """The names of all municipalities by code."""
    peers = data.tables.get(TABLE)
    if peers is None or peers.empty:
        return data.names
    told = dict(zip(peers["municipality_code"], peers["name"], strict=True))
    return told | data.names


def like(data: Data, code: str, moved: Mapping[str, int], n: int) -> tuple[Near, ...]:
    """The ``n`` municipalities nearest to one, with the reader's weights where these were moved."""
    logs = frozenset(entry.id for entry in inputs(data) if entry.log)
    return nearest(scores(figures(data), logs), code, weights_of(data, moved), n)

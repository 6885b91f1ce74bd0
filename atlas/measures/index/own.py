"""The region's own index of its municipalities: the latest published figures, under the weights of a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

import pandas as pd

from atlas.composites import Spec
from atlas.errors import IndexRefused
from atlas.measures.index.composite import CompositeResult, composite
from atlas.measures.index.normalise import alike
from atlas.measures.values import MISSING, REPORTED
from atlas.warehouse import Data

REMEMBERED = 64
Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Made:
    """The index under some weights, with what went into it.

    ``figures``: municipalities x indicators in the indicators' own units, NaN where there is none.
    ``statuses``: what is known of each of these, as in values.
    ``county``: the county's value of each in the same period, NaN where there is none.
    ``periods``: the latest period of each in which any municipality has a value.
    """

    spec: Spec
    result: CompositeResult
    figures: pd.DataFrame
    statuses: pd.DataFrame
    county: Mapping[str, float]
    periods: Mapping[str, str]

    @property
    def indicators(self) -> list[str]:
        """The ids of what went in, or was to."""
        return [each.id for each in self.spec.indicators]

    @property
    def themes(self) -> list[str]:
        """The ids of the groups right under the index."""
        return [node.id for node in self.spec.children(self.spec.root)]

    @property
    def scores(self) -> dict[str, float]:
        """The score of each municipality, 0-100; NaN where it has too few inputs."""
        return _by_code(self.result.aggregated[self.spec.root])

    @property
    def places(self) -> dict[str, float]:
        """The place of each, 1 for the highest score; equal scores share the best of theirs. NaN without a
        score."""
        return _by_code(self.result.ranks[self.spec.root])

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The best and the worst place of each over the draws; its place twice where there are no draws."""
        told = self.result.rank_ranges
        if told is None:
            return {code: (place, place) for code, place in self.places.items()}
        low, high = _by_code(told["low"]), _by_code(told["high"])
        return {code: (low[code], high[code]) for code in low}

    @property
    def first(self) -> list[str]:
        """Those that could have the first place, in the order of their places."""
        places = self.places
        return sorted(
            (c for c, (low, _) in self.ranges.items() if low == 1), key=places.__getitem__
        )

    @property
    def sure(self) -> bool:
        """Whether there is one that has no other place than the first in its range, and no other has that."""
        return len(self.first) == 1 and self.ranges[self.first[0]] == (1, 1)

    def contributions(self, code: str) -> list[float]:
        """What each theme gives to the score of a municipality: they sum to it. A theme without a score gives
        its weight to the others, and nothing else."""
        weights = [node.weight for node in self.spec.children(self.spec.root)]
        scores = [_by_code(self.result.aggregated[theme])[code] for theme in self.themes]
        known = [0.0 if isnan(s) else w for w, s in zip(weights, scores, strict=True)]
        pairs = zip(known, scores, strict=True)
        return [0.0 if isnan(score) else weight * score / sum(known) for weight, score in pairs]

    def score_of(self, indicator: str, code: str) -> float | None:
        """An indicator of a municipality on the common scale; ``None`` where it does not count."""
        if indicator not in self.result.normalised:
            return None
        score = _by_code(self.result.normalised[indicator])[code]
        return None if isnan(score) else score

    def figure(self, indicator: str, code: str) -> tuple[float, str]:
        """An indicator of a municipality in its own unit, and its status."""
        statuses = dict(zip(self.statuses.index, self.statuses[indicator], strict=True))
        return _by_code(self.figures[indicator])[code], str(statuses[code])


@dataclass(frozen=True, eq=False)
class Refused:
    """Why the figures make no index under some weights, and the ``figures`` and ``periods`` as in ``Made``.

    ``why``: ``alike`` (an indicator has one value everywhere), ``reined`` (it has, once outliers count as the
    value next to them), ``few`` (too many municipalities lack every indicator), ``unscored`` (they lack what
    the weights lie on), or ``other``. ``indicators`` are the ids of those that it is about.
    """

    why: str
    indicators: tuple[str, ...]
    figures: pd.DataFrame
    periods: Mapping[str, str]

    def lacking(self, indicator: str) -> list[str]:
        """The municipalities without an indicator."""
        return [code for code, value in _by_code(self.figures[indicator]).items() if isnan(value)]

    def apart(self, indicator: str) -> list[str]:
        """The municipalities that have another value of an indicator than the most usual one."""
        known = self.figures[indicator].dropna()
        return list(_by_code(known[known != known.mode().iloc[0]]))


def _by_code(column: pd.Series) -> dict[str, float]:
    return {str(code): float(value) for code, value in column.items()}


def made(data: Data, moved: Weights = ()) -> Made | None:
    """The index with the weights of some themes moved; ``None`` where the region declares no index, where all
    weights are nought, and where the figures do not make one (:func:`refused`)."""
    found = tried(data, moved)
    return found if isinstance(found, Made) else None


def refused(data: Data, moved: Weights = ()) -> Refused | None:
    """Why there is no index under these weights; ``None`` where there is one, where the region declares
    none, and where all weights are nought."""
    found = tried(data, moved)
    return found if isinstance(found, Refused) else None


@lru_cache(maxsize=REMEMBERED)
def tried(data: Data, moved: Weights) -> Made | Refused | None:
    """The index under some weights, or why there is none; ``None`` where there is nothing to try."""
    if data.index is None or not any((data.index.weights | dict(moved)).values()):
        return None
    latest = _latest(data, tuple(each.id for each in data.index.spec.indicators))
    spec = data.index.weighted(dict(moved))
    try:
        return Made(spec, composite(latest[0], spec), *latest)
    except IndexRefused as wrong:
        return _refused(wrong, spec, latest[0], latest[3])


def _refused(
    wrong: IndexRefused, spec: Spec, figures: pd.DataFrame, periods: Mapping[str, str]
) -> Refused:
    absent = figures.isna().mean() > spec.missing + 1e-9
    why, about = wrong.rule or "other", [str(name) for name in figures.columns[absent]]
    if why == IndexRefused.ALIKE:
        about = [str(name) for name in figures.columns[~absent] if alike(figures[name])]
        if wrong.where not in about:
            why, about = "reined", [wrong.where]
    if why == IndexRefused.UNSCORED:
        about = [name for name, share in shares(spec).items() if share and name in about]
        why = why if about else "other"
    return Refused(why, tuple(about), figures, periods)


def shares(spec: Spec) -> dict[str, float]:
    """How much of the index each indicator is by its weights (0-1), where nothing is missing."""
    made = {spec.root: 1.0}
    for group in reversed(spec.bottom_up()):
        children = spec.children(group.id)
        total = sum(child.weight for child in children)
        made |= {child.id: made[group.id] * child.weight / total for child in children}
    return {each.id: made[each.id] for each in spec.indicators}


@lru_cache(maxsize=8)
def _latest(
    data: Data, indicators: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, float], dict[str, str]]:
    table = data["indicators"]
    table = table[table["indicator_id"].isin(indicators)]
    ours = table[table["municipality_code"].isin(data.codes) & (table["status"] == REPORTED)]
    newest = ours.groupby("indicator_id")["year"].max()
    periods = {str(name): str(period) for name, period in newest.items()}
    told = table[table["year"] == table["indicator_id"].map(periods)]
    told = told.set_index(["municipality_code", "indicator_id"])
    names = list(indicators)
    statuses = told["status"].unstack().reindex(columns=names)
    values = told["value"].astype("float64").unstack().reindex(columns=names)
    values = values.where(statuses == REPORTED)
    county = _by_code(values.reindex([data.region.county_code]).iloc[0])
    known = statuses.reindex(data.codes).astype("object")
    return values.reindex(data.codes), known.fillna(MISSING), county, periods

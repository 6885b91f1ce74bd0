"""Small-count rounding: the public numbers are made here, once, and nowhere else.

A count of 1..k-1 people points at someone. Each such inner cell of a cube becomes 0 or k, chosen so
that the sums readers look at move least; every public number is a sum of the cells that come out,
so neither a filter nor a subtraction can give 1..k-1 back.

The method follows Langsrud and Heldal, *An Algorithm for Small Count Rounding of Tabular Data*
(Privacy in Statistical Databases, 2018; R package SmallCountRounding). Where ours differs: the
choice is greedy with improving flips and swaps instead of their iterative search over a model
matrix; cells of the same weight are taken in the order of a keyed hash, so that the same cell gets
the same answer next time unless its data changed; and cubes that share a total are fitted to it
exactly (:func:`fit`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

PASSES = 20
PAIRS = 400
LEAST_GAIN = 1e-9
WEIGHTS = {0: 8.0, 1: 3.0, 2: 1.0}


@dataclass(frozen=True)
class Report:
    """What protection cost: cells moved, and how far margins moved (largest and mean, in people)."""

    cells: int
    small: int
    moved: dict[str, tuple[int, float]]

    def as_dict(self) -> dict[str, Any]:
        """For the manifest. Differences only: no count can be read out of it."""
        return {
            "cells": self.cells,
            "small_cells": self.small,
            "margins": {
                name: {"largest_move": largest, "mean_move": round(mean, 2)}
                for name, (largest, mean) in self.moved.items()
            },
        }


def protect(
    cube: pd.DataFrame, margins: Sequence[tuple[str, ...]], k: int, secret: bytes
) -> tuple[pd.DataFrame, Report]:
    """Round the small cells of a cube.

    ``cube`` has dimension columns and ``n`` (people, ≥ 1 a row). ``margins`` are the sums to keep
    close, as tuples of dimensions (``()`` is the total). Returns the cube with every ``n`` either
    0 (row left out) or ≥ k, and the report.
    """
    dimensions = [c for c in cube.columns if c != "n"]
    ordered = cube.assign(
        _order=[_keyed(secret, row) for row in cube[dimensions].itertuples(index=False)]
    ).sort_values(["n", "_order"], ascending=[False, True], ignore_index=True)
    exact = ordered["n"].to_numpy(dtype=np.int64)
    small = np.flatnonzero((exact > 0) & (exact < k))
    groups = [_groups(ordered, margin) for margin in margins]
    weights = [WEIGHTS.get(len(margin), 0.5) for margin in margins]
    rounded = _choose(exact, small, groups, weights, k)
    out = ordered[dimensions].assign(n=rounded)
    moved = {
        " × ".join(margin) or "total": _moves(exact, rounded, group)
        for margin, group in zip(margins, groups, strict=True)
    }
    public = out[out["n"] > 0].sort_values(dimensions, ignore_index=True)
    return public, Report(len(exact), len(small), moved)


def fit(counts: Sequence[int], total: int, k: int) -> list[int]:
    """Counts moved least so that each is 0 or ≥ k and together they are ``total`` (itself 0 or ≥ k).

    Dynamic programming over the categories; cost is the sum of squared moves. Raises
    ``ValueError`` when the total cannot be reached (it is 1..k-1, or there is no category).
    """
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for count in counts:
        step: dict[int, tuple[float, list[int]]] = {}
        for used, (cost, chosen) in best.items():
            for value in (0, *range(k, total - used + 1)):
                key, new = used + value, cost + (value - count) ** 2
                if key not in step or new < step[key][0]:
                    step[key] = (new, [*chosen, value])
        best = step
    if total not in best:
        raise ValueError("no way to share out this total")
    return best[total][1]


def fit_within(
    cube: pd.DataFrame, totals: pd.Series, k: int, by: str = "cohort_id"
) -> pd.DataFrame:
    """A cube of one dimension within ``by``, each group fitted to its published total.

    ``totals`` is indexed by ``by``. Groups without a published total vanish.
    """
    parts = []
    for key, part in cube.groupby(by, sort=True, observed=True):
        total = int(totals.get(key, 0))
        if total:
            ordered = part.sort_values([c for c in part.columns if c != "n"])
            counts = ordered["n"].tolist()
            parts.append(ordered.assign(n=_fit_large(counts, total, k)))
    out = pd.concat(parts, ignore_index=True) if parts else cube.iloc[:0]
    return out[out["n"] > 0].reset_index(drop=True)


def _fit_large(counts: list[int], total: int, k: int) -> list[int]:
    """:func:`fit` for any size: small cells in turn go up and down, the largest ones take the rest."""
    if total <= 200:
        return fit(counts, total, k)
    rounded: list[int] = []
    drift = 0
    for count in counts:
        down, up = drift - count, drift - count + k
        rounded.append(count if count >= k else (k if abs(up) < abs(down) else 0))
        drift += rounded[-1] - count
    rest = total - sum(rounded)
    while rest < 0:
        largest = int(np.argmax(rounded))
        taken = -rest if rounded[largest] + rest >= k else rounded[largest]
        rounded[largest] -= taken
        rest += taken
    rounded[int(np.argmax(rounded))] += rest
    return rounded


class _Rounding:
    """Cells being rounded, with the errors of the margins kept up to date."""

    def __init__(
        self, exact: np.ndarray, groups: list[np.ndarray], weights: list[float], k: int
    ) -> None:
        self.rounded = exact.copy()
        self.groups = groups
        self.weights = weights
        self.k = k
        self.errors = [np.zeros(group.max() + 1 if len(group) else 1) for group in groups]

    def cost(self, cell: int, value: int) -> float:
        """What it would cost (below zero: gain) to give a cell this value."""
        move = float(value - self.rounded[cell])
        cost = 0.0
        for group, error, weight in zip(self.groups, self.errors, self.weights, strict=True):
            at = error[group[cell]]
            cost += weight * ((at + move) ** 2 - at**2)
        return cost

    def give(self, cell: int, value: int) -> None:
        """Give a cell this value."""
        move = value - self.rounded[cell]
        self.rounded[cell] = value
        for group, error in zip(self.groups, self.errors, strict=True):
            error[group[cell]] += move

    def flip(self, small: np.ndarray) -> bool:
        """Turn cells over one by one where that is an improvement."""
        better = False
        for cell in small:
            other = 0 if self.rounded[cell] else self.k
            if self.cost(cell, other) < -LEAST_GAIN:
                self.give(cell, other)
                better = True
        return better

    def swap(self, small: np.ndarray) -> bool:
        """Move one cell up and another down where both together are an improvement."""
        better = False
        for up in [c for c in small if self.rounded[c] == 0]:
            for down in [c for c in small if self.rounded[c] == self.k]:
                first = self.cost(up, self.k)
                self.give(up, self.k)
                if first + self.cost(down, 0) < -LEAST_GAIN:
                    self.give(down, 0)
                    better = True
                    break
                self.give(up, 0)
        return better


def _choose(
    exact: np.ndarray, small: np.ndarray, groups: list[np.ndarray], weights: list[float], k: int
) -> np.ndarray:
    """Each small cell as 0 or k: greedily in order, then by flips and swaps until nothing gains."""
    rounding = _Rounding(exact, groups, weights, k)
    for cell in small:
        up = rounding.cost(cell, k) < rounding.cost(cell, 0)
        rounding.give(cell, k if up else 0)
    for _ in range(PASSES):
        better = rounding.flip(small)
        if len(small) <= PAIRS:
            better |= rounding.swap(small)
        if not better:
            break
    return rounding.rounded


def _groups(cube: pd.DataFrame, margin: tuple[str, ...]) -> np.ndarray:
    if not margin:
        return np.zeros(len(cube), dtype=np.int64)
    return cube.groupby(list(margin), sort=False, observed=True).ngroup().to_numpy()


def _moves(exact: np.ndarray, rounded: np.ndarray, group: np.ndarray) -> tuple[int, float]:
    if not len(group):
        return 0, 0.0
    move = np.abs(np.bincount(group, rounded - exact))
    return int(move.max()), float(move.mean())


def _keyed(secret: bytes, row: tuple[Any, ...]) -> str:
    return hmac.new(secret, repr(tuple(map(str, row))).encode(), hashlib.sha256).hexdigest()

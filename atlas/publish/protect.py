"""Small-count rounding: the public numbers are made here, once, and nowhere else.

A count of 1..k-1 people points at someone. Each such inner cell of a cube becomes 0 or k, chosen so
that the sums readers look at move least; every public number is a sum of the cells that come out,
so neither a filter nor a subtraction can give 1..k-1 back.

The method follows Langsrud and Heldal, *An Algorithm for Small Count Rounding of Tabular Data*
(Privacy in Statistical Databases, 2018; R package SmallCountRounding). Where ours differs:

- theirs rounds only the cells that a published table needs rounded; ours rounds every small cell of
  the finest cross, because a viewer may sum any of them;
- theirs fixes how many cells go up and then searches over a model matrix of all published cells;
  ours weighs the squared moves of the declared margins (the total most), starts greedily and goes
  on by tabu search (Glover 1989): the best single flip each time, for the better or not, never back
  within a few steps, and the best state seen is kept. A flip up and one down are a swap;
- theirs draws at random; ours breaks ties in the order of a keyed hash (HMAC-SHA-256) of the cell,
  so that the same rows and the same secret give the same answer every time, and nobody without the
  secret can replay the choice. A cell can still change its answer when others of its margins do;
- cubes that share a total are fitted to it exactly (:func:`fit`), so that none of them can be
  subtracted from another.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

ROUNDS, MOST_STEPS = 30, 20_000
STEPS_NOT_BACK = 10
LEAST_GAIN = 1e-9
WEIGHTS = {0: 3.0, 1: 1.0, 2: 1.0}


@dataclass(frozen=True)
class Report:
    """What protection cost: cells moved, and how far margins moved (largest and mean, in people)."""

    cells: int
    small: int
    moved: dict[str, tuple[int, float]]

    def as_dict(self) -> dict[str, Any]:
        """For the manifest and whoever publishes; no page shows it.

        It holds no count, but where a sum has a single small cell its move tells that cell.
        """
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
    cube: pd.DataFrame,
    totals: pd.Series,
    k: int,
    secret: bytes,
    by: tuple[str, ...] = ("cohort_id",),
) -> pd.DataFrame:
    """A cube of one dimension within ``by``, each group fitted to its published total.

    ``totals`` is indexed by ``by``. Groups without a published total vanish. Between equal choices
    the keyed hash of the cells decides.
    """
    dimensions = [c for c in cube.columns if c != "n"]
    parts = []
    for key, part in cube.groupby(list(by), sort=True, observed=True):
        total = int(totals.get(key if len(by) > 1 else key[0], 0))
        if total:
            order = [_keyed(secret, row) for row in part[dimensions].itertuples(index=False)]
            ordered = part.assign(_order=order).sort_values("_order").drop(columns="_order")
            parts.append(ordered.assign(n=_fit_large(ordered["n"].tolist(), total, k)))
    out = pd.concat(parts) if parts else cube.iloc[:0]
    return out[out["n"] > 0].sort_values(dimensions, ignore_index=True)


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


def _choose(
    exact: np.ndarray, small: np.ndarray, groups: list[np.ndarray], weights: list[float], k: int
) -> np.ndarray:
    """Each small cell as 0 or k: greedily in order, then by tabu search from there."""
    rounded = exact.copy()
    if len(small):
        mine = [group[small] for group in groups]
        rounded[small] = np.where(_search(exact[small], mine, weights, k), k, 0)
    return rounded


def _search(n: np.ndarray, groups: list[np.ndarray], weights: list[float], k: int) -> np.ndarray:
    """Which of the small cells ``n`` go up to ``k``, the others down to 0.

    The cost is the weighted sum over all margins of their squared moves. Flipping a cell by ``d``
    changes it by ``2 d pull + W d²``, where ``pull`` is the weighted sum of the moves of the cell's
    own margins and ``W`` that of the weights: so a step costs one pass over the cells.
    """
    moves = [np.zeros(group.max() + 1) for group in groups]
    up = np.zeros(len(n), dtype=bool)
    for cell in range(len(n)):
        own = [(w, m[g[cell]]) for w, m, g in zip(weights, moves, groups, strict=True)]
        rise = sum(w * ((at + k - n[cell]) ** 2 - (at - n[cell]) ** 2) for w, at in own)
        up[cell] = rise < 0
        for move, group in zip(moves, groups, strict=True):
            move[group[cell]] += (k if up[cell] else 0) - n[cell]
    pull = sum(w * m[g] for w, m, g in zip(weights, moves, groups, strict=True))
    return _improve(up, np.asarray(pull, dtype=float), groups, weights, k)


def _improve(
    up: np.ndarray, pull: np.ndarray, groups: list[np.ndarray], weights: list[float], k: int
) -> np.ndarray:
    """Tabu search from a first choice; the best choice that was seen. Deterministic."""
    cost = least = 0.0
    best = up.copy()
    free_again = np.zeros(len(up), dtype=np.int64)
    waiting = min(STEPS_NOT_BACK, len(up) // 4 + 1)
    square = sum(weights) * k * k
    for step in range(min(ROUNDS * len(up), MOST_STEPS)):
        change = np.where(up, -k, k)
        gain = 2 * change * pull + square
        cell = int(gain.argmin())
        if cost + gain[cell] >= least - LEAST_GAIN:
            cell = int(np.where(free_again <= step, gain, np.inf).argmin())
        cost += gain[cell]
        for weight, group in zip(weights, groups, strict=True):
            pull = pull + (group == group[cell]) * (weight * change[cell])
        up[cell] = not up[cell]
        free_again[cell] = step + 1 + waiting
        if cost < least - LEAST_GAIN:
            least, best = cost, up.copy()
    return best


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

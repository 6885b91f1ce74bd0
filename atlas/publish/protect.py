"""Rounding with a memory: the exact counts of people become public cells here, and nowhere else.

A count of 1..k-1 people points at someone, and so does a difference between two counts, of one day
or of two. So every public cell is a multiple of k, and it keeps what it showed before until the
truth has moved by k or more from that; then it is the truth rounded down or up, which way is chosen
so that the sums readers look at move least. Sums, differences, and differences over time are then
multiples of k as well, whichever way they are taken.

What holds it together: **the public cells are themselves a possible truth.** Rounding cells that are
public already changes nothing (``protect(p) == p``, also from one publication to the next), so
whoever knows the method, and every number ever shown, cannot rule out that the truth is just what
is shown, and there no count, and no change of one, is 1..k-1.

The method descends from Langsrud and Heldal, *An Algorithm for Small Count Rounding of Tabular Data*
(Privacy in Statistical Databases, 2018; R package SmallCountRounding). Where ours differs:

- theirs rounds only the small cells, and once; ours rounds every cell to a multiple of k, so that one
  person more in a large cell is not seen either, and remembers;
- theirs fixes how many cells go up and then searches over a model matrix of all published cells;
  ours weighs the squared moves of the declared margins (the total most), starts greedily and goes
  on by tabu search (Glover 1989): the best single flip each time, for the better or not, never back
  within a few steps, and the best state seen is kept. A flip up and one down are a swap;
- theirs draws at random; ours breaks ties in the order of a keyed hash (HMAC-SHA-256) of the cell,
  so that the same rows and the same secret give the same answer every time, and nobody without the
  secret can replay the choice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from atlas.publish.cells import beside

ROUNDS, MOST_STEPS, MOST_LOOKS = 30, 20_000, 200_000_000
STEPS_NOT_BACK = 10
LEAST_GAIN = 1e-9
WEIGHTS = {0: 3.0, 1: 1.0, 2: 1.0}


@dataclass(frozen=True)
class Report:
    """What protection cost: cells moved, and how far margins moved (largest and mean, in people)."""

    cells: int
    rounded: int
    moved: dict[str, tuple[int, float]]

    def as_dict(self) -> dict[str, Any]:
        """For whoever publishes; no page and no public file holds it: where a sum has a single cell,
        its move tells that cell."""
        return {
            "cells": self.cells,
            "rounded_cells": self.rounded,
            "margins": {
                name: {"largest_move": largest, "mean_move": round(mean, 2)}
                for name, (largest, mean) in self.moved.items()
            },
        }


@dataclass(frozen=True)
class _Choice:
    """The cells side by side: what they are, and what they become unless they may still choose.

    ``free`` are the positions of those that may go down to ``settled`` or up to ``settled + k``.
    """

    exact: np.ndarray
    settled: np.ndarray
    free: np.ndarray


def protect(
    cube: pd.DataFrame,
    margins: Sequence[tuple[str, ...]],
    k: int,
    secret: bytes,
    before: pd.DataFrame | None = None,
    reach: int | None = None,
    shut: pd.DataFrame | None = None,
    fresh: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Round the cells of a cube to multiples of ``k``; a cell of 0 has no row.

    ``cube`` has dimension columns and ``n`` (people, ≥ 1 a row). ``margins`` are the sums to keep
    close, as tuples of dimensions (``()`` is the total). ``before`` holds the cells shown last, in the
    same form; each stays while the truth is less than ``reach`` (at least ``k``, which it is unless
    told) away from it. Cells that lie in one of ``shut`` (rows of some of the dimensions) are 0; those in
    one of ``fresh`` were never shown, so there is nothing to remember of them.
    """
    dimensions = [c for c in cube.columns if c != "n"]
    cells = cube if before is None else beside(cube, before)
    ordered = cells.assign(
        _order=[_keyed(secret, row) for row in cells[dimensions].itertuples(index=False)]
    ).sort_values(["n", "_order"], ascending=[False, True], ignore_index=True)
    exact = ordered["n"].to_numpy(dtype=np.int64)
    shown = None if before is None else ordered["_shown"].to_numpy(dtype=np.int64)
    groups = [_groups(ordered, margin) for margin in margins]
    weights = [WEIGHTS.get(len(margin), 0.5) for margin in margins]
    places = _within(ordered, shut), _within(ordered, fresh)
    choice = _settle(exact, shown, *places, k, reach or k)
    out = ordered[dimensions].assign(n=_choose(choice, groups, weights, k))
    return out[out["n"] > 0].sort_values(dimensions, ignore_index=True)


def cost(cube: pd.DataFrame, cells: pd.DataFrame, margins: Sequence[tuple[str, ...]]) -> Report:
    """What rounding a cube to these ``cells`` cost."""
    both = beside(cube, cells)
    exact, shown = (both[c].to_numpy(dtype=np.int64) for c in ("n", "_shown"))
    moved = {
        " × ".join(margin) or "total": _moves(exact, shown, _groups(both, margin))
        for margin in margins
    }
    return Report(len(exact), int((exact != shown).sum()), moved)


def _within(cells: pd.DataFrame, some: pd.DataFrame | None) -> np.ndarray:
    if some is None or some.empty or cells.empty:
        return np.zeros(len(cells), dtype=bool)
    known = list(some.columns)
    return pd.MultiIndex.from_frame(cells[known]).isin(pd.MultiIndex.from_frame(some))


def _settle(
    exact: np.ndarray,
    shown: np.ndarray | None,
    shut: np.ndarray,
    fresh: np.ndarray,
    k: int,
    reach: int,
) -> _Choice:
    """What each cell becomes, and which may still choose between that and ``k`` more."""
    low = np.where(shut, 0, exact // k * k)
    free = (exact % k > 0) & ~shut
    if shown is None:
        return _Choice(exact, low, np.flatnonzero(free))
    kept = (np.abs(exact - shown) < reach) & ~fresh
    # a cell that moves must be seen to have moved by no less than the truth was allowed to
    down_allowed = (np.abs(low - shown) >= reach) | fresh
    up_allowed = (np.abs(low + k - shown) >= reach) | fresh
    settled = np.where(kept, shown, np.where(down_allowed | shut, low, low + k))
    settled[shut] = 0
    return _Choice(exact, settled, np.flatnonzero(free & ~kept & down_allowed & up_allowed))


def _choose(choice: _Choice, groups: list[np.ndarray], weights: list[float], k: int) -> np.ndarray:
    """Each free cell down or up: greedily in order, then by tabu search from there."""
    rounded = choice.settled.copy()
    free = choice.free
    if len(free):
        moved = choice.settled - choice.exact
        moved[free] = 0
        starts = [np.bincount(group, moved, group.max() + 1) for group in groups]
        mine = [group[free] for group in groups]
        rest = (choice.exact - choice.settled)[free]
        rounded[free] += np.where(_search(rest, mine, starts, weights, k), k, 0)
    return rounded


def _search(
    rest: np.ndarray,
    groups: list[np.ndarray],
    starts: list[np.ndarray],
    weights: list[float],
    k: int,
) -> np.ndarray:
    """Which of the free cells go up to ``k``, the others down to 0, by what each has above its lower
    multiple (``rest``, 1..k-1). ``starts`` are the moves of the margins by the settled cells.

    The cost is the weighted sum over all margins of their squared moves. Flipping a cell by ``d``
    changes it by ``2 d pull + W d²``, where ``pull`` is the weighted sum of the moves of the cell's
    own margins and ``W`` that of the weights: so a step costs one pass over the cells.
    """
    moves = [start.copy() for start in starts]
    up = np.zeros(len(rest), dtype=bool)
    for cell in range(len(rest)):
        own = [(w, m[g[cell]]) for w, m, g in zip(weights, moves, groups, strict=True)]
        rise = sum(w * ((at + k - rest[cell]) ** 2 - (at - rest[cell]) ** 2) for w, at in own)
        up[cell] = rise < 0
        for move, group in zip(moves, groups, strict=True):
            move[group[cell]] += (k if up[cell] else 0) - rest[cell]
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
    for step in range(min(ROUNDS * len(up), MOST_STEPS, MOST_LOOKS // len(up))):
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

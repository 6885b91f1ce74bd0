"""Rounding with a memory: the exact counts of people become public cells here, and nowhere else.

A count of 1..k-1 people points at someone, and so does a difference between two counts, of one day
or of two. So every public cell is the truth rounded down or up to a multiple of k, whichever way moves
the sums that readers look at least. Sums, differences, and differences over time are then multiples of
k as well, however they are taken.

It remembers: while the truth is less than k away from the number shown, that number is one of the two
multiples beside the truth, and it is chosen again. A cell whose truth has not changed at all stays
without exception: two roundings of one number reveal more than either. One that has changed gives way
where many unmoved cells would together put a sum too far off: fifteen places that grow by four each
are sixty people, and a county that shows none of them would be wrong.

The principle behind it: **the public cells are themselves a possible truth.** Rounding cells that are
public already changes nothing (``protect(p) == p``, also from one publication to the next). So someone
who knows the method and every number ever shown cannot rule out that the truth is exactly what is
shown, and there no count, and no change of one, is 1..k-1.

The method descends from Langsrud and Heldal, *An Algorithm for Small Count Rounding of Tabular Data*
(Privacy in Statistical Databases, 2018; R package SmallCountRounding). Where ours differs:

- theirs rounds only the small cells, and once; ours rounds every cell to a multiple of k, so that one
  person more is not seen in a large cell either, and remembers;
- theirs fixes how many cells go up and then searches over a model matrix of all published cells;
  ours weighs the squared moves of the declared margins (the total most, and moves of k or more above
  all), starts greedily and continues with tabu search (Glover 1989): the best single flip each time,
  whether it improves or not, never back within a few steps, and the best state seen is kept. A flip up
  and one down make a swap;
- theirs draws at random; ours breaks ties in the order of a keyed hash (HMAC-SHA-256) of the cell,
  so that the same rows and the same secret give the same answer every time, and nobody without the
  secret can replay the choice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from atlas.publish.cells import beside
from atlas.publish.search import Sums, search

# a sum's dimensions, and which one of them it is; and for each cell the sums that it is in
Key = tuple[Any, ...]
Keys = Sequence[Sequence[Key]]

WEIGHTS = {0: 3.0, 1: 1.0, 2: 1.0}
# the cost of a cell, or a sum that should stand, leaving what was shown: more than all margins of a cell
# can gain while they are less than k off
STANDS = 30.0
# the cost of a margin that is k or more off; and of a sum that exceeds its upper limit
OUTSIDE, TOO_MANY = 5_000.0, 1e6


@dataclass(frozen=True)
class Past:
    """What is remembered of a table: the cells shown ``before``, and what they exactly ``were``, where that
    is known.

    While the truth is less than ``reach`` (by default ``k``) away from a cell, what was shown may stay.
    Cells within one of ``fresh`` (rows of some of the dimensions) were never shown: they have no memory.
    """

    before: pd.DataFrame | None = None
    were: pd.DataFrame | None = None
    reach: int | None = None
    fresh: pd.DataFrame | None = None

    def mapped(self, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Past:
        """The memory with its cells in another form."""
        before, were = (None if c is None else change(c) for c in (self.before, self.were))
        return replace(self, before=before, were=were)


NOTHING = Past()


@dataclass(frozen=True)
class Report:
    """The cost of protection: cells moved, and how far margins moved (largest and mean, in people)."""

    cells: int
    rounded: int
    moved: dict[str, tuple[int, float]]

    def as_dict(self) -> dict[str, Any]:
        """The report for those who publish. No page and no public file holds it: where a sum has a single
        cell, its move reveals that cell."""
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
    """The cells: what they are, what they become, and which may still be chosen.

    ``free`` are the positions of those that may go down to ``settled`` or up to ``settled + k``.
    """

    exact: np.ndarray
    settled: np.ndarray
    free: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """The settled cells; a free cell counts as its truth, from which the search moves it."""
        out = self.settled.copy()
        out[self.free] = self.exact[self.free]
        return out


def protect(
    cube: pd.DataFrame,
    margins: Sequence[tuple[str, ...]],
    k: int,
    secret: bytes,
    past: Past = NOTHING,
    standing: Sequence[tuple[str, ...]] = (),
    most: Mapping[Key, int] | None = None,
) -> pd.DataFrame:
    """Round the cells of a cube to multiples of ``k``; a cell of 0 has no row.

    ``cube`` has dimension columns and ``n`` (people, ≥ 1 a row). ``margins`` are the sums to keep close
    to the truth, as tuples of dimensions (``()`` is the total). Cells of the ``past`` (in the same form),
    and those sums of them that ``standing`` names, stay where the margins allow it; cells whose truth has
    not changed always stay; with a reach of more than ``k`` they stay whatever the margins are. ``most``
    holds upper limits of sums, by key (dimensions and values).
    """

    def sums(cells: pd.DataFrame, named: Sequence[tuple[str, ...]]) -> list[Keys]:
        return [
            [[(name, group)] for group in zip(*(cells[d] for d in name), strict=True)]
            if name
            else [[((), ())]] * len(cells)
            for name in named
        ]

    return protect_sums(
        cube,
        lambda cells: sums(cells, margins),
        k,
        secret,
        past,
        lambda cells: sums(cells, standing),
        most,
    )


def protect_sums(
    cube: pd.DataFrame,
    margins: Callable[[pd.DataFrame], Sequence[Keys]],
    k: int,
    secret: bytes,
    past: Past = NOTHING,
    standing: Callable[[pd.DataFrame], Sequence[Keys]] = lambda cells: (),
    most: Mapping[Key, int] | None = None,
) -> pd.DataFrame:
    """Like :func:`protect`, with sums in which a cell may occur any number of times.

    ``margins`` and ``standing`` return the keys of the sums that each of the given cells is in: for each
    kind of sum a list per cell; a key begins with the dimensions of the sum. ``most`` holds upper limits
    of sums by key.
    """
    dimensions = [c for c in cube.columns if c != "n"]
    cells = cube if past.before is None else beside(cube, past.before)
    ordered = cells.assign(
        _order=[_keyed(secret, row) for row in cells[dimensions].itertuples(index=False)]
    ).sort_values(["n", "_order"], ascending=[False, True], ignore_index=True)
    exact = ordered["n"].to_numpy(dtype=np.int64)
    shown = None if past.before is None else ordered["_shown"].to_numpy(dtype=np.int64)
    new = _within(ordered, past.fresh)
    same = _unchanged(ordered[dimensions], exact, past.were)
    choice = _settle(exact, shown, new, same, k, past.reach or k)
    kinds = [_margin(keys, choice, k) for keys in margins(ordered)]
    if most:
        kinds += [_most(keys, choice, most) for keys in margins(ordered)]
    if shown is not None:
        itself = [[(tuple(dimensions), cell)] for cell in range(len(ordered))]
        last = np.where(new, -1, shown)
        kinds += [_standing(keys, choice, last, k) for keys in (itself, *standing(ordered))]
    stood = np.full(len(ordered), -1) if shown is None else np.where(new, -1, shown)
    out = ordered[dimensions].assign(n=_choose(choice, Sums.of(kinds), stood, k))
    return out[out["n"] > 0].sort_values(dimensions, ignore_index=True)


def cost(cube: pd.DataFrame, cells: pd.DataFrame, margins: Sequence[tuple[str, ...]]) -> Report:
    """The cost of rounding a cube to these ``cells``."""
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


def _unchanged(cells: pd.DataFrame, exact: np.ndarray, was: pd.DataFrame | None) -> np.ndarray:
    """Which cells are what they were when they were shown last; all of them where that is not known."""
    if was is None:
        return np.ones(len(cells), dtype=bool)
    dimensions = list(cells.columns)
    before = was.set_index(dimensions)["n"]
    at = pd.MultiIndex.from_frame(cells) if len(dimensions) > 1 else pd.Index(cells[dimensions[0]])
    same: np.ndarray = before.reindex(at, fill_value=0).to_numpy() == exact
    return same


def _settle(
    exact: np.ndarray,
    shown: np.ndarray | None,
    fresh: np.ndarray,
    same: np.ndarray,
    k: int,
    reach: int,
) -> _Choice:
    """What each cell becomes, and for which there is a choice between that and ``k`` more."""
    low = exact // k * k
    free = exact % k > 0
    if shown is None:
        return _Choice(exact, low, np.flatnonzero(free))
    kept = (np.abs(exact - shown) < reach) & ~fresh
    if reach == k:
        kept &= same
        return _Choice(exact, np.where(kept, shown, low), np.flatnonzero(free & ~kept))
    # a cell that moves must be shown to move by at least as much as the truth was allowed to
    down_allowed = (np.abs(low - shown) >= reach) | fresh
    up_allowed = (np.abs(low + k - shown) >= reach) | fresh
    settled = np.where(kept, shown, np.where(down_allowed, low, low + k))
    return _Choice(exact, settled, np.flatnonzero(free & ~kept & down_allowed & up_allowed))


def _members(keys: Keys) -> tuple[csr_array, list[Key]]:
    """Which cell (row) is in which sum (column), and the sums' keys."""
    known: dict[Key, int] = {}
    at = [known.setdefault(key, len(known)) for mine in keys for key in mine]
    ends = np.cumsum([0, *(len(mine) for mine in keys)])
    shape = (len(keys), len(known))
    return csr_array((np.ones(len(at)), np.array(at, dtype=np.int64), ends), shape), list(known)


def _margin(keys: Keys, choice: _Choice, k: int) -> Sums:
    """Sums that should be close to the truth, and never k or more away from it."""
    member, named = _members(keys)
    off = choice.known - choice.exact
    near = np.array([_weight(key[0]) for key in named], dtype=float)
    far, much = np.full(len(named), float(k - 1)), np.full(len(named), OUTSIDE)
    return Sums(member, near, far, much, off @ member)


def _most(keys: Keys, choice: _Choice, most: Mapping[Key, int]) -> Sums:
    """Sums with an upper limit, stated as lying within half the limit of its half."""
    bound = [[key for key in mine if key in most] for mine in keys]
    member, named = _members(bound)
    half = np.array([most[key] for key in named], dtype=float) / 2
    much = np.full(len(named), TOO_MANY)
    return Sums(member, np.zeros(len(named)), half, much, choice.known @ member - half)


def _standing(keys: Keys, choice: _Choice, shown: np.ndarray, k: int) -> Sums:
    """Sums that should stay what was shown while the truth is less than ``k`` away from that. Sums of cells
    that were never shown (-1) weigh nothing."""
    member, named = _members(keys)
    stood, never = np.maximum(shown, 0) @ member, (shown < 0).astype(float) @ member
    stands = (np.abs(choice.exact @ member - stood) < k) & (never == 0)
    weight = np.where(stands, STANDS, 0.0)
    far = np.full(len(named), np.inf)
    return Sums(member, weight, far, weight * 0, choice.known @ member - stood)


def _choose(choice: _Choice, sums: Sums, shown: np.ndarray, k: int) -> np.ndarray:
    """The cells with each free one down or up: at first as it was shown (unless that is -1), the others
    greedily in order; then by tabu search from there."""
    rounded = choice.settled.copy()
    free = choice.free
    if len(free):
        rest = (choice.exact - choice.settled)[free]
        of_free = replace(sums, member=sums.member[free])
        was = (shown - choice.settled)[free]
        rounded[free] += np.where(search(rest, of_free, was, k), k, 0)
    return rounded


def _weight(margin: tuple[str, ...]) -> float:
    return WEIGHTS.get(len(margin), 0.5)


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

"""From constraints to the least and the most that a count can be.

A count is found where no possible truth has it outside of 1..k-1. Most counts are cleared by a few
truths that are tried first, since one truth clears all counts that it has outside; the others are asked
one by one (HiGHS, by ``scipy.optimize.milp``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from tests.attack.adversary.counts import Counts
from tests.attack.adversary.rules import MORE
from tests.attack.adversary.world import World


class NotPossible(Exception):
    """No truth keeps all the constraints: a rule was misread, or not kept by the publication."""


@dataclass(frozen=True)
class Found:
    """A count that can be nothing but ``least`` to ``most``."""

    what: str
    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.what} is {self.least}–{self.most}"


class Solver:
    """A world made ready to be asked."""

    def __init__(self, world: World) -> None:
        self.upper = np.array(world.upper)
        self.lower = np.zeros(world.size)
        rows = []
        for at, weights, low, high, why in world.rows:
            if len(at) == 1 and weights[0] == 1:  # a bound of one cell
                self.lower[at[0]] = max(self.lower[at[0]], low)
                self.upper[at[0]] = min(self.upper[at[0]], high)
            else:
                rows.append((at, weights, low, high, why))
        ends = np.concatenate([[0], np.cumsum([len(at) for at, *_ in rows])]).astype(int)
        columns = np.concatenate([at for at, *_ in rows]) if rows else np.zeros(0, dtype=int)
        weights = np.concatenate([w for _, w, *_ in rows]) if rows else np.zeros(0)
        self.matrix = sparse.csr_matrix((weights, columns, ends), shape=(len(rows), world.size))
        self.matrix.sum_duplicates()
        self.low = np.array([low for *_, low, _, _ in rows])
        self.high = np.array([high for *_, high, _ in rows])
        self.why = [why for *_, why in rows]
        # possible truths that are known: each clears whatever it has outside of 1..k-1
        self.seen: list[np.ndarray] = []

    def suppose(self, truth: np.ndarray) -> None:
        """A truth to try first, if it is possible."""
        if not self.keeps(truth):
            self.seen.append(truth)

    def interval(self, weights: np.ndarray) -> tuple[int, int]:
        """The least and the most that a weighted sum can be."""
        ends = [sign * float(weights @ self.best(sign * weights)) * sign for sign in (1, -1)]
        return round(ends[0]), round(ends[1])

    def keeps(self, truth: np.ndarray) -> list[str]:
        """The constraints that a truth breaks, in words; none where it is possible."""
        sums = self.matrix @ truth
        wrong = np.flatnonzero((sums < self.low - 1e-6) | (sums > self.high + 1e-6))
        out = [f"{self.why[i]}: {sums[i]:g}" for i in wrong]
        cells = np.flatnonzero((truth < self.lower - 1e-6) | (truth > self.upper + 1e-6))
        return out + [f"cell {i} is {truth[i]:g}" for i in cells]

    def best(self, weights: np.ndarray) -> np.ndarray:
        """A possible truth with the least weighted sum."""
        solved = optimize.milp(
            weights,
            constraints=optimize.LinearConstraint(self.matrix, self.low, self.high),
            bounds=optimize.Bounds(self.lower, np.minimum(self.upper, MORE)),
            integrality=np.ones(len(weights)),
        )
        if solved.x is None:
            raise NotPossible(solved.message)
        self.seen.append(np.round(solved.x))
        return self.seen[-1]


def found(solver: Solver, counts: Counts, k: int, most: int = 1_000) -> list[Found]:
    """The counts that can be nothing but 1..k-1, each with its least and most; ``most`` ends it early."""
    alive = np.arange(len(counts))
    out: list[Found] = []

    def clear(truth: np.ndarray) -> np.ndarray:
        values = counts.sums[alive] @ truth
        return alive[(values > 0.5) & (values < k - 0.5)]

    def total() -> np.ndarray:
        return np.asarray(counts.sums[alive].sum(axis=0)).ravel()

    for truth in solver.seen:
        alive = clear(truth)
    for sign in (0, 1, -1, 1, -1):
        if len(alive):
            alive = clear(solver.best(sign * total()))
    while len(alive) and len(out) < most:
        asked, ends = alive[0], []
        weights = counts.sums[asked].toarray().ravel()
        for sign in (1, -1):
            truth = solver.best(sign * weights)
            ends.append(round(float(weights @ truth)))
            alive = clear(truth)
            if asked not in alive[:1]:
                break
        else:
            out.append(Found(counts.name(asked), *ends))
            alive = alive[1:]
    return out

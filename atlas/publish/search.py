"""The search for which cells go up and which down so that sums are off least: tabu search (Glover 1989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack

ROUNDS, MOST_STEPS, MOST_LOOKS = 30, 20_000, 100_000_000
STEPS_NOT_BACK = 10
# steps, for each cell, that the search goes on without finding anything better; while a sum is still too
# far off it goes on to the end
PATIENCE = 15
LEAST_GAIN = 1e-9


@dataclass(frozen=True)
class Sums:
    """Sums over the cells: ``member`` says which cell (row) is in which sum (column). Each sum has a
    ``weight``; ``off`` is how far it is from where it should be before any free cell is counted; what
    exceeds its ``limit`` weighs ``beyond`` in addition."""

    member: csr_array
    weight: np.ndarray
    limit: np.ndarray
    beyond: np.ndarray
    off: np.ndarray

    @classmethod
    def of(cls, kinds: Sequence[Sums]) -> Sums:
        """Several kinds as one."""
        member = hstack([kind.member for kind in kinds], format="csr")
        rest = (
            np.concatenate([getattr(kind, name) for kind in kinds])
            for name in ("weight", "limit", "beyond", "off")
        )
        return cls(member, *rest)

    def cost(self, off: np.ndarray) -> np.ndarray:
        """The cost of each sum being this far ``off``."""
        over = np.maximum(np.abs(off) - self.limit, 0)
        weighed: np.ndarray = self.weight * off**2 + self.beyond * over**2
        return weighed

    def own(self, cell: int) -> np.ndarray:
        """The sums that a cell is in."""
        sums: np.ndarray = self.member.indices[
            self.member.indptr[cell] : self.member.indptr[cell + 1]
        ]
        return sums


def search(rest: np.ndarray, sums: Sums, was: np.ndarray, k: int) -> np.ndarray:
    """Which of the free cells go up to ``k``; the others go down to 0. Each has its ``rest`` above the lower
    multiple (1..k-1) and what it ``was`` (0, ``k``, or neither). The choice is the one found for which
    the sums together cost least."""
    off = sums.off.astype(float)
    up = np.zeros(len(rest), dtype=bool)
    for cell, above in enumerate(rest):
        own = sums.own(cell)
        mine = replace(
            sums, weight=sums.weight[own], limit=sums.limit[own], beyond=sums.beyond[own]
        )
        down, higher = off[own] - above, off[own] - above + k
        costs_less = mine.cost(higher).sum() < mine.cost(down).sum()
        up[cell] = was[cell] == k if was[cell] in (0, k) else costs_less
        off[own] = higher if up[cell] else down
    return _improve(up, off, sums, k)


def _improve(up: np.ndarray, off: np.ndarray, sums: Sums, k: int) -> np.ndarray:
    """The best choice that a tabu search from a first choice has seen. Deterministic."""
    cost = least = 0.0
    best, best_step = up.copy(), 0
    too_far = bool((np.abs(off) > sums.limit).any())
    free_again = np.zeros(len(up), dtype=np.int64)
    waiting = min(STEPS_NOT_BACK, len(up) // 4 + 1)
    for step in range(min(ROUNDS * len(up), MOST_STEPS, MOST_LOOKS // len(up))):
        now = sums.cost(off)
        rise, fall = (sums.member @ (sums.cost(off + by) - now) for by in (k, -k))
        gain = np.where(up, fall, rise)
        cell = int(gain.argmin())
        if cost + gain[cell] >= least - LEAST_GAIN:
            cell = int(np.where(free_again <= step, gain, np.inf).argmin())
        cost += gain[cell]
        off[sums.own(cell)] += -k if up[cell] else k
        up[cell] = not up[cell]
        free_again[cell] = step + 1 + waiting
        if cost < least - LEAST_GAIN:
            least, best, best_step = cost, up.copy(), step
            too_far = bool((np.abs(off) > sums.limit).any())
        elif not too_far and step - best_step > PATIENCE * len(up) + STEPS_NOT_BACK:
            break
    return best

"""The search for the choice of cells, up or down, by which sums are off least: tabu search (Glover 1989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack

ROUNDS, MOST_STEPS, MOST_LOOKS = 30, 20_000, 100_000_000
STEPS_NOT_BACK = 10
# how many steps, for each cell, it goes on without finding anything better; where a sum is still too far
# off, to the end
PATIENCE = 15
LEAST_GAIN = 1e-9


@dataclass(frozen=True)
class Sums:
    """Sums over the cells: ``member`` says which cell (row) is in which sum (column). Each has its
    weight, and ``off`` is how far it is from where it should be before any free cell is counted; what is
    over its ``limit`` weighs as much as ``beyond`` says."""

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
        """What it weighs that the sums are so far off."""
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
    """Which of the free cells go up to ``k``, the others down to 0, by what each has above its lower
    multiple (``rest``, 1..k-1) and what it was (0, ``k``, or neither): the choice for which the sums
    together cost least."""
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
    """Tabu search from a first choice; the best choice that was seen. Deterministic."""
    cost = least = 0.0
    best, found = up.copy(), 0
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
            least, best, found = cost, up.copy(), step
            too_far = bool((np.abs(off) > sums.limit).any())
        elif not too_far and step - found > PATIENCE * len(up) + STEPS_NOT_BACK:
            break
    return best

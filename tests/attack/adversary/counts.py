"""What the adversary asks: every sum of cells that has a name, of people and of organisations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from tests.attack.adversary.publication import DIMENSIONS
from tests.attack.adversary.world import LATER, UNSEEN, World

# dimensions that say nothing without their value: which property, which session
ALWAYS = {"profile": ("dimension",), "attended": ("module_id",)}
SAID = {UNSEEN: "any other", LATER: "later"}


@dataclass(frozen=True)
class Counts:
    """Sums of unknowns, a row each: the sums of one margin after the other.

    ``margins`` has of each how many rows it has, its table, and the values that each row stands for.
    """

    sums: sparse.csr_matrix
    margins: list[tuple[int, str, pd.DataFrame]]

    def __len__(self) -> int:
        return int(self.sums.shape[0])

    def name(self, row: int) -> str:
        """What a row is the number of."""
        for number, table, keys in self.margins:
            if row < number:
                said = zip(keys.columns, keys.iloc[row], strict=True)
                return f"{table}[{', '.join(f'{d}={SAID.get(v, v)}' for d, v in said)}]"
            row -= number
        raise IndexError


def single(world: World, at: int) -> Counts:
    """Each cell of each table, each sum over some of its dimensions, and the whole."""
    parts: list[sparse.csr_matrix] = []
    margins: list[tuple[int, str, pd.DataFrame]] = []
    for name, dimensions in DIMENSIONS.items():
        if (at, name) not in world.cells or not len(world.cells[at, name]):
            continue
        frame = world.cells[at, name]
        fixed = ALWAYS.get(name, ())
        free = [d for d in dimensions if d not in fixed]
        x = frame["x"].to_numpy()
        for size in range(len(free) + 1):
            for chosen in combinations(free, size):
                by = [*fixed, *chosen]
                groups = frame.groupby(by, sort=False).ngroup() if by else np.zeros(len(x), int)
                number = int(np.max(groups)) + 1
                ones = (np.ones(len(x)), (np.asarray(groups), x))
                parts.append(sparse.csr_matrix(ones, shape=(number, world.size)))
                margins.append((number, name, frame[by].drop_duplicates()))
    return Counts(sparse.vstack(parts).tocsr(), margins)


def between(before: Counts, after: Counts) -> Counts:
    """How many more there are of each at a later moment, and how many fewer."""
    more = after.sums - before.sums
    margins = [
        (number, f"{sign} {table}", keys)
        for sign in ("more", "fewer")
        for number, table, keys in after.margins
    ]
    return Counts(sparse.vstack([more, -more]).tocsr(), margins)

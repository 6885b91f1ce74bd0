"""The cells between two published margins: places down one side, where people stand down the other.

Both margins are multiples of k and add up to the same. Between them the whole multiples that lie nearest
to the truth, and to what was shown, are found as a flow of least cost: such a flow is whole wherever
its margins are (Dantzig 1951). Like all rounding here it changes nothing in cells that are public
already.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

# how many steps of k around the truth have a price of their own; what is farther has that of the last
STEPS_ASIDE = 2
# what a step away from what was shown costs, and a person where nobody is
STAY, NOBODY = 2.0, 1000.0


def crossed(
    exact: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    k: int,
    shown: np.ndarray | None = None,
    reach: int = 0,
) -> np.ndarray:
    """A table of multiples of ``k`` with the sums ``rows`` and ``columns``, nearest to ``exact``.

    ``exact`` is a table of people; a row of it counts for its share of the published sum. Cells ``shown``
    last, which the truth is less than ``reach`` away from, are left only where the sums ask for it. A
    cell where nobody is gets somebody only then, too.
    """
    share = exact * (rows / np.maximum(exact.sum(axis=1), 1))[:, None] / k
    lowest = np.maximum(np.floor(share).astype(int) - STEPS_ASIDE, 0)
    steps = np.arange(2 * STEPS_ASIDE + 2)
    units = lowest[:, :, None] + steps
    price = k * ((units - share[:, :, None]) ** 2) + NOBODY * units * (exact == 0)[:, :, None]
    if shown is not None:
        stays = (np.abs(share * k - shown) < reach)[:, :, None]
        price = price + stays * STAY * k * np.abs(units - shown[:, :, None] / k)
    marginal = np.diff(price, axis=2)
    most = np.ones_like(marginal)
    most[:, :, -1] = np.inf
    left_rows = rows / k - lowest.sum(axis=1)
    left_columns = columns / k - lowest.sum(axis=0)
    # below its lowest a cell may go as well, at the price of the first step there
    lower = np.where(lowest > 0, 2 * k * (lowest - share) - k, 0.0)
    return k * (lowest + _flow(marginal, most, lower, lowest, left_rows, left_columns))


def _flow(
    marginal: np.ndarray,
    most: np.ndarray,
    lower: np.ndarray,
    lowest: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
) -> np.ndarray:
    """How many units each cell gets over its lowest, so that what is left of both margins is used up."""
    height, width, steps = marginal.shape
    cell = np.arange(height * width)
    up = np.repeat(cell, steps)
    at = np.concatenate([up, cell])
    sign = np.concatenate([np.ones(len(up)), -np.ones(len(cell))])
    place = np.concatenate([at // width, height + at % width])
    sides = coo_array(
        (np.concatenate([sign, sign]), (place, np.tile(np.arange(len(at)), 2))),
        shape=(height + width, len(at)),
    )
    found = linprog(
        np.concatenate([marginal.ravel(), -lower.ravel()]),
        A_eq=sides.tocsr(),
        b_eq=np.concatenate([rows, columns]),
        bounds=np.column_stack([np.zeros(len(at)), np.concatenate([most.ravel(), lowest.ravel()])]),
        method="highs-ds",
    )
    flow = np.rint(found.x) * sign
    return np.bincount(at, flow, height * width).reshape(height, width).astype(np.int64)

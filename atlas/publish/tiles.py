"""The tile map: every area as one equal square, roughly where it lies. Declared, or worked out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from atlas.errors import DeclarationError
from atlas.region import FILE, wrong_tiles

SPARE = 1.25  # places for each area: room for a coast and for corners
EVEN = 0.5  # the weight of the rank in a position, so that areas close together get room


def layout(
    codes: Sequence[str], points: np.ndarray, declared: dict[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Column and row of each area's tile, from 0, north up.

    ``points`` has one row per code, x to the right and y down. The ``declared`` layout is used when
    it is of these areas; when it has none of them (another register), or there is none,
    :func:`generated` works one out. Raises :class:`~atlas.errors.DeclarationError` when it has some
    of the areas but not all, or tiles for what is no area.
    """
    if not declared or declared.keys().isdisjoint(codes):
        return generated(codes, points)
    problem = wrong_tiles(declared, codes)
    if problem:
        raise DeclarationError(FILE, problem)
    return {code: declared[code] for code in codes}


def generated(codes: Sequence[str], points: np.ndarray) -> dict[str, tuple[int, int]]:
    """A layout from where the areas lie: no two on one tile, and the sum of squared distances to their
    tiles as small as possible (the assignment problem, solved by SciPy). The same areas always give the
    same layout."""
    from scipy.optimize import linear_sum_assignment

    n = len(codes)
    spread = np.maximum(np.ptp(points, axis=0), 1e-9)
    ratio = float(np.clip(spread[0] / spread[1], 1 / 3, 3))
    across = max(1, math.ceil(math.sqrt(n * SPARE * ratio)))
    down = max(1, math.ceil(n * SPARE / across))
    size = np.array([across - 1, down - 1])
    order = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, n - 1)
    lies = (points - points.min(axis=0)) / spread
    ideal = (EVEN * order + (1 - EVEN) * lies) * size
    places = np.array([(column, row) for row in range(down) for column in range(across)])
    distances = ((ideal[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(distances)
    tiles = places[chosen]
    tiles = tiles - tiles.min(axis=0)
    return {code: (int(c), int(r)) for code, (c, r) in zip(codes, tiles, strict=True)}

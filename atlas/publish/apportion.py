"""A published total apportioned to its parts: every part is a multiple of k, and they add up to the total.

A property of people, the module they reached or the weeks they took are shown within totals that are
public already (:mod:`~atlas.publish.rounded` says which), so that subtracting one table from another
never gives a small count. Rounded are the running sums over the parts in order, so a part is at most k
off its share of the total, a quartile stays in its part, and an empty part stays empty. Like all
rounding here it changes nothing in parts that are public already (:mod:`~atlas.publish.protect` says
why that matters), and it remembers what was shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from atlas.publish.cells import beside


def apportion(
    cube: pd.DataFrame,
    totals: pd.Series,
    by: tuple[str, ...],
    k: int,
    before: pd.DataFrame | None = None,
    reach: int | None = None,
) -> pd.DataFrame:
    """The cells of a cube within the published totals of their groups.

    ``cube`` has dimension columns, among them ``by``, and ``n``; ``totals`` (multiples of ``k``) is
    indexed by ``by``. Parts are ordered by their other dimensions. ``before`` holds the parts shown
    last: a running sum stays while the true one, scaled to the total, is less than ``reach`` (by default
    ``k``) away; a group of which nothing was shown has no memory. A group that nobody is in any more
    but whose total still stands keeps its parts in the proportions shown last. A group without a
    published total has no parts (0 has no row).
    """
    dimensions = [c for c in cube.columns if c != "n"]
    inner = [d for d in dimensions if d not in by]
    cells = cube.assign(_shown=0) if before is None else beside(cube, before)
    cells = cells.sort_values([*by, *inner], ignore_index=True)
    parts = []
    for key, part in cells.groupby(list(by), sort=True, observed=True):
        total = int(totals.get(key if len(by) > 1 else key[0], 0))
        counts, shown_last = (part[c].to_numpy(dtype=np.int64) for c in ("n", "_shown"))
        last = shown_last if shown_last.any() else None
        if last is not None and not counts.any():
            counts = last
        if total and counts.any():
            parts.append(part.assign(n=shares(counts, total, k, last, reach or k)))
    out = pd.concat(parts) if parts else cells.iloc[:0]
    out = out[out["n"] > 0].astype({"n": "int64"})
    return out[cube.columns].sort_values(dimensions, ignore_index=True)


def shares(
    counts: Sequence[int] | np.ndarray,
    total: int,
    k: int,
    shown: Sequence[int] | np.ndarray | None = None,
    reach: int = 0,
) -> np.ndarray:
    """Counts, in order, as multiples of ``k`` that add up to ``total`` (itself one).

    Running sums are rounded to the nearest multiple, a half upwards. With the parts ``shown`` last, a
    running sum less than ``reach`` from where it was stays there, and one that moves is shown to move
    by at least ``reach``.
    """
    counts = np.asarray(counts)
    parts = np.zeros(len(counts), dtype=np.int64)
    if counts.sum() == total and not (counts % k).any():
        # public already: to agree with other tables, a part may have been moved by less than it may move here
        return counts
    anyone = np.flatnonzero(counts)  # where nobody is, nobody is shown
    sums = np.cumsum(counts[anyone])
    exact = total * sums / sums[-1]
    steps = k * np.floor(exact / k + 0.5)
    if shown is not None:
        stood = np.cumsum(shown)[anyone]
        beyond = np.where(exact > stood, np.ceil(exact / k), np.floor(exact / k)) * k
        steps = np.where(np.abs(steps - stood) < reach, beyond, steps)
        steps = np.where(np.abs(exact - stood) < reach, stood, steps)
    steps[-1] = total
    steps = np.maximum.accumulate(np.clip(steps, 0, total))
    parts[anyone] = np.diff(steps, prepend=0)
    return parts


def at_least(counts: np.ndarray, floors: np.ndarray, k: int) -> np.ndarray:
    """Parts none of which is below its floor, with the same sum, moved by as few steps of ``k`` as possible.

    What a part lacks is taken from the one with most to spare. Raises ``ValueError`` where the floors
    together exceed the sum.
    """
    out, floors = counts.copy(), -(-floors // k) * k
    if floors.sum() > out.sum():
        raise ValueError("the floors are more than the sum")
    while (lacking := np.flatnonzero(out < floors)).size:
        giver = int(np.argmax(out - floors))
        out[giver] -= k
        out[lacking[0]] += k
    return out

"""Rules that hold between the tables, kept in the published ones, too.

In truth there is no organisation without a person, and nobody comes back who was never there. If the
published cells broke such a rule, they could not be the truth, and a cell shown as empty would be known
not to be. Each function takes rounded cells, multiples of ``k``, and returns cells that keep one rule;
where the rule holds already it changes nothing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.memberships import EARLIER, history, memberships
from atlas.protection import COHORT, MUNICIPALITY
from atlas.publish.apportion import at_least
from atlas.publish.cells import UNRECORDED

ENTERPRISE = "enterprise"


def after_others(cells: pd.DataFrame, k: int) -> tuple[pd.DataFrame, dict[str, int]]:
    """Cells in which no more people continue from a history than are shown to have it: whoever was
    somewhere before was there, and is in one place next. The largest cells are lowered. Also returned:
    for each history from which too many continued, how many are shown to have it."""
    n = cells["n"].to_numpy(dtype=np.int64).copy()
    at: dict[str, list[int]] = {}
    onward: dict[str, list[int]] = {}
    too_many: dict[str, int] = {}
    here = (cells[name] for name in (COHORT, MUNICIPALITY, EARLIER))
    for row, (cohort, place, earlier) in enumerate(zip(*here, strict=True)):
        before = memberships(earlier)
        at.setdefault(history([*before, (cohort, place)]), []).append(row)
        if before:
            onward.setdefault(earlier, []).append(row)
    for so_far in sorted(onward, key=lambda one: (len(memberships(one)), one)):
        mine, there = onward[so_far], int(n[at.get(so_far, [])].sum())
        going = int(n[mine].sum())
        if going > there:
            too_many[so_far] = there
            n[mine] = _lowered(n[mine], going, there, k)
    return _those_shown(cells.assign(n=n)), too_many


def over_owners(
    sectors: pd.DataFrame, organisations: pd.DataFrame, known: pd.DataFrame, k: int
) -> pd.DataFrame:
    """People by sector, in each cohort at least as many in enterprises as there are enterprises, and as
    many in the other sectors as there are other organisations. ``known`` are the sectors of a cohort to
    which people may be moved; where there is none, they are moved to the unknown sector.
    """
    owned = organisations.groupby([COHORT, ENTERPRISE])["n"].sum()
    every = _with_classes(_beside(known, sectors), owned)
    parts = []
    for cohort, part in every.groupby(COHORT, sort=True):
        business = (part["category"] == ENTERPRISE).to_numpy()
        n = part["n"].to_numpy(dtype=np.int64)
        whole = np.array([n[business].sum(), n[~business].sum()])
        floors = np.array([owned.get((cohort, kind), 0) for kind in (True, False)])
        if floors.sum() <= whole.sum():
            for side, mine in zip(
                at_least(whole, floors, k) - whole, (business, ~business), strict=True
            ):
                n = _changed(n, mine, int(side), k)
        parts.append(part.assign(n=n))
    out = pd.concat(parts) if parts else every
    return _those_shown(out)[sectors.columns].astype({"n": "int64"})


def over_employers(
    profile: pd.DataFrame, employers: pd.Series, known: pd.DataFrame, k: int
) -> pd.DataFrame:
    """People by one property of their organisation, each category with at least as many people as there
    are ``employers`` (by category) in the county, as far as people can be moved.

    They are moved within a cohort, from the category with most to spare to one that the cohort may have
    (``known``). Enterprises and others do not mix, since another rule holds for these in each cohort.
    Where moving people is not enough, employers are moved (:func:`under_profile`).
    """
    cells = _beside(known, profile)
    n = cells["n"].to_numpy(dtype=np.int64, copy=True)
    category, cohort = cells["category"].to_numpy(), cells[COHORT].to_numpy()
    business = category == ENTERPRISE
    floors = {str(name): int(floor) for name, floor in employers.items()}

    def spare(name: str) -> int:
        return int(n[category == name].sum()) - floors.get(name, 0)

    for name in sorted(floors):
        while spare(name) < 0:
            takers = np.flatnonzero(category == name)
            pairs = [
                (n[giver], -giver, -taker)
                for taker in takers
                for giver in np.flatnonzero((cohort == cohort[taker]) & (n >= k))
                if business[giver] == business[taker] and spare(category[giver]) >= k
            ]
            if not pairs:
                break
            _, giver, taker = max(pairs)
            n[-giver] -= k
            n[-taker] += k
    return _those_shown(cells.assign(n=n))[profile.columns]


def under_profile(
    employers: pd.DataFrame, profile: pd.DataFrame, name: str, k: int
) -> pd.DataFrame:
    """Organisations by sector and size, in no category of ``name`` (one of the two) more than there are
    people (``profile``): they are moved to the category with most people to spare. An enterprise stays
    one."""
    room = profile[profile["dimension"] == name].groupby("category")["n"].sum()
    cells = employers
    while True:
        spare = room.sub(cells.groupby(name)["n"].sum(), fill_value=0).sort_index()
        lacking = spare.index[spare < 0]
        if lacking.empty:
            return _those_shown(cells)
        business = lacking[0] == ENTERPRISE
        others = spare[(spare.index == ENTERPRISE) == business]
        if others.max() < k:
            # more organisations than people, which no other table shows
            return _those_shown(cells)
        moved = cells[cells[name] == lacking[0]].sort_values("n", ascending=False).iloc[:1]
        change = [moved.assign(n=-k), moved.assign(n=k, **{name: others.idxmax()})]
        cells = pd.concat([cells, *change]).groupby(list(employers.columns[:-1]), as_index=False)
        cells = cells["n"].sum()


def two_each(capable: pd.DataFrame, people: pd.Series, trained: int, k: int) -> pd.DataFrame:
    """Organisations in which two people have completed: never more than half the number of those who have.
    Of enterprises, and of the others, there are people enough (``people``, by whether it is an
    enterprise) for one in each organisation and a second one in each of these.
    """
    owned = capable.groupby(ENTERPRISE)["n"].sum()
    shown = capable[capable["several"]].set_index(ENTERPRISE)["n"]
    seconds = people.reindex(owned.index, fill_value=0) - owned
    several = shown.reindex(owned.index, fill_value=0).clip(upper=seconds.clip(lower=0))
    over = int(several.sum()) - trained // 2
    for kind in several.index:
        taken = min(int(several[kind]), max(0, -(-over // k) * k))
        several[kind] -= taken
        over -= taken
    parts = [
        pd.DataFrame({ENTERPRISE: owned.index, "several": two, "n": n.to_numpy()})
        for two, n in ((False, owned - several), (True, several))
    ]
    return _those_shown(pd.concat(parts, ignore_index=True))[capable.columns]


def _lowered(counts: np.ndarray, total: int, most: int, k: int) -> np.ndarray:
    """Counts lowered in steps of ``k``, the largest first, until their total is at most ``most``."""
    out = counts.copy()
    while total > most:
        out[int(np.argmax(out))] -= k
        total -= k
    return out


def _beside(known: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Cells in the order of ``known``, with 0 for those that are known but shown as empty."""
    keys = [c for c in cells.columns if c != "n"]
    order = pd.concat([known[keys], cells[keys]]).drop_duplicates(ignore_index=True)
    return order.merge(cells, on=keys, how="left").fillna({"n": 0}).astype({"n": "int64"})


def _with_classes(sectors: pd.DataFrame, owned: pd.Series) -> pd.DataFrame:
    """People by sector, with a sector for each class (enterprises, others) of a cohort's organisations."""
    there = set(zip(sectors[COHORT], sectors["category"] == ENTERPRISE, strict=True))
    missing = [key for key in owned.index[owned > 0] if key not in there]
    if not missing or sectors.empty:
        return sectors
    fresh = [
        sectors.iloc[:1].assign(
            n=0, **{COHORT: cohort, "category": ENTERPRISE if business else UNRECORDED}
        )
        for cohort, business in missing
    ]
    return pd.concat([sectors, *fresh], ignore_index=True)


def _changed(counts: np.ndarray, mine: np.ndarray, by: int, k: int) -> np.ndarray:
    """Counts of which those at ``mine`` change by ``by`` in total: the largest one gives or takes."""
    out = counts.copy()
    positions = np.flatnonzero(mine)
    for _ in range(abs(by) // k):
        largest = positions[int(np.argmax(out[positions]))]
        out[largest] += k if by > 0 else -k
    return out


def _those_shown(cells: pd.DataFrame) -> pd.DataFrame:
    dimensions = [c for c in cells.columns if c != "n"]
    return cells[cells["n"] > 0].sort_values(dimensions, ignore_index=True)

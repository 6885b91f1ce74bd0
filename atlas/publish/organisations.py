"""Organisations, rounded: where they take part, each with all the places and cohorts it takes part in.

An organisation that comes to three cohorts stands in three cells. If each was rounded by itself,
organisations would come again that never came; so what is rounded is how many have taken the same
way through cohorts and places, and the cells are the steps of those ways.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.memberships import EARLIER, history, memberships
from atlas.protection import COHORT, MUNICIPALITY
from atlas.publish.histories import NEW, NEW_HERE, NEW_THEN
from atlas.publish.protect import Key, Keys, Past, protect_sums

ENTERPRISE, WAY = "enterprise", "way"
BOTH = (MUNICIPALITY, COHORT)
# the sums that are kept close, as dimensions of the cells: each once in all, in a place, in a cohort
SUMS = ((NEW,), (MUNICIPALITY, NEW_HERE), (COHORT, NEW_THEN), BOTH)


def organisations(
    exact: pd.DataFrame, people: pd.DataFrame, k: int, secret: bytes, past: Past
) -> pd.DataFrame:
    """The cells of the organisation cube as multiples of ``k``, in a place and cohort never more than the
    ``people`` shown there (rounded enrolments)."""
    room = people.groupby(list(BOTH))["n"].sum()
    known = _where_people_are(ways(exact), room)
    places = {pair for way in known[WAY] for pair in _pairs(way)}
    most: dict[Key, int] = {(BOTH, pair): int(room.get(pair, 0)) for pair in places}
    taken = replace(
        past.mapped(ways),
        were=None if past.were is None else _where_people_are(ways(past.were), room),
        fresh=_through(known, past.fresh),
    )
    made = protect_sums(known, sums, k, secret, taken, lambda cells: [_of(cells, BOTH)], most)
    return steps(_under(made, known, room, k))


def _through(taken: pd.DataFrame, fresh: pd.DataFrame | None) -> pd.DataFrame | None:
    """The ways that lead through a cohort of which nothing was told yet."""
    if fresh is None:
        return None
    new = set(fresh[COHORT])
    leads = [any(cohort in new for cohort, _ in memberships(way)) for way in taken[WAY]]
    return taken.loc[leads, [WAY]]


def _where_people_are(taken: pd.DataFrame, room: pd.Series) -> pd.DataFrame:
    """Ways without the places and cohorts in which no people are shown, where something is left of them:
    an organisation that was there as well is shown where it can be."""
    shown = set(room[room > 0].index)

    def left(way: str) -> str:
        return history(each for each in memberships(way) if each[::-1] in shown) or way

    told = taken.assign(**{WAY: [left(way) for way in taken[WAY]]}).astype({WAY: "str"})
    return told.groupby([ENTERPRISE, WAY], as_index=False)[["n"]].sum()


def sums(cells: pd.DataFrame) -> list[Keys]:
    """The sums that each way is in, of all organisations and of enterprises."""
    every = [_of(cells, named) for named in SUMS]
    kind = cells[ENTERPRISE].tolist()
    return [
        *every,
        *(
            [
                [((*key[0], ENTERPRISE), key[1], business) for key in mine]
                for mine, business in zip(keys, kind, strict=True)
            ]
            for keys in every
        ),
    ]


def _of(cells: pd.DataFrame, named: tuple[str, ...]) -> Keys:
    """The sums over some dimensions that each way is in, every one once."""

    def groups(way: str) -> list[object]:
        told = memberships(way)
        if named == BOTH:
            return list(_pairs(way))
        if named == (NEW,):
            return [""]
        at = 1 if MUNICIPALITY in named else 0
        return list(dict.fromkeys(each[at] for each in told))

    return [[(named, group) for group in groups(way)] for way in cells[WAY]]


def _pairs(way: str) -> list[tuple[str, str]]:
    return [(place, cohort) for cohort, place in memberships(way)]


def ways(cells: pd.DataFrame) -> pd.DataFrame:
    """How many took each way, from cells: those who came so far, without those who went on."""
    came: dict[tuple[str, bool], int] = {}
    for place, cohort, business, earlier, n in _rows(cells):
        way = history([*memberships(earlier), (cohort, place)])
        came[way, business] = came.get((way, business), 0) + n
        if earlier:
            came[earlier, business] = came.get((earlier, business), 0) - n
    rows = [(business, way, n) for (way, business), n in came.items() if n > 0]
    return pd.DataFrame(rows, columns=[ENTERPRISE, WAY, "n"]).astype(
        {ENTERPRISE: "bool", WAY: "str", "n": "int64"}
    )


def steps(taken: pd.DataFrame) -> pd.DataFrame:
    """The cells that so many ways go through: the other way round."""
    cells: dict[tuple[str, str, bool, str], int] = {}
    for business, way, n in zip(taken[ENTERPRISE], taken[WAY], taken["n"], strict=True):
        told = memberships(way)
        for at, (cohort, place) in enumerate(told):
            key = place, cohort, bool(business), history(told[:at])
            cells[key] = cells.get(key, 0) + int(n)
    columns = [MUNICIPALITY, COHORT, ENTERPRISE, EARLIER]
    frame = pd.DataFrame([(*key, n) for key, n in cells.items()], columns=[*columns, "n"])
    types = dict.fromkeys(columns, "str") | {ENTERPRISE: "bool", "n": "int64"}
    return frame.astype(types).sort_values(columns, ignore_index=True)


def _rows(cells: pd.DataFrame) -> list[tuple[str, str, bool, str, int]]:
    named = [MUNICIPALITY, COHORT, ENTERPRISE, EARLIER, "n"]
    return list(cells[named].itertuples(index=False, name=None))


def _under(made: pd.DataFrame, exact: pd.DataFrame, room: pd.Series, k: int) -> pd.DataFrame:
    """No more in a place and cohort than people. What gives way is what was rounded up most."""
    keys = [ENTERPRISE, WAY]
    truth = made[keys].merge(exact, on=keys, how="left")["n"].fillna(0).to_numpy()
    order = made.assign(_up=made["n"].to_numpy() - truth).sort_values(
        ["_up", *keys], ascending=[False, True, True], ignore_index=True
    )
    there: dict[tuple[str, str], int] = {}
    for way, n in zip(order[WAY], order["n"], strict=True):
        for pair in _pairs(way):
            there[pair] = there.get(pair, 0) + n
    numbers = []
    for way, n in zip(order[WAY], order["n"], strict=True):
        over = max((there[p] - int(room.get(p, 0)) for p in _pairs(way)), default=0)
        less = min(n, max(0, -(-over // k) * k))
        for pair in _pairs(way):
            there[pair] -= less
        numbers.append(n - less)
    left = order[keys].assign(n=numbers)
    return left[left["n"] > 0]
